"""Brings a window back where it was, if that screen still exists and is large enough."""

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FIRST_WIDTH_PX, FIRST_HEIGHT_PX = 1440, 900


def bring_back(window: QWidget, geometry: QByteArray) -> None:
    """Restore it, or give a first size; in any case inside an existing screen."""
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        window.resize(FIRST_WIDTH_PX, FIRST_HEIGHT_PX)
    wanted = window.geometry()
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not window.isMaximized() and not any(room.contains(wanted) for room in screens):
        window.setGeometry(inside(wanted, _nearest(wanted, screens)))


def inside(wanted: QRect, room: QRect) -> QRect:
    """The wanted rectangle, made smaller and moved until it lies within the room."""
    size = wanted.size().boundedTo(room.size())
    left = min(max(wanted.left(), room.left()), room.right() - size.width() + 1)
    top = min(max(wanted.top(), room.top()), room.bottom() - size.height() + 1)
    return QRect(left, top, size.width(), size.height())


def _nearest(wanted: QRect, screens: list[QRect]) -> QRect:
    def common(room: QRect) -> int:
        shared = room.intersected(wanted)
        return max(shared.width(), 0) * max(shared.height(), 0)

    return max(screens, key=common)
