"""Draws the pages of a PDF as pictures; the same drawing is shown and printed."""

from collections.abc import Iterator

from PySide6.QtGui import QImage


def count_pages(pdf: bytes) -> int:
    import pypdfium2  # type: ignore[import-untyped]

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def draw_page(pdf: bytes, number: int, width_px: int) -> QImage:
    """Page `number` (from 0) as wide as asked, in pixels of the screen or the printer."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        scale = width_px / page.get_width()
        picture = page.render(scale=scale, rev_byteorder=True)
        image = QImage(
            bytes(picture.buffer), picture.width, picture.height, picture.stride, _format(picture)
        )
        return image.copy()


def _format(picture: object) -> QImage.Format:
    channels = getattr(picture, "n_channels", 3)
    return QImage.Format.Format_RGB888 if channels == 3 else QImage.Format.Format_RGBX8888


def all_pages(pdf: bytes, width_px: int) -> Iterator[QImage]:
    for number in range(count_pages(pdf)):
        yield draw_page(pdf, number, width_px)
