"""A save that is sent twice is done once, on an encrypted file and on a real server."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Conflict, Refusal
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import CaseFile, JournalEntry, SavedOperation
from hjemveien.services import case_card, editing, moves, register, saves, truth, writing
from hjemveien.services.act import Act
from hjemveien.services.change import Change
from hjemveien.services.wishes import (
    AddTask,
    EditRecord,
    MoveCase,
    NewApplication,
    NewPerson,
    WriteNote,
)
from tests.databases import ACTOR, NOON
from tests.services.making import TODAY, counted, new_case

PATIENCE_SECONDS = 20


def act(operation_id: UUID | None = None) -> Act:
    return Act(ACTOR, NOON, operation_id or uuid4())


def notes(database: Database) -> int:
    with database.reading() as session:
        kind = select(func.count()).select_from(JournalEntry).where(JournalEntry.kind == "note")
        return session.scalar(kind) or 0


def noting(case_id: UUID) -> Callable[[Session], Change]:
    """Another note each time it is run: only the save's own key keeps it from doubling."""
    return lambda session: writing.write_note(session, WriteNote(case_id, "Avtalt."))


def test_the_same_save_again_is_answered_as_the_first_and_does_nothing(database: Database) -> None:
    case_id, mine = new_case(database), act()
    first = saves.save(database, mine, noting(case_id))
    again = saves.save(database, mine, noting(case_id))
    assert again == first
    assert again.created is not None
    assert notes(database) == 1


def test_every_part_of_an_answer_comes_back(database: Database) -> None:
    change = Change(frozenset({"case", "office"}), frozenset({uuid4(), uuid4()}), uuid4(), "Ærlig")
    mine = act()
    for _time in range(2):
        assert saves.save(database, mine, lambda _session: change) == change
    nothing = act()
    assert saves.save(database, nothing, lambda _session: None) is None
    assert saves.save(database, nothing, lambda _session: None) is None


def test_a_refused_save_leaves_no_key_and_may_be_tried_again(database: Database) -> None:
    mine = act()

    def no(_session: Session) -> None:
        raise Refusal("Not so.")

    with pytest.raises(Refusal):
        saves.save(database, mine, no)
    with database.reading() as session:
        assert not saves.found(session, mine.operation_id or uuid4())
    assert saves.save(database, mine, noting(new_case(database))).created


def test_a_twin_waits_for_the_first_and_gets_its_answer(database: Database) -> None:
    case_id, mine = new_case(database), act()
    begun, go = Event(), Event()

    def slowly(session: Session) -> Change:
        begun.set()
        assert go.wait(PATIENCE_SECONDS)
        return noting(case_id)(session)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(saves.save, database, mine, slowly)
        assert begun.wait(PATIENCE_SECONDS)
        twin = pool.submit(saves.save, database, mine, noting(case_id))
        go.set()
        assert twin.result() == first.result()
    assert notes(database) == 1


def test_a_twin_does_it_where_the_first_came_to_nothing(database: Database) -> None:
    case_id, mine = new_case(database), act()
    begun, go = Event(), Event()

    def in_vain(_session: Session) -> Change:
        begun.set()
        assert go.wait(PATIENCE_SECONDS)
        raise Refusal("The power went.")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(saves.save, database, mine, in_vain)
        assert begun.wait(PATIENCE_SECONDS)
        twin = pool.submit(saves.save, database, mine, noting(case_id))
        go.set()
        assert twin.result().created
        with pytest.raises(Refusal):
            first.result()
    assert notes(database) == 1


def test_a_save_costs_its_key_two_statements(database: Database) -> None:
    case_id = new_case(database)
    with counted(database) as bare, database.writing(ACTOR, NOON) as session:
        noting(case_id)(session)
    with counted(database) as keyed:
        saves.save(database, act(), noting(case_id))
    assert len(keyed) == len(bare) + 2


def test_keys_are_forgotten_after_a_week(database: Database) -> None:
    case_id = new_case(database)
    saves.save(database, Act(ACTOR, NOON - timedelta(days=8), uuid4()), noting(case_id))
    saves.save(database, Act(ACTOR, NOON - timedelta(days=6), uuid4()), noting(case_id))
    with database.writing(ACTOR, NOON) as session:
        saves.tidy(session)
    with database.reading() as session:
        kept = session.scalar(select(func.count()).select_from(SavedOperation))
    assert kept == 1


