"""The head that a computer remembers, and the one that reports print."""

from datetime import timedelta
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from sqlalchemy import text

from hjemveien.persistence.chain.links import Head, add_links
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Household
from hjemveien.reports.catalogue import Order
from hjemveien.reports.documents import statistics, waiting_list
from hjemveien.services import heads
from hjemveien.services.heads import Memory, accept, check_in, in_short, keep_up
from tests.databases import ACTOR, NOON
from tests.persistence.tampering import Tamper

HEAD = Head(17, NOON, "3f9a02bc11d0" + "0" * 52)


def write(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        session.add(Household())


def test_a_head_in_short_has_number_day_and_the_first_of_its_digest() -> None:
    assert in_short(HEAD) == "Audit 17 · 27.02.2026 · 3f9a 02bc 11d0"


def test_a_memory_keeps_one_head_for_each_database(tmp_path: Path) -> None:
    one, other = Memory(tmp_path, "a.db"), Memory(tmp_path, "b.db")
    one.remember(HEAD)
    assert one.recall() == HEAD
    assert other.recall() is None
    one.file.write_text("{")
    assert one.recall() is None
    one.forget()
    one.forget()


def test_a_folder_that_cannot_be_written_keeps_nobody_from_work(tmp_path: Path) -> None:
    (tmp_path / "heads").write_text("a file in the way")
    Memory(tmp_path, "a.db").remember(HEAD)
    assert Memory(tmp_path, "a.db").recall() is None


def test_the_chain_grows_and_is_recognised(database: Database, tmp_path: Path) -> None:
    for minute in range(3):
        write(database)
        assert keep_up(database, tmp_path, NOON + timedelta(minutes=minute)) == ""
        assert check_in(database, tmp_path) == ""


def test_a_head_that_is_gone_is_demanded_until_another_is_accepted(
    database: Database, tmp_path: Path
) -> None:
    write(database)
    keep_up(database, tmp_path, NOON)
    Tamper(database)("DELETE FROM audit_checkpoint")
    assert "link 1 of" in check_in(database, tmp_path)
    later = NOON + timedelta(minutes=1)
    assert "link 1 of" in keep_up(database, tmp_path, later)
    accepted = accept(database, tmp_path)
    assert accepted is not None
    assert check_in(database, tmp_path) == ""


def test_whoever_restores_is_not_asked(local_database: Database, tmp_path: Path) -> None:
    write(local_database)
    keep_up(local_database, tmp_path, NOON)
    Tamper(local_database)("DELETE FROM audit_checkpoint")
    heads.forget(str(local_database.path), tmp_path)
    assert check_in(local_database, tmp_path) == ""


@pytest.mark.parametrize("document", [waiting_list, statistics])
def test_a_report_prints_the_head(database: Database, tmp_path: Path, document: object) -> None:
    write(database)
    head = add_links(database, NOON)
    assert head is not None
    target = tmp_path / "paper.pdf"
    order = Order(NOON.date(), ACTOR, NOON)
    with database.reading() as session:
        document.write(session, order, target)  # type: ignore[attr-defined]
    page = pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()
    assert in_short(head) in page.replace("\r\n", " ")


def test_an_office_without_a_link_prints_none(database: Database) -> None:
    with database.reading() as session:
        assert heads.printed(session) == ""
        assert session.execute(text("SELECT count(*) FROM audit_checkpoint")).scalar_one() == 0
