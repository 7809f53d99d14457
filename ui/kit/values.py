"""Facts as pairs of word and value in two straight columns."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.labels import Text
from ui.kit.layout import clear, fix_width, set_spacing


class KeyValueGrid(QWidget):
    """Words muted at the left, values at the right; a value is a text or a widget."""

    def __init__(self, key_width: int = 130) -> None:
        super().__init__()
        self._key_width = key_width
        self._grid = QGridLayout(self)
        set_spacing(self._grid, 6)
        self._grid.setColumnStretch(1, 1)

    def set_values(self, values: "tuple[tuple[str, str | QWidget], ...]") -> None:
        """Replace all pairs; a pair with an empty text shows a dash."""
        clear(self._grid)
        for number, (word, value) in enumerate(values):
            key = fix_width(Text(word, "body", "muted", wraps=True), self._key_width)
            shown = Text(value or "–", wraps=True) if isinstance(value, str) else value
            if isinstance(shown, Text):
                shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                shown.setAccessibleDescription(word)
            top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(key, number, 0, top)
            # A widget that stays small must not make its whole column small.
            self._grid.addWidget(shown, number, 1, top if isinstance(shown, Text) else top | left)
