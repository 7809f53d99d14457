"""The lines of Min dag: a heading for each group, and what is to be done below it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hjemveien.domain import pathway
from hjemveien.domain.words import household_words
from hjemveien.services import my_day
from hjemveien.services.my_day import DayItem, group_of
from hjemveien.texts import _, day_text, mark, number_text
from ui.case import looks
from ui.kit import Cell, Column

TITLES = {
    my_day.OVERDUE: mark("Overdue"),
    my_day.TODAY: mark("Today"),
    my_day.WEEK: mark("This week"),
    my_day.LATER: mark("Later"),
    my_day.UNDATED: mark("No date"),
}


@dataclass(frozen=True)
class Heading:
    """Stands above a group's lines; nothing can be done with it."""

    group: str
    count: int

    @property
    def key(self) -> tuple[str, str]:
        return ("heading", self.group)

    def title(self) -> str:
        return _(TITLES[self.group])


@dataclass(frozen=True)
class Line:
    """Something to do; `ticked` while its tick is being saved."""

    item: DayItem
    ticked: bool = False

    @property
    def key(self) -> tuple[str, UUID]:
        item = self.item
        return (item.kind, item.task_id or item.case_id)


DayLine = Heading | Line


def lines_of(items: tuple[DayItem, ...], today: date) -> tuple[DayLine, ...]:
    """Each group that has something, under its heading."""
    found: list[DayLine] = []
    for group in my_day.GROUPS:
        within = [item for item in items if group_of(item.day, today) == group]
        if within:
            found += [Heading(group, len(within)), *map(Line, within)]
    return tuple(found)


def what(item: DayItem) -> str:
    """What is to be done, in words; what is not ours to read is a task and no more."""
    if item.kind == "answer":
        return _("Answer the application")
    if item.kind == "promised":
        return _("Answer as promised")
    return item.title or _("A task in the case")


def columns(today: Callable[[], date]) -> tuple[Column[DayLine], ...]:
    """What is shown of each; the last one, who has the case, is of use among several people's."""
    return (
        Column("tick", mark("Done"), _tick, 70, "tick"),
        _column("what", mark("To do"), _what, 178, "two_lines", True),
        _column("name", mark("Applicant"), _who, 178, "two_lines", True),
        _column("stage", mark("Stage"), _stage, 144, "pill"),
        _column("deadline", mark("Deadline"), lambda item: _when(item, today()), 132, "date"),
        _column("caseworker", mark("Caseworker"), _worker, 120, "avatar"),
    )


def _column(
    key: str,
    title: str,
    cell: Callable[[DayItem], Cell],
    width: int,
    look: str,
    stretch: bool = False,
) -> Column[DayLine]:
    def shown(line: DayLine) -> Cell:
        return Cell() if isinstance(line, Heading) else cell(line.item)

    return Column(key, title, shown, width, look, stretch)


def _tick(line: DayLine) -> Cell:
    if isinstance(line, Heading):
        return Cell(line.title(), number_text(line.count), kind=_tone(line.group))
    if line.item.task_id is None:
        return Cell(hint=_("Done when the decision or the provisional reply is registered"))
    return Cell(_("Done") if line.ticked else _("Not done"), hint=_("Tick it off (space)"))


def _tone(group: str) -> str:
    return {my_day.OVERDUE: "danger", my_day.TODAY: "warning"}.get(group, "neutral")


def _what(item: DayItem) -> Cell:
    if item.kind == "task":
        hint = item.title or _("What it is about is told when the case is opened.")
        return Cell(what(item), hint=hint)
    return Cell(what(item), _("Legal deadline"), hint=_("Public Administration Act § 11 a"))


def _who(item: DayItem) -> Cell:
    name = _("Protected") if item.protected else item.name or _("No name")
    number = item.number or _("No number")
    return Cell(name, f"{number} · {household_words(item.adults, item.children)}")


def _stage(item: DayItem) -> Cell:
    stage = pathway.BY_CODE.get(item.stage)
    if stage is None:
        return Cell(item.stage)
    hint = _("Since {day}").format(day=day_text(item.stage_since))
    return Cell(pathway.stage_title(item.stage), kind=stage.look, icon=stage.icon, hint=hint)


def _when(item: DayItem, today: date) -> Cell:
    cell = looks.deadline_cell(item.day, today)
    if item.counted_to is None:
        return cell
    hint = _("Moved from {day}, which is no working day").format(day=day_text(item.counted_to))
    return Cell(cell.text, cell.second, cell.kind, cell.icon, hint)


def _worker(item: DayItem) -> Cell:
    return looks.worker_cell(item.caseworker)
