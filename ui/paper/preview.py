"""The preview: one page at a time, fitted to the width, drawn off the screen's thread."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from hjemveien.texts import _
from ui.kit import IconButton, Text, box, column, row, scrolling
from ui.paper.pages import count_pages, draw_page
from ui.shell.context import Context


class Preview(QWidget):
    """`show_pdf(bytes)` replaces what is shown; Page up and Page down turn the pages."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._pdf = b""
        self._page = 0
        self._count = 0
        self._wanted = (0, 0)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setAccessibleName(_("Preview"))
        self.back = IconButton("chevron-left", _("Page before"), lambda: self.turn(-1))
        self.forward = IconButton("chevron-right", _("Next page"), lambda: self.turn(1))
        self.place = Text("", "body", "muted")
        self.area = scrolling(box(column(self.picture, None, margins=16), "page"))
        bar = row(None, self.back, self.place, self.forward, None, margins=(8, 6, 8, 6))
        self.setLayout(column(self.area, box(bar, "footer"), spacing=0))
        self._show_place()

    def show_pdf(self, pdf: bytes) -> None:
        if self.context.visiting:
            self.clear()
            self.picture.setText(_("Papers are not shown while a visitor is here."))
            return
        self._pdf, self._page, self._count = pdf, 0, count_pages(pdf)
        self._draw()

    def clear(self) -> None:
        """Show nothing."""
        self._pdf, self._page, self._count, self._wanted = b"", 0, 0, (0, 0)
        self.picture.clear()
        self._show_place()

    def page_count(self) -> int:
        return self._count

    def turn(self, by: int) -> None:
        """Go forward or back, never beyond the first and the last page."""
        wanted = min(max(self._page + by, 0), max(self._count - 1, 0))
        if wanted != self._page:
            self._page = wanted
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pdf:
            self._draw()

    def _draw(self) -> None:
        self._show_place()
        pdf, number = self._pdf, self._page
        ratio = self.devicePixelRatioF()
        width = max(round((self.area.viewport().width() - 40) * ratio), 200)
        self._wanted = (number, width)
        self.context.work.aside(
            self,
            lambda: draw_page(pdf, number, width),
            lambda image: self._show(image, (number, width)),
        )

    def _show(self, image: QImage, drawn: tuple[int, int]) -> None:
        if drawn != self._wanted:
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixmap)

    def _show_place(self) -> None:
        words = _("Page {page} of {count}").format(page=self._page + 1, count=self._count)
        self.place.setText(words if self._count else "")
        self.back.setEnabled(self._page > 0)
        self.forward.setEnabled(self._page + 1 < self._count)
