"""What stands above a letter: the office's logo at the left, its name and address at the right."""

from dataclasses import dataclass

from hjemveien.domain.pictures import PlainPicture
from hjemveien.reports.paper import style
from hjemveien.reports.paper.file import literal
from hjemveien.reports.paper.flow import Flow
from hjemveien.reports.paper.style import leading
from hjemveien.reports.paper.words import plain

LOGO_HEIGHT = 42.0
LOGO_WIDTH = 180.0
GAP = 14.0


@dataclass(frozen=True)
class Letterhead:
    """The first line is the office and set in strong; `says` tells what the logo shows."""

    lines: tuple[str, ...]
    logo: PlainPicture | None = None
    says: str = ""

    def draw(self, flow: Flow) -> None:
        flow.y -= 4
        top, indent, height = flow.y, 0.0, 0.0
        if self.logo is not None:
            width, height = _fitted(self.logo)
            _place_logo(flow, self.logo, self.says, width, height)
            indent = width + GAP
        for number, line in enumerate(self.lines):
            ink = style.CELL_STRONG if number == 0 else style.QUIET
            tag = flow.tree.document.child("P")
            flow.text(tag, "P", line, ink, indent=indent)
            tag.close()
        flow.y = min(flow.y, top - height) - leading(style.SMALL)
        flow.page.rule(flow.left, flow.y, flow.width, style.BORDER, 0.75)
        flow.y -= 6


def _fitted(logo: PlainPicture) -> tuple[float, float]:
    scale = min(LOGO_HEIGHT / logo.height, LOGO_WIDTH / logo.width)
    return logo.width * scale, logo.height * scale


def _place_logo(flow: Flow, logo: PlainPicture, says: str, width: float, height: float) -> None:
    name = flow.picture(logo)
    left, base = flow.left, flow.y - height
    frame = f"{left:.1f} {base:.1f} {left + width:.1f} {flow.y:.1f}"
    attributes = f"/Alt{literal(plain(says))}/A<</O/Layout/Placement/Block/BBox[{frame}]>>"
    tag = flow.tree.document.child("Figure", attributes)
    mark = tag.piece(flow.page)
    matrix = f"{width:.2f} 0 0 {height:.2f} {left:.2f} {base:.2f} cm"
    flow.page.ink.append(f"/Figure<</MCID {mark}>>BDC q {matrix} /{name} Do Q EMC")
    tag.close()
