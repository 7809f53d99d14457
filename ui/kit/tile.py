"""A number on a card that opens the list behind it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from hjemveien.texts import _
from ui.kit.labels import IconLabel, Text
from ui.kit.layout import column, grow, row
from ui.theme import theme


class Tile(QPushButton):
    """Icon and label, the number in large type, a note below; a click opens the list."""

    def __init__(
        self,
        label: str,
        number: str = "–",
        note: str = "",
        icon: str = "list",
        opened: Callable[[], object] | None = None,
        tone: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("look", "tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._label = Text(label, "body", "muted", wraps=True)
        self._number = Text(number, "display")
        self._note = Text(note, "caption", tone or "muted", wraps=True)
        self._note.setMinimumHeight(theme().metrics("caption").height())
        head = row(IconLabel(icon, "muted"), grow(self._label), spacing=8)
        parts = (head, self._number, self._note)
        self._column = column(*parts, spacing=2, margins=(16, 12, 16, 12))
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if opened is not None:
            self.clicked.connect(lambda: opened())
        self._name()

    def set_number(self, number: str, note: str = "", tone: str = "muted") -> None:
        self._number.setText(number)
        self._note.setText(note)
        self._note.set_tone(tone)
        self._name()
        self.fit()

    def number(self) -> str:
        return self._number.text()

    def sizeHint(self) -> QSize:
        return QSize(max(self._column.sizeHint().width(), theme().px(160)), self._needed())

    def minimumSizeHint(self) -> QSize:
        """Never lower than its words need at the width it has."""
        return QSize(self._column.minimumSize().width(), self._needed())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # Not at once: the layout that is resizing this tile would forget the request.
            QTimer.singleShot(0, self, self.fit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """As high as its words need: the style sheet's least height of buttons outdoes the hint."""
        if self.minimumHeight() != self._needed():
            self.setMinimumHeight(self._needed())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """A grid asks for heights at widths it does not give then; `minimumSizeHint` is exact."""
        return False

    def _needed(self) -> int:
        width = max(self.width(), self._column.minimumSize().width())
        needed = self._column.heightForWidth(width)
        # While it is hidden no part of it tells a height for a width.
        return needed if needed >= 0 else self._column.minimumSize().height()

    def _name(self) -> None:
        parts = (self._label.text(), self._number.text(), self._note.text())
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAccessibleDescription(_("Opens the list behind the number"))
