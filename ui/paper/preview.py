"""The preview is the PDF itself: a page at a time, as large as asked, drawn on a work thread.

Page up and Page down turn the pages, Home and End go to the first and the last, + and - change the
size and 0 fits the width again. Who does not see the page hears its text.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from hjemveien.texts import _
from ui.kit import EmptyState, IconButton, SpinField, Text, box, column, fix_width, row, scrolling
from ui.paper.pages import count_pages, draw_page, page_text
from ui.shell.context import Context
from ui.theme import theme
from ui.theme.tokens import FOCUS_PX, LIGHT

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
FIT = 100


class PagePicture(QLabel):
    """A page as a picture that the keyboard can stand on; its description is the page's text."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(_("Preview"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        thick = theme().px(FOCUS_PX)
        painter = QPainter(self)
        # Paper is white in every look, and the ring must stand out from it.
        painter.setPen(QPen(QColor(LIGHT.focus), thick))
        # Around what is seen of it: a page is often larger than the room it has.
        half = (thick + 1) // 2
        seen = self.visibleRegion().boundingRect()
        painter.drawRect(seen.adjusted(half, half, -half - 1, -half - 1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class Preview(QWidget):
    """`show_pdf(bytes)` replaces what is shown; `say(…)` stands there where there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._pdf = b""
        self._page = 0
        self._count = 0
        self._wanted = (0, 0)
        self.zoom_percent = FIT
        self.picture = PagePicture()
        self.back = IconButton("chevron-left", _("Page before"), lambda: self.turn(-1))
        self.forward = IconButton("chevron-right", _("Next page"), lambda: self.turn(1))
        self.number = SpinField(_("Page"), 1, 1)
        self.place = Text("", "body", "muted")
        self.smaller = IconButton("zoom-out", _("Smaller"), lambda: self.zoom_by(-1))
        self.larger = IconButton("zoom-in", _("Larger"), lambda: self.zoom_by(1))
        self.size_text = Text("", "body", "muted")
        self.area = scrolling(box(column(self.picture, None, margins=16), "page"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.picture.installEventFilter(self)
        self.stack = QStackedWidget()
        self.empty = QWidget()
        self._place()
        self.number.valueChanged.connect(lambda page: self._go(page - 1))
        self._show_place()

    def _place(self) -> None:
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.empty)
        bar = row(
            self.smaller, self.size_text, self.larger, None,
            self.back, fix_width(self.number, 64), self.place, self.forward, margins=(8, 6, 8, 6),
        )  # fmt: skip
        self.bar = box(bar, "footer")
        whole = column(self.stack, self.bar, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_pdf(self, pdf: bytes) -> None:
        if self.context.visiting:
            self.clear()
            self.stack.setCurrentWidget(self.area)
            self.picture.setText(_("Papers are not shown while a visitor is here."))
            return
        self._pdf, self._page, self._count = pdf, 0, count_pages(pdf)
        self.stack.setCurrentWidget(self.area)
        self._draw()

    def say(self, state: EmptyState) -> None:
        """Show this where the paper would be: why there is none, and what to do."""
        self.clear()
        self.stack.removeWidget(self.empty)
        self.empty.deleteLater()
        self.empty = state
        self.stack.addWidget(state)
        self.stack.setCurrentWidget(state)

    def clear(self) -> None:
        """Show nothing."""
        self._pdf, self._page, self._count, self._wanted = b"", 0, 0, (0, 0)
        self.picture.clear()
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture.setAccessibleDescription("")
        self._show_place()

    def page_count(self) -> int:
        return self._count

    def turn(self, by: int) -> None:
        """Go forward or back, never beyond the first and the last page."""
        self._go(self._page + by)

    def zoom_by(self, steps: int) -> None:
        """One step larger (+1) or smaller (-1); 0 fits the width."""
        at = ZOOMS.index(self.zoom_percent) + steps
        self.zoom_percent = ZOOMS[min(max(at, 0), len(ZOOMS) - 1)] if steps else FIT
        self._show_place()
        if self._pdf:
            self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and watched is self.picture
        if pressed and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pdf:
            self._draw()

    def _key(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        last = self._count - 1
        turns = {
            Qt.Key.Key_PageDown: self._page + 1, Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }  # fmt: skip
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in turns:
            self._go(turns[key])
        elif key in zooms:
            self.zoom_by(zooms[key])
        return key in turns or key in zooms

    def _go(self, page: int) -> None:
        wanted = min(max(page, 0), max(self._count - 1, 0))
        if wanted != self._page:
            self._page = wanted
            self.area.verticalScrollBar().setValue(0)
            self._draw()

    def _draw(self) -> None:
        self._show_place()
        pdf, number = self._pdf, self._page
        ratio = self.devicePixelRatioF()
        # With room for the scroll bar whether it is there or not, so that the page does not jump.
        room = self.area.width() - self.area.verticalScrollBar().sizeHint().width() - 40
        fitting = max(round(room * ratio), 200)
        width = fitting * self.zoom_percent // 100
        self._wanted = (number, width)
        self.context.work.aside(
            self,
            lambda: (draw_page(pdf, number, width), page_text(pdf, number)),
            lambda drawn: self._show(*drawn, (number, width)),
        )

    def _show(self, image: QImage, text: str, drawn: tuple[int, int]) -> None:
        if drawn != self._wanted:
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixmap)
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture.setAccessibleDescription(text)

    def _show_place(self) -> None:
        self.number.blockSignals(True)
        self.number.setRange(1, max(self._count, 1))
        self.number.setValue(self._page + 1)
        self.number.blockSignals(False)
        self.place.setText(_("of {count}").format(count=self._count) if self._count else "")
        self.size_text.setText(_("{n} %").format(n=self.zoom_percent))
        for part in (self.number, self.smaller, self.larger):
            part.setEnabled(self._count > 0)
        self.smaller.setEnabled(self._count > 0 and self.zoom_percent > ZOOMS[0])
        self.larger.setEnabled(self._count > 0 and self.zoom_percent < ZOOMS[-1])
        self.back.setEnabled(self._page > 0)
        self.forward.setEnabled(self._page + 1 < self._count)
