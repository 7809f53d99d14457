"""The colours a chart is drawn in: the paper's here; a screen brings its own."""

from dataclasses import dataclass

from hjemveien.reports.paper import style


@dataclass(frozen=True)
class Palette:
    """Each colour as six hexadecimal digits; `series` in their order, repeated where they end."""

    text: str
    muted: str
    rule: str
    base: str
    series: tuple[str, ...]

    def of(self, number: int) -> str:
        return self.series[number % len(self.series)]


PAPER = Palette(
    text=style.TEXT.code,
    muted=style.MUTED.code,
    rule=style.BORDER.code,
    base=style.STRONG_BORDER.code,
    series=("0B5A70", "A66A00", "7A57C2", "2A8253", "8C1D18", "4B5966"),
)
