"""Gives the case to somebody who works here, or to nobody; can be undone."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.services.views import StaffView
from hjemveien.texts import _
from ui.case.undoing import assign_cases, when_open
from ui.kit import FormField, SheetDialog
from ui.shell.context import Context
from ui.worklist.workers import WorkerField


@dataclass(frozen=True)
class Assigned:
    """A case and who has it now."""

    case_id: UUID
    caseworker_id: UUID | None


class AssignDialog(SheetDialog):
    """Nobody is chosen at first; it says who has the case now, and how much each has."""

    def __init__(
        self, context: Context, staff: tuple[StaffView, ...], case: Assigned, parent: QWidget
    ) -> None:
        super().__init__(
            parent, _("Assign the case"), _("Give the case"), _note(staff, case),
            icon="user-plus", width=480,
        )  # fmt: skip
        self.context, self._case = context, case
        self._host = parent
        self.worker = WorkerField(context, staff)
        self.to_whom = FormField(_("Caseworker"), self.worker, check=self._problem)
        self.worker.chosen.connect(lambda _value: self.to_whom.validate())
        self.body.addWidget(self.to_whom)

    def submit(self) -> None:
        if not self.to_whom.validate():
            self.worker.setFocus()
            return
        to, name = self.worker.staff_id(), self.worker.name()
        self.accept()
        give(self.context, self._host, self._case, to, name)

    def _problem(self) -> str:
        problem = self.worker.problem()
        if problem or self.worker.staff_id() != self._case.caseworker_id:
            return problem
        if self._case.caseworker_id is None:
            return _("Caseworker: nobody has the case already. Choose who is to have it.")
        return _("Caseworker: {who} has the case already.").format(who=self.worker.name())


def _note(staff: tuple[StaffView, ...], case: Assigned) -> str:
    """Who has it now, by name."""
    name = next((one.name for one in staff if one.staff_id == case.caseworker_id), "")
    has = _("{who} has it now.").format(who=name) if name else _("Nobody has it now.")
    return " ".join((has, _("The journal says who had it and who gets it.")))


def give(context: Context, host: QWidget, case: Assigned, to: UUID | None, name: str) -> None:
    """Somebody's case is opened first by a caseworker: else she could not take it back."""
    pairs = ((case.case_id, case.caseworker_id),)
    if case.caseworker_id is None or context.person.may("supervisor"):
        assign_cases(context, host, pairs, to, name)
        return
    when_open(
        context, host, case.case_id, lambda _session: None,
        lambda _nothing: assign_cases(context, host, pairs, to, name),
    )  # fmt: skip
