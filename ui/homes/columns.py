"""The two lists of dwellings: the register, and what stands empty and why."""

from collections.abc import Callable
from datetime import date

from hjemveien.services.dwelling_list import DwellingRow
from hjemveien.texts import _, day_text, mark
from ui.homes import looks
from ui.kit import Cell, Column

Today = Callable[[], date]


def register(today: Today) -> tuple[Column[DwellingRow], ...]:
    return (
        Column("address", mark("Address"), looks.address_cell, 148, "two_lines", True, True),
        Column("type", mark("Dwelling"), looks.size_cell, 116, "two_lines", sort=True),
        Column(
            "state", mark("Occupancy"), lambda row: looks.state_cell(row.state), 114, "pill",
            sort=True,
        ),
        Column("since", mark("Since"), lambda row: looks.since_cell(row, today()), 104, "date",
               sort=True),
        Column("rent", mark("Rent"), _rent, 78, "number", sort=True),
        Column("tenant", mark("Tenant"), looks.tenant_cell, 112, "two_lines"),
        Column("condition", mark("Condition"), _condition, 98),
    )  # fmt: skip


def vacancies(today: Today) -> tuple[Column[DwellingRow], ...]:
    return (
        Column("address", mark("Address"), looks.address_cell, 148, "two_lines", True, True),
        Column("type", mark("Dwelling"), looks.size_cell, 116, "two_lines", sort=True),
        Column("condition", mark("Condition"), _condition, 104),
        Column("since", mark("Empty since"), lambda row: looks.empty_cell(row, today()), 110,
               "date", sort=True),
        Column("reason", mark("Reason"), _reason, 112),
        Column("ready", mark("Expected ready"), lambda row: looks.ready_cell(row, today()), 102,
               "date", sort=True),
        Column("rent", mark("Rent"), _rent, 88, "number", sort=True),
    )  # fmt: skip


def _condition(row: DwellingRow) -> Cell:
    words = looks.condition_words(row.condition)
    return Cell(words, hint=words)


def _reason(row: DwellingRow) -> Cell:
    words = looks.reason_words(row.reason)
    if row.until:
        moves_in = _("Let from {day}").format(day=day_text(row.until))
        return Cell(moves_in, hint=moves_in)
    return Cell(words or _("Not stated"), hint=words)


def _rent(row: DwellingRow) -> Cell:
    return Cell(looks.money(row.monthly_rent) or "–")
