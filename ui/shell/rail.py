"""The rail: the pages, what a page adds below them, and who sits here."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from hjemveien.domain.access import ROLES
from hjemveien.domain.codes import title
from hjemveien.files import RESOURCES
from hjemveien.texts import _
from ui.kit.buttons import IconButton
from ui.kit.delegates import avatar_kind, draw_avatar, initials_of
from ui.kit.labels import Elided, Text
from ui.kit.layout import clear, column, fix_height, fix_width, grow, row, set_spacing
from ui.pages import PageEntry
from ui.shell.context import DatabaseNote, Person
from ui.theme import theme

WIDE_PX, NARROW_PX = 240, 60


class RailButton(QPushButton):
    """A page or a saved filter: icon, word, and a count at the right."""

    def __init__(self, title: str, icon: str, chosen: Callable[[], object]) -> None:
        super().__init__()
        self._title, self._icon, self._count = title, icon, ""
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
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        # Qt leaves four pixels between icon and text; an en space makes it the design's ten.
        self.setText("" if narrow else "\u2002" + self._title.replace("&", "&&"))
        self.setToolTip(self._title if narrow else "")

    def nextCheckState(self) -> None:
        """The window decides which one is checked."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

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
        head = row(self._logo, grow(self._name_box), spacing=10, margins=(6, 4, 0, 10))
        foot = row(self._avatar, grow(self._person_box), self.settings, spacing=8)
        self.setLayout(
            column(head, pages_column, self._extra, None, foot, spacing=8, margins=(8, 10, 8, 8))
        )
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

    def set_extra(self, title: str, buttons: Sequence[RailButton]) -> None:
        """A section below the pages: saved filters, recently opened."""
        clear(self._extra)
        if buttons:
            heading = Text(title, "caption_strong", "muted")
            heading.setContentsMargins(theme().px(8), theme().px(12), 0, theme().px(2))
            self._extra.addWidget(heading)
        for button in buttons:
            self._extra.addWidget(button)

    def set_menu(self, menu: QMenu) -> None:
        self.settings.setMenu(menu)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, for small windows."""
        for button in self._buttons.values():
            button.set_narrow(narrow)
        for part in (self._name_box, self._person_box, self._avatar):
            part.setVisible(not narrow)
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
