"""Dwellings written on both engines: new ones, edits, periods, leases, and what is taken back."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from hjemveien.domain.refusal import Conflict, InvalidInput, NotAllowed, NotFound
from hjemveien.persistence.engine import Database
from hjemveien.persistence.rights.roles import ROLES
from hjemveien.services import access, case_card, dwelling_editing, occupancy
from hjemveien.services.dwelling_seeing import undo_of_letting
from hjemveien.services.dwelling_wishes import (
    AddDwelling,
    ConfirmDwelling,
    RegisterLet,
    ReportVacant,
    Seen,
    SetCondition,
    TakeBack,
)
from hjemveien.services.dwellings import DwellingView, show_dwelling
from hjemveien.services.wishes import EditRecord
from tests.databases import NOON
from tests.services.homes import LONG_AGO, dwelling, lease
from tests.services.making import TODAY, new_case, writing
from tests.staffed import StaffedOffice

READY, LET, REPAIR = "KLAR_FOR_INNFLYTTING", "UTLEID", "VEDLIKEHOLD"
NEW = {
    "street": " Prøvegata ", "house_number": "14", "house_letter": "B", "postcode": "9997",
    "dwelling_type": "ORDINAR_BOLIG", "disposal": "KOMMUNALT_EID", "unit_number": "h 0203",
    "bedrooms": 2, "monthly_rent": Decimal("8950.50"),
}  # fmt: skip


def look(database: Database, key: UUID, who: str = "x") -> DwellingView:
    with access.listing(database, who, NOON, "dwellings") as session:
        return show_dwelling(session, key, TODAY)


def seen(view: DwellingView) -> Seen:
    found = {aspect: view.now(aspect, TODAY) for aspect in ("condition", "occupancy")}
    return Seen(*(period.period_id if period else None for period in found.values()))


def edit(view: DwellingView, **changes: Any) -> EditRecord:
    key = view.dwelling_id
    return EditRecord("dwelling", key, key, view.version, changes, view.values)


def add(database: Database, **changes: Any) -> UUID:
    wish = AddDwelling({**NEW, **changes}, READY, TODAY, "awaiting_allocation")
    with writing(database) as session:
        dwelling_editing.add_dwelling(session, wish)
    return wish.dwelling_id


def vacate(database: Database, key: UUID, day: date = TODAY, **wish: Any) -> ReportVacant:
    wish.setdefault("reason", "maintenance")
    made = ReportVacant(key, day, REPAIR, seen=seen(look(database, key)), **wish)
    with writing(database) as session:
        occupancy.report_vacant(session, made)
    return made


def test_a_new_dwelling_stands_empty_and_tidied_in_the_register(database: Database) -> None:
    view = look(database, add(database))
    assert view.address == "Prøvegata 14B"
    assert view.values["unit_number"] == "H0203"
    assert view.values["monthly_rent"] == Decimal("8950.50")
    assert (view.row.state, view.row.condition, view.row.reason) == (
        "vacant", READY, "awaiting_allocation",
    )  # fmt: skip


def test_the_same_dwelling_is_not_registered_twice(database: Database) -> None:
    add(database)
    with pytest.raises(InvalidInput, match="already"):
        add(database, street="PRØVEGATA")


@pytest.mark.parametrize(
    ("field", "value"),
    [("street", ""), ("postcode", "12"), ("unit_number", "A1"), ("cadastre", "forty"),
     ("owner_number", "12345"), ("monthly_rent", Decimal(-1))],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_by_its_field(
    local_database: Database, field: str, value: object
) -> None:
    with pytest.raises(InvalidInput) as refused:
        add(local_database, **{field: value})
    assert set(refused.value.fields) == {field}


def test_an_edit_keeps_what_was_not_touched_and_frees_a_block(database: Database) -> None:
    for street in ("A", "B", "C"):
        dwelling(database, street)
    key = dwelling(database, "D", blocked="missing_required", postcode="", bedrooms=3)
    view = look(database, key)
    assert view.missing == ("postcode",)
    with writing(database) as session:
        dwelling_editing.edit_dwelling(session, edit(view, postcode="9996"))
    after = look(database, key)
    assert (after.row.blocked, after.row.state, after.values["bedrooms"]) == ("", "vacant", 3)


def test_a_row_with_a_wrong_number_of_fields_is_freed_by_somebody_who_looked(
    database: Database,
) -> None:
    key = dwelling(database, blocked="field_count")
    with writing(database) as session:
        dwelling_editing.confirm_dwelling(session, ConfirmDwelling(key))
    assert look(database, key).row.blocked == ""


def test_two_people_on_one_field_are_shown_both_values_and_on_two_fields_both_are_kept(
    database: Database,
) -> None:
    key = dwelling(database)
    before = look(database, key)
    with writing(database, "Siv Først") as session:
        dwelling_editing.edit_dwelling(session, edit(before, disposal="INNLEID_FRA_STIFTELSE"))
    with writing(database) as session:
        dwelling_editing.edit_dwelling(session, edit(before, bedrooms=4))
    wish = edit(before, disposal="INNLEID_FRA_PRIVATPERSON")
    with pytest.raises(Conflict) as refused, writing(database) as session:
        dwelling_editing.edit_dwelling(session, wish)
    (clash,) = refused.value.clashes
    assert (clash.yours, clash.theirs, clash.by) == (
        "Leased from a private person", "Leased from a foundation", "Siv Først",
    )  # fmt: skip
    assert look(database, key).values["bedrooms"] == 4


def test_a_condition_begins_where_the_one_before_ends(database: Database) -> None:
    key = dwelling(database)
    view = look(database, key)
    ready = TODAY + timedelta(days=30)
    wish = SetCondition(key, REPAIR, TODAY, seen(view), "Bad", ready)
    with writing(database) as session:
        occupancy.set_condition(session, wish)
    after = look(database, key)
    assert [(p.value, p.since, p.until) for p in after.history("condition")] == [
        (REPAIR, TODAY, None), (READY, LONG_AGO, TODAY),
    ]  # fmt: skip
    assert after.row.ready_on == ready.isoformat()
    assert after.row.since == LONG_AGO


def test_a_condition_set_by_somebody_else_meanwhile_is_asked_about(database: Database) -> None:
    key = dwelling(database)
    view = look(database, key)
    with writing(database, "Siv Først") as session:
        first = SetCondition(key, REPAIR, TODAY, seen(view))
        occupancy.set_condition(session, first)
    wish = SetCondition(key, "IKKE_TILGJENGELIG", TODAY, seen(view))
    with pytest.raises(Conflict) as refused, writing(database) as session:
        occupancy.set_condition(session, wish)
    (clash,) = refused.value.clashes
    assert (clash.yours, clash.theirs, clash.by) == ("Not available", "Maintenance", "Siv Først")
    assert clash.saved == first.keys[0]


def test_a_day_before_the_present_state_began_is_refused(local_database: Database) -> None:
    key = dwelling(local_database, let=True)
    with pytest.raises(InvalidInput, match="cannot be before"):
        vacate(local_database, key, LONG_AGO - timedelta(days=1))


def test_moving_out_ends_the_lease_and_says_why_it_is_vacant(database: Database) -> None:
    key = dwelling(database, let=True)
    lease_id = lease(database, key)
    ready = TODAY + timedelta(days=14)
    vacate(database, key, lease_id=lease_id, lease_version=1, ready_on=ready)
    view = look(database, key)
    assert (view.row.state, view.row.reason, view.row.since) == ("vacant", "maintenance", TODAY)
    assert (view.leases[0].ends_on, view.leases[0].open_ended) == (TODAY, False)


def test_moving_out_later_leaves_it_let_and_soon_vacant(database: Database) -> None:
    key = dwelling(database, let=True)
    vacate(database, key, TODAY + timedelta(days=20))
    row = look(database, key).row
    assert (row.state, row.until) == ("soon", TODAY + timedelta(days=20))
    vacate(database, key, TODAY + timedelta(days=5))
    view = look(database, key)
    assert view.row.until == TODAY + timedelta(days=5)
    planned = [p for p in view.history("occupancy") if p.value == "vacant"]
    assert [p.since for p in planned] == [TODAY + timedelta(days=5)]


def test_another_reason_does_not_begin_the_empty_days_anew(database: Database) -> None:
    key = dwelling(database)
    wish = vacate(database, key, reason="damage")
    row = look(database, key).row
    assert (row.reason, row.since, row.condition) == ("damage", LONG_AGO, REPAIR)
    first = look(database, key).now("occupancy", TODAY)
    assert first is not None
    undo = TakeBack(key, wish.keys, (), reason_of=first.period_id, reason="sale")
    with writing(database) as session:
        occupancy.take_back(session, undo)
    assert look(database, key).row.reason == "sale"


def test_letting_a_dwelling_makes_a_lease_that_may_be_a_case_s(database: Database) -> None:
    key, case_id = dwelling(database), new_case(database, "Leiesen")
    with writing(database) as session:
        access.open_case(session, access.OpenCase(case_id, "own"))
    until = TODAY + timedelta(days=1096)
    wish = RegisterLet(key, TODAY, seen(look(database, key)), until, Decimal(9000), case_id=case_id)
    with writing(database) as session:
        occupancy.register_let(session, wish)
    view = look(database, key)
    assert (view.row.state, view.row.condition, view.row.tenant) == ("let", LET, "Kari Leiesen")
    assert (view.leases[0].ends_on, view.leases[0].monthly_rent) == (until, Decimal(9000))


def test_the_case_s_journal_tells_of_the_letting_and_of_its_undoing(database: Database) -> None:
    key, case_id = dwelling(database), new_case(database, "Leiesen")
    with writing(database) as session:
        access.open_case(session, access.OpenCase(case_id, "own"))
    before = look(database, key)
    wish = RegisterLet(key, TODAY, seen(before), case_id=case_id)
    with writing(database) as session:
        change = occupancy.register_let(session, wish)
    assert case_id in change.ids
    undo = undo_of_letting(before, wish, TODAY)
    assert undo is not None
    with writing(database) as session:
        occupancy.take_back(session, undo)
    with database.reading() as session:
        journal = case_card.show_case(session, case_id).journal
    told = {entry.kind: entry.data for entry in journal}
    assert told["dwelling_let"] == told["dwelling_let_back"]
    assert told["dwelling_let"]["address"] == "Prøvegata 1"  # type: ignore[index]


def test_all_that_is_wrong_with_a_letting_is_told_at_once(database: Database) -> None:
    key = dwelling(database)
    wish = RegisterLet(key, TODAY, seen(look(database, key)), TODAY, Decimal(-5), Decimal(-1))
    with pytest.raises(InvalidInput) as refused, writing(database) as session:
        occupancy.register_let(session, wish)
    assert set(refused.value.fields) == {"ends_on", "rent", "deposit"}
    assert look(database, key).row.state == "vacant"


def test_a_protected_household_is_never_tied_to_a_dwelling(database: Database) -> None:
    case_id = new_case(database, "Skjulesen", protection="confidential")
    key = dwelling(database)
    wish = RegisterLet(key, TODAY, seen(look(database, key)), case_id=case_id)
    with pytest.raises(InvalidInput, match="protected"), writing(database) as session:
        occupancy.register_let(session, wish)


def test_what_is_let_or_blocked_is_not_let_again(local_database: Database) -> None:
    let, blocked = (dwelling(local_database, let=True), dwelling(local_database, blocked="x"))
    for key, words in ((let, "already"), (blocked, "blocked")):
        wish = RegisterLet(key, TODAY, seen(look(local_database, key)))
        with pytest.raises(InvalidInput, match=words), writing(local_database) as session:
            occupancy.register_let(session, wish)


def test_moving_out_can_be_taken_back_lease_and_all(database: Database) -> None:
    key = dwelling(database, let=True)
    lease_id = lease(database, key)
    before = look(database, key)
    wish = vacate(database, key, lease_id=lease_id, lease_version=1)
    reopened = (seen(before).condition, seen(before).occupancy)
    undo = TakeBack(
        key, wish.keys, tuple(each for each in reopened if each), lease_id=lease_id,
        lease_version=2, lease_open_ended=True,
    )  # fmt: skip
    with writing(database) as session:
        occupancy.take_back(session, undo)
    after = look(database, key)
    assert (after.row.state, after.row.since, after.row.condition) == ("let", LONG_AGO, LET)
    assert after.leases[0].open_ended
    assert after.history("occupancy") == before.history("occupancy")


def test_letting_can_be_taken_back_and_its_lease_has_never_run(database: Database) -> None:
    key = dwelling(database)
    before = look(database, key)
    wish = RegisterLet(key, TODAY, seen(before))
    with writing(database) as session:
        occupancy.register_let(session, wish)
    undo = undo_of_letting(before, wish, TODAY)
    assert undo is not None
    with writing(database) as session:
        occupancy.take_back(session, undo)
    after = look(database, key)
    assert (after.row.state, after.row.since, after.leases) == ("vacant", LONG_AGO, ())


def test_a_dwelling_that_is_let_from_a_day_to_come_is_not_let_twice(database: Database) -> None:
    key = dwelling(database)
    later = TODAY + timedelta(days=20)
    first = RegisterLet(key, later, seen(look(database, key)))
    with writing(database) as session:
        occupancy.register_let(session, first)
    view = look(database, key)
    assert (view.row.state, view.row.until) == ("vacant", later)
    again = RegisterLet(key, TODAY, seen(view))
    with pytest.raises(InvalidInput, match="already"), writing(database) as session:
        occupancy.register_let(session, again)


def test_what_somebody_went_on_from_is_not_taken_back(database: Database) -> None:
    key = dwelling(database)
    view = look(database, key)
    wish = SetCondition(key, REPAIR, TODAY, seen(view))
    with writing(database) as session:
        occupancy.set_condition(session, wish)
    on_from_there = SetCondition(key, "IKKE_TILGJENGELIG", TODAY, seen(look(database, key)))
    with writing(database) as session:
        occupancy.set_condition(session, on_from_there)
    with pytest.raises(Conflict), writing(database) as session:
        occupancy.take_back(session, TakeBack(key, wish.keys))


def test_a_wish_sent_twice_is_done_once(database: Database) -> None:
    key = dwelling(database)
    wish = SetCondition(key, REPAIR, TODAY, seen(look(database, key)))
    for _time in range(2):
        with writing(database) as session:
            occupancy.set_condition(session, wish)
    assert len(look(database, key).history("condition")) == 2


@pytest.mark.parametrize("role", ROLES)
def test_casework_keeps_the_register_and_others_are_told_that_they_may_not(
    role: str, staffed: StaffedOffice
) -> None:
    key = dwelling(staffed.root, let=True)
    lease_id = lease(staffed.root, key)
    view = look(staffed.root, key)
    database = staffed.as_(staffed.members[f"{role.title()} Test"])
    moved = ReportVacant(
        key, TODAY, REPAIR, "damage", seen(view), lease_id=lease_id, lease_version=1
    )
    wishes: tuple[Any, ...] = (
        lambda s: dwelling_editing.add_dwelling(s, AddDwelling(NEW, READY, TODAY)),
        lambda s: dwelling_editing.edit_dwelling(s, edit(view, bedrooms=5)),
        lambda s: occupancy.report_vacant(s, moved),
        lambda s: occupancy.register_let(s, RegisterLet(key, TODAY, Seen(*moved.keys[:2]))),
    )
    for wish in wishes:
        if role in ("caseworker", "supervisor", "cleared"):
            with writing(database, f"{role.title()} Test") as session:
                wish(session)
        else:
            with pytest.raises(NotAllowed), writing(database) as session:
                wish(session)
    assert look(staffed.root, key).values["bedrooms"] == (
        5 if role in ("caseworker", "supervisor", "cleared") else 2
    )


def test_whoever_keeps_the_register_is_told_who_was_first(staffed: StaffedOffice) -> None:
    key = dwelling(staffed.root)
    siv, per = (staffed.add(name, "caseworker") for name in ("Siv Først", "Per Etter"))
    view = look(staffed.root, key)
    with writing(staffed.as_(siv), "Siv Først") as session:
        dwelling_editing.edit_dwelling(session, edit(view, bedrooms=1))
        occupancy.set_condition(session, SetCondition(key, REPAIR, TODAY, seen(view)))
    database = staffed.as_(per)
    with pytest.raises(Conflict) as refused, writing(database, "Per Etter") as session:
        dwelling_editing.edit_dwelling(session, edit(view, bedrooms=4))
    assert [clash.by for clash in refused.value.clashes] == ["Siv Først"]
    wish = SetCondition(key, "IKKE_TILGJENGELIG", TODAY, seen(view))
    with pytest.raises(Conflict) as refused, writing(database, "Per Etter") as session:
        occupancy.set_condition(session, wish)
    assert [clash.by for clash in refused.value.clashes] == ["Siv Først"]


def test_a_lease_is_tied_to_a_case_only_by_whoever_has_opened_it(staffed: StaffedOffice) -> None:
    key, case_id = dwelling(staffed.root), new_case(staffed.root, "Leiesen")
    database = staffed.as_(staffed.members["Caseworker Test"])
    wish = RegisterLet(key, TODAY, seen(look(staffed.root, key)), case_id=case_id)
    with pytest.raises(NotFound), writing(database, "Caseworker Test") as session:
        occupancy.register_let(session, wish)
    with writing(database, "Caseworker Test") as session:
        access.open_case(session, access.OpenCase(case_id, "allocation"))
    with writing(database, "Caseworker Test") as session:
        occupancy.register_let(session, wish)
    view = look(database, key, "Caseworker Test")
    assert (view.row.state, view.row.tenant) == ("let", "Kari Leiesen")
    out = ReportVacant(
        key, TODAY, REPAIR, "maintenance", seen(view),
        lease_id=view.leases[0].lease_id, lease_version=view.leases[0].version,
    )  # fmt: skip
    with writing(database, "Caseworker Test") as session:
        occupancy.report_vacant(session, out)
    assert look(database, key, "Caseworker Test").row.state == "vacant"
