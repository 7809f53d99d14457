"""Facts as pairs of word and value in two straight columns."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.labels import Text
from ui.kit.layout import clear, fix_width, set_spacing
from ui.theme import theme

WIDE_PX, GAP_PX, FEW = 760, 24, 4


class KeyValueGrid(QWidget):
    """Words muted at the left, values at the right; a value is a text or a widget.

    Where there is room, those of the lower half stand beside the upper half.
    """

    def __init__(self, key_width: int = 130) -> None:
        super().__init__()
        self._key_width = key_width
        self._grid = QGridLayout(self)
        set_spacing(self._grid, 6)
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[QWidget, QWidget]] = []
        self._beside = False

    def set_values(self, values: "tuple[tuple[str, str | QWidget], ...]") -> None:
        """Replace all pairs; a pair with an empty text shows a dash."""
        clear(self._grid)
        self._pairs = []
        for word, value in values:
            key = fix_width(Text(word, "body", "muted", wraps=True), self._key_width)
            shown = Text(value or "–", wraps=True) if isinstance(value, str) else value
            if isinstance(shown, Text):
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                shown.setAccessibleDescription(word)
            self._pairs.append((key, shown))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._beside != self._has_room():
            for widget in (widget for pair in self._pairs for widget in pair):
                self._grid.removeWidget(widget)
            self._place()

    def _has_room(self) -> bool:
        return self.width() >= theme().px(WIDE_PX) and len(self._pairs) > FEW

    def _place(self) -> None:
        self._beside = self._has_room()
        rows = (len(self._pairs) + 1) // 2 if self._beside else len(self._pairs)
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        for number, (key, shown) in enumerate(self._pairs):
            column, line = divmod(number, max(rows, 1))
            # Between the two stands a column that is air.
            self._grid.addWidget(key, line, column * 3, top)
            # A widget that stays small must not make its whole column small.
            where = top if isinstance(shown, Text) else top | left
            self._grid.addWidget(shown, line, column * 3 + 1, where)
        self._grid.setColumnMinimumWidth(2, theme().px(GAP_PX) if self._beside else 0)
        self._grid.setColumnStretch(4, int(self._beside))
