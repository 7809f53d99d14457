"""The base of dialogs that ask for one thing to be done and show what stands in the way."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.services.change import Change
from hjemveien.texts import _
from ui.case.drafting import DialogDraft
from ui.kit import ErrorSummary, FormField, SheetDialog
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


class WishDialog(SheetDialog):
    """Add fields with `add`; override `send` to call `wish` once all fields are right.

    What is typed is kept as a draft under `FORM` and the case it is `about`.
    """

    FORM = ""
    DRAFT_STAYS = False

    def __init__(
        self,
        context: Context,
        title: str,
        main: str,
        parent: QWidget,
        width: int = 560,
        about: UUID | None = None,
    ) -> None:
        super().__init__(parent, title, main, width=width)
        self.context = context
        self.fields: dict[str, FormField] = {}
        self.summary = ErrorSummary()
        self.saved_text = _("Saved")
        self.body.addWidget(self.summary)
        self.draft = DialogDraft(
            self, context, self.FORM, str(about) if about else "", self.DRAFT_STAYS
        )

    def add(self, name: str, field: FormField) -> FormField:
        """Put a field below the others, above the summary of errors."""
        self.fields[name] = field
        self.body.insertWidget(self.body.count() - 1, field)
        return field

    def submit(self) -> None:
        if self.summary.check(list(self.fields.values())):
            self.send()

    def send(self) -> None:
        raise NotImplementedError

    def kept_fields(self) -> dict[str, QWidget]:
        """What the draft holds, by name."""
        return {name: field.field for name, field in self.fields.items()}

    def wish(self, operation: "Callable[[Session], Change]") -> None:
        self.draft.send(operation, self.granted, self._refused)

    def granted(self, _change: Change) -> None:
        """It is done; override to say or open more."""
        self.context.say(self.saved_text)
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draft.begin(self.kept_fields())

    def _refused(self, refusal: Refusal) -> None:
        named = [name for name in getattr(refusal, "fields", {}) if name in self.fields]
        if isinstance(refusal, InvalidInput) and named:
            for name in named:
                self.fields[name].set_error(refusal.fields[name])
            self.summary.show_errors([self.fields[name] for name in named])
        else:
            self.show_refusal(refusal)
