"""Personal names: spellings, capitals and the two orders."""

import pytest

from hjemveien.domain.names import NameBook, NameParts, compound_surnames, similar, spoken, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kvåle Bjørn", "Kvaale Bjoern"), ("Gołąb Agnieszka", "Goląb Agnieszka"),
     ("Nilsen-Haug Terje", "NILSSEN-HAUG TERJE"), ("Ole Hansen", "Hansen, Ole"),
     ("Kovalenko Olha", "Kovaleenko Olha")],
)  # fmt: skip
def test_two_spellings_are_one_name(one: str, other: str) -> None:
    assert similar(one, other)


def test_different_people_are_not_alike() -> None:
    assert not similar("Utsi Biret", "Utsi Mihkkal")
    assert not similar("", "")


def test_shouted_names_are_spoken_and_others_left_alone() -> None:
    assert spoken("NILSEN-HAUG") == "Nilsen-Haug"
    assert spoken("MÁRET VAN DER BERG") == "Máret van der Berg"
    assert spoken("McDonald") == "McDonald"
    assert tidy("  Tove \u00a0 Lien ") == "Tove Lien"


def book() -> NameBook:
    known = NameBook()
    for surname, given in (("Moen Aas", "Kjell"), ("Moen Aas", "Siv"), ("Lien", "Marit"),
                           ("Vik", "Marit"), ("Vik", "Ole")):  # fmt: skip
        known.learn(surname, given)
    return known


def test_a_name_is_divided_at_a_surname_the_file_knows() -> None:
    assert book().divide("Marit Moen Aas") == NameParts("Moen Aas", "Marit")
    assert book().divide("Moen Aas Marit", surname_first=True) == NameParts("Moen Aas", "Marit")


def test_the_order_of_a_name_is_told_by_what_the_words_are_elsewhere() -> None:
    assert book().surname_first("Lien Marit") is True
    assert book().surname_first("Marit Lien") is False
    assert book().surname_first("Xyz Abc") is None


def test_swapped_cells_are_noticed_and_right_ones_are_not() -> None:
    assert book().seems_swapped("Marit", "Lien")
    assert not book().seems_swapped("Lien", "Marit")


def test_a_surname_of_two_words_shows_by_never_standing_apart() -> None:
    texts = ["Iryna Hassan Jimcaale", "Magnus Marte Hassan Jimcaale", "Liv Unni Vik",
             "Asbjørn Unni Lien", "Ole Vik"]  # fmt: skip
    assert compound_surnames(texts) == {"Hassan Jimcaale"}
