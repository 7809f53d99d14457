"""The cells that need attention: filtered by what must be done, each with its place and words."""

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hjemveien.exchange.account import did
from hjemveien.exchange.reading.records import Problem, Reading
from hjemveien.texts import _, mark, number_text
from ui.intake.row_sheet import protected_keys
from ui.intake.titles import SEVERITIES
from ui.kit import Button, Cell, Column, EmptyState, ListTable, PagedModel, Text, column, row
from ui.kit.flow import FlowLayout


class ProblemsView(QWidget):
    """`opened(problem)` on Enter or a double click: somebody wants to see the row."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._problems: tuple[Problem, ...] = ()
        self.filters = {code: Button("", "chip") for code, *_rest in SEVERITIES}
        for code, button in self.filters.items():
            button.clicked.connect(lambda _checked=False, code=code: self.show_only(code))
        self.model = PagedModel(_COLUMNS, id, self)
        self.table = ListTable(_("Cells that need attention"), self.model, tight=True)
        self.table.set_empty(EmptyState(_("Nothing to look at"), icon="circle-check"))
        self.table.opened.connect(self.opened)
        chips = QWidget()
        flow = FlowLayout(chips, 8)
        for button in self.filters.values():
            flow.addWidget(button)
        bar = column(chips, margins=(16, 12, 16, 8))
        hint = Text(
            _("Enter shows the whole row; once it is read in, the case."), "caption", "muted"
        )
        below = row(hint, None, margins=(16, 6, 16, 8))
        self.setLayout(column(bar, self.table, below, spacing=0))

    def show_reading(self, reading: Reading) -> None:
        hidden = protected_keys(reading)
        self._problems = tuple(
            replace(each, saw=_("Protected")) if each.household in hidden else each
            for each in reading.problems
        )
        counts = Counter(problem.severity for problem in reading.problems)
        for code, words, _kind, icon in SEVERITIES:
            button = self.filters[code]
            button.set_text("  ".join((_(words), number_text(counts[code]))))
            button.set_icon(icon)
            button.setVisible(counts[code] > 0)
        self.show_only("ask" if counts["ask"] else "auto")

    def show_only(self, severity: str) -> None:
        chosen = tuple(each for each in self._problems if each.severity == severity)
        self.model.show_rows(chosen)
        for code, button in self.filters.items():
            button.set_look("primary" if code == severity else "secondary")


def _place(problem: Problem) -> Cell:
    sheet = problem.sheet or problem.file
    return Cell(f"{sheet} {problem.cell or problem.row or ''}".strip(), hint=sheet)


def _said(problem: Problem) -> Cell:
    words = did(problem)
    return Cell(words, hint=words)


_COLUMNS: tuple[Column[Problem], ...] = (
    Column("place", mark("Where"), _place, 170),
    Column("column", mark("Column"), lambda p: Cell(p.column or "–"), 150),
    Column("saw", mark("What it says"), lambda p: Cell(p.saw, hint=p.saw), 180),
    Column("did", mark("What was done, or is asked"), _said, 200, stretch=True),
)
