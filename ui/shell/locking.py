"""Locks the window when nobody has touched it for a while, or when somebody asks for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.shell.context import Context
from ui.shell.idle import IdleWatch, minutes_to_lock, system_minutes
from ui.shell.lock import Lock
from ui.shell.window import MainWindow


class Locking(QObject):
    """Made once the office is known; a demo office, whose people are invented, has none."""

    def __init__(self, window: MainWindow, context: Context, check: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._system: int | None = None
        self.lock = Lock(window, context, check)
        self.watch = IdleWatch(context.now, self.minutes(), self)
        self.watch.listen_to(window.windowHandle())
        self.watch.idle.connect(self.lock.lock)
        self.lock.changed.connect(self._changed)
        context.lock_wanted.connect(self.lock.lock)
        context.lock_time_chosen.connect(self._choose)
        context.work.near(self, system_minutes, self._know_system, lambda _refusal: None)

    def minutes(self) -> int:
        """Until it locks."""
        return minutes_to_lock(self._context.settings.lock_minutes, self._system)

    def _know_system(self, minutes: int | None) -> None:
        self._system = minutes
        self.watch.minutes = self.minutes()

    def _choose(self, minutes: int) -> None:
        self._context.settings.lock_minutes = minutes
        self.watch.minutes = self.minutes()

    def _changed(self, locked: bool) -> None:
        """No shortcut reaches what is hidden."""
        self.watch.touch()
        self._window.registry.pause(locked)
