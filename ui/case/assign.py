"""Gives the case to somebody who works here, or to nobody; can be undone."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.services.views import StaffView
from hjemveien.texts import _
from ui.case.undoing import assign_cases, when_open
from ui.kit import ComboField, FormField, SheetDialog
from ui.shell.context import Context


@dataclass(frozen=True)
class Assigned:
    """A case and who has it now."""

    case_id: UUID
    caseworker_id: UUID | None


class AssignDialog(SheetDialog):
    """Whoever has the case now is chosen at first."""

    def __init__(
        self, context: Context, staff: tuple[StaffView, ...], case: Assigned, parent: QWidget
    ) -> None:
        super().__init__(
            parent, _("Assign the case"), _("Give the case"),
            _("The journal says who had it and who gets it."), icon="user-plus", width=460,
        )  # fmt: skip
        self.context, self._case = context, case
        self._names = {view.staff_id: view.name for view in staff}
        self._host = parent
        working = [(view.staff_id, view.name) for view in staff if view.active]
        self.worker = ComboField("", working, _("Not assigned"))
        self.worker.set_value(case.caseworker_id)
        self.body.addWidget(FormField(_("Caseworker"), self.worker))

    def submit(self) -> None:
        chosen = self.worker.value()
        to = chosen if isinstance(chosen, UUID) else None
        self.accept()
        if to != self._case.caseworker_id:
            give(self.context, self._host, self._case, to, self._names.get(to, "") if to else "")


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
