"""Reads a finished paper back with others' readers, as an archive or a screen reader would."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2  # type: ignore[import-untyped]


@dataclass
class Element:
    """A tag as read back: its kind, its attributes and what is inside, texts and tags mixed."""

    kind: str
    node: pikepdf.Object
    pdf: pikepdf.Pdf = field(repr=False)
    kids: list["Element"] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)

    def all(self, kind: str) -> list["Element"]:
        own = [self] if self.kind == kind else []
        return own + [found for kid in self.kids for found in kid.all(kind)]


def page_texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(text_page.get_text_range().replace("\r\n", "\n"))
        text_page.close()
        page.close()
    document.close()
    return texts


def boxes(data: bytes) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right, top of every letter with ink, in points."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text_page = page.get_textpage()
        for at in range(text_page.count_chars()):
            yield text_page.get_charbox(at)
        text_page.close()
        page.close()
    document.close()


def opened(data: bytes) -> pikepdf.Pdf:
    pdf = pikepdf.open(BytesIO(data))
    assert not pdf.check_pdf_syntax()
    return pdf


def tree(pdf: pikepdf.Pdf) -> Element:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _element(pdf, pdf.Root.StructTreeRoot.K, pages)


def _element(pdf: pikepdf.Pdf, node: pikepdf.Object, pages: dict[tuple[int, int], int]) -> Element:
    element = Element(str(node.S)[1:], node, pdf)
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            element.pieces.append((pages[node.Pg.objgen], kid))
        elif "/MCID" in kid:
            element.pieces.append((pages[kid.Pg.objgen], int(kid.MCID)))
        else:
            assert kid.P.objgen == node.objgen
            element.kids.append(_element(pdf, kid, pages))
    return element
