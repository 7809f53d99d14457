"""The form over one thing of the office: it sends what was changed together with what was seen."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import Conflict, InvalidInput, Refusal
from hjemveien.services.change import Change
from hjemveien.services.office_editing import EditOffice, Fields, settled
from hjemveien.texts import _
from ui.case.conflict import ConflictDialog
from ui.kit import (
    CheckField,
    ComboField,
    DateField,
    ErrorSummary,
    FormField,
    SheetDialog,
    SpinField,
)
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

Save = Callable[["Session", EditOffice], Change]


class EditSheet(SheetDialog):
    """Add fields under their names with `add`; they hold what `seen` says when it opens.

    Nothing is sent where nothing was changed. Where another has saved first, both values are shown.
    """

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        title: str,
        key: str,
        seen: Fields,
        save: Save,
        note: str = "",
    ) -> None:
        super().__init__(parent, title, _("Save"), note, width=520)
        self.context = context
        self.fields: dict[str, FormField] = {}
        self.summary = ErrorSummary()
        self.body.addWidget(self.summary)
        self._key, self._seen, self._save = key, dict(seen), save

    def add(self, name: str, field: FormField) -> FormField:
        """Put a field below the others, above the summary of errors, filled with what was seen."""
        self.fields[name] = field
        put_value(field.field, self._seen.get(name))
        self.body.insertWidget(self.body.count() - 1, field)
        return field

    def submit(self) -> None:
        if not self.summary.check(list(self.fields.values())):
            return
        typed = {name: value_of(field.field) for name, field in self.fields.items()}
        changes = {name: value for name, value in typed.items() if value != self._seen.get(name)}
        if changes:
            self.send(EditOffice(self._key, changes, self._seen))
        else:
            self.accept()

    def send(self, wish: EditOffice) -> None:
        self.set_busy(True)
        self.context.work.do(
            self, lambda session: self._save(session, wish), lambda _change: self._done(),
            lambda refusal: self._refuse(refusal, wish),
        )  # fmt: skip

    def _done(self) -> None:
        self.context.say(_("Saved"))
        self.accept()

    def _refuse(self, refusal: Refusal, wish: EditOffice) -> None:
        self.set_busy(False)
        named = [name for name in getattr(refusal, "fields", {}) if name in self.fields]
        if isinstance(refusal, InvalidInput) and named:
            for name in named:
                self.fields[name].set_error(refusal.fields[name])
            self.summary.show_errors([self.fields[name] for name in named])
        elif isinstance(refusal, Conflict) and refusal.clashes:
            self._choose(refusal, wish)
        else:
            self.show_refusal(refusal)

    def _choose(self, conflict: Conflict, wish: EditOffice) -> None:
        """Both values are shown; what is chosen is sent again."""
        dialog = ConflictDialog(conflict, self)

        def go_on(mine: frozenset[str]) -> None:
            again = settled(wish, conflict, mine)
            if again is None:
                self.accept()
            else:
                self.send(again)

        dialog.chosen.connect(go_on)
        dialog.open()


def value_of(field: QWidget) -> Any:
    """What stands in a field, as the wish has it: 0 of a number that may be empty is None."""
    if isinstance(field, CheckField):
        return field.isChecked()
    if isinstance(field, DateField):
        return field.day()
    if isinstance(field, ComboField):
        return field.value()
    if isinstance(field, SpinField):
        return field.value() or None
    return str(getattr(field, "text")()).strip()  # noqa: B009 - fields of a line or several


def put_value(field: QWidget, value: Any) -> None:
    if isinstance(field, CheckField):
        field.setChecked(bool(value))
    elif isinstance(field, DateField):
        assert value is None or isinstance(value, date)
        field.set_day(value)
    elif isinstance(field, ComboField):
        field.set_value(value)
    elif isinstance(field, SpinField):
        field.setValue(int(value or 0))
    else:
        getattr(field, "setText")(str(value or ""))  # noqa: B009 - fields of a line or several
