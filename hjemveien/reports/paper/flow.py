"""Fills page after page from the top: what stands on every page, where the next thing goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from hjemveien.domain.pictures import PlainPicture
from hjemveien.domain.stopping import Stopped
from hjemveien.reports.paper import style
from hjemveien.reports.paper.file import PdfFile
from hjemveien.reports.paper.fonts import REGULAR, STRONG, Typeface
from hjemveien.reports.paper.page import Page, choose, show
from hjemveien.reports.paper.style import Ink, leading
from hjemveien.reports.paper.tags import Tag, Tree
from hjemveien.reports.paper.words import Line, set_lines
from hjemveien.texts import _


class Cancelled(Stopped):
    """Whoever asked for the paper asked to stop; no file is left behind."""


@dataclass(frozen=True)
class Paper:
    """What one document says about itself and shows on each page.

    One that is `headed` begins with a letter head, which says what `header_left` says.
    """

    title: str
    created: datetime
    header_left: str = ""
    header_right: str = ""
    footer: str = ""
    language: str = "nb"
    landscape: bool = False
    headed: bool = False


@dataclass(frozen=True)
class Bookmark:
    text: str
    level: int
    page: int
    y: float


@dataclass(frozen=True)
class Watch:
    """Tells how many rows are done, and asks now and then whether to go on."""

    progress: Callable[[int], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def look(self, rows_done: int) -> None:
        if self.progress:
            self.progress(rows_done)
        if self.cancelled and self.cancelled():
            raise Cancelled


class Flow:
    """The place where the next block goes: `page`, and `y`, the upper edge of what is free."""

    def __init__(self, sink: BinaryIO, paper: Paper, watch: Watch) -> None:
        self.pdf = PdfFile(sink)
        self.paper = paper
        self.watch = watch
        self.tree = Tree(self.pdf)
        self.bookmarks: list[Bookmark] = []
        self._typefaces = {
            REGULAR: Typeface(self.pdf, "F1", REGULAR),
            STRONG: Typeface(self.pdf, "F2", STRONG),
        }
        size = style.A4[::-1] if paper.landscape else style.A4
        self.page_width, self.page_height = size
        self.left = style.MARGIN
        self.width = self.page_width - 2 * style.MARGIN
        self._pages: list[int] = []
        self._pictures: dict[PlainPicture, int] = {}
        self._feet: list[int] = []
        self._page_tree = self.pdf.reserve()
        self._resources = self.pdf.reserve()
        self._header, header_lines = self._running_header(paper.header_left)
        self._first_header, _lines = self._running_header("" if paper.headed else paper.header_left)
        self._footer, footer_lines = self._running_footer()
        step = leading(style.SMALL)
        self.top = self.page_height - style.HEADER_Y - header_lines * step - 12
        self.bottom = style.FOOTER_Y + footer_lines * step + 10
        self.page = self._new_page()
        self.y = self.top

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def typeface(self, ink: Ink) -> Typeface:
        return self._typefaces[ink.face]

    def chosen(self, ink: Ink) -> str:
        """The operators that choose face, size and colour, for use inside BT … ET."""
        return choose(self.typeface(ink), ink.size, ink.colour)

    def lines(self, text: str, ink: Ink, width: float) -> tuple[Line, ...]:
        return set_lines(text, self.typeface(ink).face, width * 1000 / ink.size)

    def ensure(self, height: float) -> None:
        """Turn to a new page unless that much is free, or the page is still empty."""
        if self.y - height < self.bottom and self.y < self.top:
            self.turn()

    def turn(self) -> None:
        self._close_page()
        self.page = self._new_page()
        self.y = self.top

    def text(
        self, tag: Tag, kind: str, text: str, ink: Ink, *, indent: float = 0, width: float = 0
    ) -> None:
        """Set running text at y, over as many pages as it needs; the tag stays open."""
        lines = self.lines(text, ink, width or self.width - indent)
        while lines:
            room = max(1, self._room(ink))
            self.place(tag, kind, lines[:room], ink, indent)
            lines = lines[room:]
            if lines:
                self.watch.look(0)
                self.turn()

    def place(
        self,
        tag: Tag,
        kind: str,
        lines: Sequence[Line],
        ink: Ink,
        indent: float = 0,
    ) -> None:
        """Draw lines at y as one piece of the tag and move y below them."""
        typeface, step = self.typeface(ink), leading(ink.size)
        mark = tag.piece(self.page)
        parts = [f"/{kind}<</MCID {mark}>>BDC BT {self.chosen(ink)}"]
        for line in lines:
            baseline = self.y - step * 0.76
            parts.append(show(self.left + indent, baseline, typeface, line))
            self.y -= step
        parts.append("ET EMC")
        self.page.ink.append(" ".join(parts))

    def finish(self) -> None:
        """Write what could only be known at the end: page count, fonts, tags."""
        self._close_page()
        for index, number in enumerate(self._feet):
            self.pdf.stream(number, "", self._page_number(index))
        kids = " ".join(f"{number} 0 R" for number in self._pages)
        self.pdf.put(self._page_tree, f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>")
        fonts = "".join(f"/{face.key} {face.number} 0 R" for face in self._typefaces.values())
        self.pdf.put(self._resources, f"<</Font<<{fonts}>>{self._picture_names()}>>")
        for typeface in self._typefaces.values():
            typeface.write()
        self.tree.write()

    def picture(self, picture: PlainPicture) -> str:
        """The name of a picture for `Do`; written once however often it is drawn."""
        if picture not in self._pictures:
            number = self._pictures[picture] = self.pdf.reserve()
            self.pdf.stream(
                number,
                f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}"
                "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/DecodeParms"
                f"<</Predictor 15/Colors 3/BitsPerComponent 8/Columns {picture.width}>>",
                picture.packed,
                packed=False,
            )
        return f"Im{self._pictures[picture]}"

    def _picture_names(self) -> str:
        names = "".join(f"/Im{number} {number} 0 R" for number in self._pictures.values())
        return f"/XObject<<{names}>>" if names else ""

    @property
    def page_tree(self) -> int:
        return self._page_tree

    def _room(self, ink: Ink) -> int:
        return int((self.y - self.bottom) / leading(ink.size) + 0.001)

    def _new_page(self) -> Page:
        page = Page(self.pdf.reserve(), len(self._pages), self.page_width, self.page_height)
        self._pages.append(page.number)
        header = self._header if page.index else self._first_header
        page.ink.append(header)
        page.ink.append(self._footer)
        if header:
            page.rule(self.left, self.top + 10, self.width, style.BORDER, 0.75)
        return page

    def _close_page(self) -> None:
        page, body, foot = self.page, self.pdf.reserve(), self.pdf.reserve()
        self._feet.append(foot)
        self.pdf.stream(body, "", page.content())
        self.tree.add_page(page)
        self.pdf.put(
            page.number,
            f"<</Type/Page/Parent {self._page_tree} 0 R/Resources {self._resources} 0 R"
            f"/MediaBox[0 0 {page.width:.2f} {page.height:.2f}]/Contents[{body} 0 R {foot} 0 R]"
            f"/StructParents {page.index}/Tabs/S>>",
        )

    def _running_header(self, at_left: str) -> tuple[str, int]:
        left = self._short_lines(at_left, self.width * 0.48)
        right = self._short_lines(self.paper.header_right, self.width * 0.48)
        y = self.page_height - style.HEADER_Y - leading(style.SMALL) * 0.5
        text = self._margin_lines(left, y) + self._margin_lines(right, y, at_right=True)
        return _margin_note("Header", text), max(len(left), len(right))

    def _running_footer(self) -> tuple[str, int]:
        lines = self._short_lines(self.paper.footer, self.width * 0.82)
        y = style.FOOTER_Y + leading(style.SMALL) * (len(lines) - 1)
        return _margin_note("Footer", self._margin_lines(lines, y)), max(1, len(lines))

    def _short_lines(self, text: str, width: float) -> tuple[Line, ...]:
        """At most four lines: what repeats on each page must leave room for the rest."""
        lines = self.lines(text, style.MARGINAL, width) if text else ()
        return lines if len(lines) <= 4 else (*lines[:3], Line(lines[3].shown[:-1] + "…"))

    def _margin_lines(self, lines: Sequence[Line], y: float, at_right: bool = False) -> str:
        ink = style.MARGINAL
        typeface, parts = self.typeface(ink), []
        for number, line in enumerate(lines):
            shift = self.width - typeface.face.width(line.shown.rstrip()) * ink.size / 1000
            x = self.left + (shift if at_right else 0)
            parts.append(show(x, y - number * leading(ink.size), typeface, line))
        return " ".join([self.chosen(ink), *parts]) if parts else ""

    def _page_number(self, index: int) -> bytes:
        text = _("Page {page} of {pages}").format(page=index + 1, pages=len(self._pages))
        ink = self._margin_lines((Line(text),), style.FOOTER_Y, at_right=True)
        return _margin_note("Footer", ink).encode("ascii")


def _margin_note(kind: str, text: str) -> str:
    if not text:
        return ""
    return f"/Artifact<</Type/Pagination/Subtype/{kind}>>BDC BT {text} ET EMC"
