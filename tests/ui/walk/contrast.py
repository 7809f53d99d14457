"""Contrast as it is painted: words 4.5:1, pills 7:1, edges of fields and the focus ring 3:1.

Source: WCAG 2.2, 1.4.3, 1.4.6, 1.4.11 and 2.4.13. What is switched off is exempt there and here.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from tests.ui.walk.findings import Trouble, seen_part, shown_in, stops_tab
from tests.ui.walk.pixels import Picture
from ui.day.table import TickDelegate
from ui.kit import Pill

TEXT, PILL, EDGE = 4.5, 7.0, 3.0
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox)
LEAST_PX = 4
# These paint a sign alone; their words are for a screen reader.
_SIGNS = (TickDelegate,)


def faint(root: QWidget) -> Iterator[Trouble]:
    """Words and edges that are hard to see."""
    picture = Picture(root)
    for widget in shown_in(root):
        place = seen_part(root, widget)
        if not widget.isEnabled() or min(place.width(), place.height()) < LEAST_PX:
            continue
        whole = place.size() == widget.size()
        if isinstance(widget, Pill):
            # Of one that is scrolled half away the words may be gone.
            if whole:
                yield from _measured(widget, "a pill", picture, _heart(place), PILL)
        elif _has_words(widget) and whole:
            yield from _measured(widget, "text", picture, _words(widget, place), TEXT)
        elif isinstance(widget, QAbstractItemView):
            yield from _cells(root, widget, picture)
        if isinstance(widget, FIELDS) and not isinstance(widget.parentWidget(), FIELDS):
            yield from _edge(root, widget, picture)


def ringless(root: QWidget, known: set[tuple[object, ...]]) -> Iterator[Trouble]:
    """What does not show that it has the focus; one of each kind, which `known` remembers."""
    for widget in [widget for widget in shown_in(root) if stops_tab(widget)]:
        kind = (type(widget), widget.property("look"), widget.property("kind"))
        place = seen_part(root, widget)
        if kind in known or place.size() != widget.size():
            continue
        known.add(kind)
        had = root.focusWidget()
        if had is not None:
            had.clearFocus()
        before = Picture(root)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        changed = Picture(root).ring(before, place.adjusted(-3, -3, 3, 3))
        if changed < min(widget.width(), widget.height()):
            yield widget, f"shows no focus: {changed} pixels stand out"
        if had is not None:
            had.setFocus(Qt.FocusReason.OtherFocusReason)


def _measured(
    widget: QWidget, what: str, picture: Picture, place: QRect, least: float
) -> Iterator[Trouble]:
    measured = picture.contrast(place)
    if 1.0 < measured < least:
        yield widget, f"{what} has a contrast of {measured:.1f}:1"


def _has_words(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton) and any(map(str.isalnum, widget.text()))


def _words(widget: QWidget, place: QRect) -> QRect:
    """Without edges and icon, which may stand out more than the words do."""
    if not isinstance(widget, QAbstractButton):
        return place
    inner = place.adjusted(4, 4, -4, -4)
    if not widget.icon().isNull():
        beyond = widget.iconSize().width() * 2
        inner.setLeft(min(inner.left() + beyond, inner.right() - LEAST_PX))
    return inner


def _heart(place: QRect) -> QRect:
    """The middle of a pill, without its edge."""
    return place.adjusted(place.height() // 2, 4, -place.height() // 2, -4)


def _edge(root: QWidget, widget: QWidget, picture: Picture) -> Iterator[Trouble]:
    """Across the left edge at half height: from outside into the field."""
    whole = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    if seen_part(root, widget) != whole:
        return
    across = QRect(whole.left() - 2, whole.center().y(), 6, 2)
    measured = picture.contrast(across)
    if measured < EDGE:
        yield widget, f"its edge has a contrast of {measured:.1f}:1"


def _cells(root: QWidget, view: QAbstractItemView, picture: Picture) -> Iterator[Trouble]:
    """The cells of the first rows that are seen whole."""
    model, viewport = view.model(), view.viewport()
    if model is None:
        return
    origin = viewport.mapTo(root, QPoint(0, 0))
    for row in range(min(model.rowCount(), 3)):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            place = view.visualRect(index)
            if not index.data() or not viewport.rect().contains(place):
                continue
            least = EDGE if isinstance(view.itemDelegateForIndex(index), _SIGNS) else TEXT
            inner = place.adjusted(4, 4, -4, -4).translated(origin)
            measured = picture.contrast(inner)
            if 1.0 < measured < least:
                yield view, f"“{index.data()}” has a contrast of {measured:.1f}:1"
