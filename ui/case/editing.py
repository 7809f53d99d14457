"""The base of dialogs that edit one record: save what changed, and ask where two people met."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import Conflict, InvalidInput, Refusal
from hjemveien.services import editing
from hjemveien.services.change import Change
from hjemveien.services.wishes import EditRecord
from hjemveien.texts import _
from ui.case.conflict import ConflictDialog
from ui.kit import ErrorSummary, FormField, SheetDialog
from ui.shell.context import Context


class EditDialog(SheetDialog):
    """Fill `self.fields` (name → FormField) and `seen`; override `values` with what is typed."""

    def __init__(self, context: Context, title: str, parent: QWidget, width: int = 620) -> None:
        super().__init__(parent, title, _("Save"), width=width)
        self.context = context
        self.fields: dict[str, FormField] = {}
        self.seen: dict[str, Any] = {}
        self.summary = ErrorSummary()
        self._operation = uuid4()

    def values(self) -> dict[str, Any]:
        """What the form holds now, by field name."""
        raise NotImplementedError

    def target(self) -> tuple[str, UUID, UUID, int]:
        """Record, its id, the case's id, and the version that was seen."""
        raise NotImplementedError

    def submit(self) -> None:
        if not self.summary.check(list(self.fields.values())):
            return
        typed = self.values()
        changes = {name: value for name, value in typed.items() if value != self.seen.get(name)}
        if not changes:
            self.accept()
            return
        record, record_id, case_id, version = self.target()
        self._send(EditRecord(record, record_id, case_id, version, changes, dict(self.seen)))

    def _send(self, wish: EditRecord) -> None:
        self.set_busy(True)
        self.context.work.do(
            self,
            lambda session: editing.edit_record(session, wish),
            self._saved,
            lambda refusal: self._refused(refusal, wish),
            operation_id=self._operation,
        )

    def _saved(self, _change: Change) -> None:
        self.context.say(_("Saved"))
        self.accept()

    def _refused(self, refusal: Refusal, wish: EditRecord) -> None:
        self.set_busy(False)
        self._operation = uuid4()
        if isinstance(refusal, Conflict) and refusal.clashes:
            dialog = ConflictDialog(refusal, self)
            dialog.chosen.connect(lambda mine: self._again(wish, refusal, mine))
            dialog.open()
        elif isinstance(refusal, InvalidInput) and set(refusal.fields) & set(self.fields):
            for name, text in refusal.fields.items():
                if name in self.fields:
                    self.fields[name].set_error(text)
            self.summary.show_errors([self.fields[n] for n in refusal.fields if n in self.fields])
        else:
            self.show_refusal(refusal)

    def _again(self, wish: EditRecord, conflict: Conflict, mine: frozenset[str]) -> None:
        """Send what is not in dispute, and mine where I chose it knowing theirs."""
        disputed = {clash.field for clash in conflict.clashes}
        kept = {
            name: value
            for name, value in wish.changes.items()
            if editing.field_title(name) not in disputed - mine
        }
        if not kept:
            self.accept()
            return
        self._send(replace(wish, changes=kept, seen=wish.seen, overrule=mine))
