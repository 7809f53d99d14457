"""Whoever listens to the paper hears what others see: order, titles, meaning, language."""

import zlib
from collections import Counter

import pikepdf
import pytest

from hjemveien.domain.pictures import PlainPicture
from hjemveien.reports.paper import (
    BarChart,
    Column,
    Facts,
    Figures,
    Group,
    Heading,
    Letterhead,
    LineChart,
    Paragraph,
    Series,
    Table,
    Title,
)
from tests.reports.paper.making import COLUMNS, households, list_paper, paper_of
from tests.reports.paper.reading import Element, opened, tree

STORY = (
    Title("Statistikk", "Per 31. desember 2026"),
    Figures((("Søkere", "412"), ("Avslag", "61"))),
    Heading("Søkere"),
    BarChart(("jan", "feb"), (Series("Søkere", (3, None)),), "Tre søkere i januar."),
    LineChart(("jan", "feb"), (Series("Søkere", (3, 4.5)),), "Flere i februar."),
    Heading("En sak", 3),
    Facts((("Søker", "Kjell"), ("Notat", "Lang tekst. " * 1500), ("Tom", ""))),
    Paragraph("Slutt 😀"),
)
HEAD = Letterhead(
    ("Boligkontoret", "Storgata 1"), PlainPicture(1, 1, zlib.compress(bytes(4))), "Logoen"
)
PAPERS = {
    "list": lambda: list_paper(households(120)),
    "groups and tall rows": lambda: list_paper([Group("A"), ("1", "s", "ord " * 4000)]),
    "story": lambda: paper_of(*STORY),
    "empty": lambda: list_paper([]),
    "letter head": lambda: paper_of(HEAD, Title("Svar")),
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_piece_on_a_page_has_one_owner_and_the_way_back_agrees(name: str) -> None:
    pdf = opened(PAPERS[name]())
    owned = Counter[tuple[int, int]]()
    _check_owners(tree(pdf), pdf, owned)
    drawn = {(at, mark) for at, page in enumerate(pdf.pages) for mark in _marks(page)}
    assert set(owned) == drawn
    assert set(owned.values()) == {1}


def _check_owners(element: Element, pdf: pikepdf.Pdf, owned: Counter[tuple[int, int]]) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for page, mark in element.pieces:
        owned[page, mark] += 1
        at = int(pdf.pages[page].StructParents)
        assert int(numbers[2 * at]) == at
        assert numbers[2 * at + 1][mark].objgen == element.node.objgen
    for kid in element.kids:
        _check_owners(kid, pdf, owned)


def _marks(page: pikepdf.Page) -> list[int]:
    """Also checks that all ink is either a piece of something or an artifact, and never both."""
    marks, depth = [], 0
    for step in pikepdf.parse_content_stream(page):
        operands, operator = step.operands, step.operator
        if str(operator) in {"BDC", "BMC"}:
            depth += 1
            if operands[0] == "/Span":
                assert depth == 2
                continue
            assert depth == 1
            if str(operator) == "BDC" and "/MCID" in operands[1]:
                marks.append(int(operands[1].MCID))
        elif str(operator) == "EMC":
            depth -= 1
        elif str(operator) in {"Tj", "S", "f"}:
            assert depth >= 1
    assert depth == 0
    return marks


def test_a_list_is_a_table_of_rows_under_column_titles() -> None:
    (table,) = tree(opened(list_paper(households(80)))).all("Table")
    head, body = table.kids
    assert (head.kind, body.kind) == ("THead", "TBody")
    titles = head.kids[0].kids
    assert [str(title.node.A.Scope) for title in titles] == ["/Column"] * len(COLUMNS)
    assert [row.kind for row in body.kids] == ["TR"] * 80
    assert {tuple(cell.kind for cell in row.kids) for row in body.kids} == {("TD",) * 3}


def test_a_column_that_names_its_row_is_read_as_its_title() -> None:
    columns = (Column("Gruppe", names_row=True), Column("Antall", align="right"))
    body = tree(opened(paper_of(Title("T"), Table(columns, (("Rus", "4"),))))).all("TBody")[0]
    name, number = body.kids[0].kids
    assert (name.kind, number.kind) == ("TH", "TD")
    assert str(name.node.A.Scope) == "/Row"


def test_a_group_spans_all_columns() -> None:
    body = tree(opened(list_paper([Group("Klasse 1"), *households(2)]))).all("TBody")[0]
    (header,) = body.kids[0].kids
    assert int(header.node.A.ColSpan) == len(COLUMNS)


def test_headings_come_in_order_and_make_bookmarks() -> None:
    pdf = opened(paper_of(*STORY))
    kinds = [kid.kind for kid in tree(pdf).kids]
    assert [kind for kind in kinds if kind.startswith("H")] == ["H1", "H2", "H3"]
    with pdf.open_outline() as outline:
        assert [mark.title for mark in outline.root] == ["Statistikk", "Søkere", "En sak"]


def test_a_chart_is_told_in_words() -> None:
    figures = tree(opened(paper_of(*STORY))).all("Figure")
    assert [str(each.node.Alt) for each in figures] == ["Tre søkere i januar.", "Flere i februar."]


@pytest.mark.parametrize(
    ("language", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")]
)
def test_the_file_tells_its_language_and_title(language: str, locale: str) -> None:
    pdf = opened(paper_of(Title("T"), title="Året 2026 <Fjordby> & omegn", language=language))
    assert str(pdf.Root.Lang) == locale
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo.Title) == "Året 2026 <Fjordby> & omegn"
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Året 2026 <Fjordby> & omegn"
        assert metadata.pdfa_status == "2A"
        assert metadata["pdfuaid:part"] == "1"


def test_all_fonts_travel_with_the_file_and_can_be_read_back() -> None:
    pdf = opened(paper_of(*STORY))
    fonts = pdf.pages[0].Resources.Font
    assert len(fonts) == 2
    for font in fonts.values():
        assert "/ToUnicode" in font
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
