"""Tab goes as the eye does: from left to right and downwards, and to everything it can reach."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QRadioButton, QWidget

from tests.ui.walk.findings import Trouble, described, place_in, scroller_of, shown_in, stops_tab

# Boxes of one row differ by a few pixels in where they begin.
SLACK_PX = 6
LONGEST_RING = 1_000


def against_the_eye(panes: Sequence[QWidget]) -> Iterator[Trouble]:
    """Within each pane; the panes themselves are F6's."""
    stops = [widget for widget in ring(panes[0].window()) if _stops(widget)] if panes else []
    for pane in panes:
        inner = [other for other in panes if other is not pane and pane.isAncestorOf(other)]
        yield from _in_pane(pane, inner, stops)


def ring(window: QWidget) -> list[QWidget]:
    """What Tab comes to in the window, one after the other, until it is where it began.

    By moving the keyboard, which is put back: of a widget that was asked for the next in its focus
    chain PySide takes the answer for its child, and Qt ends the program when one of them goes.
    """
    had = window.focusWidget()
    found = [had] if had is not None else []
    for _step in range(LONGEST_RING):
        # Qt's own: ours puts the tabs in order before each, and has done so for the first.
        if not QWidget.focusNextPrevChild(window, True):
            break
        now = window.focusWidget()
        if now is None or now in found:
            break
        found.append(now)
    if had is not None:
        had.setFocus(Qt.FocusReason.OtherFocusReason)
    return found


def _stops(widget: QWidget) -> bool:
    return widget.isVisible() and stops_tab(widget) and not _passed_over(widget)


def _in_pane(
    pane: QWidget, inner: Sequence[QWidget], in_window: Sequence[QWidget]
) -> Iterator[Trouble]:
    def elsewhere(widget: QWidget) -> bool:
        return any(other is widget or other.isAncestorOf(widget) for other in inner)

    reached = [widget for widget in in_window if pane is widget or pane.isAncestorOf(widget)]
    for widget in filter(stops_tab, shown_in(pane)):
        if widget not in reached and not _passed_over(widget):
            yield widget, "is not reached by Tab"
    stops = _from_the_first(pane, [widget for widget in reached if not elsewhere(widget)])
    for before, after in pairwise(stops):
        if before.isAncestorOf(after) or after.isAncestorOf(before):
            continue
        if _goes_back(*_places(pane, before, after)):
            yield after, f"comes after {described(before)}"


def _from_the_first(pane: QWidget, stops: list[QWidget]) -> list[QWidget]:
    """Tab goes round in a ring, and the eye begins at the top."""
    corners = [place_in(pane, stop).topLeft() for stop in stops]
    first = min(range(len(stops)), key=lambda n: (corners[n].y(), corners[n].x()), default=0)
    return stops[first:] + stops[:first]


def _places(pane: QWidget, before: QWidget, after: QWidget) -> tuple[QRect, QRect]:
    """Where they are; of what lies in a scroll area, where the area is for those outside it."""
    return (
        place_in(pane, _seen_from(after, before)), place_in(pane, _seen_from(before, after))
    )  # fmt: skip


def _seen_from(other: QWidget, widget: QWidget) -> QWidget:
    area = scroller_of(widget)
    while area is not None and not area.isAncestorOf(other):
        widget, area = area, scroller_of(area)
    return widget


def _goes_back(before: QRect, after: QRect) -> bool:
    """Upwards though not to the next column, or to the left in the same row."""
    above = after.bottom() <= before.top() + SLACK_PX
    same_row = not above and before.bottom() > after.top() + SLACK_PX
    leftwards = after.right() <= before.left() + SLACK_PX
    rightwards = after.left() + SLACK_PX >= before.right()
    return (above and not rightwards) or (same_row and leftwards)


def _passed_over(widget: QWidget) -> bool:
    """One of several answers: Tab goes to the chosen one, arrows to the others."""
    return isinstance(widget, QRadioButton) and not widget.isChecked()
