"""One registry of actions: menus, palette, buttons, shortcuts and the help sheet are made of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Action:
    """Something a person can do. `title` is shown as it is; `shortcut` in Qt's portable spelling.

    With `top` it is a button of the top bar while its page is shown, `primary` in the accent.
    `menu` is a key of MENUS (that of its group where it is empty), `within` the title of a menu
    inside it. `chosen` tells whether it is in force, as one look among several. `shows` is a
    shortcut that the part with the focus answers itself: shown, and not ours.
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
    menu: str = ""
    within: str = ""
    chosen: Callable[[], bool] | None = None
    shows: str = ""

    def name(self) -> str:
        """Its title where the menu around it is not seen."""
        return f"{self.within}: {self.title}" if self.within else self.title

    def keys(self) -> tuple[str, ...]:
        """Its shortcuts, as keys are named on this machine."""
        return tuple(shown_shortcut(s) for s in (self.shortcut or self.shows, self.also) if s)


@dataclass(frozen=True)
class Group:
    """Actions that stand together; `menu` is where those without one of their own are."""

    key: str
    title: str
    actions: tuple[Action, ...]
    menu: str


class Actions(QObject):
    """Groups of actions; a group replaces its former self, so that a page brings its own."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._groups: dict[str, Group] = {}
        self._made: dict[str, list[QAction]] = {}
        self._paused = False

    def set_group(
        self, key: str, title: str, actions: Iterable[Action], menu: str = "page"
    ) -> None:
        """Raises ValueError when a shortcut is taken by another group or twice within."""
        self.remove_group(key)
        chosen = tuple(actions)
        taken = {_portable(s) for a in self.all() for s in _shortcuts(a)}
        for action in chosen:
            for shortcut in _shortcuts(action):
                if _portable(shortcut) in taken:
                    raise ValueError(f"shortcut {shortcut} is taken twice")
                taken.add(_portable(shortcut))
        self._groups[key] = Group(key, title, chosen, menu)
        self._made[key] = [self._make(action) for action in chosen]
        self.changed.emit()

    def remove_group(self, key: str) -> None:
        self._groups.pop(key, None)
        for made in self._made.pop(key, []):
            self._window.removeAction(made)
            made.deleteLater()

    def groups(self) -> tuple[Group, ...]:
        return tuple(self._groups.values())

    def group(self, key: str) -> tuple[Action, ...]:
        """The actions of one group; none where nobody has set it."""
        found = self._groups.get(key)
        return found.actions if found else ()

    def all(self) -> tuple[Action, ...]:
        return tuple(action for group in self._groups.values() for action in group.actions)

    def in_menu(self, menu: str) -> Iterator[tuple[Group, Action, QAction]]:
        """What belongs to a menu, in the groups' order, with what Qt shows for it."""
        for group in self._groups.values():
            for action, made in zip(group.actions, self._made[group.key], strict=True):
                if (action.menu or group.menu) == menu:
                    yield group, action, made

    def is_paused(self) -> bool:
        return self._paused

    def pause(self, paused: bool) -> None:
        """Offer nothing for a while, as while the window is locked."""
        self._paused = paused
        for made in self._made.values():
            for action in made:
                action.setEnabled(not paused)
        self.changed.emit()

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
        title = action.title.replace("&", "&&")
        made = QAction(f"{title}\t{shown_shortcut(action.shows)}" if action.shows else title)
        made.setParent(self._window)
        made.setShortcuts([QKeySequence(s) for s in _shortcuts(action)])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setEnabled(not self._paused)
        made.triggered.connect(lambda: action.run())
        self._window.addAction(made)
        return made


def without_taken(actions: Iterable[Action], others: Iterable[Action]) -> Iterator[Action]:
    """Those that the others do not offer, without the shortcuts that the others have taken."""
    others = tuple(others)
    keys = {action.key for action in others}
    taken = {_portable(s) for a in others for s in _shortcuts(a)}
    for action in actions:
        if action.key in keys:
            continue
        mine = [s for s in _shortcuts(action) if _portable(s) not in taken]
        yield replace(action, shortcut=mine[0] if mine else "", also="".join(mine[1:]))


def _shortcuts(action: Action) -> list[str]:
    return [shortcut for shortcut in (action.shortcut, action.also) if shortcut]


def _portable(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText)


def shown_shortcut(shortcut: str) -> str:
    """As keys are named on this machine."""
    shown = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    # As it is written on the key.
    return shown.replace("Return", "Enter")
