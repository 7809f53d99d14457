"""Who has how much: open and overdue, closed cases apart, and the way to her cases."""

from collections.abc import Callable
from datetime import timedelta

from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.services.case_filter import CaseFilter
from hjemveien.services.office import add_staff
from hjemveien.services.workloads import Load, workloads
from tests.services import making
from tests.services.making import TODAY, move, new_case
from ui.pages.my_day import MyDayPage
from ui.shell.context import Context
from ui.theme import theme
from ui.worklist.workload import WorkloadSheet

WAIT_MS = 20_000


def test_open_and_overdue_are_counted_and_closed_are_not(database: Database) -> None:
    with making.writing(database) as session:
        ola = add_staff(session, "Ola Test").created
    new_case(database, "En", caseworker_id=ola, received_on=TODAY - timedelta(days=200))
    new_case(database, "To", caseworker_id=ola, received_on=TODAY)
    new_case(database, "Tre", received_on=TODAY)
    closed = new_case(database, "Fire", caseworker_id=ola)
    move(database, closed, "avsluttet", closing="withdrawn")
    with database.reading() as session:
        assert workloads(session, TODAY) == {ola: Load(2, 1), None: Load(1, 0)}


def test_the_page_tells_it_and_leads_to_the_cases(
    context: Context, local_database: Database, qtbot: QtBot
) -> None:
    with making.writing(local_database) as session:
        ola = add_staff(session, "Ola Test").created
    assert ola is not None
    for surname in ("En", "To"):
        new_case(local_database, surname, caseworker_id=ola)
    page = MyDayPage(context)
    qtbot.addWidget(page)
    theme().wear(page)
    page.show()
    went: list[tuple[str, object]] = []
    context.went.connect(lambda key, argument: went.append((key, argument)))
    action = next(each for each in page.offered() if each.key == "workload")
    action.run()
    sheet = page.findChildren(WorkloadSheet)[0]
    shown: Callable[[], bool] = lambda: sheet.table.current_row() is not None  # noqa: E731
    qtbot.waitUntil(shown, timeout=WAIT_MS)
    assert [(row.name, row.load.open) for row in sheet.model.rows()] == [("Ola Test", 2)]
    sheet.submit()
    assert went == [("cases", CaseFilter(caseworker_ids=(ola,), include_closed=False))]
