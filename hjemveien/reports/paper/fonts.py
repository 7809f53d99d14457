"""Sets text in Inter: how wide it is, how it is spelt in the file, and which glyphs travel along.

Letters are numbered as they are first used, so pages can be written before the last one is known.
Digits have even width and the small l a tail: figures stand in columns, and l is not I.
"""

from functools import cache
from typing import Any

from hjemveien.files import RESOURCES
from hjemveien.reports.paper.file import PdfFile
from hjemveien.reports.paper.opentype import single_substitutions

REGULAR = "Inter-Regular"
STRONG = "Inter-SemiBold"
MISSING = "□"


class Face:
    """One font file as read; shared by all documents of the process."""

    def __init__(self, name: str) -> None:
        from reportlab.pdfbase.ttfonts import TTFontFile

        self.name = name
        # Any: reportlab carries no types.
        self.outlines: Any = TTFontFile(str(RESOURCES / "fonts" / f"{name}.ttf"))
        self.glyph_of: dict[int, int] = dict(self.outlines.charToGlyph)
        self._prefer("tnum", "0123456789")
        self._prefer("cv05", "l")
        self.scale: float = 1000 / self.outlines.unitsPerEm
        self.advances = _Advances(self)

    def advance(self, glyph: int) -> float:
        width: int = self.outlines.hmetrics[glyph][0]
        return width * self.scale

    def width(self, text: str) -> float:
        """Thousandths of the type size. Letters the font lacks count as the missing-sign."""
        return sum(map(self.advances.__getitem__, text))

    def _prefer(self, feature: str, letters: str) -> None:
        swaps = single_substitutions(self.outlines.get_table("GSUB"), frozenset({feature}))
        for code in map(ord, letters):
            glyph = self.glyph_of[code]
            self.glyph_of[code] = swaps.get(glyph, glyph)


class _Advances(dict[str, float]):
    def __init__(self, face: Face) -> None:
        self._face = face

    def __missing__(self, letter: str) -> float:
        glyphs = self._face.glyph_of
        glyph = glyphs.get(ord(letter), glyphs[ord(MISSING)])
        width = self[letter] = self._face.advance(glyph)
        return width


@cache
def face(name: str) -> Face:
    return Face(name)


class Typeface(dict[int, str]):
    """A face inside one document: a table from code point to the letter's number in this file.

    Letters are numbered, not glyphs: Latin A and Cyrillic А share a glyph in Inter and must still
    be read back as what they were.
    """

    def __init__(self, pdf: PdfFile, key: str, name: str) -> None:
        self.key = key
        self.face = face(name)
        self.number = pdf.reserve()
        self._pdf = pdf
        self._codes: list[int] = []

    def __missing__(self, code: int) -> str:
        self._codes.append(code if code in self.face.glyph_of else ord(MISSING))
        spelt = self[code] = chr(len(self._codes))
        return spelt

    def spell(self, text: str) -> str:
        """The text as the file's own letter numbers, four hexadecimal digits each."""
        return text.translate(self).encode("utf-16-be").hex()

    def write(self) -> None:
        """Write the font with the glyphs used so far; after the last page."""
        pdf, name = self._pdf, f"HJEMVE+{self.face.name}"
        child, letters, order = pdf.reserve(), pdf.reserve(), pdf.reserve()
        pdf.put(
            self.number,
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{child} 0 R]/ToUnicode {letters} 0 R>>",
        )
        descriptor = pdf.reserve()
        pdf.put(
            child,
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap {order} 0 R"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW 1000/W[0[{self._widths()}]]>>",
        )
        pdf.put(descriptor, self._descriptor(name))
        pdf.stream(letters, "", self._to_unicode())
        pdf.stream(order, "", self._glyph_order())

    def _glyphs(self) -> list[int]:
        return [0, *(self.face.glyph_of[code] for code in self._codes)]

    def _glyph_order(self) -> bytes:
        """Letter number → place in the subset, which holds each glyph once, in order of use."""
        glyphs = self._glyphs()
        place = {glyph: at for at, glyph in enumerate(dict.fromkeys(glyphs))}
        return b"".join(place[glyph].to_bytes(2, "big") for glyph in glyphs)

    def _widths(self) -> str:
        return " ".join(f"{self.face.advance(glyph):.2f}" for glyph in self._glyphs())

    def _descriptor(self, name: str) -> str:
        outlines, program = self.face.outlines, self._pdf.reserve()
        data = bytes(self._subset())
        self._pdf.stream(program, f"/Length1 {len(data)}", data)
        box = " ".join(f"{edge:.0f}" for edge in outlines.bbox)
        return (
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]"
            f"/Ascent {outlines.ascent:.0f}/Descent {outlines.descent:.0f}"
            f"/CapHeight {outlines.capHeight:.0f}/ItalicAngle 0/StemV {outlines.stemV:.0f}"
            f"/FontFile2 {program} 0 R>>"
        )

    def _subset(self) -> bytes:
        """reportlab's subsetter numbers glyphs in the order of the codes it is given, from 1."""
        outlines = self.face.outlines
        plain, outlines.charToGlyph = outlines.charToGlyph, self.face.glyph_of
        try:
            subset: bytes = outlines.makeSubset(self._codes)
        finally:
            outlines.charToGlyph = plain
        return subset

    def _to_unicode(self) -> bytes:
        pairs = [
            f"<{number:04x}><{chr(code).encode('utf-16-be').hex()}>"
            for number, code in enumerate(self._codes, 1)
        ]
        blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
        body = "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
        )
        return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
