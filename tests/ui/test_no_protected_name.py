"""Kode 6 and 7: who somebody is stands on no page, paper or export, whoever looks for her."""

import io
import logging
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from hjemveien.persistence.rights.roles import ROLES
from hjemveien.reports.catalogue import Order, all_documents
from hjemveien.reports.statistics import statistics
from hjemveien.reports.statistics.period import period_of
from hjemveien.reports.waiting_list import Print, print_waiting_list
from hjemveien.reports.writers import write_statistics
from hjemveien.services import access, case_list, protection
from hjemveien.services.access import OpenCase
from hjemveien.services.case_list import CaseFilter
from hjemveien.services.protection import Protect
from tests.reports.paper.reading import page_texts
from tests.services import making
from tests.services.homes import dwelling, lease
from tests.staffed import StaffedOffice
from tests.ui.desk import Desk, Sit
from tests.ui.reading import said_by
from ui.kit import ListTable
from ui.pages import pages_for
from ui.shell.window import MainWindow

SECRETS = ("skjulesen", "gretelise", "30837420136", "skjulgata", "98765432")
TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def hidden(staffed: StaffedOffice) -> StaffedOffice:
    """Two on the waiting list: one registered as protected, one whose protection was raised."""
    who = {"given_name": "Gretelise", "id_number": "30837420136", "address": "Skjulgata 7"}
    making.listed_case(staffed.root, "Skjulesen", protection="strictly_confidential", **who)
    raised = making.listed_case(staffed.root, "Skjulesen", **who)
    known = making.listed_case(staffed.root, "Prøvesen")
    for tenant in (raised, known):
        lease(staffed.root, dwelling(staffed.root, let=True), case_id=tenant)
    with staffed.root.writing("Root", AT) as session:
        access.open_case(session, OpenCase(raised))
        protection.protect(session, Protect(raised, "confidential", "Politiet har meldt fare"))
        session.execute(
            text("UPDATE case_file SET caseworker_id = :who WHERE caseworker_id IS NULL"),
            {"who": staffed.members["Cleared Test"].staff_id},
        )
    return staffed


def leaked(told: str) -> list[str]:
    folded = told.lower()
    return [secret for secret in SECRETS if secret in folded]


@pytest.mark.parametrize("role", ROLES)
def test_no_page_says_it(
    role: str, sit: Sit, hidden: StaffedOffice, caplog: pytest.LogCaptureFixture
) -> None:
    assert hidden.members
    desk = sit(f"{role.title()} Test")
    caplog.set_level(logging.DEBUG)
    window = MainWindow(desk.context.settings)
    window.furnish(desk.context)
    desk.qtbot.addWidget(window)
    window.show()
    for entry in pages_for(desk.context.person):
        window.show_page(entry.key)
        _settle(desk)
        told = said_by(window)
        assert leaked(told) == [], entry.key
        assert entry.key not in {"cases", "waiting_list", "dwellings"} or "Prøvesen" in told
        for table in window.findChildren(ListTable):
            table.selectAll()
            assert leaked(table.chosen_as_tsv()) == [], entry.key
    assert leaked(caplog.text) == []
    assert leaked(str(desk.context.settings.__dict__)) == []


def _settle(desk: Desk) -> None:
    QApplication.processEvents()
    desk.qtbot.waitUntil(lambda: not desk.context.work.busy(), timeout=30_000)
    QApplication.processEvents()


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "cleared"])
def test_no_paper_or_export_says_it(role: str, hidden: StaffedOffice, tmp_path: Path) -> None:
    database = hidden.as_(hidden.members[f"{role.title()} Test"])
    with access.listing(database, "x", AT, "waiting_list") as session:
        for ending in ("pdf", "xlsx", "csv", "json"):
            for anonymous in (False, True):
                target = tmp_path / f"list-{anonymous}.{ending}"
                print_waiting_list(
                    session, Print(target, TODAY, "x", AT, anonymous=anonymous, kind="working")
                )
        for public in (False, True):
            found = statistics(session, period_of(TODAY), public=public)
            for ending in ("pdf", "xlsx", "csv", "json"):
                write_statistics(found, tmp_path / f"figures-{public}.{ending}", AT)
        for document in all_documents():
            document.write(session, Order(TODAY, "x", AT), tmp_path / f"{document.name}.pdf")
    written = list(tmp_path.iterdir())
    assert len(written) >= 16
    assert {path.name: leaked(_read(path)) for path in written} == {
        path.name: [] for path in written
    }


@pytest.mark.parametrize("role", ["caseworker", "supervisor"])
def test_no_search_finds_it(role: str, hidden: StaffedOffice) -> None:
    database = hidden.as_(hidden.members[f"{role.title()} Test"])
    with database.reading() as session:
        assert case_list.case_page(session, CaseFilter(search="prøve")).rows
        for typed in {secret[:length] for secret in SECRETS for length in (1, 2, 3, 20)}:
            rows = case_list.case_page(session, CaseFilter(search=typed)).rows
            assert not any(row.protected for row in rows if typed not in row.number)


def _read(path: Path) -> str:
    """What a person or a machine finds in it, its name included."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            told = " ".join(str(value) for value in dict(pdf.docinfo).values())
        return " ".join((path.name, told, *page_texts(data)))
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return path.name + " ".join(
                book.read(name).decode("utf-8", "replace") for name in book.namelist()
            )
    return path.name + data.decode("utf-8-sig")
