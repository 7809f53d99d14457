"""Who has opened this case: every opening, print and export, read when the tab is looked at."""

from hjemveien.services import access
from hjemveien.services.access import AccessRow
from hjemveien.services.views import CaseCard
from hjemveien.texts import _
from ui.case.access_rows import OF_A_CASE
from ui.case.answer import AnswerSheet
from ui.case.tab import CaseTab
from ui.kit import Button, EmptyState, ListTable, PagedModel, Text, column, row, set_spacing
from ui.kit.layout import least_height
from ui.shell.context import Context


class AccessTab(CaseTab):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: tuple[AccessRow, ...] = ()
        self.model = PagedModel(OF_A_CASE, lambda row: (row.at, row.login, row.action), self)
        self.table = ListTable(_("Who has opened the case"), self.model)
        self.table.set_empty(EmptyState(_("Nobody has opened the case"), icon="eye"))
        self.answer_button = Button(
            _("Answer to the applicant …"), "secondary", "file-text", self.tell
        )
        note = _("Each opening is written down with its reason, before anything is shown.")
        head = column(
            Text(_("Who has opened the case"), "subtitle"),
            Text(note, "caption", "muted", wraps=True),
            row(self.answer_button, None),
            spacing=4,
            margins=(20, 12, 20, 8),
        )
        # It scrolls as a whole where the window is low and the text large.
        set_spacing(self.content, 0)
        self.content.addLayout(head)
        self.content.addWidget(least_height(self.table, 180), 1)

    def show_card(self, card: CaseCard) -> None:
        if self.card is None or self.card.case_id != card.case_id:
            self._show(())
        super().show_card(card)

    def load(self) -> None:
        """Ask for the log of the case that is shown."""
        if self.card is None:
            return
        case_id = self.card.case_id
        self.context.work.ask(
            self, lambda session: access.log_of_case(session, case_id), self._show,
            self.context.refuse, key="access",
        )  # fmt: skip

    def tell(self) -> None:
        """Make the paper for the person whom the case is about."""
        if self.card is not None:
            AnswerSheet(self.context, self._rows, self.card.case_id, self).open()

    def _show(self, rows: tuple[AccessRow, ...]) -> None:
        self._rows = rows
        self.model.show_rows(rows)
        self.answer_button.setEnabled(bool(rows))
