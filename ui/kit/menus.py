"""Menus as data: what is in them, what is on, and what is below; filled when they open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.theme import theme


@dataclass(frozen=True)
class Choice:
    """One line of a menu. `on` draws a tick or its absence; with `below` it opens another menu.

    An empty text is a line between groups.
    """

    text: str = ""
    run: Callable[[], object] | None = None
    on: bool | None = None
    icon: str = ""
    below: "tuple[Choice, ...]" = ()
    enabled: bool = True


LINE = Choice()
Choices = Callable[[], Sequence[Choice]]


def fill_menu(menu: QMenu, choices: Sequence[Choice]) -> None:
    """Replace what the menu holds."""
    menu.clear()
    for choice in choices:
        if not choice.text:
            menu.addSeparator()
        elif choice.below:
            below = menu.addMenu(_shown(choice.text))
            if choice.icon:
                below.setIcon(theme().icon(choice.icon))
            fill_menu(below, choice.below)
        else:
            menu.addAction(_action(menu, choice))


def filled_on_opening(menu: QMenu, choices: Choices) -> QMenu:
    """What it holds is asked for each time it opens."""
    menu.aboutToShow.connect(lambda: fill_menu(menu, choices()))
    return menu


def _action(menu: QMenu, choice: Choice) -> QAction:
    action = QAction(_shown(choice.text), menu)
    action.setEnabled(choice.enabled)
    if choice.icon:
        action.setIcon(theme().icon(choice.icon))
    if choice.on is not None:
        action.setCheckable(True)
        action.setChecked(choice.on)
    if choice.run is not None:
        run = choice.run
        action.triggered.connect(lambda _checked=False: run())
    return action


def _shown(text: str) -> str:
    """The ampersand of a name is a letter here, not a keyboard shortcut."""
    return text.replace("&", "&&")
