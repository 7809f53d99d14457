"""What the walker found: on which page, in which language, size and look, and at which widget."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.kit import Elided

Trouble = tuple[QWidget, str]
LONGEST = 50


@dataclass(frozen=True)
class Combination:
    """How everything looks while it is walked."""

    language: str
    zoom_percent: int
    look: str

    def __str__(self) -> str:
        return f"{self.language} {self.zoom_percent} % {self.look}"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong; its text names where."""

    place: str
    combination: Combination
    widget: str
    trouble: str

    def __str__(self) -> str:
        return f"{self.place} ({self.combination}): {self.widget}: {self.trouble}"


def findings(
    place: str, combination: Combination, troubles: Iterable[Trouble]
) -> tuple[Finding, ...]:
    return tuple(
        Finding(place, combination, described(widget), trouble) for widget, trouble in troubles
    )


def described(widget: QWidget) -> str:
    """Its class and the words on it, so that a person finds it."""
    words = widget.text() if isinstance(widget, Elided) else widget.property("text")
    words = words or widget.accessibleName() or widget.property("look") or widget.objectName()
    kind = type(widget).__name__
    if kind.startswith("Q") and widget.parentWidget() is not None:
        kind += f" in {type(widget.parentWidget()).__name__}"
    return f"{kind} “{str(words or '')[:LONGEST]}”"


def shown_in(root: QWidget) -> Iterator[QWidget]:
    """Every widget a person can see there, the root too; what lies scrolled away counts as seen."""
    if root.isVisible():
        yield root
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.window() is root.window():
            yield widget


def stops_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy().value & 1) and widget.isEnabled()
    return takes and widget.focusProxy() is None


def place_in(root: QWidget, widget: QWidget) -> QRect:
    """Where the widget is, in the root's pixels."""
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def seen_part(root: QWidget, widget: QWidget) -> QRect:
    """The part of it that no scroll area and no parent hides, in the root's pixels."""
    return place_in(root, widget) & widget.visibleRegion().boundingRect().translated(
        widget.mapTo(root, QPoint(0, 0))
    )


def scroller_of(widget: QWidget) -> QAbstractScrollArea | None:
    """The nearest scroll area whose content it is."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            return area
        above = area
    return None
