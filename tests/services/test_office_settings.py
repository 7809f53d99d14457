"""What an office decides differently, on both engines."""

import struct
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from hjemveien import texts
from hjemveien.domain import wording
from hjemveien.domain.calendar import whole_months
from hjemveien.domain.codes import CHANNELS, choices, title
from hjemveien.domain.pathway import stage_title
from hjemveien.domain.pictures import SIGNATURE
from hjemveien.domain.ranking import Standing, rank_key
from hjemveien.domain.refusal import Conflict, InvalidInput
from hjemveien.domain.wording import Words
from hjemveien.persistence.engine import Database
from hjemveien.services import code_words, municipality, office, office_settings, stage_settings
from hjemveien.services.code_words import AddCode, CodeView, OrderCodes, key_of
from hjemveien.services.office_editing import EditOffice, settled
from hjemveien.services.stage_settings import StageView
from hjemveien.services.waiting_list import waiting_list
from tests.services.making import TODAY, listed_case, writing


def png(shade: int) -> bytes:
    """A picture of one point, as plain as they are printed."""

    def part(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    size = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    rows = part(b"IDAT", zlib.compress(bytes([0, shade, shade, shade])))
    return SIGNATURE + part(b"IHDR", size) + rows + part(b"IEND", b"")


PNG = png(0)


@pytest.fixture(autouse=True)
def _plain_afterwards() -> Iterator[None]:
    before = texts.language()
    texts.set_language("nb")
    yield
    wording.use(wording.PLAIN)
    texts.set_language(before)


def targets(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return office_settings.stage_targets(session)


def edit_stage(database: Database, code: str, seen: dict[str, Any], **changes: Any) -> None:
    with writing(database) as session:
        stage_settings.edit_stage(session, EditOffice(code, changes, seen))


def stage(database: Database, code: str) -> StageView:
    with database.reading() as session:
        return next(view for view in stage_settings.list_stages(session) if view.code == code)


def codes(database: Database, name: str = "channels") -> tuple[CodeView, ...]:
    with database.reading() as session:
        return code_words.list_codes(session, name)


def use_office_words(database: Database) -> None:
    with database.reading() as session:
        wording.use(office_settings.office_wording(session))


def edit_profile(database: Database, **changes: Any) -> None:
    with writing(database) as session:
        seen = municipality.show_profile(session).fields()
        municipality.edit_profile(session, EditOffice("", changes, seen))


def test_stages_have_the_programs_targets_until_the_office_says_otherwise(
    database: Database,
) -> None:
    assert targets(database)["kartlegging"] == 21
    assert "venteliste" not in targets(database)


def test_the_office_sets_a_target_and_takes_one_away(database: Database) -> None:
    edit_stage(database, "venteliste", {"target_days": None}, target_days=90)
    edit_stage(database, "kartlegging", {"target_days": 21}, target_days=None)
    assert targets(database)["venteliste"] == 90
    assert "kartlegging" not in targets(database)


def test_a_stage_is_shown_by_the_offices_title_everywhere(database: Database) -> None:
    edit_stage(database, "vedtak", {"nb": ""}, nb="Til avgjørelse")
    use_office_words(database)
    assert stage_title("vedtak") == "Til avgjørelse"
    texts.set_language("en")
    assert stage_title("vedtak") == "For decision"


def test_two_stages_are_not_called_alike(database: Database) -> None:
    with pytest.raises(InvalidInput) as refused:
        edit_stage(database, "vedtak", {"nb": ""}, nb="venteliste")
    assert set(refused.value.fields) == {"nb"}


def test_a_stage_says_where_it_leads_and_what_it_needs(database: Database) -> None:
    shown = stage(database, "venteliste")
    assert "tilbud" in shown.moves
    assert "oppfolging" not in shown.moves
    assert shown.needs == ("Et positivt vedtak må registreres først.",)


def test_two_administrators_at_one_stage_see_both_values(database: Database) -> None:
    edit_stage(database, "soknad", {"target_days": 7}, target_days=10)
    with pytest.raises(Conflict) as refused:
        edit_stage(database, "soknad", {"target_days": 7}, target_days=5)
    (clash,) = refused.value.clashes
    assert (clash.yours, clash.theirs) == ("5", "10")
    wish = settled(EditOffice("soknad", {"target_days": 5}, {}), refused.value, {"target_days"})
    assert wish is not None
    edit_stage(database, "soknad", dict(wish.seen), **wish.changes)
    assert targets(database)["soknad"] == 5


def test_two_administrators_at_two_stages_both_save(database: Database) -> None:
    edit_stage(database, "soknad", {"target_days": 7}, target_days=10)
    edit_stage(database, "vedtak", {"target_days": 14}, target_days=20)
    assert (targets(database)["soknad"], targets(database)["vedtak"]) == (10, 20)


def test_a_code_is_worded_hidden_and_still_readable(database: Database) -> None:
    key, day = key_of("channels", "paper"), date(2026, 1, 31)
    with writing(database) as session:
        changes = {"nb": "I postkassen", "valid_to": day}
        code_words.edit_code(session, EditOffice(key, changes, {"nb": "", "valid_to": None}))
    use_office_words(database)
    assert "paper" not in dict(choices(CHANNELS, TODAY))
    assert title(CHANNELS, "paper") == "I postkassen"


def test_an_open_list_takes_a_code_of_the_offices_own(database: Database) -> None:
    with writing(database) as session:
        code_words.add_code(session, AddCode("channels", Words(nb="I servicetorget")))
    use_office_words(database)
    assert "I servicetorget" in dict(choices(CHANNELS, TODAY)).values()
    assert codes(database)[-1].own


def test_a_list_that_figures_rest_on_takes_none_and_says_why(database: Database) -> None:
    with pytest.raises(InvalidInput, match="KOSTRA"), writing(database) as session:
        code_words.add_code(session, AddCode("groups", Words(nb="En gruppe til")))


def test_the_office_orders_a_list(database: Database) -> None:
    before = tuple(view.code for view in codes(database))
    after = (before[-1], *before[:-1])
    with writing(database) as session:
        code_words.order_codes(session, OrderCodes("channels", after, before))
    assert tuple(view.code for view in codes(database)) == after
    with pytest.raises(Conflict), writing(database) as session:
        code_words.order_codes(session, OrderCodes("channels", before, before))


def test_what_weighs_in_its_order_is_not_reordered(database: Database) -> None:
    before = tuple(view.code for view in codes(database, "factors"))
    with pytest.raises(InvalidInput), writing(database) as session:
        code_words.order_codes(session, OrderCodes("factors", before[::-1], before))


def test_two_codes_of_a_list_are_not_called_alike(database: Database) -> None:
    key = key_of("channels", "paper")
    with pytest.raises(InvalidInput) as refused, writing(database) as session:
        code_words.edit_code(session, EditOffice(key, {"nb": "på telefon"}, {"nb": ""}))
    assert set(refused.value.fields) == {"nb"}


def test_the_profile_is_named_and_kept(database: Database) -> None:
    edit_profile(database, name="Fjordby kommune", office_name="Boligkontoret", number="9907")
    with database.reading() as session:
        shown = municipality.show_profile(session)
        assert (shown.name, shown.office_name, shown.number) == (
            "Fjordby kommune", "Boligkontoret", "9907",
        )  # fmt: skip
        assert office.office_name(session) == "Fjordby kommune"
        assert municipality.kostra_name(session) == "Fjordby kommune"


def test_a_number_of_three_digits_is_refused_by_its_field(database: Database) -> None:
    with pytest.raises(InvalidInput) as refused:
        edit_profile(database, name="Fjordby", number="990")
    assert set(refused.value.fields) == {"number"}


def test_dates_weigh_only_where_the_municipality_says_so(database: Database) -> None:
    edit_profile(database, name="Fjordby")
    first = listed_case(database, "Først", received_on=date(2025, 11, 3))
    second = listed_case(database, "Sist", received_on=date(2025, 2, 3))

    def order() -> list[Any]:
        with database.reading() as session:
            return [row.case_id for row in waiting_list(session, TODAY).rows]

    assert order() == [first, second]
    edit_profile(database, received=True)
    assert order() == [second, first]
    with database.reading() as session:
        assert "mottatt" in waiting_list(session, TODAY).order


def test_months_waited_weigh_as_months_and_not_as_days(database: Database) -> None:
    edit_profile(database, name="Fjordby", waited=True)
    longer = Standing(None, frozenset(), TODAY, TODAY, "2", "2", months=3)
    shorter = Standing(None, frozenset(), TODAY, TODAY, "1", "1", months=2)
    with database.reading() as session:
        keys = office.order_keys(session)
    assert rank_key(longer, keys) < rank_key(shorter, keys)
    assert whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert whole_months(date(2026, 1, 15), date(2026, 2, 14)) == 0


def test_a_letter_head_has_lines_and_a_logo(database: Database) -> None:
    seen = {"address": "", "phone": "", "email": ""}
    with writing(database) as session:
        changes = {"address": "Storgata 1\n1707 Fjordby ", "email": "bolig@fjordby.no"}
        municipality.edit_head(session, EditOffice("", changes, seen))
        municipality.set_logo(session, PNG, b"")
    with database.reading() as session:
        head = municipality.letter_head(session)
    assert head.lines() == ("Storgata 1", "1707 Fjordby", "bolig@fjordby.no")
    assert head.logo == PNG
    with pytest.raises(Conflict), writing(database) as session:
        municipality.set_logo(session, png(9), b"")


@pytest.mark.parametrize("logo", [b"GIF89a", PNG[:-22], PNG + b"0" * municipality.LOGO_BYTES])
def test_a_logo_that_cannot_be_printed_is_refused(database: Database, logo: bytes) -> None:
    with pytest.raises(InvalidInput) as refused, writing(database) as session:
        municipality.set_logo(session, logo, b"")
    assert set(refused.value.fields) == {"logo"}
