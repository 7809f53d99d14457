"""The base of every dialog: a title, a body, and buttons at the left whose texts are verbs.

Show it with `open()`; it answers with the signals of QDialog (`accepted`, `rejected`). Nothing
here blocks: a blocking dialog would stop the answers of the work thread.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _
from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.labels import Text
from ui.kit.layout import box, column, hide_unless, row, scrolling, set_spacing
from ui.kit.reading_order import in_reading_order, order_tabs
from ui.kit.typed import parts_of_all, typed
from ui.theme import theme


class SheetDialog(QDialog):
    """Fill `self.body` (a vertical layout); `main` is the main button, Enter in a field presses it,
    and Ctrl+Enter anywhere.

    Override `submit` to check and send; call `accept()` when the answer came. While a request is
    under way, `set_busy(True)`; a refusal is shown with `show_refusal`.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        main: str,
        note: str = "",
        icon: str = "check",
        width: int = 560,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._width = width
        # What is typed is kept as a draft, so that leaving loses nothing.
        self.keeps_draft = False
        # Left by Esc, which throws no draft away.
        self.left_open = False
        self._warned = False
        self._at_first: list[object] = []
        self.title = Text(title, "title", wraps=True)
        self.note = Text(note, "body", "muted", wraps=True)
        hide_unless(bool(note), self.note)
        self.refusal = Banner("danger")
        self.waiting = Banner("warning")
        self.body = QVBoxLayout()
        set_spacing(self.body, 16)
        self.main = Button(main, "primary", icon)
        self.main.clicked.connect(self.submit)
        self.cancel = Button(_("Cancel"), clicked=self.reject)
        self._buttons = row(self.main, self.cancel, spacing=8)
        self._footer = row(self._buttons, None, margins=(24, 12, 24, 12))
        holder = QWidget()
        holder.setProperty("look", "surface")
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = column(self.title, self.note, spacing=4)
        self._content = column(
            head, self.body, self.refusal, self.waiting, None,
            spacing=16, margins=(24, 20, 24, 20),
        )  # fmt: skip
        holder.setLayout(self._content)
        self._inner = holder
        self._area = scrolling(holder)
        footer = box(self._footer, "footer")
        footer.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self._area, footer, spacing=0))
        holder.installEventFilter(self)
        if parent is None:
            theme().wear(self)

    def submit(self) -> None:
        """What the main button does; override. The base closes."""
        self.accept()

    def add_button(
        self, text: str, clicked: Callable[[], object], look: str = "secondary"
    ) -> Button:
        """Another button between the main one and Cancel."""
        button = Button(text, look, clicked=clicked)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def add_status(self, widget: QWidget) -> None:
        """Something quiet at the right of the buttons, such as when the draft was saved."""
        self._footer.addWidget(widget)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why not, and let the person go on."""
        self.set_busy(False)
        self.refusal.say(refusal.text, "danger")
        self.point_at(self.refusal)

    def point_at(self, part: QWidget) -> None:
        """Bring a part of the form into sight, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(part))

    def say_waiting(self, text: str) -> None:
        """Say what the request waits for; an empty text when it no longer does."""
        self.waiting.setVisible(bool(text))
        if text:
            self.waiting.say(text)

    def set_busy(self, busy: bool) -> None:
        self.main.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.main.click()
            return
        if enter:
            self._press_enter()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross at the window's corner is as Esc."""
        self.leave()
        event.setAccepted(not self.isVisible())

    def leave(self) -> None:
        """Close without saving; asks once where something typed would be lost."""
        if self._warned or self.keeps_draft or self._as_typed() == self._at_first:
            self.left_open = True
            self.reject()
            return
        self._warned = True
        self.refusal.say(
            _("What you have written is not saved. Press Esc once more to leave it."), "warning"
        )
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.refusal))

    def _press_enter(self) -> None:
        """On a button Enter presses that; in a field it does the main thing."""
        held = self.focusWidget()
        (held if isinstance(held, QPushButton) else self.main).click()

    def _as_typed(self) -> list[object]:
        fields = self._inner.findChildren(QWidget)
        return [typed(field) for field in parts_of_all(fields)]

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """As it is seen now, also what was put in after it was shown."""
        order_tabs(self)
        return super().focusNextPrevChild(forwards)

    def showEvent(self, event: QShowEvent) -> None:
        order_tabs(self)
        if not event.spontaneous():
            self._at_first = self._as_typed()
        self._fit()
        first = next(in_reading_order(self._inner), None)
        if first is not None:
            first.setFocus()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with what is said or shown later, so that no field hides below the edge."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            high = self.height()
            self._fit()
            self.resize(self.width(), max(self.height(), high))
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """As high as its content, never higher than its window or the screen."""
        width = theme().px(self._width)
        above = self.parentWidget()
        limit = above.window().height() if above else self.screen().availableGeometry().height()
        needed = self._content.totalHeightForWidth(width)
        footer = self._footer.sizeHint().height() + 2
        self.resize(width, min(needed + footer, max(limit - theme().px(48), theme().px(320))))
