"""The base of dialogs that edit one record: save what changed, and ask where two people met."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import Conflict, InvalidInput, Refusal
from hjemveien.services import editing
from hjemveien.services.change import Change
from hjemveien.services.wishes import EditRecord
from hjemveien.texts import _
from ui.case.conflict import ConflictDialog
from ui.case.drafting import DialogDraft
from ui.kit import ErrorSummary, FormField, SheetDialog
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


class EditDialog(SheetDialog):
    """Fill `self.fields` (name → FormField) and `seen`; override `values` with what is typed.

    What is typed is kept as a draft of this record, with what was seen when it was begun: where
    somebody has saved since, both values are asked for, as if the form had stood open all the time.
    """

    def __init__(self, context: Context, title: str, parent: QWidget, width: int = 620) -> None:
        super().__init__(parent, title, _("Save"), width=width)
        self.context = context
        self.fields: dict[str, FormField] = {}
        self.seen: dict[str, Any] = {}
        self.summary = ErrorSummary()
        self.draft: DialogDraft | None = None
        self._seen_version: int | None = None

    def values(self) -> dict[str, Any]:
        """What the form holds now, by field name."""
        raise NotImplementedError

    def target(self) -> tuple[str, UUID, UUID, int]:
        """Record, its id, the case's id, and the version that was seen."""
        raise NotImplementedError

    def save(self, session: "Session", wish: EditRecord) -> Change:
        """What writes it, on a work thread; override for records that are no case's."""
        return editing.edit_record(session, wish)

    def submit(self) -> None:
        if not self.summary.check(list(self.fields.values())):
            return
        typed = self.values()
        changes = {name: value for name, value in typed.items() if value != self.seen.get(name)}
        if not changes:
            self.accept()
            return
        record, record_id, case_id, _version = self.target()
        version = self._version()
        self._send(EditRecord(record, record_id, case_id, version, changes, dict(self.seen)))

    def newly(self, name: str, problem: Callable[[], str]) -> Callable[[], str]:
        """A check that lets stand what stood there before: an import keeps what it was given."""
        return lambda: problem() if self.values()[name] != self.seen.get(name) else ""

    def kept_fields(self) -> dict[str, QWidget]:
        """What the draft holds, by name."""
        return {name: field.field for name, field in self.fields.items()}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.draft is None:
            record, record_id, case_id, _version = self.target()
            form = f"edit:{record}:{record_id}"
            self.draft = DialogDraft(self, self.context, form, str(case_id))
            self.draft.begin(self.kept_fields(), self._kept_seen, self._know_seen)

    def _version(self) -> int:
        return self.target()[3] if self._seen_version is None else self._seen_version

    def _kept_seen(self) -> dict[str, Any]:
        seen = {name: _as_data(value) for name, value in self.seen.items()}
        return {"seen": seen, "version": self._version()}

    def _know_seen(self, kept: dict[str, Any]) -> None:
        self.seen = {name: _from_data(value) for name, value in kept["seen"].items()}
        self._seen_version = int(kept["version"])

    def _send(self, wish: EditRecord) -> None:
        assert self.draft is not None
        self.draft.send(
            lambda session: self.save(session, wish),
            self._saved,
            lambda refusal: self._refused(refusal, wish),
        )

    def _saved(self, _change: Change) -> None:
        self.context.say(_("Saved"))
        self.accept()

    def _refused(self, refusal: Refusal, wish: EditRecord) -> None:
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
        again = editing.settled(wish, conflict, mine)
        if again is None:
            self.accept()
        else:
            self._send(again)


def _as_data(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"amount": str(value)}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _from_data(value: Any) -> Any:
    if isinstance(value, dict) and "amount" in value:
        return Decimal(value["amount"])
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
