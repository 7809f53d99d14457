"""Notices that nobody has touched the window for a while."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

USUAL_MINUTES = 15
LOOK_MS = 10_000
_ASK_SECONDS = 2
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """`idle` once the time is over; `now` is a clock that goes on while the computer sleeps.

    It listens to the program's windows and not to each of its widgets, so it costs nothing.
    """

    idle = Signal()

    def __init__(self, now: Callable[[], datetime], minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self.minutes = minutes
        self._last = now()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        QGuiApplication.instance().focusWindowChanged.connect(self.listen_to)  # type: ignore[union-attr]
        self.listen_to(QGuiApplication.focusWindow())
        self._timer.start()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._now()

    def look(self) -> None:
        """Whether it is time; asked every few seconds, and by tests whenever they like."""
        if self._now() - self._last >= timedelta(minutes=self.minutes):
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.touch()
        return False

    def listen_to(self, window: QWindow | None) -> None:
        """To what is typed and clicked in it; every window that gets the focus is."""
        if window is not None:
            # A filter that is there already is only moved to the front.
            window.installEventFilter(self)


def minutes_to_lock(chosen: int, system: int | None) -> int:
    """What somebody chose; else the system's own time, if it is shorter than the usual."""
    return chosen or min(USUAL_MINUTES, system or USUAL_MINUTES)


def system_minutes() -> int | None:
    """After how many minutes this computer locks itself; None where it does not say.

    Not on the screen's thread: it may ask another program.
    """
    seconds = _windows_seconds() if sys.platform == "win32" else _gnome_seconds()
    return max(1, round(seconds / 60)) if seconds else None


def _gnome_seconds() -> int | None:
    import shutil
    import subprocess

    asking = shutil.which("gsettings")
    if asking is None:
        return None
    key = ("get", "org.gnome.desktop.session", "idle-delay")
    try:
        told = subprocess.run(
            (asking, *key), capture_output=True, text=True, timeout=_ASK_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return seconds_told(told.stdout)


def seconds_told(told: str) -> int | None:
    """GNOME says “uint32 300”, and 0 for never."""
    last = told.split()[-1:] or [""]
    return int(last[0]) or None if last[0].isdecimal() else None


def _windows_seconds() -> int | None:
    if sys.platform != "win32":
        return None
    import winreg

    policy = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, policy) as key:
            value, _kind = winreg.QueryValueEx(key, "InactivityTimeoutSecs")
    except OSError:
        return None
    return int(value) or None
