"""Says which red, green and blue the paper means: a small sRGB profile, computed.

PDF/A asks for it in every file. Written here because a profile is 2 kB of arithmetic and the
known ones carry licences. Source: ICC.1:2001-04 (version 2.4), IEC 61966-2-1.
"""

from functools import cache
from struct import pack

_STEPS = 256


@cache
def srgb_profile() -> bytes:
    tags = {
        b"desc": _description("sRGB IEC61966-2.1"),
        b"cprt": b"text\0\0\0\0" + b"No copyright, use freely\0",
        b"wtpt": _xyz(0.9505, 1.0, 1.0891),
        b"rXYZ": _xyz(0.43607, 0.22249, 0.01392),
        b"gXYZ": _xyz(0.38515, 0.71687, 0.09708),
        b"bXYZ": _xyz(0.14307, 0.06061, 0.71410),
        b"rTRC": _curve(),
        b"gTRC": _curve(),
        b"bTRC": _curve(),
    }
    return _assemble(tags)


def _assemble(tags: dict[bytes, bytes]) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    index, body = b"", b""
    for name, data in tags.items():
        index += name + pack(">II", at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    size = at + len(body)
    return _header(size) + pack(">I", len(tags)) + index + body


def _header(size: int) -> bytes:
    made = pack(">6H", 2026, 1, 1, 0, 0, 0)
    white = pack(">3I", 0xF6D6, 0x10000, 0xD32D)
    head = pack(">I4xI", size, 0x02400000) + b"mntrRGB XYZ " + made + b"acsp"
    return (head + b"\0" * 28 + white).ljust(128, b"\0")


def _curve() -> bytes:
    """The true sRGB curve in steps, not a plain power, so that dark greys come out right."""
    points = [round(_linear(n / (_STEPS - 1)) * 65535) for n in range(_STEPS)]
    return b"curv\0\0\0\0" + pack(f">I{_STEPS}H", _STEPS, *points)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + pack(">3i", *(round(value * 65536) for value in values))


def _description(text: str) -> bytes:
    data = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + pack(">I", len(data)) + data + b"\0" * 78
