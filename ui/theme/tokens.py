"""The colours and measures by their role, and nothing about Qt.

Contrast is a promise kept by a test: text on every surface 4.5:1, text on every pill 7:1, edges
and the focus ring 3:1.
"""

from dataclasses import dataclass
from types import MappingProxyType

KINDS = ("neutral", "info", "success", "warning", "danger", "purple", "teal")

SPACE = (2, 4, 8, 12, 16, 24, 32)
RADIUS_SMALL, RADIUS, RADIUS_LARGE = 4, 6, 10
CONTROL_PX = 32
ROW_PX, TIGHT_ROW_PX = 50, 34
FOCUS_PX = 2

# Role: size in points and weight.
TYPE = MappingProxyType(
    {
        "caption": (9.0, 400),
        "caption_strong": (9.0, 600),
        "body": (10.0, 400),
        "figures": (10.0, 400),
        "strong": (10.0, 600),
        "subtitle": (11.5, 600),
        "title": (15.0, 600),
        "display": (22.0, 600),
    }
)


@dataclass(frozen=True)
class PillColors:
    fill: str
    text: str
    edge: str


@dataclass(frozen=True)
class Tokens:
    """One set of colours, each as #rrggbb."""

    name: str
    background: str
    surface: str
    raised: str
    sunken: str
    rail: str
    header: str
    text: str
    muted: str
    border: str
    strong_border: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    focus: str
    link: str
    toast: str
    toast_text: str
    toast_action: str
    line_px: int
    pills: dict[str, PillColors]


def _pills(rows: str) -> dict[str, PillColors]:
    """Read 'kind fill text edge', one a line."""
    table = (line.split() for line in rows.strip().splitlines())
    return {kind: PillColors(f"#{a}", f"#{b}", f"#{c}") for kind, a, b, c in table}


LIGHT = Tokens(
    name="light",
    background="#F3F5F7",
    surface="#FFFFFF",
    raised="#F8FAFB",
    sunken="#E9EDF1",
    rail="#EDF1F4",
    header="#FFFFFF",
    text="#15202B",
    muted="#4B5966",
    border="#DCE2E8",
    strong_border="#74818F",
    accent="#0B5A70",
    accent_hover="#084859",
    on_accent="#FFFFFF",
    selection="#DDEEF3",
    focus="#0B5A70",
    link="#0B5A70",
    toast="#15202B",
    toast_text="#FFFFFF",
    toast_action="#8ADBEC",
    line_px=1,
    pills=_pills(
        """
        neutral EBEFF3 36434F 74818F
        info    E3EEFB 134A8A 2F6FBF
        success E0F2E6 125433 2A8253
        warning FCEFD3 6A4200 A66A00
        danger  FCE5E3 8C1D18 C4372F
        purple  EEE8FA 50318F 7A57C2
        teal    DDF2F0 0B5450 1C837C
        """
    ),
)

DARK = Tokens(
    name="dark",
    background="#10161B",
    surface="#182027",
    raised="#1D262E",
    sunken="#0C1115",
    rail="#1D262E",
    header="#182027",
    text="#E9EEF2",
    muted="#A9B6C2",
    border="#2C3842",
    strong_border="#788795",
    accent="#5FC6DD",
    accent_hover="#86D5E7",
    on_accent="#05222A",
    selection="#17404D",
    focus="#8ADBEC",
    link="#8ADBEC",
    toast="#E9EEF2",
    toast_text="#15202B",
    toast_action="#0B5A70",
    line_px=1,
    pills=_pills(
        """
        neutral 2A353F DCE4EB 8A99A7
        info    16314F BFDCFF 5B9BE6
        success 12382A B5EBCB 4FB37F
        warning 3D2E0C FFDD8C C9962E
        danger  4A1F1E FFC9C4 E8716A
        purple  33264F DDCFFF A184E0
        teal    10393A AEEBE5 45B0A8
        """
    ),
)

_CONTRAST_PILL = PillColors("#000000", "#FFFFFF", "#FFFFFF")

CONTRAST = Tokens(
    name="contrast",
    background="#000000",
    surface="#000000",
    raised="#000000",
    sunken="#000000",
    rail="#000000",
    header="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    border="#A8A8A8",
    strong_border="#FFFFFF",
    accent="#FFD400",
    accent_hover="#FFE566",
    on_accent="#000000",
    selection="#2B2B00",
    focus="#FFD400",
    link="#FFD400",
    toast="#FFFFFF",
    toast_text="#000000",
    toast_action="#000000",
    line_px=2,
    pills=dict.fromkeys(KINDS, _CONTRAST_PILL),
)

SETS = MappingProxyType({t.name: t for t in (LIGHT, DARK, CONTRAST)})


def contrast_ratio(one: str, other: str) -> float:
    """1 to 21. Source: WCAG 2.2, relative luminance."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
