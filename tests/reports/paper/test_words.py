"""Lines fit their room, keep every letter, and break where people would break them."""

from hypothesis import given
from hypothesis import strategies as st

from hjemveien.reports.paper.fonts import REGULAR, STRONG, face
from hjemveien.reports.paper.words import legible, plain, wrap

INTER = face(REGULAR)
letters = st.text(
    st.characters(codec="latin-1", exclude_categories=["Cc"]) | st.sampled_from(" -/")
)


@given(text=letters, room=st.integers(2000, 40_000))
def test_lines_fit_and_no_letter_is_lost(text: str, room: int) -> None:
    lines = wrap(text, INTER, room)
    assert "".join(lines) == text
    assert all(INTER.width(line.rstrip(" ")) <= room for line in lines)


def test_lines_break_between_words_and_after_hyphens() -> None:
    room = INTER.width("Berg-Hansen, ")
    assert wrap("Berg-Hansen, Anne", INTER, room) == ("Berg-Hansen, ", "Anne")
    assert wrap("Berg-Hansen", INTER, INTER.width("Berg-Han")) == ("Berg-", "Hansen")


def test_written_line_breaks_are_kept() -> None:
    text = legible("Storgata 1\r\n0001 Fjordby\u2028Norge", INTER).shown
    assert wrap(text, INTER, 99_999) == ("Storgata 1 ", "0001 Fjordby ", "Norge")


def test_letters_made_of_two_are_joined() -> None:
    assert legible("A\u030asne", INTER).shown == "Åsne"


def test_invisible_letters_leave_no_trace_and_odd_spaces_are_spaces() -> None:
    assert legible("Bo\u00adlig\u200bkontor\tTo\u2003tre\u00a0fire", INTER).shown == (
        "Boligkontor To tre\u00a0fire"
    )


def test_a_title_is_one_line_and_never_empty() -> None:
    assert plain("Vente\nliste\u202e") == "Vente liste\ufffd"
    assert plain(" \t") == "–"


def test_digits_stand_in_columns() -> None:
    for name in (REGULAR, STRONG):
        assert len({face(name).width(digit) for digit in "0123456789"}) == 1
