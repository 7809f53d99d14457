"""Rows, columns and fixed sizes in design pixels, which follow the zoom while the window lives."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import theme

W = TypeVar("W", bound=QWidget)
Item = QWidget | QLayout | int | None
Margins = int | tuple[int, int, int, int]
_following = False


def column(*items: Item, spacing: int = 8, margins: Margins = 0) -> QVBoxLayout:
    """A vertical layout; an int is a gap in design pixels, None takes the room that is left."""
    return _fill(QVBoxLayout(), items, spacing, margins)


def row(*items: Item, spacing: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """A horizontal layout; an int is a gap in design pixels, None takes the room that is left."""
    return _fill(QHBoxLayout(), items, spacing, margins)


def box(layout: QLayout, look: str = "clear", name: str = "") -> QFrame:
    """A frame around a layout; looks: clear, page, surface, raised, card, footer."""
    frame = QFrame()
    frame.setProperty("look", look)
    frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    frame.setLayout(layout)
    if name:
        frame.setAccessibleName(name)
    return frame


def line(vertical: bool = False) -> QFrame:
    """A rule as thin as the set of colours draws lines."""
    frame = QFrame()
    frame.setProperty("look", "line")
    thin = theme().tokens.line_px
    if vertical:
        frame.setFixedWidth(thin)
    else:
        frame.setFixedHeight(thin)
    return frame


def scrolling(widget: QWidget) -> QScrollArea:
    """The widget in a scroll area that only scrolls downwards."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setProperty("look", "clear")
    area.setWidget(widget)
    return area


def fix_width(widget: W, pixels: int) -> W:
    return _fix(widget, "design_width", pixels)


def fix_height(widget: W, pixels: int) -> W:
    return _fix(widget, "design_height", pixels)


def limit_width(widget: W, pixels: int) -> W:
    """At most this wide, so that lines stay readable on a wide screen."""
    return _fix(widget, "design_max_width", pixels)


def least_width(widget: W, pixels: int) -> W:
    return _fix(widget, "design_min_width", pixels)


def least_height(widget: W, pixels: int) -> W:
    return _fix(widget, "design_min_height", pixels)


def grow(widget: W) -> W:
    """Take what width is left in the row."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    return widget


def hide_unless(wanted: bool, widget: QWidget) -> None:
    """For a part that has no parent yet: to show it would open a window of its own for a moment."""
    if not wanted:
        widget.hide()


def set_spacing(layout: QLayout, spacing: int, margins: Margins = 0) -> None:
    """Spacing and margins in design pixels for a layout made by hand."""
    _follow_zoom()
    edges = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setProperty("design", [*edges, spacing])
    _scale_layout(layout)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


L = TypeVar("L", bound=QBoxLayout)


def _fill(layout: L, items: Iterable[Item], spacing: int, margins: Margins) -> L:
    set_spacing(layout, spacing, margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(theme().px(item))
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout


def _fix(widget: W, name: str, pixels: int) -> W:
    _follow_zoom()
    widget.setProperty(name, pixels)
    _scale_widget(widget)
    return widget


def _scale_layout(layout: QLayout) -> None:
    design = layout.property("design")
    if design:
        px = theme().px
        left, top, right, bottom, spacing = (px(value) for value in design)
        layout.setContentsMargins(left, top, right, bottom)
        layout.setSpacing(spacing)


def _scale_widget(widget: QWidget) -> None:
    for name, scale in (
        ("design_width", widget.setFixedWidth),
        ("design_height", widget.setFixedHeight),
        ("design_max_width", widget.setMaximumWidth),
        ("design_min_width", widget.setMinimumWidth),
        ("design_min_height", widget.setMinimumHeight),
    ):
        pixels = widget.property(name)
        if pixels:
            scale(theme().px(pixels))


def _follow_zoom() -> None:
    global _following
    if not _following:
        _following = True
        theme().changed.connect(_scale_everything)


def _scale_everything() -> None:
    for widget in QApplication.allWidgets():
        _scale_widget(widget)
    for window in QApplication.topLevelWidgets():
        for layout in window.findChildren(QLayout):
            _scale_layout(layout)
