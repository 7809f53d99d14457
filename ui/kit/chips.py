"""Filters in force as chips above a list, each removable on its own."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from hjemveien.texts import _
from ui.kit.buttons import Button
from ui.kit.flow import FlowLayout
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
    """`removed(key)` when a chip is clicked; the widgets it is made with stay at the end.

    Chips without room go on the next line. The keyboard stays in the bar when a chip goes.
    """

    removed = Signal(str)

    def __init__(self, *ending: QWidget) -> None:
        super().__init__()
        self._row = FlowLayout(self)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._chips: list[FilterChip] = []
        for widget in ending:
            self._row.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_at_end(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def set_chips(self, chips: tuple[tuple[str, str], ...]) -> None:
        """Pairs of key and text, in the order to show."""
        if chips == self._shown:
            return
        self._shown = chips
        focused = next((n for n, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [FilterChip(text, self._remover(key)) for key, text in chips]
        for place, chip in enumerate(self._chips):
            self._row.insert(place, chip)
            chip.show()
        if focused is not None:
            self._focus(focused)

    def chips(self) -> tuple[FilterChip, ...]:
        return tuple(self._chips)

    def _focus(self, place: int) -> None:
        """To the chip that came in the removed one's place, else to what stands at the end."""
        for item in range(min(place, len(self._chips)), self._row.count()):
            found = self._row.itemAt(item)
            widget = found.widget() if found else None
            if widget is not None and not widget.isHidden():
                widget.setFocus()
                return

    def _remover(self, key: str) -> Callable[[], None]:
        return lambda: self.removed.emit(key)
