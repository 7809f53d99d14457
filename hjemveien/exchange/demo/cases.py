"""Writes an invented case with its household: every row of it, its list row and search words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from types import SimpleNamespace
from uuid import UUID

from hjemveien.domain.sorting import name_key
from hjemveien.exchange.demo import words
from hjemveien.exchange.demo.goals import tell_goals
from hjemveien.exchange.demo.homes import Home, lease_row
from hjemveien.exchange.demo.journal import Telling
from hjemveien.exchange.demo.life import Life
from hjemveien.exchange.demo.order import Dice, Keys, Order
from hjemveien.exchange.demo.people import Family, Somebody
from hjemveien.exchange.intake.bulk import Row, Rows
from hjemveien.services import lists, search_index

SITUATIONS = {
    "flyktning": (("mottak", 3.0), ("privat", 2.0), ("venner", 2.0), ("framleie", 1.0)),
    "rus": (("institusjon", 2.0), ("ute", 1.0), ("natthjem", 2.0), ("midlertidig", 2.0),
            ("fengsel", 2.0), ("venner", 2.0)),
    "rop": (("institusjon", 3.0), ("midlertidig", 2.0), ("natthjem", 1.0), ("foreldre", 1.0)),
    "psykisk": (("foreldre", 3.0), ("privat", 3.0), ("institusjon", 2.0), ("venner", 1.0)),
}  # fmt: skip
OTHER_SITUATIONS = (
    ("privat", 6.0), ("venner", 3.0), ("foreldre", 2.0), ("midlertidig", 1.5), ("eier", 1.0),
    ("krisesenter", 0.5), ("framleie", 1.0), ("annet", 0.5),
)  # fmt: skip


@dataclass(frozen=True)
class Worker:
    """Somebody on the staff, with the key that lists sort by."""

    staff_id: UUID
    name: str
    name_key: str


@dataclass(frozen=True)
class Made:
    """An invented case before it is written; `home` where it moved in, `second` if a double."""

    place: int
    life: Life
    family: Family
    worker: Worker | None
    home: Home | None = None
    second: bool = False

    @property
    def sealed(self) -> bool:
        return self.family.protection != "none"


class CaseWriter:
    """Gathers rows; `ids` tells each written case's key by its place."""

    def __init__(self, order: Order, keys: Keys, staff: tuple[Worker, ...]) -> None:
        self.order = order
        self.keys = keys
        self.staff = staff
        self.rows = Rows()
        self.ids: dict[int, UUID] = {}
        self._documents = count(int(order.now.timestamp()) << 32)

    def add(self, made: Made) -> UUID:
        """The case's key."""
        dice = Dice(self.order, f"rows/{made.place}")
        household_id, case_id = self.keys.new(), self.keys.new()
        self.ids[made.place] = case_id
        people = self._household(made, household_id)
        file = _case_file(made, case_id, household_id)
        self.rows.add("case_file", file)
        facts = {
            "application": self._application(dice, made, case_id),
            "need": self._need(dice, made, case_id),
            "decision": self._decision(dice, made, case_id),
        }
        self._situations(dice, made, case_id, household_id)
        self._stays(dice, made, case_id, household_id)
        self._homes(made, case_id, household_id)
        told = Telling(self.order, dice, self.keys, self.rows, made.life, case_id)
        by = made.worker.name if made.worker else self.staff[0].name
        told.tell(by, made.sealed)
        wanting = Dice(self.order, f"goals/{made.place}")
        tell_goals(self.order, wanting, self.keys, self.rows, made.life, case_id, by)
        tasks = told.tasks([each.staff_id for each in self.staff], made.worker)
        self._lists(made, file, people, {**facts, "priority": told.priority}, tasks)
        return case_id

    def _household(self, made: Made, household_id: UUID) -> list[SimpleNamespace]:
        """The people as lists and search see them; of a protected one nothing but the role."""
        protection = made.family.protection
        self.rows.add("household", {"id": household_id, "protection": protection})
        return [
            self._member(each, household_id, made.sealed, made.life.received)
            for each in made.family.members
        ]

    def _member(
        self, each: Somebody, household_id: UUID, sealed: bool, since: date
    ) -> SimpleNamespace:
        person = self.keys.new()
        identity = _identity(each)
        if sealed:
            self.rows.add("person", {"id": person})
            apart = {"id": self.keys.new(), "person_id": person, "household_id": household_id}
            self.rows.add("sealed_identity", {**apart, **identity})
        else:
            self.rows.add("person", {"id": person, **identity, **_more(each)})
        self.rows.add(
            "household_member",
            {
                "id": self.keys.new(),
                "household_id": household_id,
                "person_id": person,
                "role": each.role,
                "birth_year": each.born.year if each.role == "child" and each.born else None,
                "share": each.share,
                "valid_from": max(since, each.born or since),
            },
        )
        nothing = dict.fromkeys(("surname", "given_name", "id_number", "address", "phone"), "")
        return SimpleNamespace(role=each.role, **(nothing if sealed else _seen(identity)))

    def _application(self, dice: Dice, made: Made, case_id: UUID) -> Row:
        life = made.life
        row: Row = {
            "id": self.keys.new(),
            "case_id": case_id,
            "kind": life.kind,
            "channel": dice.weighted((("digital", 6.0), ("paper", 3.0), ("meeting", 1.0))),
            "received_on": life.received,
            "counts_from": life.received,
            "lived_in_municipal": life.kind != "new",
            "main_group": life.group,
            "reason": "" if life.stage == "henvendelse" else dice.choice(words.APPLICATION),
        }
        self.rows.add("application", row)
        return row

    def _need(self, dice: Dice, made: Made, case_id: UUID) -> Row:
        adapted = made.life.group == "tilrettelagt"
        row: Row = {
            "id": self.keys.new(),
            "case_id": case_id,
            "valid_from": made.life.received,
            "rooms_min": made.family.rooms,
            "rooms_max": made.family.rooms + 1 if dice.chance(0.5) else None,
            "adapted": adapted,
            "wheelchair": adapted and dice.chance(0.4),
            "lift": adapted and dice.chance(0.5),
            "pets": dice.chance(0.06),
            "area": dice.choice(words.AREAS),
            "words": dice.choice(words.NEED),
        }
        self.rows.add("need", row)
        return row

    def _decision(self, dice: Dice, made: Made, case_id: UUID) -> Row | None:
        life = made.life
        if life.decided is None or life.outcome is None:
            return None
        granted = life.outcome == "granted"
        told = {"granted": words.GRANTED, "refused": words.REFUSED, "dismissed": words.DISMISSED}
        row: Row = {
            "id": self.keys.new(),
            "case_id": case_id,
            "outcome": life.outcome,
            "decided_on": life.decided,
            "counts_from": life.decided,
            "legal_basis": words.LEGAL_BASIS[life.outcome],
            "reasons": dice.choice(told[life.outcome]),
            "rooms": made.family.rooms if granted else None,
            "lease_months": 36 if granted else None,
            "decided_by": made.worker.name if made.worker else self.staff[0].name,
        }
        self.rows.add("decision", row)
        return row

    def _situations(self, dice: Dice, made: Made, case_id: UUID, household_id: UUID) -> None:
        """Where they lived when they applied, sometimes again later, and after the move-in."""
        life, choices = made.life, SITUATIONS.get(made.life.group, OTHER_SITUATIONS)
        first = "kommunal" if life.kind != "new" else dice.weighted(choices)
        seen = [(life.received, first)]
        if life.decided and life.kind == "new" and dice.chance(0.25):
            seen.append((life.decided, dice.weighted(choices)))
        if life.moved:
            seen.append((life.moved, "kommunal"))
        for day, situation in seen:
            self.rows.add(
                "housing_situation",
                {
                    "id": self.keys.new(),
                    "household_id": household_id,
                    "case_id": case_id,
                    "situation": situation,
                    "observed_on": day,
                    "words": dice.choice(words.SITUATION),
                },
            )

    def _stays(self, dice: Dice, made: Made, case_id: UUID, household_id: UUID) -> None:
        """Nights in temporary places between application and move-in."""
        life, today = made.life, self.order.today
        if life.kind != "new" or not dice.chance(0.16):
            return
        start = life.received + dice.days(-10, 20)
        for _n in range(dice.randint(1, 3)):
            place, shelter, price, _w = dice.weighted([(each, each[3]) for each in words.PLACES])
            end = start + dice.days(2, 75)
            last = life.moved or life.closed or today
            if start >= last:
                return
            self.rows.add(
                "temporary_stay",
                {
                    "id": self.keys.new(),
                    "household_id": household_id,
                    "case_id": case_id,
                    "place": "" if made.sealed else place,
                    "night_shelter": shelter,
                    "counts_from": start,
                    "starts_on": start,
                    "ends_on": None if end > today else min(end, last),
                    "price_per_night": price,
                },
            )
            start = end + dice.days(1, 40)

    def _homes(self, made: Made, case_id: UUID, household_id: UUID) -> None:
        """Offers, and the lease of whoever moved into one of our dwellings."""
        home = made.home
        for offer in made.life.offers:
            taken = home is not None and offer.answer == "accepted" and not made.sealed
            self.rows.add(
                "offer",
                {
                    "id": self.keys.new(),
                    "case_id": case_id,
                    "dwelling_id": home.key if home and taken else None,
                    "offered_on": offer.day,
                    "counts_from": offer.day,
                    "answer": offer.answer,
                    "answered_on": offer.answered,
                    "words": home.address if home and taken else "",
                },
            )
        lease = (
            next((each for each in home.leases if each.case == made.place), None) if home else None
        )
        if home and lease:
            row = lease_row(home, lease, self.keys, None, made.family.members[0].id_number)
            if made.sealed:
                row["tenant_id_number"] = None
            else:
                row |= {"household_id": household_id, "case_id": case_id}
            self.rows.add("tenancy", row)

    def _lists(
        self,
        made: Made,
        file: Row,
        people: list[SimpleNamespace],
        facts: dict[str, Row | None],
        tasks: list[Row],
    ) -> None:
        """The work list's row and the search words, by the services' own rules."""
        worker = made.worker
        names = {"caseworker": worker.name if worker else "", "protection": made.family.protection}
        names["caseworker_key"] = worker.name_key if worker else ""
        stage, since = made.life.steps[-1]
        nearest = min(tasks, key=_soonest, default=None)
        now = lists.now_row(
            lists.Facts(
                case=SimpleNamespace(**file, **names),
                stage=SimpleNamespace(stage=stage, started_on=since),
                members=people,
                task=SimpleNamespace(**nearest) if nearest else None,
                duplicate=made.second,
                **{name: SimpleNamespace(**row) if row else None for name, row in facts.items()},
            )
        )
        self.rows.add("case_now", dict(vars(now)))
        text = search_index.joined(_findable(made, people))
        documents, found = search_index.index_rows({now.case_id: text}, self._documents)
        self.rows.extend("search_term", documents)
        self.rows.extend("search_word", sorted(found, key=lambda each: str(each["word"])))


