"""Kept filters and recently opened cases: whose they are, what they count, who may keep them."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Conflict, InvalidInput, NotAllowed, Refusal
from hjemveien.persistence.engine import Database
from hjemveien.services import partiality, recent, saved_views
from hjemveien.services.case_filter import Asker, CaseFilter
from hjemveien.services.change import Change
from hjemveien.services.filter_state import Shown, packed, unpacked
from hjemveien.services.partiality import LockOut
from hjemveien.services.saved_views import KeptView
from hjemveien.services.wishes import SaveView
from tests.databases import ACTOR, NOON
from tests.services.making import TODAY, counted, new_case
from tests.staffed import StaffedOffice

ASKER = Asker(TODAY)
LATE = packed(Shown(CaseFilter(deadlines=("overdue",), include_closed=False), "name", True))


def wish(name: str = "Over fristen", **what: object) -> SaveView:
    return replace(SaveView("cases", name, LATE), **what)  # type: ignore[arg-type]


def do(
    database: Database, operation: Callable[[Session], Change | None], who: str = ACTOR
) -> Change | None:
    with database.writing(who, NOON, uuid4()) as session:
        return operation(session)


def save(database: Database, what: SaveView, who: str = ACTOR) -> UUID:
    do(database, lambda session: saved_views.save_view(session, what), who)
    return what.view_id


def views(database: Database, who: str = ACTOR) -> tuple[KeptView, ...]:
    with database.reading() as session:
        return saved_views.list_views(session, "cases", who)


def test_everything_but_what_was_searched_for_comes_back() -> None:
    wanted = CaseFilter(
        search="Prøvesen", stages=("soknad",), caseworker_ids=(uuid4(),), unassigned=True,
        include_closed=False, mine=True, deadlines=("week",), received=("2026-01-01/2026-02-01",),
        classes=(1, 9), marks=("children",),
    )  # fmt: skip
    state = packed(Shown(wanted, "name", True))
    assert "Prøvesen" not in str(state)
    assert unpacked(state) == Shown(replace(wanted, search=""), "name", True)
    assert unpacked({}) == Shown(CaseFilter(include_closed=False))


def test_ones_own_come_first_and_the_others_see_what_is_for_all(local_database: Database) -> None:
    save(local_database, wish("Alle ser", shared=True))
    save(local_database, wish("Åse"))
    save(local_database, wish("Berit"))
    save(local_database, wish("Bare Olas"), "Ola Test")
    assert [view.name for view in views(local_database)] == ["Berit", "Åse", "Alle ser"]
    assert [view.name for view in views(local_database, "Ola Test")] == ["Bare Olas", "Alle ser"]


def test_counts_are_live_capped_and_one_statement(database: Database) -> None:
    for _each in range(3):
        new_case(database)
    everything = packed(Shown(CaseFilter()))
    save(database, wish("Alle", state=everything))
    save(database, wish("Barn", state=packed(Shown(CaseFilter(marks=("children",))))))
    save(database, wish("Sene"))
    with database.reading() as session:
        found = saved_views.list_views(session, "cases", ACTOR)
        with counted(database) as sent:
            assert saved_views.counts(session, found, ASKER) == (3, 0, 0)
    assert len([statement for statement in sent if "case_now" in statement]) <= 1
    with database.reading() as session:
        assert saved_views.counts(session, found, ASKER, cap=1) == (2, 0, 0)
        assert saved_views.counts(session, (), ASKER) == ()


def test_a_name_must_be_there_and_free(database: Database) -> None:
    save(database, wish("Min"))
    for bad in ("  ", "x" * 61, " Min "):
        with pytest.raises(InvalidInput) as refused:
            save(database, wish(bad))
        assert "name" in refused.value.fields
    save(database, wish("Min", shared=True))


def test_a_filter_is_renamed_removed_and_brought_back(database: Database) -> None:
    kept = save(database, wish("Gammelt"))
    save(database, wish("Nytt", view_id=kept, seen_version=1))
    with pytest.raises(Conflict):
        save(database, wish("Enda nyere", view_id=kept, seen_version=1))
    (view,) = views(database, ACTOR)
    assert (view.name, view.version) == ("Nytt", 2)
    do(database, lambda session: saved_views.remove_view(session, kept))
    assert views(database) == ()
    save(database, SaveView(view.page, view.name, view.state, view.shared, view_id=kept))
    assert [each.name for each in views(database)] == ["Nytt"]


def test_on_a_shared_database_supervisors_keep_what_is_for_all(staffed: StaffedOffice) -> None:
    kari = staffed.as_(staffed.members["Caseworker Test"])
    lead = staffed.as_(staffed.members["Supervisor Test"])
    with pytest.raises(NotAllowed):
        save(kari, wish("For alle", shared=True))
    shared = save(lead, wish("For alle", shared=True))
    own = save(kari, wish("Mitt"))
    save(lead, wish("Lederens"))
    assert [view.name for view in views(kari)] == ["Mitt", "For alle"]
    assert [view.name for view in views(lead)] == ["Lederens", "For alle"]
    for refused in (
        lambda session: saved_views.remove_view(session, shared),
        lambda session: saved_views.save_view(
            session, wish("Mitt nå", view_id=shared, seen_version=1)
        ),
    ):
        with pytest.raises(NotAllowed):
            do(kari, refused)
    save(lead, wish("Nå for alle", view_id=shared, shared=True, seen_version=1))
    do(lead, lambda session: saved_views.remove_view(session, own))
    assert [view.name for view in views(kari)] == ["Mitt", "Nå for alle"]


def test_whoever_has_no_cases_may_keep_no_filter(staffed: StaffedOffice) -> None:
    figures = staffed.as_(staffed.members["Statistics Test"])
    with pytest.raises(Refusal):
        save(figures, wish())


def opened(database: Database, case_id: UUID, who: str = ACTOR) -> None:
    with database.writing(who, NOON) as session:
        recent.note_opened(session, case_id)


def recents(database: Database, who: str = ACTOR) -> list[str]:
    with database.reading() as session:
        return [case.name for case in recent.recent_cases(session, who)]


def test_the_latest_opened_case_stands_first_and_once(database: Database) -> None:
    cases = [new_case(database, surname) for surname in "ABCDEFG"]
    for case_id in (*cases, cases[3]):
        opened(database, case_id)
    assert recents(database) == ["Kari D", "Kari G", "Kari F", "Kari E", "Kari C"]


def test_no_name_is_kept_and_nobody_protected_is_listed(database: Database) -> None:
    plain = new_case(database, "Vanlig")
    hidden = new_case(database, "Skjulesen", protection="confidential")
    opened(database, plain)
    opened(database, hidden)
    assert recents(database) == ["Kari Vanlig"]
    with database.reading() as session:
        kept = session.execute(text("SELECT content FROM draft")).scalars().all()
    assert "Vanlig" not in str(kept)


def test_what_i_opened_is_mine_and_goes_when_it_is_locked(staffed: StaffedOffice) -> None:
    case_id = new_case(staffed.root, "Nabo")
    kari = staffed.as_(staffed.members["Caseworker Test"])
    lead = staffed.as_(staffed.members["Supervisor Test"])
    opened(kari, case_id)
    assert recents(kari, "Caseworker Test") == ["Kari Nabo"]
    assert recents(lead, "Supervisor Test") == []
    her = staffed.members["Caseworker Test"].staff_id
    with lead.writing("Supervisor Test", NOON) as session:
        partiality.lock_out(session, LockOut(case_id, her, "Søsken"))
    assert recents(kari, "Caseworker Test") == []
