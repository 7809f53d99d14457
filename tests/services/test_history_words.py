"""Every change that a case's readers see is told in words: no column, no code, no raw day."""

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, DateTime, Integer, Numeric
from sqlalchemy.types import TypeDecorator

from hjemveien import services, texts
from hjemveien.domain import pathway
from hjemveien.persistence.audit import audited
from hjemveien.persistence.engine import Database
from hjemveien.services import history, history_words, writing
from hjemveien.services.wishes import WriteNote
from tests.services.making import decide, move, new_case
from tests.services.making import writing as at_work

LANGUAGES = ("nb", "nn", "en")
SERVICES = Path(services.__file__).parent


def told_tables() -> Iterator[str]:
    """Tables whose changes carry a case or a household, and the people's own."""
    for table in audited():
        linked = {"case_id", "household_id"} & set(table.columns.keys())
        if linked or table.name in {"case_file", "household", "person"}:
            yield table.name


def shown_columns() -> Iterator[tuple[str, Column[Any]]]:
    for table in audited():
        if table.name in set(told_tables()) and not table.name.startswith("sealed_"):
            for column in table.columns:
                if column.name not in history_words.HIDDEN:
                    yield table.name, column


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_and_column_has_a_title(language: str) -> None:
    texts.set_language(language)
    other = history_words.subject_title("")
    unnamed = [name for name in told_tables() if history_words.subject_title(name) == other]
    unnamed += [
        f"{table}.{column.name}"
        for table, column in shown_columns()
        if history_words.column_title(table, column.name) in (other, column.name)
    ]
    assert not unnamed


def sample(column: Column[Any]) -> tuple[object, str]:
    """A value of the column's type and how it must be read; of words and numbers, itself."""
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    known: tuple[tuple[type, object, str], ...] = (
        (Boolean, True, texts._("yes")),
        (DateTime, datetime(2026, 2, 3, 12, tzinfo=UTC), "03.02.2026"),
        (Date, date(2026, 2, 3), "03.02.2026"),
        (Numeric, Decimal("9000"), texts.number_text(9000.0, 2)),
        (Integer, 2, "2"),
    )
    return next(((value, word) for each, value, word in known if isinstance(kind, each)), ("x", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_moments_and_answers_are_read_as_people_write_them(language: str) -> None:
    texts.set_language(language)
    raw = [
        f"{table}.{column.name}: {found}"
        for table, column in shown_columns()
        for value, word in [sample(column)]
        if column.name != "share"
        and word not in (found := history_words.value_word(table, column.name, value))
    ]
    assert not raw


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words(language: str) -> None:
    texts.set_language(language)
    coded = [
        (table, column.name, code)
        for table, column in shown_columns()
        for titles in [
            history_words.OWN_CODED.get((table, column.name))
            or history_words.CODED.get(column.name, ())
        ]
        for code, _title in titles
    ]
    coded += [("journal_entry", "kind", code) for code, _title in history_words.EVENTS]
    coded += [("stage_interval", "stage", stage.code) for stage in pathway.STAGES]
    assert not [each for each in coded if history_words.value_word(*each) == each[2]]


def written_kinds() -> Iterator[str]:
    """What the services call the entries that they put into a journal."""
    for path in SERVICES.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "JournalEntry":
                for keyword in call.keywords:
                    if keyword.arg == "kind":
                        yield from (
                            part.value
                            for part in ast.walk(keyword.value)
                            if isinstance(part, ast.Constant) and isinstance(part.value, str)
                        )


def test_every_event_that_the_services_write_is_known() -> None:
    assert set(written_kinds()) <= dict(history_words.EVENTS).keys()


def test_a_case_s_changes_are_told_in_the_reader_s_words(database: Database) -> None:
    case_id = new_case(database)
    decide(database, case_id)
    move(database, case_id, "venteliste")
    with at_work(database) as session:
        writing.write_note(session, WriteNote(case_id, "Ringte", "phone", confidential=True))
    texts.set_language("nb")
    with database.reading() as session:
        told = history.case_history(session, case_id)
    said = {(view.subject, view.field): view.new for view in told if view.subject != "Journal"}
    journal = {(view.field, view.new) for view in told if view.subject == "Journal"}
    assert said["Bosituasjon", "Per"] == "17.02.2026"
    assert {("Hva det er", "Registrert"), ("Hva det er", "Telefonsamtale")} <= journal
    assert {("Fortrolig", "ja"), ("Tekst", "Ringte")} <= journal
