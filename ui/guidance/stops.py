"""Where the tour stops: seven parts of the window that a first day needs."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hjemveien.texts import _
from ui.guidance.tour import Stop

if TYPE_CHECKING:
    from ui.shell.shell import Shell

CASES = "cases"


def stops(shell: "Shell") -> tuple[Stop, ...]:
    """Those that stand on the work list go there first."""

    def part(name: str) -> QWidget | None:
        found = getattr(shell.page(CASES), name, None)
        return found if isinstance(found, QWidget) else None

    def to_cases() -> None:
        if shell.has_page(CASES) and shell.current_key() != CASES:
            shell.show_page(CASES)

    def on_cases(title: str, text: str, name: str) -> tuple[Stop, ...]:
        if not shell.has_page(CASES):
            return ()
        return (Stop(title, text, lambda: part(name), to_cases),)

    return (
        Stop(
            _("The pages"),
            _("Everything is on one of these pages. Ctrl and a number goes straight there."),
            lambda: shell.rail,
            to_cases,
        ),
        *on_cases(
            _("Search"),
            _("Type a name, a case number, an identity number or an address. The list follows"
              " as you type."),
            "search",
        ),
        *on_cases(
            _("The list"),
            _("Arrows go through the list and show what the register says. Enter opens the case."),
            "table",
        ),
        *on_cases(
            _("The case"),
            _("Here is the case: its way from application to home, tasks, household and journal."
              " What you write is kept as a draft."),
            "panel",
        ),
        Stop(
            _("Search or do"),
            _("Ctrl+K finds any action, case or page by a few letters, and shows its shortcut."),
            lambda: shell.top.palette_button,
        ),
        Stop(
            _("Is everything saved?"),
            _("The status bar says whether all is saved and which office you are in. Ctrl+B hides"
              " names while somebody sits beside you."),
            lambda: shell.status,
        ),
        Stop(
            _("Settings and help"),
            _("Language, look and text size are here. F1 tells about the page you are on, and this"
              " tour is in the Help menu."),
            lambda: shell.rail.settings,
        ),
    )  # fmt: skip
