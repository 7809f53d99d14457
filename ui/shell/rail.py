"""The rail: the pages, what a page adds below them, and who sits here."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from hjemveien.domain.access import ROLES
from hjemveien.domain.codes import title
from hjemveien.files import RESOURCES
from hjemveien.texts import _
from ui.kit.buttons import IconButton
from ui.kit.delegates import avatar_kind, draw_avatar, initials_of
from ui.kit.labels import Elided, Text
from ui.kit.layout import (
    box,
    clear,
    column,
    fix_height,
    fix_width,
    grow,
    row,
    scrolling,
    set_spacing,
)
from ui.kit.menus import Choices, fill_menu
from ui.pages import PageEntry
from ui.shell.context import DatabaseNote, Person
from ui.theme import theme

WIDE_PX, NARROW_PX = 240, 60


class RailButton(QPushButton):
    """A page or a kept filter: icon, word, and a count at the right.

    With `choices` a right click or Shift+F10 opens a menu of them.
    """

    def __init__(
        self,
        title: str,
        icon: str,
        chosen: Callable[[], object],
        choices: Choices | None = None,
    ) -> None:
        super().__init__()
        self._title, self._icon, self._count = title, icon, ""
        self._narrow = False
        self._choices = choices
        self.menu_of_choices = QMenu(self)
        self.setProperty("look", "rail")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.clicked.connect(lambda: chosen())
        self.set_narrow(False)
        self._draw()

    def set_count(self, count: str) -> None:
        self._count = count
        self.setAccessibleName(f"{self._title}, {count}" if count else self._title)
        self._write()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._write()

    def nextCheckState(self) -> None:
        """The window decides which one is checked."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._show_choices(self._below() if by_keys else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift_f10 = event.key() == Qt.Key.Key_F10 and bool(event.modifiers() & _SHIFT)
        if shift_f10 or event.key() == Qt.Key.Key_Menu:
            self._show_choices(self._below())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px, painter = theme().px, QPainter(self)
        if self.isChecked():
            painter.fillRect(0, px(7), px(3), self.height() - px(14), QColor(theme().tokens.link))
        if self._count and self.text():
            painter.setPen(QColor(theme().tokens.muted))
            painter.setFont(theme().font("caption_strong"))
            place = QRect(0, 0, self.width() - px(12), self.height())
            painter.drawText(place, _RIGHT_MIDDLE, self._count)
        painter.end()

    def _draw(self) -> None:
        self.setIcon(theme().icon(self._icon, size=18))
        self.setIconSize(theme().icon_size(18))

    def _write(self) -> None:
        """As much of the title as there is room for; the whole of it is the tool tip then."""
        px, metrics = theme().px, theme().metrics("strong")
        beside = px(44) + (metrics.horizontalAdvance(self._count) + px(12) if self._count else 0)
        room = self.width() - beside
        shown = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        # Qt leaves four pixels between icon and text; an en space makes it the design's ten.
        self.setText("" if self._narrow else "\u2002" + shown.replace("&", "&&"))
        self.setToolTip(self._title if self._narrow or shown != self._title else "")
        self.update()

    def _below(self) -> QPoint:
        return self.mapToGlobal(self.rect().bottomLeft())

    def _show_choices(self, where: QPoint) -> None:
        if self._choices is not None and not self.menu_of_choices.isVisible():
            fill_menu(self.menu_of_choices, self._choices())
            self.menu_of_choices.popup(where)


