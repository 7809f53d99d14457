"""Reports: what is chosen is what is previewed, printed and saved, and all of it by keys."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from hjemveien import texts
from hjemveien.persistence.engine import Database
from hjemveien.reports.catalogue import all_documents
from tests.services.making import listed_case
from ui.kit import EmptyState
from ui.pages.reports import ReportsPage, file_name
from ui.paper.pages import count_pages
from ui.paper.printing import print_pdf, wanted_pages
from ui.shell.context import Context
from ui.theme import theme

WAIT_MS = 20_000


@pytest.fixture
def page(
    context: Context,
    local_database: Database,
    qtbot: QtBot,
    faults: Callable[[], list[object]],
) -> ReportsPage:
    """The page of an office with a household on its list, its first report made."""
    del faults
    listed_case(local_database, "Ny")
    shown = ReportsPage(context)
    qtbot.addWidget(shown)
    theme().wear(shown)
    shown.resize(1200, 760)
    shown.show()
    shown.arrive()
    made(shown, qtbot)
    return shown


def made(page: ReportsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.pdf()), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not page.context.work.busy(), timeout=WAIT_MS)


def test_every_document_says_what_it_is_for() -> None:
    assert all(document.purpose for document in all_documents())


def test_a_report_is_proposed_under_the_readers_own_word_for_it() -> None:
    texts.set_language("nb")
    names = [file_name(document.name, date(2026, 2, 27)) for document in all_documents()]
    page = texts._("waiting-list-{day}.pdf").format(day="2026-02-27")
    texts.set_language("en")
    assert sorted(names) == ["statistikk-2026-02-27", "venteliste-2026-02-27"]
    assert page == "venteliste-2026-02-27.pdf"


def test_who_does_not_see_the_page_hears_its_text(page: ReportsPage) -> None:
    assert "Ny" in page.preview.picture.accessibleDescription()


def test_while_another_report_is_made_there_is_nothing_to_print(
    page: ReportsPage, qtbot: QtBot
) -> None:
    before = page.pdf()
    page.choices[1].click()
    assert not page.pdf()
    assert not page.print_button.isEnabled()
    made(page, qtbot)
    assert page.pdf() != before
    assert page.print_button.isEnabled()


def test_pages_are_turned_and_enlarged_by_keys(page: ReportsPage, qtbot: QtBot) -> None:
    page.choices[1].click()
    made(page, qtbot)
    preview, last = page.preview, page.preview.page_count()
    assert last > 2
    for key, shown in (
        (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_End, last), (Qt.Key.Key_PageUp, last - 1),
        (Qt.Key.Key_Home, 1),
    ):  # fmt: skip
        qtbot.keyClick(preview.picture, key)
        assert preview.number.value() == shown
    preview.number.setValue(2)
    qtbot.waitUntil(lambda: not page.context.work.busy(), timeout=WAIT_MS)
    width = preview.picture.pixmap().width()
    qtbot.keyClick(preview.picture, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: preview.picture.pixmap().width() > width, timeout=WAIT_MS)
    qtbot.keyClick(preview.picture, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: preview.picture.pixmap().width() == width, timeout=WAIT_MS)


def test_the_figures_on_paper_are_of_the_chosen_period_and_say_so(
    page: ReportsPage, qtbot: QtBot
) -> None:
    names = [document.name for document in page._documents]
    assert not page.begins.isVisible()
    page.choices[names.index("statistics")].click()
    made(page, qtbot)
    assert page.begins.isVisible()
    assert page.public.isChecked()
    page.start.setText("1.1.2026")
    page.start.returnPressed.emit()
    made(page, qtbot)
    assert "from 01.01.2026 to 23.11.2026" in page.preview.picture.accessibleDescription()
    page.start.setText("tull")
    page.save_as()
    assert page.begins.error()
    assert not page.pdf()


def test_without_a_day_it_says_what_is_missing(page: ReportsPage) -> None:
    page.day.setText("32.13.2026")
    page._make()
    assert isinstance(page.preview.empty, EmptyState)
    assert page.preview.empty.isVisible()
    assert not page.save_button.isEnabled()


def test_open_saves_first_and_then_shows_that_file(
    page: ReportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    shown: list[Path] = []
    page.outlet.save(tmp_path / "list.pdf", shown.append)
    qtbot.waitUntil(lambda: shown == [tmp_path / "list.pdf"], timeout=WAIT_MS)
    assert (tmp_path / "list.pdf").read_bytes() == page.pdf()


def test_only_the_chosen_pages_are_printed(page: ReportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.choices[1].click()
    made(page, qtbot)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    chosen = QPageRanges()
    chosen.addRange(2, 3)
    printer.setPageRanges(chosen)
    assert wanted_pages(printer, 9) == (1, 2)
    assert print_pdf(page.pdf(), printer) == 2
    assert count_pages((tmp_path / "printed.pdf").read_bytes()) == 2


def test_copies_are_made_here_where_the_printer_makes_none() -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setCopyCount(2)
    again = 1 if printer.supportsMultipleCopies() else 2
    assert wanted_pages(printer, 3) == (0, 1, 2) * again
