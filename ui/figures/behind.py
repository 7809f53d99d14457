"""The list behind a number: who or what was counted, a line each, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hjemveien.services.behind import SHOWN, BehindRow
from hjemveien.texts import _, mark, n_, number_text
from ui.kit import (
    Button,
    Cell,
    Column,
    EmptyState,
    ListTable,
    PagedModel,
    SectionHeader,
    box,
    column,
    row,
)


class BehindView(QWidget):
    """`opened(row)` on Enter or a double click; `left` when somebody wants back, also by Esc."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = PagedModel(_COLUMNS, lambda each: each.key, self)
        self.list = ListTable(_("The list behind the number"), self.rows, many=True)
        self.list.set_empty(
            EmptyState(_("Nothing behind this number"), _("Nobody was counted."), icon="list")
        )
        self.title = SectionHeader("")
        self.back = Button(_("Back to the figures"), icon="arrow-left", clicked=self.left.emit)
        head = row(self.back, self.title, None, spacing=16, margins=(16, 8, 16, 8))
        whole = column(box(head, "surface"), self.list, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(column(box(whole, "surface")))

    def ask_for(self, label: str) -> None:
        """Stand ready while the list is read."""
        self.rows.show_rows(())
        self.title.set_title(label)
        self.title.set_note("")

    def show_lines(self, label: str, count: int, lines: tuple[BehindRow, ...]) -> None:
        words = n_("{label}: {n} line", "{label}: {n} lines", count)
        self.title.set_title(words.format(label=label, n=number_text(count)))
        more = _("The first {n} are shown.").format(n=number_text(SHOWN)) if count > SHOWN else ""
        self.title.set_note(more)
        self.rows.show_rows(lines)
        self.list.select_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_COLUMNS: tuple[Column[BehindRow], ...] = (
    Column("title", mark("Who or what"), lambda r: Cell(r.title, r.note), 240, "two_lines", True),
)
