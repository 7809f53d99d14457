"""The actions that are there whatever page is shown: the window's own groups of the registry."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from hjemveien.texts import _
from ui.pages import PageEntry
from ui.shell.actions import Action, Actions, without_taken
from ui.shell.backing_up import backup_actions
from ui.theme import theme

if TYPE_CHECKING:
    from ui.shell.shell import Shell

CASES = "cases"


def register(registry: Actions, shell: "Shell", entries: Iterable[PageEntry]) -> None:
    """Set every group but the page's own."""
    registry.set_group("person", _("Who sits here"), shell.menu.person(), "file")
    backup = backup_actions(shell.context, shell)
    if backup:
        registry.set_group("backup", _("Backup"), backup, "file")
    quit_action = Action("quit", _("Close Hjemveien"), shell.close_window, "Ctrl+Q", "log-out")
    registry.set_group("end", _("The window"), (quit_action,), "file")
    registry.set_group("edit", _("Edit"), _edit(shell), "edit")
    registry.set_group("pages", _("Pages"), _pages(shell, entries), "go")
    registry.set_group("find", _("Find"), _find(shell), "go")
    registry.set_group("window", _("The window"), _window(shell), "view")
    registry.set_group("settings", _("Settings"), shell.menu.settings(), "view")
    registry.set_group("help", _("Help"), _help(shell), "help")


def register_page(
    registry: Actions, shell: "Shell", key: str, title: str, offered: tuple[Action, ...]
) -> None:
    """The page's own actions, and beside them what is done with cases from everywhere."""
    registry.remove_group("everywhere")
    menu = "case" if key == CASES else "page"
    registry.set_group("page", title, offered, menu)
    if shell.has_page(CASES):
        everywhere = without_taken(_everywhere(shell), registry.all())
        registry.set_group("everywhere", _("Cases"), everywhere, "case")


def _pages(shell: "Shell", entries: Iterable[PageEntry]) -> list[Action]:
    """The first nine by number."""
    return [
        Action(
            f"page.{entry.key}", _(entry.title), partial(shell.show_page, entry.key),
            f"Ctrl+{number}" if number <= 9 else "", entry.icon,
        )
        for number, entry in enumerate(entries, 1)
    ]  # fmt: skip


def _everywhere(shell: "Shell") -> tuple[Action, ...]:
    return (
        Action(
            "new_application", _("New application"), shell.through(CASES, "new_application"),
            "Ctrl+N", "plus",
        ),
        Action(
            "search_cases", _("Search cases"), shell.through(CASES, "search_cases"), "Ctrl+F",
            "search",
        ),
    )  # fmt: skip


def _find(shell: "Shell") -> tuple[Action, ...]:
    title = _("Search or do …")
    return (Action("palette", title, lambda: shell.finder.open(), "Ctrl+K", "search"),)


def _window(shell: "Shell") -> tuple[Action, ...]:
    return (
        Action("panes", _("Next part of the window"), partial(shell.walk_panes, 1), "F6"),
        Action("panes_back", _("Part before"), partial(shell.walk_panes, -1), "Shift+F6"),
        Action("menu_bar", _("To the menus"), lambda: shell.menu_bar.open_first(), "F10"),
        Action(
            "visit", _("Visitor mode: hide names"), shell.receive_visitor, "Ctrl+B",
            chosen=lambda: shell.context.visiting,
        ),
        Action("larger", _("Larger text"), partial(theme().zoom_by, 1), "Ctrl++", "zoom-in",
               also="Ctrl+="),
        Action("smaller", _("Smaller text"), partial(theme().zoom_by, -1), "Ctrl+-", "zoom-out"),
        Action("plain", _("Normal text size"), partial(theme().set_zoom, 100), "Ctrl+0"),
    )  # fmt: skip


def _help(shell: "Shell") -> tuple[Action, ...]:
    return (
        Action("help", _("Help for this page"), shell.show_help, "F1", "circle-help"),
        Action("shortcuts", _("Keyboard shortcuts"), shell.show_shortcuts, "?"),
        Action("tour", _("Guided tour"), shell.begin_tour, icon="lightbulb"),
        Action("about", _("About Hjemveien"), shell.show_about, icon="info"),
    )


def _edit(shell: "Shell") -> tuple[Action, ...]:
    keys = (
        ("cut", _("Cut"), Qt.Key.Key_X, "Ctrl+X"),
        ("copy", _("Copy"), Qt.Key.Key_C, "Ctrl+C"),
        ("paste", _("Paste"), Qt.Key.Key_V, "Ctrl+V"),
        ("select_all", _("Select all"), Qt.Key.Key_A, "Ctrl+A"),
    )
    undo = Action("undo", _("Undo the latest"), partial(_undo_latest, shell), "Ctrl+Z", "undo-2")
    return (
        undo,
        *(Action(name, title, _presser(key), shows=shown) for name, title, key, shown in keys),
    )


def _undo_latest(shell: "Shell") -> None:
    """What *Undo* stands for now; where it stands for nothing any more, that is said."""
    if not shell.toast.act():
        shell.context.say(_("There is nothing to undo here any more."))


def _presser(key: Qt.Key) -> Callable[[], None]:
    """Press it for the part with the focus, which knows what it means there."""

    def press() -> None:
        part = QApplication.focusWidget()
        if part is not None:
            control = Qt.KeyboardModifier.ControlModifier
            QApplication.sendEvent(part, QKeyEvent(QEvent.Type.KeyPress, key, control))

    return press
