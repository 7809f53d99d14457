"""Sends a PDF to a printer, page by page, as sharp as the printer can."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.paper.pages import all_pages

LEAST_DPI, MOST_DPI = 150, 300


def make_printer(landscape: bool) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if landscape else orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_pdf(pdf: bytes, printer: QPrinter) -> int:
    """Print all pages; returns how many. Raises RuntimeError when the printer does not begin."""
    painter = QPainter()
    if not painter.begin(printer):
        raise RuntimeError("the printer did not begin")
    target: QRect = printer.pageLayout().fullRectPixels(printer.resolution())
    dpi = min(max(printer.resolution(), LEAST_DPI), MOST_DPI)
    width = round(target.width() * dpi / printer.resolution())
    printed = 0
    for image in all_pages(pdf, width):
        if printed:
            printer.newPage()
        height = round(target.width() * image.height() / image.width())
        painter.drawImage(QRect(0, 0, target.width(), height), image)
        printed += 1
    painter.end()
    return printed
