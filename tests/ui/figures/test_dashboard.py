"""The first view of the figures: numbers that open their lists, charts with their tables beside."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFocusEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.reports.statistics import statistics
from hjemveien.reports.statistics.period import period_of
from hjemveien.texts import LANGUAGES, set_language
from tests.services import making
from tests.staffed import StaffedOffice
from tests.ui.conftest import NOON
from tests.ui.desk import Sit
from ui.figures.overview import numbers
from ui.figures.palette import palette_of
from ui.kit import Text, Tile
from ui.pages.statistics import StatisticsPage
from ui.shell.context import Context
from ui.theme import theme
from ui.theme.tokens import SETS, contrast_ratio

WAIT_MS = 20_000


@pytest.fixture
def page(
    context: Context,
    local_database: Database,
    qtbot: QtBot,
    faults: Callable[[], list[object]],
) -> StatisticsPage:
    """The page of an office with two households on its list, counted."""
    del faults
    for name in ("Ny", "Gammel"):
        making.listed_case(local_database, name)
    shown = StatisticsPage(context)
    qtbot.addWidget(shown)
    theme().wear(shown)
    shown.resize(1200, 760)
    shown.show()
    shown.arrive()
    qtbot.waitUntil(lambda: bool(shown.dashboard.panels), timeout=WAIT_MS)
    return shown


def behind(page: StatisticsPage, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: page.behind_rows.rowCount() == count, timeout=WAIT_MS)


def test_each_tile_is_a_number_of_the_statistics(
    page: StatisticsPage, local_database: Database
) -> None:
    with local_database.reading() as session:
        figures = statistics(session, period_of(as_of=NOON.date()))
    found = numbers(figures)
    assert [page.dashboard.tile(one.key).number() for one in found] == [one.value for one in found]
    assert page.dashboard.tile("waiting").number() == "2"


def test_with_a_chosen_period_the_numbers_are_of_that_period(
    page: StatisticsPage, qtbot: QtBot
) -> None:
    page.start.setText("1.1.2026")
    page.start.returnPressed.emit()
    qtbot.waitUntil(lambda: "period" in page.dashboard.tiles.tiles[1].accessibleName())
    tile = page.dashboard.tile("granted")
    assert tile.number() == "2"
    assert "01.01.2026–23.11.2026" in tile.accessibleName()
    tile.click()
    behind(page, qtbot, 2)


def test_a_tile_opens_its_list_and_escape_leads_back(page: StatisticsPage, qtbot: QtBot) -> None:
    page.dashboard.tile("waiting").setFocus()
    page.dashboard.tile("waiting").click()
    behind(page, qtbot, 2)
    assert page.behind.isVisible()
    assert page.behind.title.title.text().startswith("Households on the waiting list: 2")
    qtbot.keyClick(page.behind_list, Qt.Key.Key_Escape)
    assert page.dashboard.isVisible()
    assert page.focusWidget() is page.dashboard.tile("waiting")


def test_every_tile_can_open_its_list(page: StatisticsPage, qtbot: QtBot) -> None:
    refused: list[object] = []
    page.context.warned.connect(refused.append)
    for tile in page.dashboard.tiles.tiles:
        tile.click()
        qtbot.waitUntil(lambda: not page.context.work.busy(), timeout=WAIT_MS)
        assert page.behind.isVisible()
        page.behind.back.click()
    assert not refused


def test_a_row_of_the_list_opens_its_case(page: StatisticsPage, qtbot: QtBot) -> None:
    page.dashboard.tile("waiting").click()
    behind(page, qtbot, 2)
    with qtbot.waitSignal(page.context.went) as went:
        page.behind_list.setFocus()
        qtbot.keyClick(page.behind_list, Qt.Key.Key_Return)
    assert went.args[0] == "cases"


def test_enter_on_a_number_beside_a_chart_opens_its_list(
    page: StatisticsPage, qtbot: QtBot
) -> None:
    table = page.dashboard.panels[0].table
    last = table.numbers.index(table.numbers.rowCount() - 1, 5)
    assert last.data() == "2"
    table.setCurrentIndex(last)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    behind(page, qtbot, 2)


def test_a_zero_opens_nothing(page: StatisticsPage) -> None:
    table = page.dashboard.panels[0].table
    first = table.numbers.index(0, 5)
    assert first.data() == "0"
    table.open_at(first)
    assert not page.behind.isVisible()


def test_a_chart_is_heard_and_walked_through_by_keys(page: StatisticsPage, qtbot: QtBot) -> None:
    chart = page.dashboard.panels[0].charts[0]
    assert "to 2 at the end of 11.2026" in chart.accessibleDescription()
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription() == "11.2026: 2"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "10.2026: 2"
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleDescription() == "12.2025: 0"
    QApplication.sendEvent(chart, QFocusEvent(QEvent.Type.FocusOut))
    assert "to 2 at the end" in chart.accessibleDescription()


@pytest.mark.parametrize("look", sorted(SETS))
def test_a_chart_is_drawn_in_the_windows_own_colours(page: StatisticsPage, look: str) -> None:
    theme().set_look(look, 100)
    chart = page.dashboard.panels[1].charts[0]
    image = chart.grab().toImage()
    places = [(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 3)]
    drawn = {image.pixelColor(x, y).rgb() for x, y in places}
    wanted = QColor("#" + palette_of(theme().tokens).of(0))
    assert any(_alike(QColor(one), wanted) for one in drawn)


def _alike(one: QColor, other: QColor) -> bool:
    """The drawing says its colours in whole percents."""
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)  # type: ignore[call-overload]
    return all(abs(mine - theirs) <= 3 for mine, theirs in pairs)


@pytest.mark.parametrize("look", sorted(SETS))
def test_every_colour_of_a_chart_stands_out_from_its_ground(look: str) -> None:
    tokens = SETS[look]
    palette = palette_of(tokens)
    assert min(contrast_ratio(f"#{one}", tokens.surface) for one in palette.series) >= 3
    assert contrast_ratio(f"#{palette.text}", tokens.surface) >= 4.5
    assert contrast_ratio(f"#{palette.muted}", tokens.surface) >= 4.5


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_filled_first_view_is_cut(
    context: Context, local_database: Database, qtbot: QtBot, language: str, zoom: int
) -> None:
    making.listed_case(local_database)
    set_language(language)
    theme().set_zoom(zoom)
    page = StatisticsPage(context)
    qtbot.addWidget(page)
    theme().wear(page)
    page.resize(1140, 700)
    page.show()
    page.arrive()
    qtbot.waitUntil(lambda: bool(page.dashboard.panels), timeout=WAIT_MS)

    def nothing_is_cut() -> None:
        assert not [part for part in page.findChildren(QWidget) if _is_cut(part)]

    qtbot.waitUntil(nothing_is_cut, timeout=2000)
    set_language("en")


def _is_cut(part: QWidget) -> bool:
    if not part.isVisible():
        return False
    if isinstance(part, Text) and part.text():
        if part.wordWrap():
            return part.height() < part.heightForWidth(part.width())
        return part.width() < part.sizeHint().width()
    if isinstance(part, Tile):
        return part.height() < part.minimumSizeHint().height()
    if isinstance(part, QPushButton) and part.text():
        return part.width() < part.sizeHint().width()
    return False


def test_opening_the_page_sends_as_many_statements_for_many_as_for_few(
    page: StatisticsPage, local_database: Database, qtbot: QtBot
) -> None:
    def statements() -> int:
        with making.counted(local_database) as sent:
            page.arrive()
            qtbot.waitUntil(lambda: not page.context.work.busy(), timeout=WAIT_MS)
        return len(sent)

    few = statements()
    for number in range(6):
        making.listed_case(local_database, f"Søker {number}")
    assert statements() == few


def test_an_office_without_cases_says_so_and_leads_to_them(context: Context, qtbot: QtBot) -> None:
    page = StatisticsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.arrive()
    qtbot.waitUntil(page.dashboard.empty.isVisible, timeout=WAIT_MS)
    with qtbot.waitSignal(context.went) as went:
        page.dashboard.empty.action.click()
    assert went.args[0] == "cases"


def test_what_others_change_leaves_the_keyboard_in_its_cell(
    page: StatisticsPage, local_database: Database, qtbot: QtBot
) -> None:
    months, stages = page.dashboard.panels[0], page.dashboard.panels[1]
    months.table.setFocus()
    months.table.setCurrentIndex(months.table.numbers.index(3, 2))
    page.arrive()
    qtbot.waitUntil(lambda: not page.context.work.busy(), timeout=WAIT_MS)
    assert page.dashboard.panels[0] is months
    making.listed_case(local_database, "Ekstra")
    page.arrive()
    qtbot.waitUntil(lambda: page.dashboard.panels[0] is not months, timeout=WAIT_MS)
    assert page.dashboard.panels[1] is not stages
    current = page.dashboard.panels[0].table.currentIndex()
    assert (current.row(), current.column()) == (3, 2)


def test_whoever_sees_counts_alone_sees_charts_of_them_and_opens_nothing(
    sit: Sit, staffed: StaffedOffice
) -> None:
    for name in ("A", "B", "C"):
        making.listed_case(staffed.root, name)
    making.new_case(staffed.root, "D")
    desk = sit("Statistics Test")
    page = StatisticsPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.dashboard.panels)
    assert not page.dashboard.tiles.tiles
    stages = page.dashboard.panels[0]
    shown = {
        stages.table.numbers.index(row, 0).data(): stages.table.numbers.index(row, 1).data()
        for row in range(stages.table.numbers.rowCount())
    }
    assert shown == {"Application": ":", "Waiting list": "3"}
    stages.table.open_at(stages.table.numbers.index(0, 1))
    QApplication.processEvents()
    assert not page.behind.isVisible()
