"""Draws the pages of a PDF as pictures; the same drawing is shown and printed."""

from collections.abc import Iterable, Iterator

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


def page_text(pdf: bytes, number: int) -> str:
    """What stands on page `number` (from 0), for those who do not see it."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        text: str = document[number].get_textpage().get_text_range()
    return " ".join(text.split())


def _format(picture: object) -> QImage.Format:
    channels = getattr(picture, "n_channels", 3)
    return QImage.Format.Format_RGB888 if channels == 3 else QImage.Format.Format_RGBX8888


def pages(pdf: bytes, numbers: Iterable[int], width_px: int) -> Iterator[QImage]:
    """The pages of these numbers (from 0), one at a time."""
    for number in numbers:
        yield draw_page(pdf, number, width_px)
