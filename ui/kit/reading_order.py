"""The Tab key follows the eye: fields in the order in which their layouts show them.

Qt's own order is that in which widgets were made or given a parent, which in a dialog filled by
its subclass puts the buttons before the fields.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

_WHOLE = (QAbstractScrollArea, QAbstractSpinBox, QComboBox)
_TAB = Qt.FocusPolicy.TabFocus.value


def order_tabs(root: QWidget) -> None:
    """Set the tab order of everything in `root` as it is seen."""
    for before, after in pairwise(list(in_reading_order(root))):
        QWidget.setTabOrder(before, after)


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """What Tab stops at, shown or not: rows from left to right, columns downwards."""
    if widget.focusPolicy().value & _TAB:
        yield widget
    for part in _parts(widget):
        yield from in_reading_order(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        yield from filter(None, (widget.widget(),))
    elif isinstance(widget, QSplitter | QStackedWidget):
        yield from filter(None, (widget.widget(n) for n in range(widget.count())))
    elif isinstance(widget, QTabWidget):
        yield widget.tabBar()
        yield from filter(None, (widget.widget(n) for n in range(widget.count())))
    elif not isinstance(widget, _WHOLE):
        layout = widget.layout()
        if layout is not None:
            yield from _in_layout(layout, widget)


def _in_layout(layout: QLayout, host: QWidget) -> Iterator[QWidget]:
    """By the layout's places, never by its items.

    Of an item that was asked for PySide keeps a shadow after Qt has let it go, and may take what Qt
    makes in its place for it: then the program ends when that goes.
    """
    parts: list[QWidget | QLayout] = [
        part for part in (*host.children(), *layout.children())
        if isinstance(part, QWidget | QLayout) and layout.indexOf(part) >= 0
    ]  # fmt: skip
    for part in sorted(parts, key=layout.indexOf):
        if isinstance(part, QLayout):
            yield from _in_layout(part, host)
        else:
            yield part