def _soonest(task: Row) -> tuple[object, int]:
    """The earliest; of one day the one made last, as the work list reads them."""
    key = task["id"]
    return task["due_on"], -(key.int if isinstance(key, UUID) else 0)


def _findable(made: Made, people: list[SimpleNamespace]) -> Iterator[str]:
    for each in people:
        yield from search_index.findable(
            SimpleNamespace(
                number=made.life.number, protection=made.family.protection, **vars(each)
            )
        )


def _seen(identity: Row) -> Row:
    return {n: identity[n] for n in ("surname", "given_name", "id_number", "address", "phone")}


def _identity(each: Somebody) -> Row:
    return {
        "surname": each.surname,
        "given_name": each.given,
        "birth_date": each.born,
        "id_kind": each.id_kind,
        "id_number": each.id_number,
        "id_rule": "old" if each.id_number else None,
        "phone": each.phone,
        "email": each.email,
        "address": each.address,
        "postcode": each.postcode,
    }


def _more(each: Somebody) -> Row:
    return {
        "name_key": name_key(each.surname, each.given),
        "id_missing_reason": each.missing,
        "language": each.language,
        "interpreter": each.interpreter,
    }


def _case_file(made: Made, case_id: UUID, household_id: UUID) -> Row:
    life, sealed = made.life, made.sealed
    elsewhere = "Leid privat med kommunal garanti" if life.moved else ""
    return {
        "id": case_id,
        "number": life.number,
        "household_id": household_id,
        "caseworker_id": made.worker.staff_id if made.worker else None,
        "counts_from": life.received,
        "closing": life.closing,
        "closed_on": life.closed,
        "closed_counts_from": life.closed,
        "moved_in_on": life.moved,
        "moved_in_precision": "day" if life.moved else None,
        "moved_in_counts_from": life.moved,
        "allocated_dwelling": "" if sealed else made.home.address if made.home else elsewhere,
        "interim_reply_on": life.replied,
        "promised_on": life.promised,
    }