def together(*saving: Callable[[], object]) -> list[object]:
    """All at once; what each gave or raised."""
    with ThreadPoolExecutor(len(saving)) as pool:
        waiting = [pool.submit(one) for one in saving]
        return [one.exception() or one.result() for one in waiting]


def test_tasks_added_at_the_same_moment_are_all_kept(database: Database) -> None:
    case_id = new_case(database)

    def add(number: int) -> Callable[[], object]:
        wish = AddTask(case_id, f"Oppgave {number}", TODAY + timedelta(days=number))
        return lambda: saves.save(database, act(), lambda s: writing.add_task(s, wish))

    ended = together(*(add(number) for number in range(1, 9)))
    assert all(isinstance(one, Change) for one in ended), ended
    with database.reading() as session:
        assert len(case_card.show_case(session, case_id).tasks) == 8
        assert truth.compare(session).fine


def test_two_who_move_a_case_at_the_same_moment_never_overwrite(database: Database) -> None:
    case_id = new_case(database)
    with database.reading() as session:
        seen = case_card.show_case(session, case_id).version

    def move(who: str) -> Callable[[], object]:
        wish = MoveCase(case_id, "kartlegging", who, seen_version=seen)
        mine = Act(who, NOON, uuid4())
        return lambda: saves.save(database, mine, lambda s: moves.move_case(s, wish))

    ended = together(move("Siv"), move("Per"))
    assert {type(one) for one in ended} == {Change, Conflict}, ended
    with database.reading() as session:
        shown = case_card.show_case(session, case_id)
        assert truth.compare(session).fine
    assert [entry.kind for entry in shown.journal].count("moved") == 1


def test_a_move_landing_while_another_is_being_checked_is_a_conflict_and_no_broken_rule(
    shared_database: Database,
) -> None:
    database = shared_database
    case_id = new_case(database)
    with database.reading() as session:
        seen = case_card.show_case(session, case_id).version
    wish = MoveCase(case_id, "kartlegging", "Siv", seen_version=seen)
    with database.writing(ACTOR, NOON) as slow:
        held = slow.get(CaseFile, case_id)  # the session keeps only what somebody holds
        saves.save(database, act(), lambda s: moves.move_case(s, wish))
        with pytest.raises(Conflict):
            moves.move_case(slow, wish)
        assert held is not None


def test_applications_at_the_same_moment_get_numbers_of_their_own(database: Database) -> None:
    def register_one(name: str) -> Callable[[], object]:
        wish = NewApplication(NewPerson(surname=name), received_on=TODAY)
        return lambda: saves.save(database, act(), lambda s: register.register_application(s, wish))

    ended = together(*(register_one(f"Prøve{number}") for number in range(6)))
    numbers = {one.note for one in ended if isinstance(one, Change)}
    assert len(numbers) == 6, ended


def test_what_stood_in_each_others_way_is_tried_again(shared_database: Database) -> None:
    """Two saves that lock two rows in opposite orders: the server ends one of them."""
    first, second = new_case(shared_database, "En"), new_case(shared_database, "To")
    met = [Event(), Event()]

    def locking(one: UUID, other: UUID, mine: Event, theirs: Event) -> Callable[[], object]:
        lock = text("SELECT 1 FROM case_file WHERE id = :id FOR UPDATE")

        def operation(session: Session) -> Change:
            session.execute(lock, {"id": one})
            mine.set()
            assert theirs.wait(PATIENCE_SECONDS)
            session.execute(lock, {"id": other})
            return Change()

        return lambda: saves.save(shared_database, act(), operation)

    ended = together(
        locking(first, second, *met),
        locking(second, first, *reversed(met)),
    )
    assert ended == [Change(), Change()]


def test_an_edit_that_meets_another_in_the_middle_is_asked(shared_database: Database) -> None:
    case_id = new_case(shared_database)
    with shared_database.reading() as session:
        seen = case_card.show_case(session, case_id).application
    assert seen is not None

    def edit(who: str) -> Callable[[], object]:
        wish = EditRecord(
            "application", seen.application_id, case_id, seen.version, {"reason": who},
            {"reason": seen.reason},
        )  # fmt: skip
        mine = Act(who, NOON, uuid4())
        return lambda: saves.save(shared_database, mine, lambda s: editing.edit_record(s, wish))

    ended = together(edit("Siv"), edit("Per"))
    (refused,) = [one for one in ended if isinstance(one, Conflict)]
    assert {refused.clashes[0].yours, refused.clashes[0].theirs} == {"Siv", "Per"}
    assert refused.clashes[0].by == refused.clashes[0].theirs
