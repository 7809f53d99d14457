"""The base of a tab of the administration page."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit import ListTable
from ui.shell.actions import Action
from ui.shell.context import Context


class AdminTab(QWidget):
    """`TITLE` is a source text in `mark()`; `read` asks for what is shown, when it is looked at.

    `counted(text)` is what stands behind the page's title while the tab is shown. A change of one
    of its TOPICS has it read again.
    """

    KEY = ""
    TITLE = ""
    TOPICS = frozenset({"office"})

    counted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._wanted: Hashable = None

    def read(self) -> None:
        raise NotImplementedError

    def offered(self) -> tuple[Action, ...]:
        return ()

    def panes(self) -> tuple[QWidget, ...]:
        return (self,)

    def remember(self) -> object:
        """What a page built anew is to know again."""
        return None

    def recall(self, remembered: object) -> None:
        """Take back what `remember` gave."""

    def keep_place(self, table: ListTable[Any]) -> None:
        """The row that was chosen before, or the first one."""
        if self._wanted is not None and table.select_id(self._wanted):
            self._wanted = None
        elif table.current_row() is None:
            table.select_first()


def place_in(table: ListTable[Any]) -> Hashable:
    """The id of the chosen row; None without one."""
    row = table.current_row()
    return None if row is None else table.rows_model.id_of(row)
