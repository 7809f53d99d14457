"""The charts' colours on the screen: those of the window, so that each set stays readable."""

from hjemveien.reports.paper.palette import Palette
from ui.theme.tokens import Tokens

KINDS = ("warning", "purple", "success", "danger", "neutral")
# In high contrast every edge is white; these differ from each other by their lightness too.
CONTRAST = ("#FFD400", "#FFFFFF", "#5CB3FF", "#FF8AD0")


def palette_of(tokens: Tokens) -> Palette:
    edges = tuple(tokens.pills[kind].edge for kind in KINDS)
    series = CONTRAST if tokens.name == "contrast" else (tokens.accent, *edges)
    return Palette(
        text=_digits(tokens.text),
        muted=_digits(tokens.muted),
        rule=_digits(tokens.border),
        base=_digits(tokens.strong_border),
        series=tuple(_digits(colour) for colour in series),
    )


def _digits(colour: str) -> str:
    return colour.removeprefix("#")
