"""Changes: who changed what, from what to what; read when the tab is looked at."""

from hjemveien.services import history
from hjemveien.services.views import CaseCard, ChangeView
from hjemveien.texts import _, mark, moment_text
from ui.case.tab import CaseTab
from ui.kit import Cell, Column, EmptyState, ListTable, PagedModel
from ui.shell.context import Context


class HistoryTab(CaseTab):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = PagedModel(_COLUMNS, lambda view: (view.at, view.subject, view.field), self)
        self.table = ListTable(_("Changes"), self.model)
        self.table.set_empty(EmptyState(_("No changes"), icon="history"))
        self._area.hide()
        self.frame.addWidget(self.table, 1)

    def show_card(self, card: CaseCard) -> None:
        if self.card is None or self.card.case_id != card.case_id:
            self.model.show_rows(())
        super().show_card(card)

    def load(self) -> None:
        """Ask for the changes of the case that is shown."""
        if self.card is None:
            return
        case_id = self.card.case_id
        self.context.work.ask(
            self,
            lambda session: history.case_history(session, case_id),
            self.model.show_rows,
            self.context.refuse,
            key="history",
        )


def _when(view: ChangeView) -> Cell:
    return Cell(moment_text(view.at), view.by)


def _what(view: ChangeView) -> Cell:
    return Cell(view.subject, view.field)


def _values(view: ChangeView) -> Cell:
    if not view.old:
        return Cell(view.new, hint=view.new)
    text = _("{old} → {new}").format(old=view.old, new=view.new or "–")
    return Cell(text, hint=text)


_COLUMNS = (
    Column("when", mark("When and who"), _when, 150, "two_lines"),
    Column("what", mark("What"), _what, 140, "two_lines"),
    Column("values", mark("From → to"), _values, 120, stretch=True),
)
