"""What a person sets for herself: look, language, text size, lock time, and who sits here."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from hjemveien.texts import _, language, mark, n_
from ui.shell.actions import Action, Actions
from ui.shell.idle import USUAL_MINUTES
from ui.shell.menu_bar import fill_menu
from ui.theme import theme
from ui.theme.look import ZOOM_STEPS

LOOKS = (
    ("system", mark("As the system")),
    ("light", mark("Light")),
    ("dark", mark("Dark")),
    ("contrast", mark("High contrast")),
)
LOCK_MINUTES = (0, 5, 10, 15, 30)
# Each language by its own name, so that it is found by whoever needs it.
LANGUAGE_NAMES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))


class SettingsMenu(QObject):
    """The actions, and a menu of them that is made anew each time it opens."""

    look_chosen = Signal(str)
    language_chosen = Signal(str)
    zoom_chosen = Signal(int)
    lock_time_chosen = Signal(int)
    lock_wanted = Signal()
    person_wanted = Signal()
    password_wanted = Signal()

    def __init__(self, parent: QWidget, registry: Actions) -> None:
        super().__init__(parent)
        # Whether people say who they are; where a server knows, there is nothing to choose.
        self.choosing = True
        self.lock_minutes = 0
        self._registry = registry
        self.menu = QMenu(parent)
        self.menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Nothing here that is not in the registry."""
        self.menu.clear()
        found = [each for key in _MENUS for each in self._registry.in_menu(key)]
        fill_menu(self.menu, [each for each in found if each[0].key in _GROUPS])

    def settings(self) -> tuple[Action, ...]:
        """How the window looks and speaks."""
        look, speech, size = _("Appearance"), _("Language"), _("Text size")
        looks = [(key, _(text)) for key, text in LOOKS]
        sizes = [(str(step), f"{step} %") for step in ZOOM_STEPS]
        return (
            *_choices("look", look, looks, lambda: theme().choice, self.look_chosen.emit),
            *_choices("language", speech, LANGUAGE_NAMES, language, self.language_chosen.emit),
            *_choices("size", size, sizes, lambda: str(theme().zoom_percent), self._zoom),
        )

    def person(self) -> tuple[Action, ...]:
        """Who sits here, and what happens when she leaves."""
        times = [(str(minutes), _lock_words(minutes)) for minutes in LOCK_MINUTES]
        who = Action("person", _("Who are you …"), self.person_wanted.emit, icon="user")
        text = _("Change password …")
        password = Action("password", text, self.password_wanted.emit, icon="key-round")
        return (
            Action("lock", _("Lock now"), self.lock_wanted.emit, "Ctrl+L", "lock"),
            *_choices(
                "lock", _("Lock after"), times, lambda: str(self.lock_minutes), self._lock_after
            ),
            who if self.choosing else password,
        )

    def _zoom(self, step: str) -> None:
        self.zoom_chosen.emit(int(step))

    def _lock_after(self, minutes: str) -> None:
        self.lock_time_chosen.emit(int(minutes))


_MENUS, _GROUPS = ("view", "file", "help"), ("settings", "person", "help")


def _choices(
    kind: str,
    within: str,
    choices: Iterable[tuple[str, str]],
    now: Callable[[], str],
    run: Callable[[str], object],
) -> list[Action]:
    return [
        Action(
            f"{kind}.{key}", text, partial(run, key), within=within,
            chosen=lambda key=key: now() == key,  # type: ignore[misc]
        )
        for key, text in choices
    ]  # fmt: skip


def _lock_words(minutes: int) -> str:
    if not minutes:
        return _("As the system, {n} minutes at most").format(n=USUAL_MINUTES)
    return n_("{n} minute", "{n} minutes", minutes).format(n=minutes)
