"""The top bar with the page's title and actions, and the status bar below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hjemveien.texts import _
from ui.kit.buttons import Button
from ui.kit.labels import Elided, IconLabel, Text
from ui.kit.layout import clear, fix_height, grow, row, set_spacing
from ui.shell.actions import Action, shown_shortcut
from ui.shell.context import DatabaseNote
from ui.theme import theme

SHORT_PX = 860


class TopBar(QWidget):
    """The page's title, a small count behind it, its actions as buttons at the right."""

    palette_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Text("", "title")
        self.count = Text("", "body", "muted")
        self._actions = QHBoxLayout()
        set_spacing(self._actions, 8)
        self.palette_button = PaletteButton(self.palette_wanted.emit)
        self.setLayout(
            row(
                self.title, self.count, None, self.palette_button, self._actions,
                spacing=12, margins=(20, 0, 16, 0),
            )
        )  # fmt: skip
        fix_height(self, 48)

    def show_page(self, title: str) -> None:
        self.title.setText(title)
        self.count.setText("")

    def show_actions(self, actions: Sequence[Action]) -> None:
        clear(self._actions)
        for action in actions:
            look = "primary" if action.primary else "secondary"
            button = Button(action.title, look, action.icon, action.run)
            if action.shortcut:
                button.setToolTip(shown_shortcut(action.shortcut))
            self._actions.addWidget(button)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the room is short the way to the palette is its icon alone."""
        self.palette_button.set_short(self.width() < theme().px(SHORT_PX))


class PaletteButton(Button):
    """Looks like a field, because one types next: what it does, and its keys."""

    def __init__(self, clicked: Callable[[], object]) -> None:
        keys = shown_shortcut("Ctrl+K")
        self._words = _("Search or do …") + "   " + keys
        super().__init__("", "find", "search", clicked, hint=keys)
        self.setAccessibleName(_("Search or do …"))
        self.set_short(False)

    def set_short(self, short: bool) -> None:
        self.setText("" if short else self._words)


class StatusBar(QWidget):
    """Whether all is saved, which database, whether names are hidden, and a word from the page."""

    visit_ended = Signal()

    def __init__(self, database: DatabaseNote) -> None:
        super().__init__()
        self.setProperty("look", "statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = IconLabel("circle-check", "success", 14)
        self._saved = Text("", "caption")
        self._where = Text("", "caption")
        words = _("Visitor mode: names are hidden")
        self.visit = Button(words, "visit", "eye-off", self.visit_ended.emit)
        self.visit.setToolTip(_("Show names again ({keys})").format(keys=shown_shortcut("Ctrl+B")))
        self.visit.hide()
        self._page = Elided("", "caption")
        self._page.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(
            row(
                self._sign,
                self._saved,
                12,
                IconLabel("database", "muted", 14),
                self._where,
                12,
                self.visit,
                grow(self._page),
                spacing=6,
                margins=(14, 0, 14, 0),
            )
        )
        fix_height(self, 26)
        self.show_database(database)
        self.set_busy(False)

    def show_visit(self, visiting: bool) -> None:
        """The mark that names are hidden, which also ends it."""
        self.visit.setVisible(visiting)

    def show_database(self, database: DatabaseNote) -> None:
        self._where.setText(_where(database))
        self._where.setToolTip(database.place)

    def set_busy(self, busy: bool) -> None:
        self._saved.setText(_("Working …") if busy else _("Everything is saved"))
        icon = "refresh-cw" if busy else "circle-check"
        self._sign.set_icon(icon, "muted" if busy else "success")

    def set_trouble(self, text: str) -> None:
        """Say that the database does not answer."""
        self._saved.setText(text)
        self._sign.set_icon("cloud-off", "danger")

    def set_page_text(self, text: str) -> None:
        self._page.setText(text)

    def saved_text(self) -> str:
        return self._saved.text()


def _where(database: DatabaseNote) -> str:
    kind = _("Local encrypted file") if database.kind == "local" else _("Shared database")
    parts = [_("Demo with invented people")] if database.demo else []
    parts.append(kind)
    if database.backup:
        parts.append(_("backup {moment}").format(moment=database.backup))
    return "  ·  ".join(parts)
