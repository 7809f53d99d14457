"""Reads which glyphs a font offers instead of its plain ones: even-width digits, a clearer l.

reportlab reads outlines and widths but not the substitutions (GSUB); only the one-for-one kind
is needed here. Source: OpenType 1.9, GSUB lookup types 1 and 7.
"""

from struct import unpack_from


def single_substitutions(table: bytes, features: frozenset[str]) -> dict[int, int]:
    """Glyph → glyph for the wanted features, e.g. {"tnum"}; other lookup types are passed over."""
    lookup_list = _u16(table, 8)
    swaps: dict[int, int] = {}
    for lookup in _lookups(table, features):
        at = lookup_list + _u16(table, lookup_list + 2 + 2 * lookup)
        for subtable in range(_u16(table, at + 4)):
            swaps.update(_subtable(table, at + _u16(table, at + 6 + 2 * subtable), _u16(table, at)))
    return swaps


def _lookups(table: bytes, features: frozenset[str]) -> list[int]:
    start = _u16(table, 6)
    found: set[int] = set()
    for record in range(_u16(table, start)):
        at = start + 2 + 6 * record
        if table[at : at + 4].decode("ascii", "replace") in features:
            feature = start + _u16(table, at + 4)
            count = _u16(table, feature + 2)
            found.update(_u16(table, feature + 4 + 2 * n) for n in range(count))
    return sorted(found)


def _subtable(table: bytes, at: int, kind: int) -> dict[int, int]:
    if kind == 7:
        return _subtable(table, at + unpack_from(">I", table, at + 4)[0], _u16(table, at + 2))
    if kind != 1:
        return {}
    covered = _coverage(table, at + _u16(table, at + 2))
    if _u16(table, at) == 1:
        return {glyph: (glyph + _u16(table, at + 4)) & 0xFFFF for glyph in covered}
    return {glyph: _u16(table, at + 6 + 2 * n) for n, glyph in enumerate(covered)}


def _coverage(table: bytes, at: int) -> list[int]:
    count = _u16(table, at + 2)
    if _u16(table, at) == 1:
        return [_u16(table, at + 4 + 2 * n) for n in range(count)]
    glyphs: list[int] = []
    for n in range(count):
        first, last = _u16(table, at + 4 + 6 * n), _u16(table, at + 6 + 6 * n)
        glyphs.extend(range(first, last + 1))
    return glyphs


def _u16(table: bytes, at: int) -> int:
    value: int = unpack_from(">H", table, at)[0]
    return value
