"""Writes a PDF file from its first byte to its last, keeping eight bytes an object in memory.

A waiting list of 50,000 rows is half a million tagged cells. Canvas libraries hold them all as
objects until the end; here a page leaves as soon as it is full, and what describes the cells is
packed into compressed object streams (ISO 32000-1, 7.5.7) on the way.
"""

import hashlib
import sys
import zlib
from array import array
from typing import BinaryIO

_FREE, _PLAIN, _PACKED = 0xFFFF, 1 << 56, 2 << 56
_PACK_SIZE = 256
# Half the time of a long list is compression: the usual 6 costs 40 % more for 13 % less file.
_EFFORT = 2


class PdfFile:
    """Objects are numbered by `reserve` and written once, in any order, by `put` or `stream`.

    Where each one lies is kept as its future row of the table of places: kind in the top byte,
    then five bytes of offset or holder, then two of position within the holder.
    """

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._digest = hashlib.sha256()
        self._written = 0
        self._places = array("Q", [_FREE])
        self._pack: list[tuple[int, str]] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self, count: int = 1) -> int:
        """The first of `count` fresh object numbers in a row."""
        first = len(self._places)
        self._places.extend([_FREE] * count)
        return first

    def put(self, number: int, body: str) -> None:
        """Write a dictionary or array; ASCII only, strings in it already spelt by `literal`."""
        self._pack.append((number, body))
        if len(self._pack) >= _PACK_SIZE:
            self._close_pack()

    def stream(self, number: int, entries: str, data: bytes, *, packed: bool = True) -> None:
        if packed:
            data = zlib.compress(data, _EFFORT)
            entries += "/Filter/FlateDecode"
        self._places[number] = _PLAIN | self._written << 16
        self._emit(number, entries, data)

    def _emit(self, number: int, entries: str, data: bytes) -> None:
        head = f"{number} 0 obj\n<<{entries}/Length {len(data)}>>\nstream\n"
        self._write(head.encode("ascii") + data + b"\nendstream\nendobj\n")

    def finish(self, root: int, info: int) -> None:
        """Write the table of places and the end; nothing may be written after."""
        self._close_pack()
        table = self.reserve()
        start = self._written
        self._places[table] = _PLAIN | start << 16
        if sys.byteorder == "little":
            self._places.byteswap()
        rows = self._places.tobytes()
        mark = self._digest.hexdigest()[:32]
        entries = (
            f"/Type/XRef/W[1 5 2]/Size {len(self._places)}/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{mark}><{mark}>]"
        )
        self._emit(table, entries + "/Filter/FlateDecode", zlib.compress(rows, _EFFORT))
        self._write(f"startxref\n{start}\n%%EOF\n".encode("ascii"))

    def _close_pack(self) -> None:
        if not self._pack:
            return
        holder = self.reserve()
        index, bodies, at = [], [], 0
        for position, (number, body) in enumerate(self._pack):
            self._places[number] = _PACKED | holder << 16 | position
            index.append(f"{number} {at}")
            bodies.append(body)
            at += len(body) + 1
        head = " ".join(index) + "\n"
        entries = f"/Type/ObjStm/N {len(bodies)}/First {len(head)}"
        self._pack.clear()
        self.stream(holder, entries, (head + "\n".join(bodies)).encode("ascii"))

    def _write(self, data: bytes) -> None:
        self._sink.write(data)
        self._digest.update(data)
        self._written += len(data)


def literal(text: str) -> str:
    """A PDF text string for any text; half surrogates become the replacement character."""
    data = text.encode("utf-16-be", "replace") if _is_whole(text) else _mend(text)
    return f"<FEFF{data.hex()}>"


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _mend(text: str) -> bytes:
    whole = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return whole.encode("utf-16-be")
