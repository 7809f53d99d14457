"""Drafts in the database: the latest stands, what was kept elsewhere comes in, one key a login."""

from datetime import timedelta
from uuid import uuid4

from hjemveien.persistence.engine import Database
from hjemveien.persistence.kept import KeptDraft
from hjemveien.services import saves
from hjemveien.services.act import Act
from hjemveien.services.drafts import (
    DraftView,
    find_draft,
    kept_key,
    restore_draft,
    save_draft,
)
from tests.databases import ACTOR, NOON

LATER = NOON + timedelta(minutes=1)


def kept(database: Database, form: str = "note") -> DraftView | None:
    with database.reading() as session:
        return find_draft(session, ACTOR, form, "case")


def save(database: Database, content: dict[str, object]) -> None:
    with database.writing(ACTOR, NOON) as session:
        save_draft(session, "note", "case", content)


def restore(database: Database, draft: KeptDraft) -> None:
    with database.writing(ACTOR, LATER) as session:
        restore_draft(session, draft)


def test_the_latest_stands_and_an_empty_one_is_none(database: Database) -> None:
    save(database, {"text": "a"})
    save(database, {"text": "ab"})
    found = kept(database)
    assert found is not None
    assert (found.content, found.done) == ({"text": "ab"}, False)
    assert kept(database, "other") is None
    save(database, {})
    assert kept(database) is None


def test_what_was_kept_elsewhere_comes_in_unless_something_newer_is_here(
    database: Database,
) -> None:
    save(database, {"text": "here"})
    restore(database, KeptDraft(ACTOR, "note", "case", NOON - timedelta(1), {"text": "old"}))
    assert getattr(kept(database), "content", None) == {"text": "here"}
    restore(database, KeptDraft(ACTOR, "note", "case", LATER, {"text": "new"}))
    assert getattr(kept(database), "content", None) == {"text": "new"}
    restore(database, KeptDraft(ACTOR, "note", "case", NOON, {}))
    assert kept(database) is not None
    restore(database, KeptDraft(ACTOR, "note", "case", LATER + timedelta(1), {}))
    assert kept(database) is None


def test_a_draft_knows_that_its_save_was_done_after_all(database: Database) -> None:
    operation = uuid4()
    save(database, {"text": "a", "operation": str(operation)})
    assert getattr(kept(database), "done", None) is False
    saves.save(database, Act(ACTOR, NOON, operation), lambda _session: None)
    assert getattr(kept(database), "done", None) is True


def test_a_login_keeps_one_key(database: Database) -> None:
    keys = set()
    for _time in range(3):
        with database.writing(ACTOR, NOON) as session:
            keys.add(kept_key(session))
    (key,) = keys
    assert len(key) == 32
