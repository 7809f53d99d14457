"""One registry of actions: menus, buttons, shortcuts and the help sheet are all made from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Action:
    """Something a person can do. `title` is shown as it is; `shortcut` in Qt's portable spelling.

    With `top` it is a button of the top bar while its page is shown, `primary` in the accent.
    Never use Ctrl+Alt: it is AltGr on Norwegian keyboards.
    """

    key: str
    title: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    top: bool = False
    primary: bool = False
    also: str = ""


class Actions(QObject):
    """Groups of actions; a group replaces its former self, so that a page brings its own."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._groups: dict[str, tuple[str, tuple[Action, ...]]] = {}
        self._made: dict[str, list[QAction]] = {}
        self._paused = False

    def set_group(self, key: str, title: str, actions: Iterable[Action]) -> None:
        """Raises ValueError when a shortcut is taken by another group or twice within."""
        self.remove_group(key)
        chosen = tuple(actions)
        taken = {_portable(s) for a in self.all() for s in _shortcuts(a)}
        for action in chosen:
            for shortcut in _shortcuts(action):
                if _portable(shortcut) in taken:
                    raise ValueError(f"shortcut {shortcut} is taken twice")
                taken.add(_portable(shortcut))
        self._groups[key] = (title, chosen)
        self._made[key] = [self._make(action) for action in chosen]
        self.changed.emit()

    def remove_group(self, key: str) -> None:
        self._groups.pop(key, None)
        for made in self._made.pop(key, []):
            self._window.removeAction(made)
            made.deleteLater()

    def groups(self) -> tuple[tuple[str, tuple[Action, ...]], ...]:
        """Pairs of a group's title and its actions."""
        return tuple(self._groups.values())

    def all(self) -> tuple[Action, ...]:
        return tuple(action for _title, actions in self._groups.values() for action in actions)

    def pause(self, paused: bool) -> None:
        """Offer nothing for a while, as while the window is locked."""
        self._paused = paused
        for made in self._made.values():
            for action in made:
                action.setEnabled(not paused)

    def run(self, key: str) -> bool:
        """Do it by its key; False when nobody offers it now."""
        if self._paused:
            return False
        for action in self.all():
            if action.key == key:
                action.run()
                return True
        return False

    def _make(self, action: Action) -> QAction:
        made = QAction(action.title.replace("&", "&&"), self._window)
        made.setShortcuts([QKeySequence(s) for s in _shortcuts(action)])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setEnabled(not self._paused)
        made.triggered.connect(lambda: action.run())
        self._window.addAction(made)
        return made


def _shortcuts(action: Action) -> list[str]:
    return [shortcut for shortcut in (action.shortcut, action.also) if shortcut]


def _portable(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText)


def shown_shortcut(shortcut: str) -> str:
    """As keys are named on this machine."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
