"""Sizes and colours of the paper, in points; the same calm as the window's light theme."""

from dataclasses import dataclass
from functools import cached_property

from hjemveien.reports.paper.fonts import REGULAR, STRONG

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)


@dataclass(frozen=True)
class Rgb:
    """A colour as six hexadecimal digits, spelt for the file."""

    code: str

    @cached_property
    def _parts(self) -> str:
        values = (int(self.code[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return " ".join(f"{value:.3f}" for value in values)

    @cached_property
    def fill(self) -> str:
        return f"{self._parts} rg"

    @cached_property
    def stroke(self) -> str:
        return f"{self._parts} RG"


TEXT = Rgb("15202B")
MUTED = Rgb("4B5966")
BORDER = Rgb("DCE2E8")
STRONG_BORDER = Rgb("74818F")
RAISED = Rgb("F3F5F7")
ACCENT = Rgb("0B5A70")

MARGIN = 16 * MM
HEADER_Y = 11 * MM
FOOTER_Y = 11.5 * MM

SMALL = 8.0


@dataclass(frozen=True)
class Ink:
    """Which face, how large in points, which colour."""

    face: str
    size: float
    colour: Rgb = TEXT


MARGINAL = Ink(REGULAR, SMALL, MUTED)
TITLE = Ink(STRONG, 18)
SUBTITLE = Ink(REGULAR, 10, MUTED)
HEADINGS = {2: Ink(STRONG, 13), 3: Ink(STRONG, 11)}
PROSE = Ink(REGULAR, 10)
QUIET = Ink(REGULAR, 9, MUTED)
TILE_LABEL = Ink(REGULAR, SMALL, MUTED)
TILE_VALUE = Ink(STRONG, 15)
CELL = Ink(REGULAR, 9)
CELL_STRONG = Ink(STRONG, 9)
COLUMN_TITLE = Ink(STRONG, SMALL, MUTED)


def leading(size: float) -> float:
    return size * 1.32
