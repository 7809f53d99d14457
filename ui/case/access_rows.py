"""How a line of the access log looks in a list."""

from hjemveien.domain.access import ACTIONS, ROLES
from hjemveien.domain.codes import title
from hjemveien.services.access import AccessRow
from hjemveien.texts import mark, moment_text
from ui.kit import Cell, Column

_LOOKS = {
    "break_glass": ("danger", "shield-alert"),
    "open_case": ("info", "folder-open"),
    "create_case": ("neutral", "inbox"),
    "print": ("warning", "printer"),
    "export": ("warning", "download"),
}


def _who(row: AccessRow) -> Cell:
    return Cell(row.name, title(ROLES, row.role) if row.role else "")


def _who_and_when(row: AccessRow) -> Cell:
    return Cell(row.name, moment_text(row.at), hint=title(ROLES, row.role) if row.role else "")


def _what(row: AccessRow) -> Cell:
    kind, icon = _LOOKS.get(row.action, ("neutral", "eye"))
    return Cell(title(ACTIONS, row.action), kind=kind, icon=icon)


def _why(row: AccessRow) -> Cell:
    words = row.reason_words()
    return Cell(words or "–", hint=words)


_WHAT = Column[AccessRow]("what", mark("What"), _what, 136, "pill")
_WHY = Column[AccessRow]("why", mark("Why"), _why, 110, stretch=True)
# The panel beside the list is narrow.
OF_A_CASE = (
    Column[AccessRow]("who", mark("Who and when"), _who_and_when, 160, "two_lines"),
    _WHAT,
    _WHY,
)
OF_CASES = (
    Column[AccessRow]("when", mark("When"), lambda row: Cell(moment_text(row.at)), 132),
    Column[AccessRow]("number", mark("Case number"), lambda row: Cell(row.number), 116),
    Column[AccessRow]("who", mark("Who"), _who, 150, "two_lines"),
    _WHAT,
    _WHY,
)
