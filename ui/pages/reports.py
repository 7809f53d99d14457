"""Reports: to be filled."""

from hjemveien.texts import _
from ui.kit import EmptyState, column
from ui.shell.context import Context
from ui.shell.page import Page


class ReportsPage(Page):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setLayout(column(EmptyState(_("Reports"), icon="file-text"), spacing=0))
