"""The base of a tab of the administration page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shell.actions import Action
from ui.shell.context import Context


class AdminTab(QWidget):
    """`TITLE` is a source text in `mark()`; `read` asks for what is shown, when it is looked at.

    `counted(text)` is what stands behind the page's title while the tab is shown.
    """

    KEY = ""
    TITLE = ""

    counted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def read(self) -> None:
        raise NotImplementedError

    def offered(self) -> tuple[Action, ...]:
        return ()

    def panes(self) -> tuple[QWidget, ...]:
        return (self,)
