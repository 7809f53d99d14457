"""Two people edit one record at the same moment, over and over: nothing is lost or overwritten."""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from hjemveien.domain.refusal import Conflict
from hjemveien.persistence.engine import Database, opened
from hjemveien.persistence.tables import AuditEvent, AuditPayload
from hjemveien.services import access, case_card, editing, saves, truth
from hjemveien.services.act import Act
from hjemveien.services.change import Change
from hjemveien.services.wishes import EditRecord
from tests.databases import NOON
from tests.services.making import new_case
from tests.staffed import staffed_office

PAIRS, MANY_PAIRS = 100, 10_000
CASES = 5
TEXTS = ("reason", "note"), ("phone", "address", "id_missing_reason"), ("area", "words")
RECORDS = dict(zip(("application", "person", "need"), TEXTS, strict=True))


@dataclass
class Editor:
    """One of the two, with a connection of her own."""

    name: str
    database: Database

    def save(self, wish: EditRecord) -> Change | Conflict:
        act = Act(self.name, NOON, uuid4())
        try:
            return saves.save(self.database, act, lambda s: editing.edit_record(s, wish))
        except Conflict as conflict:
            return conflict


@dataclass(frozen=True)
class Seen:
    """A record as both have it in front of them."""

    record: str
    record_id: UUID
    case_id: UUID
    version: int
    values: dict[str, Any]

    def wish(self, changes: dict[str, Any]) -> EditRecord:
        return EditRecord(
            self.record, self.record_id, self.case_id, self.version, changes, dict(self.values)
        )


@pytest.fixture
def editors(database: Database) -> Iterator[tuple[Editor, Editor]]:
    with both_at(database) as two:
        yield two


@contextmanager
def both_at(database: Database) -> Iterator[tuple[Editor, Editor]]:
    """On a server with a login each, on a file at two windows of it."""
    if database.kind == "local":
        assert database.path is not None
        assert database.key is not None
        other = opened(database.path, database.key)
        yield Editor("Siv Først", database), Editor("Per Etter", other)
        other.close()
        return
    with staffed_office(database) as office:
        members = [office.add(name, "caseworker") for name in ("Siv Først", "Per Etter")]
        siv, per = (Editor(member.name, office.as_(member)) for member in members)
        yield siv, per


def open_to(editors: tuple[Editor, Editor], case_id: UUID) -> None:
    for editor in editors:
        with editor.database.writing(editor.name, NOON) as session:
            access.open_case(session, access.OpenCase(case_id, "own"))


def look(database: Database, case_id: UUID, record: str) -> Seen:
    with database.reading() as session:
        card = case_card.show_case(session, case_id)
    if record == "person":
        member = card.members[0]
        assert member.person_id is not None
        values = {name: getattr(member, name) for name in RECORDS[record]}
        return Seen(record, member.person_id, case_id, member.person_version, values)
    view = card.application if record == "application" else card.need
    assert view is not None
    record_id = getattr(view, f"{record}_id")
    values = {name: getattr(view, name) for name in RECORDS[record]}
    return Seen(record, record_id, case_id, view.version, values)


def some_changes(dice: random.Random, names: tuple[str, ...], who: str) -> dict[str, Any]:
    """Now and then both write the very same, which is no conflict."""
    chosen = dice.sample(names, dice.randint(1, len(names)))
    return {
        name: f"likt {dice.randint(0, 3)}" if dice.random() < 0.2 else f"{who} {dice.random()}"
        for name in chosen
    }


def play(editors: tuple[Editor, Editor], seen: Seen, dice: random.Random) -> tuple[str, Seen]:
    """One round: what kind it was, and what must stand there afterwards."""
    changes = [some_changes(dice, RECORDS[seen.record], editor.name) for editor in editors]
    wishes = [seen.wish({k: v for k, v in c.items() if v != seen.values[k]}) for c in changes]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(Editor.save, editors, wishes))
    refused = [number for number, answer in enumerate(answers) if isinstance(answer, Conflict)]
    if not refused:
        values = {**seen.values, **wishes[0].changes, **wishes[1].changes}
        disputed = [k for k in wishes[0].changes.keys() & wishes[1].changes.keys()
                    if wishes[0].changes[k] != wishes[1].changes[k]]  # fmt: skip
        assert not disputed
        return "kept both", replace(seen, values=values)
    (second,) = refused
    first, conflict = 1 - second, answers[second]
    assert isinstance(conflict, Conflict)
    return "asked", settle(editors, (first, second), wishes, conflict, seen, dice)


