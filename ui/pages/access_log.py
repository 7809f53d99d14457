"""Access log: who has opened a case, or any case of one person, and the answer on paper."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QSizePolicy, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.services import access, identity
from hjemveien.services.access import AccessRow
from hjemveien.texts import _, n_, number_text
from ui.case.access_rows import OF_CASES
from ui.case.answer import AnswerSheet, AnswerView
from ui.kit import (
    Banner,
    Button,
    EmptyState,
    FormField,
    ListTable,
    PagedModel,
    SplitPane,
    Text,
    TextField,
    box,
    column,
    grow,
    row,
)
from ui.openings import Told
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page

if TYPE_CHECKING:
    from ui.work import Session

ID_DIGITS = 11
Found = tuple[UUID | None, tuple[AccessRow, ...]]


class AccessLogPage(Page):
    """Looking somebody up here is itself written down, without the number that was typed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.words = TextField(limit=60)
        self.find_button = Button(_("Find"), "primary", "search", self.look_up)
        self.field = FormField(
            _("Case number or identity number"), self.words,
            _("Shows every opening, print and export. That you look is written down too."),
            False, None, self.find_button,
        )  # fmt: skip
        self.field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.refusal = Banner("info")
        self.summary = Text("", "body", "muted", wraps=True)
        self.model = PagedModel(OF_CASES, lambda row: (row.at, row.login, row.case_id), self)
        self.table = ListTable(_("Access log"), self.model)
        self.answer = AnswerView(context)
        self.answer_button = Button(_("Answer to the applicant …"), icon="file-text")
        self.answer_button.clicked.connect(self.show_answer)
        self._shown: Found | None = None
        self._place()
        self.words.returnPressed.connect(self.look_up)
        self._nothing_yet()

    def _place(self) -> None:
        found = row(grow(self.summary), self.answer_button)
        top = column(
            self.field, self.refusal, found,
            spacing=8, margins=(16, 12, 16, 8),
        )  # fmt: skip
        left = box(column(top, self.table, spacing=0), "surface")
        self.split = SplitPane(left, self.answer, share=58)
        self.split.narrow_changed.connect(lambda _narrow: self._offer_answer())
        self.setLayout(column(self.split))
        self._offer_answer()

    def show_answer(self) -> None:
        """The paper over the list, where there is no room beside it."""
        if self._shown is not None:
            case_id, rows = self._shown
            AnswerSheet(self.context, rows, case_id, self).open()

    def _offer_answer(self) -> None:
        self.answer_button.setVisible(self.split.narrow and self._shown is not None)

    def offered(self) -> tuple[Action, ...]:
        return (
            Action("find_log", _("Find in the access log"), self.words.setFocus, "Ctrl+F"),
            Action("print_log", _("Print …"), self.answer.outlet.print_it, "Ctrl+P", "printer"),
            Action("save_log", _("Save as PDF …"), self.answer.outlet.save_as, "Ctrl+S", "save"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.words, self.table, self.answer)

    def look_up(self) -> None:
        """Look the case or the person up."""
        if not self.field.validate():
            return
        words = self.words.text().strip()
        self.refusal.hide()
        self.context.work.ask(
            self, lambda session: _found(session, words), self._tell, self._refuse, key="log"
        )

    def _tell(self, found: Found) -> None:
        """Whoever looks into the log is written into it, and then sees it."""
        case_id, rows = found
        looked = Told("search", "access_log", (("rows", len(rows)),), case_id)
        self.context.work.tell(self, looked, lambda _none: self._show(found), self._refuse)

    def _show(self, found: Found) -> None:
        case_id, rows = self._shown = found
        self._offer_answer()
        self.model.show_rows(rows)
        self.summary.setText(_in_words(rows))
        self.count_changed.emit(number_text(len(rows)))
        self.table.set_empty(EmptyState(_("Nobody has opened it"), icon="eye"))
        self.answer.show_rows(rows, case_id)

    def _refuse(self, refusal: Refusal) -> None:
        self._shown = None
        self._offer_answer()
        self.model.show_rows(())
        self.summary.setText("")
        self.answer.forget()
        self.refusal.say(refusal.text)

    def _nothing_yet(self) -> None:
        self.table.set_empty(EmptyState(_("Who has seen what?"), icon="eye"))


def _found(session: "Session", words: str) -> Found:
    digits = identity.digits_of(words)
    if len(digits) == ID_DIGITS:
        return None, access.log_of_person(session, digits)
    case_id = access.locate_log(session, words)
    return case_id, access.log_of_case(session, case_id)


def _in_words(rows: tuple[AccessRow, ...]) -> str:
    times = n_("{n} line", "{n} lines", len(rows)).format(n=number_text(len(rows)))
    people = len({row.login or row.name for row in rows})
    who = n_("{n} person", "{n} people", people).format(n=number_text(people))
    return _("{lines} by {people}").format(lines=times, people=who)
