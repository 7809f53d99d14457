"""Buttons: one primary on a page, verbs as texts, icons that follow the set of colours."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton

from ui.theme import theme

GAP_PX = 3
BEARING_PX = 2
_ICON_COLOR = {"primary": "on_accent", "link": "link", "toast": "toast_action", "chip": "link"}


class Button(QPushButton):
    """Looks: primary, secondary, quiet, danger, link, icon, chip, addchip."""

    def __init__(
        self,
        text: str,
        look: str = "secondary",
        icon: str = "",
        clicked: Callable[[], object] | None = None,
        hint: str = "",
    ) -> None:
        # The ampersand of a name is a letter here, not a keyboard shortcut.
        super().__init__(text.replace("&", "&&"))
        self._icon_name = icon
        self.setProperty("look", look)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        if hint:
            self.setToolTip(hint)
        self._draw_icon()
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def set_text(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._draw_icon()

    def set_icon(self, name: str) -> None:
        self._icon_name = name
        self._draw_icon()

    def set_look(self, look: str) -> None:
        self.setProperty("look", look)
        self.style().unpolish(self)
        self.style().polish(self)
        self._draw_icon()

    def set_menu(self, actions: "list[tuple[str, Callable[[], object]]]") -> QMenu:
        """Open a menu of these texts and what they do."""
        menu = QMenu(self)
        for text, run in actions:
            action = QAction(text.replace("&", "&&"), menu)
            action.triggered.connect(lambda _checked=False, run=run: run())
            menu.addAction(action)
        self.setMenu(menu)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        if not self._icon_name:
            return
        look = str(self.property("look"))
        kinds = {"danger": "danger", "visit": "warning"}
        pill = kinds.get(look)
        color = theme().pill(pill).text if pill else _ICON_COLOR.get(look, "")
        gap = GAP_PX if self.text() else 0
        self.setIcon(theme().icon(self._icon_name, color, gap=gap))
        self.setIconSize(theme().icon_size() + QSize(theme().px(gap) if gap else 0, 0))


class NameButton(Button):
    """A link with a name; one too long for its room ends in …, and the tip has it whole."""

    def __init__(self, name: str, icon: str = "", clicked: Callable[[], object] | None = None):
        super().__init__(name, "link", icon, clicked)
        self._whole = name

    def set_text(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._shorten()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hidden = self._wide(self._whole) - self._wide(self._seen())
        # Letters stand closer in some words than in their parts.
        return super().sizeHint() + QSize(hidden + BEARING_PX, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.iconSize().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        around = super().sizeHint().width() - self._wide(self._seen())
        seen = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.width() - around
        )
        self.setText(seen.replace("&", "&&"))
        self.setToolTip(self._whole if seen != self._whole else "")

    def _seen(self) -> str:
        return self.text().replace("&&", "&")

    def _wide(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)


class IconButton(Button):
    """A square button with an icon alone; its name is its tool tip and what a reader hears."""

    def __init__(self, icon: str, name: str, clicked: Callable[[], object] | None = None) -> None:
        super().__init__("", "icon", icon, clicked, hint=name)
        self.setAccessibleName(name)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(name)


def primary(text: str, clicked: Callable[[], object] | None = None, icon: str = "") -> Button:
    return Button(text, "primary", icon, clicked)


def secondary(text: str, clicked: Callable[[], object] | None = None, icon: str = "") -> Button:
    return Button(text, "secondary", icon, clicked)


def quiet(text: str, clicked: Callable[[], object] | None = None, icon: str = "") -> Button:
    return Button(text, "quiet", icon, clicked)


def danger(text: str, clicked: Callable[[], object] | None = None, icon: str = "") -> Button:
    return Button(text, "danger", icon, clicked)


def link(text: str, clicked: Callable[[], object] | None = None, icon: str = "") -> Button:
    return Button(text, "link", icon, clicked)
