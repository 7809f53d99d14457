"""The fonts, icons and licences that travel with the program are there and good for their use."""

import os
from xml.etree import ElementTree

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from hjemveien.files import RESOURCES

FONTS = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
LICENCES = (
    "THIRD_PARTY.md",
    "Inter-OFL.txt",
    "Lucide-ISC.txt",
    "LGPL-3.0.txt",
    "GPL-3.0.txt",
    "MPL-2.0.txt",
)
NORWEGIAN = "æøåÆØÅéòôü"
SAMI = "áčđŋšŧžÁČĐŊŠŦŽ"
POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюяїієґАБВГДЕЖЇІЄҐ"
PAPER = "–—−…•→✓≤≥×«»“”’€§ %"
SVG = "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("style", FONTS)
def test_a_font_writes_every_name_an_office_meets(style: str) -> None:
    font = TTFontFile(os.fspath(RESOURCES / "fonts" / f"Inter-{style}.ttf"))
    wanted = NORWEGIAN + SAMI + POLISH + CYRILLIC + PAPER
    missing = [letter for letter in wanted if ord(letter) not in font.charToGlyph]
    assert not missing


def icons() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg")))


def test_there_are_icons_for_the_whole_window() -> None:
    assert len(icons()) >= 60
    assert {"hjemveien", "users", "hourglass", "house", "chart-column"} <= set(icons())


@pytest.mark.parametrize("name", icons())
def test_an_icon_is_a_drawing_that_takes_the_colour_of_its_text(name: str) -> None:
    drawing = ElementTree.parse(RESOURCES / "icons" / f"{name}.svg").getroot()
    assert drawing.tag == SVG
    if name != "hjemveien":
        assert drawing.get("stroke") == "currentColor"


@pytest.mark.parametrize("name", LICENCES)
def test_the_licences_of_what_we_carry_travel_with_it(name: str) -> None:
    assert (RESOURCES / "licences" / name).stat().st_size > 500
