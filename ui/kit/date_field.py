"""A date typed in any spelling, which QDateEdit cannot do: it has no empty value."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent

from hjemveien.texts import _, day_text
from ui.kit.date_words import read_day
from ui.kit.fields import TextField
from ui.theme import theme


class DateField(TextField):
    """A date in any spelling; on leaving it is written out as dd.mm.yyyy.

    `day()` is the date, None when empty; it raises ValueError when the text is no date, and
    `problem()` says so in words.
    """

    day_changed = Signal(object)

    def __init__(self, name: str, today: Callable[[], date], day: date | None = None) -> None:
        super().__init__(name, _("dd.mm.yyyy"), limit=32)
        self._today = today
        self.set_day(day)
        self._told = day
        self.left.connect(self._settle)
        self.returnPressed.connect(self._settle)
        theme().changed.connect(self._make_room)
        self._make_room()

    def day(self) -> date | None:
        return read_day(self.text(), self._today())

    def set_day(self, day: date | None) -> None:
        self.setText(day_text(day) if day else "")
        self._told = day

    def problem(self) -> str:
        try:
            self.day()
        except ValueError:
            return _("Write a date, for example 23.11.2026 or 231126.")
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        sign = theme().pixmap("calendar", "muted", ratio=self.devicePixelRatioF())
        px = theme().px
        x, y = self.width() - px(26), (self.height() - px(16)) // 2
        QPainter(self).drawPixmap(x, y, sign)

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, theme().px(20), 0)
        self.setMinimumWidth(theme().px(136))

    def _settle(self) -> None:
        if self.problem():
            return
        day = self.day()
        if day is not None and self.text() != day_text(day):
            self.setText(day_text(day))
        if day != self._told:
            self._told = day
            self.day_changed.emit(day)