_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_WHEN_NEEDED = Qt.ScrollBarPolicy.ScrollBarAsNeeded
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Avatar(QWidget):
    """Initials in a circle; the name is said beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        fix_width(fix_height(self, 30), 30)

    def show_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() // 2
        draw_avatar(
            painter, theme().px(2), middle, initials_of(self._name), avatar_kind(self._name)
        )
        painter.end()


class Rail(QWidget):
    """`chosen(page key)`; the menu of settings hangs on `settings`."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[PageEntry], person: Person, database: DatabaseNote) -> None:
        super().__init__()
        self.setProperty("look", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self._buttons: dict[str, RailButton] = {}
        pages_column = column(spacing=2)
        for entry in pages:
            button = self._page_button(entry)
            self._buttons[entry.key] = button
            pages_column.addWidget(button)
        self._extra = QVBoxLayout()
        set_spacing(self._extra, 2)
        self._sections = box(self._extra)
        self._logo = Logo()
        self._office = Elided("", "caption", "muted")
        self._person = Elided("", "strong")
        self._role = Elided("", "caption", "muted")
        self._names = column(
            Text(_("Hjemveien"), "subtitle"),
            self._office,
            spacing=0,
        )
        self._name_box = _held(self._names)
        self._person_box = _held(
            column(
                self._person,
                self._role,
                spacing=0,
            )
        )
        self._avatar = Avatar()
        self.settings = IconButton("settings", _("Settings"))
        # What has no room at a large zoom is scrolled to, the pages too.
        self._middle = scrolling(box(column(pages_column, self._sections, None, spacing=8)))
        head = row(self._logo, grow(self._name_box), spacing=10, margins=(6, 4, 0, 10))
        foot = row(self._avatar, grow(self._person_box), self.settings, spacing=8)
        self.setLayout(column(head, self._middle, foot, spacing=8, margins=(8, 10, 8, 8)))
        self.show_office(database)
        self.show_person(person)
        self.set_narrow(False)

    def show_office(self, database: DatabaseNote) -> None:
        self._office.setText(database.office or _("Housing office"))

    def show_person(self, person: Person) -> None:
        self._person.setText(person.name)
        self._role.setText(title(ROLES, person.role or "caseworker"))
        self._avatar.show_name(person.name)

    def choose(self, key: str) -> None:
        """Mark the page as the one shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def set_count(self, key: str, count: str) -> None:
        if key in self._buttons:
            self._buttons[key].set_count(count)

    def set_sections(self, sections: Sequence[tuple[str, Sequence[RailButton]]]) -> None:
        """What stands below the pages, each with its heading: kept filters, recently opened."""
        clear(self._extra)
        for words, buttons in sections:
            if not buttons:
                continue
            heading = Text(words, "caption_strong", "muted")
            margins = (theme().px(8), theme().px(12), 0, theme().px(2))
            heading.setContentsMargins(*margins)
            self._extra.addWidget(heading)
            for button in buttons:
                self._extra.addWidget(button)
                button.ensurePolished()

    def set_menu(self, menu: QMenu) -> None:
        self.settings.setMenu(menu)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, for small windows."""
        for button in self._buttons.values():
            button.set_narrow(narrow)
        for part in (self._name_box, self._person_box, self._avatar, self._sections):
            part.setVisible(not narrow)
        # Beside icons alone there is no room for a scroll bar; wheel and keys scroll as ever.
        self._middle.setVerticalScrollBarPolicy(_NEVER if narrow else _WHEN_NEEDED)
        self.setFixedWidth(theme().px(NARROW_PX if narrow else WIDE_PX))

    def _page_button(self, entry: PageEntry) -> RailButton:
        return RailButton(_(entry.title), entry.icon, lambda: self.chosen.emit(entry.key))


class Logo(QWidget):
    """The program's sign, in the accent of the set."""

    def __init__(self) -> None:
        super().__init__()
        fix_width(fix_height(self, 30), 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, logo_pixmap(30, self.devicePixelRatioF()))
        painter.end()


def logo_pixmap(size: int, ratio: float = 1.0) -> QPixmap:
    """The sign in the set's accent, `size` design pixels square."""
    tokens = theme().tokens
    drawing = (RESOURCES / "icons" / "hjemveien.svg").read_text(encoding="utf-8")
    drawing = drawing.replace("#0b5563", tokens.accent).replace("#ffffff", tokens.on_accent)
    side = theme().px(size)
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(drawing.encode()).render(painter, QRect(0, 0, side, side).toRectF())
    painter.end()
    return pixmap


def _held(layout: QVBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    return holder
