"""No shortcut and no underlined letter means two things in one place."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTabBar, QWidget

from tests.ui.walk.findings import Trouble, shown_in

_MNEMONIC = re.compile(r"&(\w)")


def shared_keys(root: QWidget) -> Iterator[Trouble]:
    yield from _shortcuts(root)
    yield from _twice(root, _mnemonics_on(shown_in(root)), "underlined")
    for menu in root.findChildren(QMenu):
        letters = [(_letter(one.text()), one.text()) for one in menu.actions()]
        yield from _twice(menu, letters, "underlined")


def _shortcuts(root: QWidget) -> Iterator[Trouble]:
    users: dict[int, tuple[QAction | QShortcut, list[QKeySequence]]] = {}
    # What a page offered before it was left is on no widget, though not yet let go.
    for widget in (root, *root.findChildren(QWidget)):
        for action in widget.actions():
            if action.isEnabled():
                users[id(action)] = action, action.shortcuts()
    for shortcut in root.findChildren(QShortcut):
        if shortcut.isEnabled():
            users[id(shortcut)] = shortcut, [shortcut.key()]
    named = [
        (key.toString(), str(user.property("text") or user.property("key")))
        for user, keys in users.values()
        for key in keys
    ]
    yield from _twice(root, named, "a shortcut")


def _mnemonics_on(widgets: Iterable[QWidget]) -> Iterator[tuple[str, str]]:
    for widget in widgets:
        if isinstance(widget, QLabel) and widget.buddy() is None:
            continue
        if isinstance(widget, QAbstractButton | QLabel):
            yield _letter(widget.text()), widget.text()
        elif isinstance(widget, QTabBar):
            for number in range(widget.count()):
                yield _letter(widget.tabText(number)), widget.tabText(number)


def _letter(text: str) -> str:
    found = _MNEMONIC.search(text.replace("&&", ""))
    return found[1].casefold() if found else ""


def _twice(widget: QWidget, named: Iterable[tuple[str, str]], what: str) -> Iterator[Trouble]:
    users: dict[str, list[str]] = defaultdict(list)
    for key, user in named:
        if key:
            users[key].append(user)
    for key, all_users in users.items():
        if len(all_users) > 1:
            yield widget, f"{key} is {what} of {' and '.join(all_users)}"
