"""Every text is data: it is shown as it is, opens nothing and loses nothing in silence."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemveien.reports.paper import (
    BarChart,
    Facts,
    Figures,
    Group,
    Heading,
    Paragraph,
    Series,
    Table,
    Title,
)
from tests.reports.paper.making import COLUMNS, list_paper, paper_of
from tests.reports.paper.reading import opened, page_texts

MARKUP = [
    "<img src='http://127.0.0.1/x.png'>",
    "<img src='/etc/passwd'/> &amp; <b>fet</b>",
    "Ola <Nordmann",
    "<para><font name='ukjent'>",
    "a\\b(c)d<e>f%g{h}[i]/j",
    "=1+1 {stage} %s $x",
    "Łukasz Żółć, Áile Čearret, Ŋuŋŋá, Ярослав",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_as_it_was_written(text: str) -> None:
    assert text in page_texts(list_paper([("1", "2026/00001", text)]))[0]
    assert text in page_texts(paper_of(Title("T"), Paragraph(text)))[0]


def test_letters_that_look_alike_are_read_back_as_what_they_were() -> None:
    latin, cyrillic = "ABCEHKMOPTX", "АВСЕНКМОРТХ"
    text = page_texts(list_paper([("1", latin, cyrillic)]))[0]
    assert latin in text
    assert cyrillic in text


@pytest.mark.parametrize("text", ["Kari 😀", "محمد", "李", "a\u0301\u0f00"])
def test_what_the_font_lacks_leaves_a_sign_and_its_meaning(text: str) -> None:
    pdf = opened(list_paper([("1", "2026/00001", text)]))
    stream = pdf.pages[0].Contents[0].read_bytes().decode("ascii")
    meant = text.replace("a\u0301", "á").encode("utf-16-be").hex()
    assert f"/ActualText<FEFF{meant}>" in stream


def test_a_text_that_turns_the_reading_direction_cannot() -> None:
    text = page_texts(list_paper([("1", "2026/00001", "abc\u202edef\u202c\x07\ud800")]))[0]
    assert "\u202e" not in text
    assert "abc" in text
    assert "def" in text


def test_only_the_lines_with_signs_carry_their_meaning() -> None:
    pdf = opened(paper_of(Title("T"), Paragraph("en\nto 😀\ntre\n" + "李" * 100)))
    streams = [page.Contents[0].read_bytes().decode("ascii") for page in pdf.pages]
    meanings = [
        bytes.fromhex(found).decode("utf-16-be")
        for found in re.findall(r"/ActualText<FEFF(\w*)>", "".join(streams))
    ]
    assert meanings[0] == "to 😀 "
    assert "".join(meanings[1:]) == "李" * 100


def test_marks_without_width_do_not_make_an_endless_line() -> None:
    pdf = opened(paper_of(Title("T"), Paragraph("a" + "\u0489" * 40_000)))
    for page in pdf.pages:
        for step in pikepdf.parse_content_stream(page):
            assert all(
                len(bytes(part)) < 32_767
                for part in step.operands
                if isinstance(part, pikepdf.String)
            )


def test_a_note_of_a_megabyte_is_printed() -> None:
    note = "Samtale med søker om boligbehov. " * 32_000
    assert len(page_texts(paper_of(Title("T"), Facts((("Notat", note),))))) > 100


def test_a_word_of_a_megabyte_is_printed() -> None:
    assert (
        sum(text.count("x") for text in page_texts(paper_of(Paragraph("x" * 1_000_000)))) == 10**6
    )


_seen: list[str] = []
_watching = False


def _hook(event: str, _details: object) -> None:
    if _watching and (event == "open" or event.startswith(("socket.", "subprocess.", "os.system"))):
        _seen.append(event)


sys.addaudithook(_hook)


@contextmanager
def _opening_nothing() -> Iterator[None]:
    global _watching
    _seen.clear()
    _watching = True
    try:
        yield
    finally:
        _watching = False
    assert _seen == []


def test_no_file_and_no_connection_is_opened_for_a_text() -> None:
    paper_of(Title("T"))
    with _opening_nothing():
        list_paper([("1", "2026/00001", text) for text in MARKUP])
        paper_of(*(Paragraph(text) for text in MARKUP))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(), max_size=60))
def test_any_text_anywhere_makes_a_sound_file(text: str) -> None:
    chart = BarChart((text,), (Series(text, (1,)), Series(text, (2,))), text)
    blocks = (
        Title(text, text),
        Figures(((text, text),)),
        Heading(text),
        Facts(((text, text),)),
        Table(COLUMNS, (Group(text), (text, text, text))),
        chart,
    )
    opened(paper_of(*blocks, title=text))
