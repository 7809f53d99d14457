"""What is really painted: the colours of a part of the window, one against another."""

from collections import Counter
from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ui.theme.tokens import contrast_ratio

FEW = 2


class Picture:
    """The window as it is painted now; rectangles are in its own pixels."""

    def __init__(self, window: QWidget) -> None:
        self._image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def colours(self, place: QRect) -> Counter[int]:
        """How often each colour is there."""
        part = self._image.copy(place & self._image.rect())
        if part.isNull():
            return Counter()
        return Counter(memoryview(part.constBits()).cast("I"))

    def ground(self, place: QRect) -> str:
        """The colour that is there most."""
        return _hex(self.colours(place).most_common(1)[0][0])

    def contrast(self, place: QRect) -> float:
        """Between what is there most and what stands out most from it; 1 where nothing does."""
        colours = self.colours(place)
        if not colours:
            return 1.0
        ground = colours.most_common(1)[0][0]
        return max(
            (ratio(ground, one) for one, times in colours.items() if times >= FEW), default=1.0
        )

    def ring(self, before: "Picture", place: QRect) -> int:
        """How many pixels stand out from what they were, by 3:1 or more."""
        parts = [each._image.copy(place & each._image.rect()) for each in (self, before)]
        now, then = (memoryview(part.constBits()).cast("I") for part in parts)
        changed = Counter(zip(now, then, strict=True))
        return sum(times for (a, b), times in changed.items() if a != b and ratio(a, b) >= 3)


@lru_cache(maxsize=65_536)
def ratio(one: int, other: int) -> float:
    return contrast_ratio(_hex(one), _hex(other))


def _hex(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"
