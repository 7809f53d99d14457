"""The menu bar: every action of the registry in one of its menus; Alt or F10 reaches it."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar
from shiboken6 import isValid

from hjemveien.texts import _, mark
from ui.shell.actions import Action, Actions, Group
from ui.theme import theme

MENUS = (
    ("file", mark("&File")),
    ("edit", mark("&Edit")),
    ("view", mark("&View")),
    ("go", mark("&Go to")),
    ("case", mark("&Case")),
    ("page", mark("&Page")),
    ("help", mark("&Help")),
)


class MenuBar(QObject):
    """Fills a menu when it opens, so that it is true; menus that would be empty are not shown."""

    def __init__(self, bar: QMenuBar, registry: Actions) -> None:
        super().__init__(bar)
        self._bar, self._registry = bar, registry
        self.menus: dict[str, QMenu] = {}
        registry.changed.connect(self._follow)

    def speak(self) -> None:
        """Make the menus anew, in the language of now."""
        self._bar.clear()
        for old in self.menus.values():
            old.deleteLater()
        self.menus.clear()
        for key, title in MENUS:
            menu = QMenu(_(title), self._bar)
            menu.aboutToShow.connect(partial(self.fill, key))
            self._bar.addMenu(menu)
            self.menus[key] = menu
        self._follow()

    def fill(self, key: str) -> None:
        menu = self.menus[key]
        menu.clear()
        fill_menu(menu, self._registry.in_menu(key))

    def open_first(self) -> None:
        """For F10: the keyboard stands in the first menu, and arrows go on from there."""
        self._bar.setActiveAction(next(iter(self.menus.values())).menuAction())

    def _follow(self) -> None:
        if not isValid(self._bar):
            return  # the bar goes before what follows it
        self._bar.setEnabled(not self._registry.is_paused())
        for key, menu in self.menus.items():
            menu.menuAction().setVisible(any(True for _each in self._registry.in_menu(key)))


def fill_menu(menu: QMenu, found: Iterable[tuple[Group, Action, QAction]]) -> None:
    """Put actions into an empty menu: a line between groups, menus inside for those `within`."""
    inner: dict[str, QMenu] = {}
    before = ""
    for group, action, made in found:
        if before not in ("", group.key):
            menu.addSeparator()
        before = group.key
        _draw(action, made)
        if not action.within:
            menu.addAction(made)
            continue
        if action.within not in inner:
            inner[action.within] = menu.addMenu(action.within)
        inner[action.within].addAction(made)


def _draw(action: Action, made: QAction) -> None:
    icon = action.icon
    if action.chosen is not None:
        made.setCheckable(True)
        made.setChecked(action.chosen())
    if icon:
        made.setIcon(theme().icon(icon))
