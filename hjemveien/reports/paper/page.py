"""One page being filled: ink that means something, and rules and frames that only decorate."""

from hjemveien.reports.paper.file import literal
from hjemveien.reports.paper.fonts import Typeface
from hjemveien.reports.paper.style import Rgb
from hjemveien.reports.paper.words import Line


class Page:
    """Coordinates in points from the lower left. Decoration is drawn first, under the ink."""

    def __init__(self, number: int, index: int, width: float, height: float) -> None:
        self.number = number
        self.index = index
        self.width = width
        self.height = height
        self.owners: list[int] = []
        self.ink: list[str] = []
        self.decoration: list[str] = []

    def take(self, owner: int) -> int:
        """The next content number of this page, owned by the tag with that object number."""
        self.owners.append(owner)
        return len(self.owners) - 1

    def rule(self, x: float, y: float, width: float, colour: Rgb, weight: float = 0.5) -> None:
        self.decoration.append(
            f"{colour.stroke} {weight} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
        )

    def box(self, x: float, y: float, width: float, height: float, colour: Rgb) -> None:
        """A thin frame with softly rounded corners, its lower left at x, y."""
        self.decoration.append(f"{colour.stroke} 0.75 w {rounded(x, y, width, height, 4)} S")

    def wash(self, x: float, y: float, width: float, height: float, colour: Rgb) -> None:
        self.decoration.append(f"{colour.fill} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def content(self) -> bytes:
        parts = self.ink
        if self.decoration:
            parts = ["/Artifact BMC q", *self.decoration, "Q EMC", *parts]
        return "\n".join(parts).encode("ascii")


def show(x: float, y: float, typeface: Typeface, line: Line) -> str:
    """A line at a place, inside BT … ET with the type already chosen."""
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm{spelt(typeface, line)}"


def spelt(typeface: Typeface, line: Line) -> str:
    """A line ready to draw; what is meant travels along where signs stand in for letters."""
    drawn = f"<{typeface.spell(line.shown)}>Tj"
    if line.meant is None:
        return drawn
    return f"/Span<</ActualText{literal(line.meant)}>>BDC{drawn} EMC"


def choose(typeface: Typeface, size: float, colour: Rgb) -> str:
    return f"/{typeface.key} {size:g} Tf {colour.fill}"


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a box with round corners; a circle where the radius is half its side."""
    right, top, bend = x + width, y + height, radius * 0.4477
    steps = (
        (x + radius, y, "m", right - radius, y, "l"),
        (right - bend, y, right, y + bend, right, y + radius, "c", right, top - radius, "l"),
        (right, top - bend, right - bend, top, right - radius, top, "c", x + radius, top, "l"),
        (x + bend, top, x, top - bend, x, top - radius, "c", x, y + radius, "l"),
        (x, y + bend, x + bend, y, x + radius, y, "c h"),
    )
    return " ".join(
        part if isinstance(part, str) else f"{part:.2f}" for step in steps for part in step
    )
