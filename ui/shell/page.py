"""The base of every page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hjemveien.services.change import Change
from ui.shell.actions import Action
from ui.shell.context import Context


class Page(QWidget):
    """Build widgets in `__init__`, ask for data in `arrive`, ask again in `hear`.

    `count_changed(text)` is the small text behind the page's title, `status_changed(text)` the
    one at the right of the status bar, `actions_changed()` has the window read `offered` again.
    Pages are made when first visited; a change of language makes them anew, so a page that holds
    a filter, a selection or unsaved text gives it in `remember` and takes it back in `recall`.
    """

    count_changed = Signal(str)
    status_changed = Signal(str)
    actions_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def arrive(self, argument: object = None) -> None:
        """The page is shown, with what `Context.go` was given."""

    def hear(self, change: Change) -> None:
        """Something was changed, here or by others: mine? then ask again, keeping the selection."""

    def offered(self) -> tuple[Action, ...]:
        """What can be done here; those with `top` become buttons of the top bar."""
        return ()

    def subject(self) -> str:
        """Whom or what its actions are about just now, as the palette says it."""
        return ""

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 walks through, besides the rail."""
        return (self,)

    def remember(self) -> object:
        return None

    def recall(self, remembered: object) -> None:
        """Take back what `remember` gave, in another language."""
