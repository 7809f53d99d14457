"""The office's own words, laid over the program's."""

from collections.abc import Iterator
from datetime import date

import pytest

from hjemveien import texts
from hjemveien.domain import wording
from hjemveien.domain.codes import CHANNELS, GROUPS, choices, title
from hjemveien.domain.pathway import stage_code, stage_title
from hjemveien.domain.wording import OfficeCode, Wording, Words

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _plain_afterwards() -> Iterator[None]:
    before = texts.language()
    texts.set_language("nb")
    yield
    wording.use(wording.PLAIN)
    texts.set_language(before)


def said(*codes: OfficeCode) -> None:
    wording.use(Wording({CHANNELS: {each.code: each for each in codes}}))


def test_a_code_is_called_what_the_office_calls_it() -> None:
    said(OfficeCode("paper", Words(nb="I brevkassen")))
    assert title(CHANNELS, "paper") == "I brevkassen"


def test_a_language_the_office_has_not_written_keeps_the_programs_word() -> None:
    said(OfficeCode("paper", Words(nb="I brevkassen")))
    texts.set_language("en")
    assert title(CHANNELS, "paper") == "On paper"


def test_a_code_of_the_offices_own_is_shown_in_a_language_there_is() -> None:
    said(OfficeCode("own_kiosk", Words(nb="I servicetorget"), 4))
    texts.set_language("en")
    assert title(CHANNELS, "own_kiosk") == "I servicetorget"


def test_words_of_one_list_do_not_reach_another() -> None:
    said(OfficeCode("ukjent", Words(nb="Vet ikke")))
    assert title(GROUPS, "ukjent") != "Vet ikke"


def test_a_hidden_code_is_not_offered_but_keeps_its_title() -> None:
    said(OfficeCode("paper", Words(), valid_to=date(2026, 10, 31)))
    assert "paper" not in dict(choices(CHANNELS, TODAY))
    assert title(CHANNELS, "paper") == "På papir"


def test_a_hidden_code_stays_where_a_form_already_says_it() -> None:
    said(OfficeCode("paper", Words(), valid_to=date(2026, 10, 31)))
    assert "paper" in dict(choices(CHANNELS, TODAY, "paper"))


def test_choices_come_in_the_offices_order() -> None:
    order = ("digital", "own_kiosk", "paper", "phone", "meeting")
    said(*(OfficeCode(code, Words(nb=code), place) for place, code in enumerate(order)))
    assert tuple(code for code, _title in choices(CHANNELS, TODAY)) == order


def test_a_stage_is_called_and_found_by_the_offices_name() -> None:
    wording.use(Wording(stages={"vedtak": Words(nb="Til avgjørelse")}))
    assert stage_title("vedtak") == "Til avgjørelse"
    assert stage_code("til avgjørelse") == "vedtak"