def settle(
    editors: tuple[Editor, Editor],
    order: tuple[int, int],
    wishes: list[EditRecord],
    conflict: Conflict,
    seen: Seen,
    dice: random.Random,
) -> Seen:
    """The second is asked about just what both changed, chooses, and gets what she chose."""
    first, second = (wishes[number] for number in order)
    disputed = {
        name
        for name in first.changes.keys() & second.changes.keys()
        if first.changes[name] != second.changes[name]
    }
    assert {clash.name for clash in conflict.clashes} == disputed
    for clash in conflict.clashes:
        assert clash.saved == first.changes[clash.name]
        assert clash.by == editors[order[0]].name
    mine = {name for name in disputed if dice.random() < 0.5}
    again = editing.settled(second, conflict, mine)
    if again is not None:
        assert isinstance(editors[order[1]].save(again), Change)
    chosen = again.changes if again else {}
    return replace(seen, values={**seen.values, **first.changes, **chosen})


def play_on(editors: tuple[Editor, Editor], root: Database, pairs: int, seed: int) -> Counter[str]:
    """So many pairs over a few cases; what must stand there is looked at before the next."""
    dice = random.Random(seed)
    cases = [new_case(root, f"Prøve{number}", rooms_min=2) for number in range(CASES)]
    for case_id in cases:
        open_to(editors, case_id)
    kinds: Counter[str] = Counter()
    expected: dict[tuple[UUID, str], dict[str, Any]] = {}
    for _pair in range(pairs):
        case_id, record = dice.choice(cases), dice.choice(list(RECORDS))
        seen = look(root, case_id, record)
        assert seen.values == expected.get((case_id, record), seen.values)
        kind, after = play(editors, seen, dice)
        kinds[kind] += 1
        expected[case_id, record] = after.values
    for (case_id, record), values in expected.items():
        assert look(root, case_id, record).values == values
    return kinds


def unexplained(database: Database) -> int:
    """Values that came or went without an event that says who did it: each follows the last."""
    with database.reading() as session:
        wanted = (
            select(AuditEvent.row_id, AuditPayload.old, AuditPayload.new)
            .join(AuditPayload, AuditPayload.number == AuditEvent.number)
            .where(AuditEvent.table_name.in_(RECORDS))
            .order_by(AuditEvent.number)
        )
        latest: dict[UUID, Any] = {}
        gaps = 0
        for row_id, old, new in session.execute(wanted):
            gaps += row_id in latest and latest[row_id] != old
            latest[row_id] = new
    return gaps


def test_pairs_of_edits_lose_nothing(database: Database, editors: tuple[Editor, Editor]) -> None:
    kinds = play_on(editors, database, PAIRS, seed=1)
    assert min(kinds["kept both"], kinds["asked"]) > PAIRS / 10
    assert unexplained(database) == 0
    with database.reading() as session:
        assert truth.compare(session).fine


@pytest.mark.endurance
def test_ten_thousand_pairs_of_edits_lose_nothing(
    shared_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with both_at(shared_database) as editors:
        kinds = play_on(editors, shared_database, MANY_PAIRS, seed=2)
    with capsys.disabled():
        print(f"\n{MANY_PAIRS} pairs of edits: {dict(kinds)}")
    assert kinds.total() == MANY_PAIRS
    assert unexplained(shared_database) == 0
    with shared_database.reading() as session:
        assert truth.compare(session).fine


def test_whoever_is_named_is_the_author_of_that_field(
    database: Database, editors: tuple[Editor, Editor]
) -> None:
    siv, per = editors
    case_id = new_case(database)
    open_to(editors, case_id)
    seen = look(database, case_id, "application")
    siv.save(seen.wish({"reason": "Oppsagt"}))
    per.save(seen.wish({"note": "Ønsker sentrum"}))
    refused = per.save(seen.wish({"reason": "Brann"}))
    assert isinstance(refused, Conflict)
    assert [clash.by for clash in refused.clashes] == ["Siv Først"]


def test_a_third_value_that_came_while_one_chose_is_asked_about_too(
    database: Database, editors: tuple[Editor, Editor]
) -> None:
    siv, per = editors
    case_id = new_case(database)
    open_to(editors, case_id)
    seen = look(database, case_id, "application")
    siv.save(seen.wish({"reason": "Først"}))
    mine = seen.wish({"reason": "Min"})
    asked = per.save(mine)
    assert isinstance(asked, Conflict)
    siv.save(look(database, case_id, "application").wish({"reason": "Enda en"}))
    chosen = editing.settled(mine, asked, {"reason"})
    assert chosen is not None
    again = per.save(chosen)
    assert isinstance(again, Conflict)
    assert again.clashes[0].theirs == "Enda en"
    last = editing.settled(chosen, again, {"reason"})
    assert last is not None
    assert isinstance(per.save(last), Change)
    assert look(database, case_id, "application").values["reason"] == "Min"
