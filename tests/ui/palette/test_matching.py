"""What a few letters find, and what they do not."""

from ui.palette.matching import matched


def score(typed: str, title: str) -> int:
    found = matched(typed, title)
    assert found is not None
    return found.score


def test_every_word_must_be_there_in_any_order() -> None:
    assert matched("ny no", "Ny notat") is not None
    assert matched("no ny", "Ny notat") is not None
    assert matched("ny x", "Ny notat") is None


def test_the_letters_that_matched_are_known_for_showing_them_strong() -> None:
    found = matched("ny no", "Ny notat")
    assert found is not None
    assert found.spans == ((0, 2), (3, 5))


def test_the_start_of_a_word_is_worth_more_than_its_middle() -> None:
    assert score("sak", "Søk i saker") > score("sak", "Årsaker")
    assert score("venteliste", "Venteliste") > score("venteliste", "Skriv ut venteliste")


def test_scattered_letters_find_a_title_and_two_letters_do_not() -> None:
    assert matched("ntt", "Ny notat") is not None
    assert matched("nt", "Ny eksport") is None


def test_nothing_typed_matches_everything_alike() -> None:
    assert matched("  ", "Venteliste") is not None
