"""Gives the chosen cases to a caseworker: one question, one save, Undo, and who was not given."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.services import reassigning
from hjemveien.services.change import Change
from hjemveien.services.views import CaseRow, StaffView
from hjemveien.services.wishes import AssignCase, Reassign
from hjemveien.texts import _, n_, number_text
from ui.kit import ComboField, FormField, SheetDialog, TextArea
from ui.shell.context import Context

NAMED = 6


class ReassignSheet(SheetDialog):
    """To whom, and a word about it for each case's journal."""

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
        options = [(one.staff_id, one.name) for one in staff if one.active]
        self.worker = ComboField("", options, _("Nobody"))
        self.worker.set_value(context.person.staff_id)
        self.words = TextArea(lines=2)
        self.body.addWidget(FormField(_("Caseworker"), self.worker))
        hint = _("Stands in the journal of each case.")
        self.body.addWidget(FormField(_("Note"), self.words, hint, optional=True))

    def submit(self) -> None:
        chosen = self.worker.value()
        worker = chosen if isinstance(chosen, UUID) else None
        self.set_busy(True)
        give(self.context, self._rows, worker, self.words.text(), self)

    def given(self) -> None:
        self.accept()


def give(
    context: Context,
    rows: Sequence[CaseRow],
    worker: UUID | None,
    note: str = "",
    sheet: ReassignSheet | None = None,
) -> None:
    """One save; it is told how many went, and which did not and why."""
    wish = Reassign(tuple(AssignCase(each.case_id, worker) for each in rows), note)

    def done(change: Change) -> None:
        if sheet is not None:
            sheet.given()
        _tell(context, rows, change)

    def failed(refusal: Refusal) -> None:
        if sheet is not None:
            sheet.show_refusal(refusal)
        else:
            context.refuse(refusal)

    context.work.do(context, lambda session: reassigning.reassign(session, wish), done, failed)


def _tell(context: Context, rows: Sequence[CaseRow], change: Change) -> None:
    given = [each for each in rows if each.case_id in change.ids]
    if given:
        many = n_("{n} case is assigned", "{n} cases are assigned", len(given))
        said = many.format(n=number_text(len(given)))
        context.undoable(said, lambda: _give_back(context, given))
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
