"""Inter, read from the program's own folder; figures in columns have one width."""

from PySide6.QtGui import QFont, QFontDatabase

from hjemveien.files import RESOURCES
from ui.theme.tokens import TYPE

FAMILY = "Inter"
# cv05 gives the l a tail, so that it is not taken for an I. tnum keeps columns of digits straight,
# but it widens hyphens too, so that only figures have it.
_FEATURES = ("cv05",)
_FIGURES = ("cv05", "tnum")
_loaded = False


def load_fonts() -> None:
    """Register the bundled font files once; without them the system's own font is used."""
    global _loaded
    if _loaded:
        return
    _loaded = True
    for path in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def make_font(role: str, zoom: float) -> QFont:
    points, weight = TYPE[role]
    font = QFont(FAMILY)
    font.setPointSizeF(points * zoom)
    font.setWeight(QFont.Weight(weight))
    # Hinted widths are rounded to whole pixels, which pulls the letters apart at small sizes.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in _FIGURES if role == "figures" else _FEATURES:
        font.setFeature(QFont.Tag(feature), 1)
    return font
