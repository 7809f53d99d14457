"""Everything that can have the focus has a name, a role and room for a finger."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea, QWidget

from tests.ui.walk.findings import Trouble, shown_in, stops_tab

LEAST_PX = 24
# What Qt says of a widget it knows nothing about.
_SILENT = frozenset({QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane})


def unnamed(root: QWidget) -> Iterator[Trouble]:
    for widget in filter(stops_tab, shown_in(root)):
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not told.text(QAccessible.Text.Name).strip():
            yield widget, "has no accessible name"
        # Of what scrolls Qt says no more than that it is there.
        scrolls = isinstance(widget, QScrollArea)
        if told is None or (told.role() in _SILENT and not scrolls):
            yield widget, "has no role"


def too_small(root: QWidget) -> Iterator[Trouble]:
    for widget in filter(stops_tab, shown_in(root)):
        if min(widget.width(), widget.height()) < LEAST_PX:
            yield widget, f"is {widget.width()} × {widget.height()} px"
