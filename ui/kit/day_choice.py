"""The day something is shown for: what follows from it is of that day, or not shown at all."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from hjemveien.texts import _
from ui.kit.date_field import DateField
from ui.kit.labels import IconLabel, Text
from ui.kit.layout import box, column, fix_width, grow, least_width, row

FIELD_PX, ERROR_PX = 150, 300


class DayChoice(QWidget):
    """A label, a date, and what is wrong with it underneath; a day `to_come` only where asked for.

    `changed` is emitted when it is left or Enter is pressed with another text than before, right
    or wrong. While it is wrong `day()` is None: nothing may be shown, written or printed for it.
    The label stands before the field or `above` it, all of it `at_right` where that is wanted.
    `check` gives a further error's text or "" for a day that can be read.
    """

    changed = Signal()

    def __init__(
        self,
        label: str,
        field: DateField,
        today: Callable[[], date],
        optional: bool = False,
        above: bool = False,
        at_right: bool = False,
        to_come: bool = False,
        check: Callable[[], str] | None = None,
    ) -> None:
        super().__init__()
        self.field, self.optional = field, optional
        self._label, self._today, self._check = label, today, check
        field.setAccessibleName(label)
        self._to_come = to_come
        self._settled = field.text().strip()
        self._sign, self._text = IconLabel("circle-alert", ""), Text("", "caption_strong", "danger")
        self._text.setWordWrap(True)
        self._error_row = box(row(self._sign, grow(self._text), spacing=4))
        self._error_row.hide()
        if above:
            words = Text(label, "strong")
            self.setLayout(column(words, field, self._error_row, spacing=4))
        else:
            words = Text(label)
            least_width(self._error_row, ERROR_PX)
            stretch = (None,) if at_right else ()
            line = row(*stretch, words, fix_width(field, FIELD_PX), *(() if at_right else (None,)))
            self.setLayout(column(line, self._error_row, spacing=4))
        # As high as it needs: what is left belongs to the list below.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        words.setBuddy(field)
        field.left.connect(self.settle)
        field.returnPressed.connect(self.settle)

    def day(self) -> date | None:
        """The day, None where there is none or it is wrong."""
        return None if self.problem() else self.field.day()

    def problem(self) -> str:
        """What is wrong, in words; asks without showing."""
        if self.field.problem():
            text = _("{field}: write a date, for example 23.11.2026 or 231126.")
            return text.format(field=self._label)
        day = self.field.day()
        if day is None:
            return (
                "" if self.optional else _("{field} must be filled in.").format(field=self._label)
            )
        if day > self._today() and not self._to_come:
            return _("{field}: the day has not come yet. Write today or an earlier day.").format(
                field=self._label
            )
        return self._check() if self._check is not None else ""

    def error(self) -> str:
        return self._text.text() if not self._error_row.isHidden() else ""

    def right(self) -> bool:
        """Show or clear the error, and tell whether the day can be used."""
        problem = self.problem()
        self._text.setText(problem)
        self._error_row.setVisible(bool(problem))
        if problem:
            self._sign.set_icon("circle-alert", "danger")
        if self.field.property("wrong") != bool(problem):
            self.field.setProperty("wrong", bool(problem))
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)
        self.field.setAccessibleDescription(problem)
        return not problem

    def settle(self) -> bool:
        """Take what is typed, also while the keyboard is still in the field; False when wrong."""
        right, text = self.right(), self.field.text().strip()
        if text != self._settled:
            self._settled = text
            self.changed.emit()
        return right

    def set_day(self, day: date | None) -> None:
        """Without telling."""
        self.field.set_day(day)
        self._settled = self.field.text().strip()
        self.right()


def period_problem(start: date | None, last: date | None) -> str:
    """What is wrong with a period's two days together, in words."""
    if start is None or last is None or start <= last:
        return ""
    return _("From: the day is after the last day of the period.")
