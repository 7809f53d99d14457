"""F1: help for the page that is shown, at the window's right side, for as long as one wants it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from hjemveien.texts import _
from ui.guidance.texts import help_for
from ui.kit import Button, IconButton, Text, clear, column, row, scrolling, set_spacing
from ui.shell.actions import Action, Actions
from ui.theme import theme

WIDTH_PX = 360


class HelpSide(QFrame):
    """Lies over its host's right side and takes no room from the page; Esc puts it away."""

    shortcuts_wanted = Signal()
    tour_wanted = Signal()

    def __init__(self, host: QWidget, registry: Actions) -> None:
        super().__init__(host)
        self._host, self._registry = host, registry
        self._key = self._title = ""
        self._before: QWidget | None = None
        self.setProperty("look", "help")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading = Text("", "title", wraps=True)
        self.close_button = IconButton("x", _("Close the help"), self.close_it)
        self._body = QVBoxLayout()
        set_spacing(self._body, 10)
        holder = QWidget()
        holder.setProperty("look", "surface")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        holder.setLayout(column(self._body, None, margins=(20, 4, 20, 20)))
        head = row(self.heading, self.close_button, margins=(20, 14, 10, 6))
        head.setStretch(0, 1)
        whole = column(head, scrolling(holder), self._foot(), spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        host.installEventFilter(self)
        theme().changed.connect(self._fit)
        registry.changed.connect(self._follow)
        self.hide()

    def toggle(self, key: str, title: str) -> None:
        """Show the help of this page, or put it away."""
        if self.isVisible():
            self.close_it()
            return
        self._before = QApplication.focusWidget()
        self.tell(key, title)
        self._fit()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def tell(self, key: str, title: str) -> None:
        """What it says, whether it is shown or will be."""
        self._key, self._title = key, title
        self.heading.setText(title)
        self.setAccessibleName(_("Help: {page}").format(page=title))
        self._fill()

    def close_it(self) -> None:
        if self.isHidden():
            return
        had_it = self.isAncestorOf(QApplication.focusWidget() or self._host) or self.hasFocus()
        self.hide()
        before, self._before = self._before, None
        if had_it and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("look", "footer")
        tour = Button(_("Guided tour"), "secondary", "lightbulb", self.tour_wanted.emit)
        every = Button(_("All shortcuts"), "secondary", clicked=self.shortcuts_wanted.emit)
        foot.setLayout(row(tour, every, None, margins=(16, 10, 16, 10)))
        return foot

    def _fill(self) -> None:
        clear(self._body)
        found = help_for(self._key)
        said = [self._title]
        if found is not None:
            self._body.addWidget(Text(found.purpose, wraps=True))
            self._body.addWidget(Text(_("What you can do here"), "strong"))
            for doing in found.doings:
                dot = Text("•", tone="muted")
                dot.setAlignment(Qt.AlignmentFlag.AlignTop)
                line = row(dot, Text(doing, wraps=True), spacing=8)
                line.setStretch(1, 1)
                self._body.addLayout(line)
            said += [found.purpose, *found.doings]
        self.setAccessibleDescription(" ".join(said))
        page = [*self._registry.group("page"), *self._registry.group("everywhere")]
        own = {action.key for action in page}
        rest = [action for action in self._registry.all() if action.key not in own]
        self._list_keys(_("Shortcuts on this page"), page)
        self._list_keys(_("Shortcuts everywhere"), rest)

    def _list_keys(self, title: str, actions: list[Action]) -> None:
        shown = [action for action in actions if action.keys()]
        if not shown:
            return
        heading = Text(title, "strong")
        heading.setContentsMargins(0, theme().px(10), 0, 0)
        self._body.addWidget(heading)
        grid = QGridLayout()
        set_spacing(grid, 6)
        grid.setColumnStretch(0, 1)
        for number, action in enumerate(shown):
            grid.addWidget(Text(action.name(), wraps=True), number, 0)
            grid.addWidget(Text(action.keys()[0], "strong", "muted"), number, 1)
        self._body.addLayout(grid)

    def _follow(self) -> None:
        if self.isVisible():
            self._fill()

    def _fit(self) -> None:
        wide = min(theme().px(WIDTH_PX), self._host.width())
        self.setGeometry(self._host.width() - wide, 0, wide, self._host.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)
