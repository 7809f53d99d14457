"""Tells an invented case: its moves, its priority, what was written down, what is to be done."""

from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from hjemveien.exchange.demo import words
from hjemveien.exchange.demo.life import Life
from hjemveien.exchange.demo.order import Dice, Keys, Order, workday
from hjemveien.exchange.intake.bulk import Row, Rows

FACTORS = {
    1: ("no_roof", "release", "violence", "health"),
    2: ("unsuitable", "health", "lease_end"),
    3: ("unsuitable", "lease_end"),
}
DUE = ((-9, -1), (0, 0), (1, 6), (7, 80))
DUE_WEIGHTS = (3, 4, 18, 75)
WRITTEN = (("note", 36.0), ("phone", 30.0), ("meeting", 14.0), ("letter", 12.0), ("visit", 8.0))


class Named(Protocol):
    @property
    def staff_id(self) -> UUID: ...
    @property
    def name(self) -> str: ...


class Telling:
    """Everything that was said and done in one case; `priority` is the class in force."""

    def __init__(
        self, order: Order, dice: Dice, keys: Keys, rows: Rows, life: Life, case_id: UUID
    ) -> None:
        self.order = order
        self.dice = dice
        self.keys = keys
        self.rows = rows
        self.life = life
        self.case_id = case_id
        self.priority: Row | None = None
        self._by = ""
        self._sealed = False

    def tell(self, by: str, sealed: bool) -> None:
        self._by, self._sealed = by, sealed
        self._steps()
        self._priorities()
        self._notes()

    def tasks(self, staff: list[UUID], worker: Named | None) -> list[Row]:
        """Some done; of open cases one or two that are not, and those are returned."""
        for _n in range(self.dice.choice((0, 0, 1, 1, 2))):
            self._done_task(worker)
        titles = words.TASKS[self.life.stage]
        some = self.dice.choice((0, 1, 1, 2)) if titles else 0
        assigned = worker.staff_id if worker else self.dice.choice(staff)
        made = [self._task(title, assigned) for title in titles[:some]]
        self.rows.extend("task", made)
        return made

    def _steps(self) -> None:
        before, ends = "", [day for _stage, day in self.life.steps[1:]]
        for place, (stage, day) in enumerate(self.life.steps):
            at = self.dice.moment(day, self.order.now)
            back = stage == "venteliste" and before == "tilbud"
            reason = words.MOVES["back" if back else stage] if before else ""
            self.rows.add(
                "stage_interval",
                {
                    "id": self.keys.new(),
                    "case_id": self.case_id,
                    "ordinal": place + 1,
                    "stage": stage,
                    "started_on": day,
                    "ended_on": ends[place] if place < len(ends) else None,
                    "moved_at": at,
                    "moved_by": self._by,
                    "reason": reason,
                },
            )
            if before:
                self._event(day, "moved", reason, {"from": before, "to": stage})
            else:
                self._event(day, "registered", "", {"stage": stage, "received_on": f"{day}"})
            before = stage

    def _priorities(self) -> None:
        life = self.life
        if life.decided is None or life.outcome != "granted":
            return
        raised = life.priority in (1, 2) and self.dice.chance(0.12)
        later = life.decided + self.dice.days(14, 60)
        last = life.moved or life.closed or self.order.today
        if raised and life.priority and later <= last:
            lower, day = life.priority + 1, workday_by(later, last)
            self._class(life.decided, None, lower, "")
            self._class(day, lower, life.priority, words.RAISED)
        else:
            self._class(life.decided, None, life.priority, "")

    def _class(self, day: date, before: int | None, given: int | None, reason: str) -> None:
        told = reason or self.dice.choice(words.PRIORITY[given])
        possible = FACTORS.get(given or 0, ())
        factors = self.dice.sample(possible, k=min(self.dice.choice((0, 1, 1, 2)), len(possible)))
        self.priority = {
            "id": self.keys.new(),
            "case_id": self.case_id,
            "valid_from": day,
            "set_at": self.dice.moment(day, self.order.now),
            "set_by": self._by,
            "priority_class": given,
            "factors": factors,
            "reason": told,
        }
        self.rows.add("priority", self.priority)
        self._event(day, "priority", told, {"from": before, "to": given})

    def _notes(self) -> None:
        life, today = self.life, self.order.today
        if life.decided and life.outcome:
            told: Row = {"outcome": life.outcome, "day": life.decided.isoformat()}
            self._event(life.decided, "decided", "", told)
        if life.replied:
            self._event(life.replied, "letter", words.REPLY)
        first, last = life.steps[0][1], min(life.closed or today, today)
        for _n in range(self.dice.randint(1, 5)):
            day = first + timedelta(days=self.dice.randint(0, max((last - first).days, 0)))
            kind = self.dice.weighted(WRITTEN)
            self._event(workday_by(day, last), kind, self.dice.choice(words.NOTES[kind]))

    def _event(self, day: date, kind: str, text: str, data: Row | None = None) -> None:
        self.rows.add(
            "journal_entry",
            {
                "id": self.keys.new(),
                "case_id": self.case_id,
                "at": self.dice.moment(day, self.order.now),
                "by": self._by,
                "kind": kind,
                "text": text,
                "data": data,
                "confidential": self._sealed,
            },
        )

    def _task(self, title: str, assigned: UUID) -> Row:
        least, most = self.dice.choices(DUE, DUE_WEIGHTS)[0]
        due = self.order.today + self.dice.days(least, most)
        return {
            "id": self.keys.new(),
            "case_id": self.case_id,
            "title": title,
            "due_on": due,
            "assigned_id": assigned,
        }

    def _done_task(self, worker: Named | None) -> None:
        first = self.life.received
        day = first + timedelta(days=self.dice.randint(0, max((self.order.today - first).days, 0)))
        self.rows.add(
            "task",
            {
                "id": self.keys.new(),
                "case_id": self.case_id,
                "title": self.dice.choice(words.DONE),
                "due_on": day,
                "assigned_id": worker.staff_id if worker else None,
                "done_at": self.dice.moment(workday_by(day, self.order.today), self.order.now),
                "done_by": self._by,
            },
        )


def workday_by(day: date, last: date) -> date:
    """The day or the Monday after it, but no later than the last."""
    return min(workday(day), last)
