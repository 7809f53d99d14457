"""The paper's width goes where it saves lines: short facts stay whole, long texts give way."""

from hjemveien.reports.paper import Column
from hjemveien.reports.paper.columns import GAP, spans
from hjemveien.reports.paper.fonts import REGULAR, face

LONG = "Barn i husstanden, uten bolig, institusjon innen to måneder. " * 4
WIDTH = 500.0


def needed(text: str) -> float:
    return face(REGULAR).width(text) * 9 / 1000


def test_where_all_fits_the_rest_goes_as_asked() -> None:
    narrow, wide = spans((Column("A", 1), Column("B", 3)), [("x", "x")], WIDTH)
    assert wide.width > 2 * narrow.width


def test_a_name_stays_on_one_line_beside_a_long_text() -> None:
    columns = (Column("Navn", 1), Column("Faktorer", 9), Column("Dato", 1))
    name, _factors, day = spans(columns, [("Thomas Hagen", LONG, "06.02.2026")], WIDTH)
    assert name.width >= needed("Thomas Hagen")
    assert day.width >= needed("06.02.2026")


def test_a_long_text_keeps_most_of_what_was_asked_for_it() -> None:
    columns = (Column("A", 1), Column("B", 1), Column("Notat", 2))
    rows = [("Et ganske langt navn på noe", "Et annet langt navn på noe", LONG)]
    assert spans(columns, rows, 400)[2].width >= 0.75 * 200 - 2 * GAP


def test_columns_fill_the_paper_however_many_they_are() -> None:
    for count in (1, 3, 40):
        columns = tuple(Column(f"Kolonne{n}") for n in range(count))
        last = spans(columns, [(LONG,) * count], WIDTH)[-1]
        assert abs(last.left + last.width + GAP - WIDTH) < 0.01


def test_one_odd_row_does_not_set_the_width_for_all() -> None:
    rows = [("Kari", LONG)] * 99 + [("Et navn som er mye lengre enn alle andre navn", LONG)]
    name, _note = spans((Column("Navn"), Column("Notat")), rows, WIDTH)
    assert name.width < needed(rows[-1][0])
