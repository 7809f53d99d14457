"""Reads a logo from a file and makes it the one kind of picture that is printed.

A PNG or SVG of somebody's making is drawn on white paper here; nothing of the file itself is kept.
"""

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from hjemveien.domain.refusal import InvalidInput
from hjemveien.services.municipality import LOGO_BYTES
from hjemveien.texts import _

FILE_BYTES = 2_000_000
PRINTED = QSize(900, 260)
SMALLEST_PX = 40
MOST_SIDE_PX = 8000
# What an SVG could fetch from elsewhere, or be blown up by.
_REACHES_OUT = re.compile(
    rb"@import|<!DOCTYPE|<!ENTITY|href\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)", re.I
)


def read_logo(path: Path) -> bytes:
    """A plain PNG of at most LOGO_BYTES. Raises InvalidInput for what cannot be printed."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= FILE_BYTES else b""
    except OSError as error:
        raise InvalidInput(_("The file cannot be read.")) from error
    if size > FILE_BYTES:
        text = _("The file is too large. Choose one of at most {n} MB.")
        raise InvalidInput(text.format(n=FILE_BYTES // 1_000_000))
    drawn = _svg(data) if path.suffix.lower() == ".svg" else _png(data)
    if drawn is None:
        raise InvalidInput(_("Logo is no picture that can be printed. Choose a PNG or SVG file."))
    return _packed(drawn)


def _png(data: bytes) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"png"))
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MOST_SIDE_PX:
        return None
    image = reader.read()
    if image.isNull():
        return None
    if image.width() > PRINTED.width() or image.height() > PRINTED.height():
        image = image.scaled(
            PRINTED, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    paper = _paper(image.size())
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _svg(data: bytes) -> QImage | None:
    if _REACHES_OUT.search(data):
        return None
    renderer = QSvgRenderer(QByteArray(data))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return None
    paper = _paper(size.scaled(PRINTED, Qt.AspectRatioMode.KeepAspectRatio))
    painter = QPainter(paper)
    renderer.render(painter, QRectF(paper.rect()))
    painter.end()
    return paper


def _paper(size: QSize) -> QImage:
    paper = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_RGB888)
    paper.fill(Qt.GlobalColor.white)
    return paper


def _packed(image: QImage) -> bytes:
    """As a PNG; smaller until it fits."""
    data = _as_png(image)
    while len(data) > LOGO_BYTES and image.height() > SMALLEST_PX:
        smaller = image.size() * 0.8
        image = image.scaled(
            smaller, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        ).convertToFormat(QImage.Format.Format_RGB888)
        data = _as_png(image)
    return data


def _as_png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
