"""Filters in force as chips above a list, each removable on its own."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hjemveien.texts import _
from ui.kit.buttons import Button
from ui.kit.layout import clear, set_spacing
from ui.theme import theme


class FilterChip(Button):
    """A filter in force; a click takes it away."""

    def __init__(self, text: str, removed: Callable[[], object]) -> None:
        super().__init__(text + "\u2002", "chip", "x", removed)
        self.setAccessibleName(_("Remove the filter {name}").format(name=text))
        self.setToolTip(self.accessibleName())
        # The icon belongs after the words; Qt has no other way to say so on a push button.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def _draw_icon(self) -> None:
        self.setIcon(theme().icon("x", "link", 14))
        self.setIconSize(theme().icon_size(14))


class ChipBar(QWidget):
    """`removed(key)` when a chip is clicked; widgets added with `add_widget` stay at the end."""

    removed = Signal(str)

    def __init__(self, *ending: QWidget) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        set_spacing(self._row, 8)
        self._chips = QHBoxLayout()
        set_spacing(self._chips, 8)
        self._row.addLayout(self._chips)
        for widget in ending:
            self._row.addWidget(widget)
        self._row.addStretch(1)

    def add_at_end(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def set_chips(self, chips: tuple[tuple[str, str], ...]) -> None:
        """Pairs of key and text, in the order to show."""
        clear(self._chips)
        for key, text in chips:
            self._chips.addWidget(FilterChip(text, self._remover(key)))

    def _remover(self, key: str) -> Callable[[], None]:
        return lambda: self.removed.emit(key)
