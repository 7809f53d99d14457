"""The menu of settings: look, language, text size, rows, who sits here."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from hjemveien.texts import _, language, mark, n_
from ui.shell.idle import USUAL_MINUTES
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
    """Makes the menu anew each time it opens, so that its ticks are true."""

    look_chosen = Signal(str)
    language_chosen = Signal(str)
    zoom_chosen = Signal(int)
    lock_time_chosen = Signal(int)
    lock_wanted = Signal()
    person_wanted = Signal()
    password_wanted = Signal()
    shortcuts_wanted = Signal()
    about_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Whether people say who they are; where a server knows, there is nothing to choose.
        self.choosing = True
        self.lock_minutes = 0
        self.menu = QMenu(parent)
        self.menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        self.menu.clear()
        self._choices(_("Appearance"), _translated(LOOKS), theme().choice, self.look_chosen.emit)
        self._choices(_("Language"), LANGUAGE_NAMES, language(), self.language_chosen.emit)
        sizes = [(str(step), f"{step} %") for step in ZOOM_STEPS]
        now = str(theme().zoom_percent)
        self._choices(_("Text size"), sizes, now, lambda step: self.zoom_chosen.emit(int(step)))
        times = [(str(minutes), _lock_words(minutes)) for minutes in LOCK_MINUTES]
        chosen = str(self.lock_minutes)
        self._choices(_("Lock after"), times, chosen, lambda m: self.lock_time_chosen.emit(int(m)))
        self.menu.addSeparator()
        self._item(self.menu, _("Lock now"), self.lock_wanted.emit, "key-round")
        if self.choosing:
            self._item(self.menu, _("Who are you …"), self.person_wanted.emit, "user")
        else:
            text = _("Change password …")
            self._item(self.menu, text, self.password_wanted.emit, "key-round")
        self._item(self.menu, _("Keyboard shortcuts"), self.shortcuts_wanted.emit, "circle-help")
        self._item(self.menu, _("About Hjemveien"), self.about_wanted.emit, "info")

    def _choices(
        self,
        title: str,
        choices: Iterable[tuple[str, str]],
        chosen: str,
        run: Callable[[str], object],
    ) -> None:
        menu = self.menu.addMenu(title)
        for key, text in choices:
            icon = "check" if key == chosen else ""
            self._item(menu, text, partial(run, key), icon)

    def _item(self, menu: QMenu, text: str, run: Callable[[], object], icon: str = "") -> None:
        action = QAction(text, menu)
        if icon:
            action.setIcon(theme().icon(icon))
        action.triggered.connect(lambda: run())
        menu.addAction(action)


def _translated(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, _(text)) for key, text in choices]


def _lock_words(minutes: int) -> str:
    if not minutes:
        return _("As the system, {n} minutes at most").format(n=USUAL_MINUTES)
    return n_("{n} minute", "{n} minutes", minutes).format(n=minutes)
