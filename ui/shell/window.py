"""The window itself: its title, its place on the screen, and a sketch until it is furnished.

Light on purpose: it is painted before the parts of the kit, the pages and their libraries are
imported, and everything it can do is done by the Shell it is then furnished with.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from hjemveien.texts import _
from ui.settings import Settings
from ui.shell.geometry import bring_back
from ui.theme import theme
from ui.theme.choice import tokens_for

if TYPE_CHECKING:
    from hjemveien.services.views import StaffView
    from ui.kit.banner import Banner
    from ui.kit.toast import Toast
    from ui.lanes import CrashReport
    from ui.pages import PageEntry
    from ui.palette.palette import CommandPalette
    from ui.shell.actions import Actions
    from ui.shell.bars import StatusBar, TopBar
    from ui.shell.context import Context, DatabaseNote
    from ui.shell.menu import SettingsMenu
    from ui.shell.page import Page
    from ui.shell.rail import Rail
    from ui.shell.shell import Shell

RAIL_PX, MENU_PX, TOP_PX, STATUS_PX = 241, 30, 49, 27


class MainWindow(QMainWindow):
    """`show_page(key, argument)` is the way to everything; `page(key)` gives a page for tests."""

    furnished = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._shell: Shell | None = None
        self.setWindowTitle(_("Hjemveien"))
        self.setMinimumSize(760, 480)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        bring_back(self, settings.geometry)

    def furnish(self, context: "Context", pages: "tuple[PageEntry, ...] | None" = None) -> None:
        """Put everything in; from here on all methods may be called."""
        from ui.pages import PAGES
        from ui.shell.shell import Shell

        self._shell = Shell(self, context, PAGES if pages is None else pages)
        self.setCentralWidget(self._shell)
        theme().wear(self)
        self.furnished.emit()

    def is_furnished(self) -> bool:
        return self._shell is not None

    def show_page(self, key: str, argument: object = None) -> None:
        self.shell.show_page(key, argument)

    def page(self, key: str) -> "Page":
        """The page, made if it was not; not shown."""
        return self.shell.page(key)

    def current_key(self) -> str:
        """The page that is shown; empty until there is one."""
        return self._shell.current_key() if self._shell is not None else ""

    def keys(self) -> tuple[str, ...]:
        return self.shell.keys()

    def speak(self, language: str) -> None:
        """Everything in another language, at once."""
        self.shell.speak(language)
        self.setWindowTitle(_("Hjemveien"))

    def reword(self) -> None:
        """Everything in the office's own words, which have changed."""
        self.shell.reword()

    def show_office(self, note: "DatabaseNote") -> None:
        """The office is called something else now."""
        self.shell.show_office(note)

    def know_office(self, note: "DatabaseNote", staff: "Sequence[StaffView]") -> None:
        self.shell.know_office(note, staff)

    def show_crash(self, report: "CrashReport") -> None:
        if self._shell is not None:
            self._shell.show_crash(report)

    @property
    def shell(self) -> "Shell":
        assert self._shell is not None, "the window is not furnished yet"
        return self._shell

    @property
    def context(self) -> "Context":
        return self.shell.context

    @property
    def registry(self) -> "Actions":
        return self.shell.registry

    @property
    def rail(self) -> "Rail":
        return self.shell.rail

    @property
    def top(self) -> "TopBar":
        return self.shell.top

    @property
    def status(self) -> "StatusBar":
        return self.shell.status

    @property
    def toast(self) -> "Toast":
        return self.shell.toast

    @property
    def banner(self) -> "Banner":
        return self.shell.banner

    @property
    def finder(self) -> "CommandPalette":
        return self.shell.finder

    @property
    def menu(self) -> "SettingsMenu":
        return self.shell.menu

    def paintEvent(self, event: QPaintEvent) -> None:
        """Until it is furnished: where rail, top bar and page will be."""
        if self._shell is not None:
            super().paintEvent(event)
            return
        tokens, zoom = tokens_for(self._settings.look), self._settings.zoom_percent / 100
        sides = (RAIL_PX, MENU_PX, TOP_PX, STATUS_PX)
        rail, menu, top, low = (round(side * zoom) for side in sides)
        wide, high = self.width(), self.height()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.fillRect(0, menu, rail, high - low - menu, QColor(tokens.rail))
        painter.fillRect(0, menu - 1, wide, 1, QColor(tokens.border))
        painter.fillRect(rail, menu + top - 1, wide, 1, QColor(tokens.border))
        painter.fillRect(rail - 1, menu, 1, high - low - menu, QColor(tokens.border))
        painter.fillRect(0, high - low, wide, 1, QColor(tokens.border))
        painter.end()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """As it is seen now: pages make parts anew, and Qt puts what is made last in order."""
        if self._shell is not None:
            from ui.kit.reading_order import order_tabs

            order_tabs(self._shell)
        return super().focusNextPrevChild(forwards)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._shell is not None:
            self._shell.context.closing.emit()
        self._settings.geometry = self.saveGeometry()
        self._settings.save()
        super().closeEvent(event)
