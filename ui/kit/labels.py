"""Text on the screen, always as plain text: what people typed must never be read as markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.layout import column, hide_unless, row
from ui.theme import theme


class Text(QLabel):
    """A label. Looks: caption, caption_strong, body, strong, subtitle, title, display.

    Tones: muted, danger, warning, success, accent, or none. With `wraps` it grows downwards.
    """

    def __init__(
        self, text: str = "", look: str = "body", tone: str = "", wraps: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setProperty("tone", tone)
        self.setWordWrap(wraps)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)


class Elided(Text):
    """One line that ends in … where the room ends; the whole text is its tool tip."""

    def __init__(self, text: str = "", look: str = "body", tone: str = "") -> None:
        self._whole = text
        super().__init__(text, look, tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def text(self) -> str:
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(self.width() - 1, 0)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class IconLabel(QLabel):
    """An icon that follows the set of colours; silent unless it is given a name."""

    def __init__(self, icon: str, color: str = "", size: int = 16, name: str = "") -> None:
        super().__init__()
        self._icon, self._color, self._size = icon, color, size
        self.setAccessibleName(name)
        self._draw()
        theme().changed.connect(self._draw)

    def set_icon(self, icon: str, color: str = "") -> None:
        self._icon, self._color = icon, color
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(theme().pixmap(self._icon, self._color, self._size))
        self.setFixedSize(theme().icon_size(self._size))


class SectionHeader(QWidget):
    """A section's title, an explaining line below it, and what can be done at its right end."""

    def __init__(self, title: str, note: str = "", *actions: QWidget) -> None:
        super().__init__()
        self.title = Text(title, "subtitle")
        self.note = Text(note, "caption", "muted", wraps=True)
        hide_unless(bool(note), self.note)
        self.setLayout(row(column(self.title, self.note, spacing=2), None, *actions))

    def set_title(self, title: str) -> None:
        self.title.setText(title)

    def set_note(self, note: str) -> None:
        self.note.setText(note)
        self.note.setVisible(bool(note))
