"""The work list's columns: those shown at first, and those that somebody may want besides."""

from collections.abc import Callable
from datetime import date

from hjemveien.domain.codes import GROUPS, OUTCOMES, title
from hjemveien.domain.words import household_words
from hjemveien.services.views import CaseRow
from hjemveien.texts import _, day_text, mark
from ui.case import looks
from ui.kit import Cell, Column


def case_columns(today: Callable[[], date]) -> tuple[Column[CaseRow], ...]:
    """Wide enough for a half window at 150 %; more is a matter of choice."""
    return (
        Column("name", mark("Applicant"), _applicant, 180, "two_lines", True, True, 144),
        Column("stage", mark("Stage"), looks.stage_cell, 148, "pill", sort=True, least=134),
        Column("task", mark("Next task"), _task, 120, stretch=True, least=84),
        Column(
            "deadline", mark("Deadline"),
            lambda row: looks.deadline_cell(row.next_deadline, today()),
            136, "date", sort=True, least=130,
        ),
        Column(
            "caseworker", mark("Caseworker"), lambda row: looks.worker_cell(row.caseworker),
            126, "avatar", sort=True, least=104,
        ),
        Column("number", mark("Case number"), _number, 116, sort=True, shown=False),
        Column("household", mark("Household"), _household, 150, shown=False),
        Column("since", mark("In stage since"), _since, 118, shown=False),
        Column("received", mark("Received"), _received, 104, sort=True, shown=False),
        Column(
            "class", mark("Class"), lambda row: looks.class_cell(row.priority_class),
            110, "pill", sort=True, shown=False,
        ),
        Column("rooms", mark("Rooms"), _rooms, 72, "number", shown=False),
        Column("group", mark("Main group"), _group, 160, shown=False),
        Column("decision", mark("Decision"), _decision, 140, "date", shown=False),
    )  # fmt: skip


def _applicant(row: CaseRow) -> Cell:
    name = _("Protected") if row.protected else row.name or _("No name")
    parts = [row.number or _("no case number"), household_words(row.adults, row.children)]
    if row.duplicate:
        parts.append(_("may be registered already"))
    second = " · ".join(parts)
    return Cell(name, second, hint=f"{name}, {second}")


def _task(row: CaseRow) -> Cell:
    return Cell(row.next_task, hint=row.next_task)


def _number(row: CaseRow) -> Cell:
    return Cell(row.number or "–")


def _household(row: CaseRow) -> Cell:
    words = household_words(row.adults, row.children)
    return Cell(words, hint=words)


def _since(row: CaseRow) -> Cell:
    return Cell(day_text(row.stage_since))


def _received(row: CaseRow) -> Cell:
    return Cell(day_text(row.received_on) or "–")


def _rooms(row: CaseRow) -> Cell:
    return Cell(str(row.rooms) if row.rooms else "–")


def _group(row: CaseRow) -> Cell:
    words = title(GROUPS, row.main_group)
    return Cell(words, hint=words)


def _decision(row: CaseRow) -> Cell:
    if row.decision_outcome is None:
        return Cell("–")
    return Cell(title(OUTCOMES, row.decision_outcome), day_text(row.decided_on))
