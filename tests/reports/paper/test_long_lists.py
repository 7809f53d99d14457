"""A long list is printed whole, in order, inside the margins, and never half."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from hjemveien.reports.paper import Cancelled, Column, Group, Row, table_document
from hjemveien.reports.paper.style import A4, MARGIN
from tests.reports.paper.making import COLUMNS, CREATED, households, list_paper
from tests.reports.paper.reading import boxes, opened, page_texts

LONG = "Tilrettelagt bolig med heis, trinnfri adkomst og plass til rullestol, nær skolen. "


def test_every_cell_is_read_back_in_order() -> None:
    text = " ".join(page_texts(list_paper(households(200))))
    places = [text.index(f"{n} 2026/{n:05d} Nordmann{n}, Kari") for n in range(1, 201)]
    assert places == sorted(places)


def test_each_page_repeats_the_titles_and_tells_its_number() -> None:
    texts = page_texts(list_paper(households(100)))
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert text.count("Saksnr.") == 1


def test_an_empty_list_is_one_page_with_its_titles() -> None:
    (text,) = page_texts(list_paper([]))
    assert "Plass Saksnr. Søker" in text


def test_nothing_leaves_the_margins() -> None:
    rows = [(str(n), "2026/00001" * n, LONG * n + "x" * 90 * n) for n in range(1, 25)]
    height, width = A4
    for left, bottom, right, top in boxes(list_paper(rows)):
        assert MARGIN - 1 <= left <= right <= width - MARGIN + 1
        assert 20 < bottom <= top < height - 20


def test_rows_do_not_overlap() -> None:
    sink = BytesIO()
    rows = [(str(n), LONG * (n % 4)) for n in range(40)]
    table_document(
        sink, title="T", columns=(Column("A"), Column("B", 3)), rows=rows, created=CREATED
    )
    text = "".join(page_texts(sink.getvalue())).replace("\n", "")
    assert text.count(LONG.strip()) == sum(n % 4 for n in range(40))


def test_a_row_taller_than_a_page_goes_on_on_the_next() -> None:
    words = " ".join(f"ord{n}" for n in range(3000))
    texts = page_texts(list_paper([("1", "2026/00001", words), ("2", "2026/00002", "Etter")]))
    whole = " ".join(texts).split()
    assert [word for word in whole if word.startswith("ord")] == words.split()
    assert "Etter" in texts[-1]


def test_groups_stand_with_their_first_row() -> None:
    rows: list[Row] = []
    for n in range(60):
        rows += [Group(f"Klasse{n}"), (str(n), f"sak{n}", "Navn")]
    for text in page_texts(list_paper(rows)):
        for line in text.split("\n"):
            if line.startswith("Klasse"):
                assert f"sak{line.strip()[6:]}" in text


def test_titles_and_dates_are_not_broken_to_please_a_long_text() -> None:
    columns = (Column("Saksbehandler", 0.01), Column("Vedtak", 0.01), Column("Behov", 100))
    (text,) = page_texts(list_paper([("Kari Solheim", "06.02.2026", LONG * 3)], columns))
    assert "Saksbehandler Vedtak Behov" in text
    assert "06.02.2026" in text


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells in a table of 3 columns"):
        list_paper([("1", "2026/00001")])


def test_the_same_list_makes_the_same_bytes() -> None:
    assert list_paper(households(30)) == list_paper(households(30))


def test_pages_leave_while_rows_are_still_coming() -> None:
    sink = BytesIO()
    sizes: list[int] = []

    def rows() -> Iterator[Row]:
        for row in households(5000):
            sizes.append(sink.tell())
            yield row

    table_document(sink, title="T", columns=COLUMNS, rows=rows(), created=CREATED)
    assert sizes[-1] > 1.6 * sizes[2500] > 0


def test_a_thousand_rows_more_cost_as_many_objects_as_the_thousand_before() -> None:
    counts = [len(opened(list_paper(households(n))).objects) for n in (1000, 2000, 3000)]
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    assert abs(first - second) < 20
    assert first < 1000 * (len(COLUMNS) + 1) * 1.1


def test_progress_counts_the_rows_to_the_last() -> None:
    told: list[int] = []
    table_document(
        BytesIO(),
        title="T",
        columns=COLUMNS,
        rows=households(600),
        created=CREATED,
        progress=told.append,
    )
    assert told[-1] == 600
    assert len(told) > 2


def test_a_cancelled_print_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "list.pdf"
    target.write_bytes(b"older")
    with pytest.raises(Cancelled):
        table_document(
            target,
            title="T",
            columns=COLUMNS,
            rows=households(600),
            created=CREATED,
            cancelled=lambda: True,
        )
    assert target.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [target]


def test_a_finished_print_stands_in_its_place_alone(tmp_path: Path) -> None:
    target = tmp_path / "list.pdf"
    pages = table_document(target, title="T", columns=COLUMNS, rows=households(60), created=CREATED)
    assert len(opened(target.read_bytes()).pages) == pages
    assert list(tmp_path.iterdir()) == [target]


def test_knowing_how_to_print_costs_nothing_until_something_is_printed() -> None:
    question = "import sys, hjemveien.reports.paper; print('reportlab' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", question], check=True, capture_output=True, text=True
    )
    assert answer.stdout.strip() == "False"
