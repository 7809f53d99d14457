"""F6 and Shift+F6: from one part of the window to the next, without a mouse."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def focus_next_pane(panes: Sequence[QWidget], steps: int = 1) -> None:
    """Give the focus to the first place in the pane after the one that has it; -1 goes back."""
    reachable = [pane for pane in panes if pane.isVisible() and first_focusable(pane)]
    if not reachable:
        return
    now = QApplication.focusWidget()
    holding = [n for n, pane in enumerate(reachable) if now and _holds(pane, now)]
    # A pane may lie within another; the innermost is the one meant.
    following = reachable[(holding[-1] + steps) % len(reachable)] if holding else reachable[0]
    target = first_focusable(following)
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def first_focusable(pane: QWidget) -> QWidget | None:
    for widget in (pane, *pane.findChildren(QWidget)):
        shown = widget.isVisibleTo(widget.window())
        if shown and widget.isEnabled() and widget.focusPolicy() & _TAB:
            return widget
    return None


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


_TAB = Qt.FocusPolicy.TabFocus
