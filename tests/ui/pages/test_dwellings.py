"""The page Dwellings with real widgets: two lists, one dwelling beside them, words for blocks."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services.dwelling_list import DwellingFilter
from hjemveien.services.dwellings import DwellingView
from tests.services.homes import dwelling, lease
from tests.services.making import new_case
from tests.ui.conftest import NOON
from tests.ui.reading import said_by
from ui.pages.dwellings import DwellingsPage
from ui.shell.context import Context
from ui.theme import theme

WAIT_MS = 20_000
TODAY = NOON.date()
Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def until(qtbot: QtBot, faults: Callable[[], list[object]]) -> Until:
    """Wait until something can be seen; a fault on a work thread fails the test."""
    del faults
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> DwellingsPage:
    made = DwellingsPage(context)
    qtbot.addWidget(made)
    theme().wear(made)
    context.work.changed.connect(made.hear)
    made.resize(1200, 760)
    made.show()
    made.arrive()
    return made


def opened(page: DwellingsPage, dwelling_id: UUID, until: Until) -> DwellingView:
    page.arrive(dwelling_id)
    until(lambda: page.panel.view() is not None)
    view = page.panel.view()
    assert view is not None
    return view


def test_an_empty_register_says_why_and_offers_the_import(
    page: DwellingsPage, context: Context, until: Until
) -> None:
    went: list[str] = []
    context.went.connect(lambda key, _argument: went.append(key))
    until(lambda: page.table.findChildren(type(page._empty())))
    empty = page.table.findChildren(type(page._empty()))[-1]
    assert "KOBO" in empty.why.text()
    empty.action.click()
    assert went == ["intake"]


def test_an_arrow_shows_the_dwelling_beside_the_list(
    page: DwellingsPage, local_database: Database, until: Until, qtbot: QtBot
) -> None:
    for street in ("Agata", "Bgata"):
        dwelling(local_database, street)
    page.arrive()
    until(lambda: page.model.rowCount() == 2)
    page.table.select_first()
    until(lambda: page.panel.view() is not None)
    assert page.panel.name.text() == "Agata 1"
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    until(lambda: page.panel.name.text() == "Bgata 1")
    assert page.panel.state.text() == "Vacant"


def test_chips_filter_and_each_is_taken_away_alone(
    page: DwellingsPage, local_database: Database, until: Until
) -> None:
    dwelling(local_database, "Liten", bedrooms=1)
    dwelling(local_database, "Stor", bedrooms=3, wheelchair=True)
    page.arrive(DwellingFilter(bedrooms=(1,)))
    until(lambda: page.model.rowCount() == 1)
    page.filters.chair_button.click()
    until(lambda: page.model.total == 0)
    page.filters.chips.removed.emit("bedrooms:1")
    until(lambda: page.model.rowCount() == 1)
    assert page.model.row(0).street == "Stor"


def test_what_stands_empty_has_its_own_list_longest_first(
    page: DwellingsPage, local_database: Database, until: Until
) -> None:
    dwelling(local_database, "Kort", since=TODAY - timedelta(days=3))
    dwelling(local_database, "Lenge", since=TODAY - timedelta(days=300))
    dwelling(local_database, "Utleid", let=True)
    page.show_vacant()
    until(lambda: page.model.rowCount() == 2)
    assert [row.street for row in page.model.rows()] == ["Lenge", "Kort"]
    assert page.model.cell(0, 3).second == "300 days empty"
    page.register.click()
    until(lambda: page.model.rowCount() == 3)


def test_a_blocked_dwelling_says_what_is_missing(
    page: DwellingsPage, local_database: Database, until: Until
) -> None:
    for street in ("A", "B", "C"):
        dwelling(local_database, street)
    blocked = dwelling(local_database, "D", blocked="missing_required", postcode="", cadastre="")
    opened(page, blocked, until)
    assert "Missing: postcode, land and title number." in page.panel.blocked.text.text()


def test_the_tenant_s_case_is_one_click_away(
    page: DwellingsPage, local_database: Database, until: Until, context: Context
) -> None:
    home = dwelling(local_database, let=True)
    case_id = new_case(local_database, "Leiesen")
    lease(local_database, home, TODAY + timedelta(days=20), case_id)
    opened(page, home, until)
    went: list[object] = []
    context.went.connect(lambda key, argument: went.append((key, argument)))
    said = said_by(page.panel)
    assert "Kari Leiesen" in said
    assert "Vacant soon" in said
    links = [b for b in page.panel.findChildren(type(page.filters.chair_button))
             if "Leiesen" in b.text()]  # fmt: skip
    links[0].click()
    assert went == [("cases", case_id)]


def test_the_page_remembers_its_list_filter_and_dwelling(
    page: DwellingsPage, local_database: Database, until: Until, context: Context, qtbot: QtBot
) -> None:
    home = dwelling(local_database, "Ledig")
    page.arrive(DwellingFilter(vacancies=True, bedrooms=(2,)))
    opened(page, home, until)
    again = DwellingsPage(context)
    qtbot.addWidget(again)
    again.recall(page.remember())
    again.arrive()
    until(lambda: again.panel.view() is not None and again.model.rowCount() == 1)
    assert again.view() == "vacant"
    assert again.filters.wanted.bedrooms == (2,)
