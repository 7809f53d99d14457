"""A form's field with its label, hint and error, and the summary of errors near the button."""

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hjemveien.texts import _, n_
from ui.kit.buttons import link
from ui.kit.date_field import DateField
from ui.kit.labels import IconLabel, Text
from ui.kit.layout import box, clear, column, grow, hide_unless, row, set_spacing
from ui.kit.phone_field import PhoneField


class _Leaves(Protocol):
    left: SignalInstance


class _Typed(Protocol):
    textChanged: SignalInstance


class FormField(QWidget):
    """Label above, hint below it, the field, and the error under the field once it is left.

    `check` gives the error's text or "" and is asked on leaving the field and by `valid()`;
    without it a field that is not optional must not be empty. Start the error's text with the
    field's own word.
    """

    def __init__(
        self,
        label: str,
        field: QWidget,
        hint: str = "",
        optional: bool = False,
        check: Callable[[], str] | None = None,
        *beside: QWidget,
    ) -> None:
        super().__init__()
        self.field = field
        self.optional = optional
        self._check = check
        self._hint_text = hint
        self.label = Text(label, "strong")
        self.label.setBuddy(field)
        self._optional = Text(_("Optional"), "caption", "muted")
        hide_unless(optional, self._optional)
        self._hint = Text(hint, "caption", "muted", wraps=True)
        hide_unless(bool(hint), self._hint)
        self._sign = IconLabel("circle-alert", "")
        self._error = Text("", "caption_strong", "danger", wraps=True)
        self._error_row = box(row(self._sign, grow(self._error), spacing=4))
        self._error_row.hide()
        top = row(self.label, self._optional, None, spacing=8)
        beside_row = row(field, *beside, spacing=8)
        if not beside:
            beside_row.setStretch(0, 1)
        self.setLayout(column(top, self._hint, beside_row, self._error_row, None, spacing=4))
        self._name()
        if hasattr(field, "left"):
            cast(_Leaves, field).left.connect(self.validate)
        if hasattr(field, "textChanged"):
            cast(_Typed, field).textChanged.connect(self._typed)

    def error(self) -> str:
        return self._error.text() if not self._error_row.isHidden() else ""

    def set_error(self, text: str) -> None:
        """Show this error under the field; an empty text takes it away."""
        self._error.setText(text)
        self._error_row.setVisible(bool(text))
        if text:
            self._sign.set_icon("circle-alert", "danger")
        if self.field.property("wrong") != bool(text):
            self.field.setProperty("wrong", bool(text))
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)
        self._name()

    def validate(self) -> bool:
        """Check, show or clear the error, and tell whether the field is right."""
        self.set_error(self.problem())
        return not self.error()

    def _typed(self) -> None:
        """What is mended is said at once; what is not yet right only on leaving."""
        if self.error() and not self.problem():
            self.set_error("")

    def problem(self) -> str:
        """The error's text, or ""; asks without showing."""
        if isinstance(self.field, DateField) and self.field.problem():
            text = _("{field}: write a date, for example 23.11.2026 or 231126.")
            return text.format(field=self.label.text())
        if isinstance(self.field, PhoneField) and self.field.problem():
            return self.field.problem().format(field=self.label.text())
        if self._check is not None:
            return self._check()
        if not self.optional and _is_empty(self.field):
            return _("{field} must be filled in.").format(field=self.label.text())
        return ""

    def set_label(self, label: str) -> None:
        self.label.setText(label)
        self._name()

    def _name(self) -> None:
        self.field.setAccessibleName(self.label.text())
        self.field.setAccessibleDescription(" ".join(filter(None, (self.error(), self._hint_text))))


class ErrorSummary(QWidget):
    """All errors of a form above its buttons, each leading to its field."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", "strong")
        self._links = QVBoxLayout()
        set_spacing(self._links, 0)
        self._sign = IconLabel("circle-alert", "", 18)
        words = column(self._title, self._links, spacing=4)
        body = row(column(self._sign, None), words, None, margins=(14, 10, 14, 10))
        self._frame = box(body, "banner")
        self._frame.setProperty("kind", "danger")
        self.setLayout(column(self._frame))
        self.hide()

    def check(self, fields: Sequence[FormField]) -> bool:
        """Validate all; show what is wrong and go to the first. True when nothing is."""
        wrong = [field for field in fields if not field.validate()]
        self.show_errors(wrong)
        return not wrong

    def show_errors(self, wrong: Sequence[FormField]) -> None:
        clear(self._links)
        self.setVisible(bool(wrong))
        if not wrong:
            return
        self._sign.set_icon("circle-alert", "danger")
        title = n_("There is {n} thing to correct", "There are {n} things to correct", len(wrong))
        self._title.setText(title.format(n=len(wrong)))
        self.setAccessibleName(self._title.text())
        for field in wrong:
            self._links.addWidget(link(field.error(), field.field.setFocus))
        wrong[0].field.setFocus()


def _is_empty(field: QWidget) -> bool:
    for name in ("text", "value"):
        ask = getattr(field, name, None)
        if callable(ask):
            answer = ask()
            return answer is None or (isinstance(answer, str) and not answer.strip())
    return False


def label_for(text: str, field: QWidget) -> QLabel:
    """A plain label whose field is named by it."""
    label = Text(text, "strong")
    label.setBuddy(field)
    field.setAccessibleName(text)
    return label
