"""What the window does while somebody from outside sees the screen."""

from PySide6.QtWidgets import QWidget

from hjemveien.texts import _
from ui.kit import EmptyState, SearchField, column
from ui.shell.context import Context
from ui.shell.page import Page


class HiddenPage(Page):
    """In the place of a page whose names come from files and logs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        why = _("This page shows names from files and logs. They are back when the visit is over.")
        self.setLayout(column(EmptyState(_("Hidden while a visitor is here"), why, icon="eye-off")))


def forget_searches(page: QWidget) -> None:
    """What was searched for is mostly a name."""
    for field in page.findChildren(SearchField):
        if field.text():
            field.clear_search()
