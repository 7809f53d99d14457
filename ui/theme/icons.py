"""The bundled line icons, tinted and cached by name, colour, size and the screen's pixel ratio."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hjemveien.files import RESOURCES


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    """The icon's drawing. Raises FileNotFoundError for a name that was not bundled."""
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _pixmap(name: str, color: str, size_px: int, ratio: float) -> QPixmap:
    drawing = _source(name).replace("currentColor", color)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    pixmap = QPixmap(QSize(size_px, size_px) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return pixmap


def icon_pixmap(name: str, color: str, size_px: int, ratio: float = 0.0) -> QPixmap:
    """A tinted pixmap; the ratio defaults to the sharpest screen's."""
    app = QGuiApplication.instance()
    if not ratio:
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _pixmap(name, color, size_px, ratio)


def icon(name: str, color: str, size_px: int, disabled: str = "", gap_px: int = 0) -> QIcon:
    """`gap_px` is air on its right: what Qt leaves between a button's sign and words is fixed."""
    made = QIcon(_with_gap(icon_pixmap(name, color, size_px), gap_px))
    if disabled:
        off = _with_gap(icon_pixmap(name, disabled, size_px), gap_px)
        made.addPixmap(off, QIcon.Mode.Disabled)
    return made


def _with_gap(drawn: QPixmap, gap_px: int) -> QPixmap:
    if not gap_px:
        return drawn
    ratio = drawn.devicePixelRatio()
    wider = QPixmap(drawn.width() + round(gap_px * ratio), drawn.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wider
