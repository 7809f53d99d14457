"""A row of a file as it was written, with the cell that needs attention first."""

from PySide6.QtWidgets import QWidget

from hjemveien.exchange.account import did
from hjemveien.exchange.reading.records import Problem, Reading
from hjemveien.texts import _
from ui.kit import KeyValueGrid, SheetDialog, Text


class RowSheet(SheetDialog):
    """Of a protected household it says no more than where the row is."""

    def __init__(self, reading: Reading, problem: Problem, parent: QWidget) -> None:
        title = _("{sheet}, row {row}").format(
            sheet=problem.sheet or problem.file, row=problem.row or "–"
        )
        super().__init__(parent, title, _("Close"), did(problem), icon="check", width=560)
        self.cancel.hide()
        if problem.column:
            place = _("Cell {cell}, column “{column}”").format(
                cell=problem.cell or "–", column=problem.column
            )
            self.body.addWidget(Text(place, "strong", wraps=True))
        self.facts = KeyValueGrid(180)
        self.facts.set_values(_cells(reading, problem))
        self.body.addWidget(self.facts)
        change = _("Correct it in the file and choose it again, or read in and correct the case.")
        self.body.addWidget(Text(change, "caption", "muted", wraps=True))


def protected_keys(reading: Reading) -> frozenset[str]:
    """Of the households whose rows no list repeats."""
    return frozenset(each.key for each in reading.households if each.protection != "none")


def _cells(reading: Reading, problem: Problem) -> tuple[tuple[str, str], ...]:
    if problem.household in protected_keys(reading):
        return ((_("The row"), _("Protected: look in the file itself.")),)
    row = next((each for each in reading.rows if each.ref == problem.ref), None)
    if row is None:
        return ((_("The row"), problem.saw),)
    return tuple((f"{letter}  {header}".strip(), text) for letter, header, text in row.cells)
