"""The one kind of picture that is printed: a PNG of plain colours, as a PDF takes it unopened."""

import struct
import zlib
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 4_000_000
_PLAIN = (8, 2, 0, 0, 0)


@dataclass(frozen=True)
class PlainPicture:
    """`packed` is the picture's own compressed rows, three bytes a point, PNG filters in front."""

    width: int
    height: int
    packed: bytes


def plain_picture(data: bytes) -> PlainPicture | None:
    """None for what is no PNG of eight bits in red, green and blue, without layers or gaps."""
    if not data.startswith(SIGNATURE):
        return None
    size: tuple[int, int] | None = None
    packed = bytearray()
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if len(body) != length:
            return None
        if kind == b"IHDR":
            width, height, *form = struct.unpack(">IIBBBBB", body)
            if tuple(form) != _PLAIN or not 0 < width * height <= MOST_PIXELS:
                return None
            size = width, height
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    if size is None or not _whole(bytes(packed), *size):
        return None
    return PlainPicture(*size, bytes(packed))


def _whole(packed: bytes, width: int, height: int) -> bool:
    """Whether it unpacks to exactly as many bytes as the picture has, and to no more."""
    wanted = (width * 3 + 1) * height
    unpacking = zlib.decompressobj()
    try:
        rows = unpacking.decompress(packed, wanted + 1)
    except zlib.error:
        return False
    return len(rows) == wanted and unpacking.eof
