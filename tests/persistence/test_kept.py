"""Drafts kept on this computer: opened by their key alone, whole or not at all."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hjemveien.persistence.kept import KeptDraft, KeptDrafts, folder_for
from tests.databases import NOON

KEY = bytes(range(32))
DRAFT = KeptDraft("Kari Test", "note", "a case", NOON, {"text": "Halvferdig tanke om Solbrått"})


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    KeptDrafts(tmp_path / "kept", KEY).put(DRAFT)
    assert KeptDrafts(tmp_path / "kept", KEY).all() == (DRAFT,)


def test_the_latest_of_a_form_stands_alone(tmp_path: Path) -> None:
    kept = KeptDrafts(tmp_path, KEY)
    later = replace(DRAFT, saved_at=NOON + timedelta(seconds=1), content={"text": "Mer"})
    other = replace(DRAFT, subject="another case")
    for draft in (DRAFT, later, other):
        kept.put(draft)
    assert set(map(str, kept.all())) == {str(later), str(other)}


def test_neither_the_file_nor_its_name_says_anything(tmp_path: Path) -> None:
    KeptDrafts(tmp_path, KEY).put(DRAFT)
    (path,) = tmp_path.iterdir()
    assert b"Solbr" not in path.read_bytes()
    assert "note" not in path.name
    assert path.stat().st_mode & 0o077 == 0


def test_another_key_sees_nothing_and_takes_nothing_away(tmp_path: Path) -> None:
    KeptDrafts(tmp_path, KEY).put(DRAFT)
    other = KeptDrafts(tmp_path, bytes(32))
    other.put(replace(DRAFT, owner="Siv"))
    assert [draft.owner for draft in other.all()] == ["Siv"]
    assert KeptDrafts(tmp_path, KEY).all() == (DRAFT,)


def test_a_file_that_was_changed_or_renamed_is_no_draft(tmp_path: Path) -> None:
    kept = KeptDrafts(tmp_path, KEY)
    kept.put(DRAFT)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert kept.all() == ()
    path.write_bytes(whole[:5])
    assert kept.all() == ()
    path.write_bytes(whole)
    path.rename(path.with_name("0" * 40 + ".kept"))
    assert kept.all() == ()


def test_what_the_database_has_is_forgotten_but_nothing_newer(tmp_path: Path) -> None:
    kept = KeptDrafts(tmp_path, KEY)
    kept.put(replace(DRAFT, saved_at=NOON + timedelta(seconds=2)))
    kept.drop(DRAFT.owner, DRAFT.form, DRAFT.subject, NOON)
    assert len(kept.all()) == 1
    kept.drop(DRAFT.owner, DRAFT.form, DRAFT.subject, NOON + timedelta(seconds=2))
    assert kept.all() == ()


def test_each_database_has_a_folder_of_its_own(tmp_path: Path) -> None:
    assert folder_for(tmp_path, "db.a/x") != folder_for(tmp_path, "db.b/x")
