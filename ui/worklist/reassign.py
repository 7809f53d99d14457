"""Gives the chosen cases to a caseworker: one question, one save, Undo, and who was not given."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.services import reassigning
from hjemveien.services.change import Change
from hjemveien.services.views import CaseRow, StaffView
from hjemveien.services.wishes import AssignCase, Reassign
from hjemveien.texts import _, n_, number_text
from ui.case.undoing import given_words
from ui.kit import FormField, SheetDialog, TextArea
from ui.shell.context import Context
from ui.worklist.workers import WorkerField

NAMED = 6


class To(NamedTuple):
    """Who gets them; nobody where both are empty."""

    staff_id: UUID | None
    name: str = ""


class ReassignSheet(SheetDialog):
    """To whom, and a word about it for each case's journal. Nobody is chosen at first."""

    def __init__(
        self,
        context: Context,
        rows: Sequence[CaseRow],
        staff: Sequence[StaffView],
        parent: QWidget,
    ) -> None:
        many = n_("Assign {n} case", "Assign {n} cases", len(rows))
        super().__init__(
            parent, many.format(n=number_text(len(rows))), _("Assign"), icon="user", width=480
        )
        self.context, self._rows = context, tuple(rows)
        self.worker = WorkerField(context, staff)
        self.words = TextArea(lines=2)
        self.to_whom = FormField(_("Caseworker"), self.worker, check=self.worker.problem)
        self.worker.chosen.connect(lambda _value: self.to_whom.validate())
        self.body.addWidget(self.to_whom)
        hint = _("Stands in the journal of each case.")
        self.body.addWidget(FormField(_("Note"), self.words, hint, optional=True))

    def submit(self) -> None:
        if not self.to_whom.validate():
            self.worker.setFocus()
            return
        self.set_busy(True)
        to = To(self.worker.staff_id(), self.worker.name())
        give(self.context, self._rows, to, self.words.text(), self)

    def given(self) -> None:
        self.accept()


def give(
    context: Context,
    rows: Sequence[CaseRow],
    to: To,
    note: str = "",
    sheet: ReassignSheet | None = None,
) -> None:
    """One save; it is told how many went, and which did not and why."""
    wish = Reassign(tuple(AssignCase(each.case_id, to.staff_id) for each in rows), note)

    def done(change: Change) -> None:
        if sheet is not None:
            sheet.given()
        _tell(context, rows, change, to)

    def failed(refusal: Refusal) -> None:
        if sheet is not None:
            sheet.show_refusal(refusal)
        else:
            context.refuse(refusal)

    context.work.do(context, lambda session: reassigning.reassign(session, wish), done, failed)


def _tell(context: Context, rows: Sequence[CaseRow], change: Change, to: To) -> None:
    given = [each for each in rows if each.case_id in change.ids]
    if given:
        context.undoable(given_words(len(given), to.name), lambda: _give_back(context, given))
    if change.note:
        lines = change.note.splitlines()
        many = n_("{n} case was not assigned:", "{n} cases were not assigned:", len(lines))
        shown = [many.format(n=number_text(len(lines))), *lines[:NAMED]]
        if len(lines) > NAMED:
            shown.append(_("and {n} more").format(n=number_text(len(lines) - NAMED)))
        context.warn("\n".join(shown))


def _give_back(context: Context, rows: Sequence[CaseRow]) -> None:
    """To whom each belonged: an event of its own in each journal."""
    back = tuple(AssignCase(each.case_id, each.caseworker_id) for each in rows)
    wish = Reassign(back, _("Undone"))
    context.work.do(
        context, lambda session: reassigning.reassign(session, wish), failed=context.refuse
    )
