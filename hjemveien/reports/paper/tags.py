"""The order in which a screen reader takes the paper: headings, paragraphs, tables, figures.

Each piece of content on a page carries a number (MCID); each tag lists its pieces, and each page
lists back which tag owns piece 0, 1, 2 … Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1.
"""

from hjemveien.reports.paper.file import PdfFile
from hjemveien.reports.paper.page import Page

COLUMN_HEADER = "/A<</O/Table/Scope/Column>>"
ROW_HEADER = "/A<</O/Table/Scope/Row>>"


class Tag:
    """A node that gathers its children; it is written when closed, its parent only later."""

    def __init__(self, pdf: PdfFile, kind: str, parent: int, attributes: str = "") -> None:
        self.number = pdf.reserve()
        self._pdf = pdf
        self._kind = kind
        self._parent = parent
        self._attributes = attributes
        self._kids: list[str] = []

    def child(self, kind: str, attributes: str = "") -> "Tag":
        tag = Tag(self._pdf, kind, self.number, attributes)
        self._kids.append(f"{tag.number} 0 R")
        return tag

    def adopt(self, number: int) -> None:
        """Count an object written elsewhere as the next child."""
        self._kids.append(f"{number} 0 R")

    def piece(self, page: Page) -> int:
        """The number of a new piece of this tag's content on the page."""
        mark = page.take(self.number)
        self._kids.append(f"<</Type/MCR/Pg {page.number} 0 R/MCID {mark}>>")
        return mark

    def close(self) -> None:
        kids = " ".join(self._kids)
        self._pdf.put(
            self.number,
            f"<</S/{self._kind}/P {self._parent} 0 R/K[{kids}]{self._attributes}>>",
        )


class Tree:
    """The root of all tags and the way back from the pages to them."""

    def __init__(self, pdf: PdfFile) -> None:
        self.number = pdf.reserve()
        self._pdf = pdf
        self._owners: list[str] = []
        self.document = Tag(pdf, "Document", self.number)

    def add_page(self, page: Page) -> None:
        """Keep who owns the page's pieces; the page's place in this list is its StructParents."""
        number = self._pdf.reserve()
        self._pdf.put(number, "[" + " ".join(f"{owner} 0 R" for owner in page.owners) + "]")
        self._owners.append(f"{page.index} {number} 0 R")

    def write(self) -> None:
        self.document.close()
        owners = self._pdf.reserve()
        self._pdf.put(owners, f"<</Nums[{' '.join(self._owners)}]>>")
        self._pdf.put(
            self.number,
            f"<</Type/StructTreeRoot/K {self.document.number} 0 R/ParentTree {owners} 0 R"
            f"/ParentTreeNextKey {len(self._owners)}>>",
        )
