"""Sends a PDF to a printer, page by page, as sharp as the printer can."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _
from ui.paper.pages import count_pages, pages

LEAST_DPI, MOST_DPI = 150, 300
Step = Callable[[int, int], None]


def make_printer(landscape: bool) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if landscape else orientation.Portrait)
    printer.setFullPage(True)
    return printer


def wanted_pages(printer: QPrinter, count: int) -> tuple[int, ...]:
    """The pages (from 0) that were chosen for this printer, of so many; all where none were.

    Copies are the printer's own business where it makes them, and repeated here where it does not.
    """
    ranges = printer.pageRanges().toRangeList()
    chosen = [
        page - 1 for each in ranges for page in range(each.from_, each.to + 1) if 0 < page <= count
    ] or list(range(count))
    again = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    return tuple(chosen * again)


def print_pdf(pdf: bytes, printer: QPrinter, step: Step | None = None) -> int:
    """Print the chosen pages; returns how many, copies included. Not on the screen's thread.

    `step(done, of)` is told before each page; raising from it takes back what the printer has not
    got yet. Raises Refusal when the printer does not begin.
    """
    numbers = wanted_pages(printer, count_pages(pdf))
    painter = QPainter()
    if not painter.begin(printer):
        raise Refusal(_("The printer did not answer. Is it on, and is there paper in it?"))
    target: QRect = printer.pageLayout().fullRectPixels(printer.resolution())
    dpi = min(max(printer.resolution(), LEAST_DPI), MOST_DPI)
    width = round(target.width() * dpi / printer.resolution())
    try:
        for printed, image in enumerate(pages(pdf, numbers, width)):
            if step is not None:
                step(printed, len(numbers))
            if printed:
                printer.newPage()
            height = round(target.width() * image.height() / image.width())
            painter.drawImage(QRect(0, 0, target.width(), height), image)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(numbers)
