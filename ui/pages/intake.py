"""Import: to be filled."""

from hjemveien.texts import _
from ui.kit import EmptyState, column
from ui.shell.context import Context
from ui.shell.page import Page


class IntakePage(Page):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setLayout(column(EmptyState(_("Import"), icon="upload"), spacing=0))
