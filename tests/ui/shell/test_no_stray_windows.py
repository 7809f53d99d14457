"""No part of a page is a window of its own for a moment, which would flash and take the focus."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from tests.services import making
from ui.pages import PAGES
from ui.pages.cases import CasesPage
from ui.shell.context import Context
from ui.shell.window import MainWindow


class Strays(QObject):
    """Notes every window that is shown and is neither the window, a dialog nor a menu."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, QMainWindow | QDialog | QMenu)
        ):
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_pages_a_case_and_a_form_open_no_window_of_their_own(
    context: Context, local_database: Database, qtbot: QtBot
) -> None:
    case_id = making.listed_case(local_database, "Nygaard", given_name="Else")
    strays = Strays()
    QApplication.instance().installEventFilter(strays)  # type: ignore[union-attr]
    window = MainWindow(context.settings)
    window.furnish(context)
    qtbot.addWidget(window)
    window.show()
    for entry in PAGES:
        window.show_page(entry.key)
        qtbot.waitUntil(lambda: not context.work.busy(), timeout=20_000)
    window.show_page("cases", case_id)
    page = window.page("cases")
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: page.panel.card() is not None, timeout=10_000)
    page.register()
    for dialog in window.findChildren(QDialog):
        dialog.close()
    QApplication.instance().removeEventFilter(strays)  # type: ignore[union-attr]
    assert strays.seen == []
