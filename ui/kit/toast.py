"""A short word at the bottom of the window, with Undo for twenty seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Text
from ui.kit.layout import row
from ui.theme import theme

TOAST_MS = 6000
UNDO_MS = 20_000


class Toast(QFrame):
    """Lies over its host's lower edge; a new word replaces the one before."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("look", "toast")
        self._sign = IconLabel("circle-check", "toast_text")
        self.text = Text("", "body")
        self.action = Button("", "toast")
        self._run: Callable[[], object] | None = None
        self.action.clicked.connect(self._act)
        self.setLayout(row(self._sign, self.text, 8, self.action, margins=(14, 6, 10, 6)))
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        theme().changed.connect(self._place)
        self.hide()

    def say(
        self,
        text: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        icon: str = "circle-check",
    ) -> None:
        """Show the text; an action such as Undo stays for twenty seconds."""
        self._run = run
        self._sign.set_icon(icon, "toast_text")
        self.text.setText(text)
        self.setAccessibleName(text)
        self.action.set_text(action)
        self.action.setVisible(bool(action))
        self.timer.start(UNDO_MS if action else TOAST_MS)
        self.show()
        self.raise_()
        self._place()

    def act(self) -> bool:
        """Do the action on offer (Ctrl+Z); False when there is none."""
        if self.isHidden() or self._run is None:
            return False
        self._act()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        run, self._run = self._run, None
        self.hide()
        if run is not None:
            run()

    def _place(self) -> None:
        host = self._host
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()
        self.adjustSize()
        low = host.height() - self.height() - theme().px(44)
        self.move((host.width() - self.width()) // 2, low)
