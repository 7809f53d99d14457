"""The page Dwellings with real widgets: two lists, one dwelling beside them, words for blocks."""

from datetime import timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import CaseFile
from hjemveien.services import dwelling_editing, occupancy
from hjemveien.services.dwelling_list import DwellingFilter
from hjemveien.services.dwelling_seeing import seen
from hjemveien.services.dwelling_wishes import RegisterLet, SetCondition
from hjemveien.services.dwellings import DwellingView, show_dwelling
from hjemveien.services.wishes import EditRecord
from tests.services.homes import dwelling, lease
from tests.services.making import new_case, writing
from tests.ui.conftest import NOON
from tests.ui.desk import Until
from tests.ui.reading import said_by
from ui.case.conflict import ConflictDialog
from ui.homes.dialogs import EditDwellingDialog, NewDwellingDialog
from ui.homes.facts import paid
from ui.homes.moves import ConditionDialog, LetDialog, VacantDialog
from ui.kit import EmptyState, RadioField
from ui.pages.dwellings import DwellingsPage
from ui.shell.context import Context, Word
from ui.theme import theme

WAIT_MS = 20_000
TODAY = NOON.date()
D = TypeVar("D", bound=QDialog)


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


def dialog(page: QWidget, kind: type[D]) -> D:
    return next(found for found in page.window().findChildren(kind) if found.isVisible())


def opened(page: DwellingsPage, dwelling_id: UUID, until: Until) -> DwellingView:
    page.arrive(dwelling_id)
    until(lambda: page.panel.view() is not None)
    view = page.panel.view()
    assert view is not None
    return view


def test_an_empty_register_says_why_and_offers_a_new_dwelling(
    page: DwellingsPage, until: Until
) -> None:
    until(lambda: page.table.findChildren(EmptyState))
    empty = page.table.findChildren(EmptyState)[-1]
    assert "KOBO" in empty.why.text()
    empty.action.click()
    assert dialog(page, NewDwellingDialog).isVisible()


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


def test_a_new_dwelling_is_chosen_in_the_register_once_it_is_added(
    page: DwellingsPage, until: Until
) -> None:
    page.add()
    form = dialog(page, NewDwellingDialog)
    form.submit()
    assert "Street" in form.fields["street"].error()
    for name, typed in (("street", "Prøvegata"), ("house_number", "14"), ("postcode", "9997"),
                        ("monthly_rent", "kr 8 950,-")):  # fmt: skip
        form.fields[name].field.setText(typed)  # type: ignore[attr-defined]
    form.fields["dwelling_type"].field.set_value("ORDINAR_BOLIG")  # type: ignore[attr-defined]
    form.fields["disposal"].field.set_value("KOMMUNALT_EID")  # type: ignore[attr-defined]
    form.submit()
    until(lambda: page.panel.view() is not None)
    view = page.panel.view()
    assert view is not None
    assert (view.address, view.values["monthly_rent"]) == ("Prøvegata 14", 8950)
    until(lambda: page.table.current_row() is not None)


def test_an_amount_that_is_none_is_told_under_its_field(page: DwellingsPage) -> None:
    page.add()
    form = dialog(page, NewDwellingDialog)
    rent = form.fields["monthly_rent"]
    rent.field.setText("ca 9000")  # type: ignore[attr-defined]
    rent.field.left.emit()  # type: ignore[attr-defined]
    assert rent.error().startswith("Rent a month is not an amount")


def test_a_form_that_was_only_opened_saves_nothing(
    page: DwellingsPage, local_database: Database, until: Until
) -> None:
    key = dwelling(local_database, dwelling_type="ANNEN_BOLIG", monthly_rent=8950)
    view = opened(page, key, until)
    page.panel.edit()
    form = dialog(page, EditDwellingDialog)
    typed = form.values()
    assert {name for name in typed if typed[name] != form.seen[name]} == set()
    form.submit()
    assert not form.isVisible()
    assert view.version == 1


def test_an_edit_can_be_taken_back(
    page: DwellingsPage, local_database: Database, until: Until, context: Context
) -> None:
    said: list[Word] = []
    context.said.connect(said.append)
    opened(page, dwelling(local_database, bedrooms=2), until)
    page.panel.edit()
    form = dialog(page, EditDwellingDialog)
    form.fields["bedrooms"].field.set_value(3)  # type: ignore[attr-defined]
    form.submit()
    until(lambda: page.panel.view().values["bedrooms"] == 3)  # type: ignore[union-attr]
    undo = said[-1].run
    assert undo is not None
    undo()
    until(lambda: page.panel.view().values["bedrooms"] == 2)  # type: ignore[union-attr]


def test_two_people_on_one_field_are_shown_both_values(
    page: DwellingsPage, local_database: Database, until: Until
) -> None:
    key = dwelling(local_database)
    view = opened(page, key, until)
    page.panel.edit()
    form = dialog(page, EditDwellingDialog)
    form.fields["bedrooms"].field.set_value(4)  # type: ignore[attr-defined]
    with writing(local_database, "Siv Først") as session:
        wish = EditRecord("dwelling", key, key, view.version, {"bedrooms": 1}, view.values)
        dwelling_editing.edit_dwelling(session, wish)
    form.submit()
    until(lambda: form.findChildren(ConflictDialog))
    conflict = form.findChildren(ConflictDialog)[0]
    name, mine = conflict._mine[0]
    assert name == "bedrooms"
    mine.setChecked(True)
    conflict.submit()
    until(lambda: page.panel.view().values["bedrooms"] == 4)  # type: ignore[union-attr]


def test_a_condition_is_set_and_taken_back(
    page: DwellingsPage, local_database: Database, until: Until, context: Context
) -> None:
    said: list[Word] = []
    context.said.connect(said.append)
    opened(page, dwelling(local_database), until)
    page.panel.set_condition()
    form = dialog(page, ConditionDialog)
    form.condition.set_value("VEDLIKEHOLD")
    form.ready.setText("+14")
    form.submit()
    until(lambda: page.panel.view().row.condition == "VEDLIKEHOLD")  # type: ignore[union-attr]
    undo = said[-1].run
    assert undo is not None
    undo()
    until(lambda: page.panel.view().row.condition == "KLAR_FOR_INNFLYTTING")  # type: ignore[union-attr]
    until(lambda: page.panel.view().row.ready_on is None)  # type: ignore[union-attr]


def test_moving_out_and_in_again_by_the_forms(
    page: DwellingsPage, local_database: Database, until: Until
) -> None:
    key, case_id = dwelling(local_database, let=True), new_case(local_database, "Leiesen")
    lease(local_database, key)
    opened(page, key, until)
    page.panel.report_vacant()
    out = dialog(page, VacantDialog)
    out.submit()
    assert "Why it is vacant" in out.fields["reason"].error()
    out.reason.set_value("maintenance")
    out.submit()
    until(lambda: page.panel.view().row.state == "vacant")  # type: ignore[union-attr]
    page.panel.let()
    into = dialog(page, LetDialog)
    into.number.setText("2026/99999")
    into.submit()
    until(lambda: into.fields["case"].error())
    page.context.work.ask(page, lambda s: s.get_one(CaseFile, case_id).number, into.number.setText)
    until(lambda: into.number.text() != "2026/99999")
    into.submit()
    until(lambda: page.panel.view().row.tenant == "Kari Leiesen")  # type: ignore[union-attr]


def test_the_letting_form_tells_all_that_is_wrong_and_where_the_case_is(
    page: DwellingsPage, local_database: Database, until: Until
) -> None:
    new_case(local_database, "Leiesen")
    opened(page, dwelling(local_database), until)
    page.panel.let()
    form = dialog(page, LetDialog)
    form.number.setText("2026/1")
    form.number.left.emit()
    until(form.stage_notice.isVisible)
    assert "2026/00001 is at Application" in form.stage_notice.text.text()
    form.rent.setText("-5")
    form.until.set_day(TODAY)
    form.number.setText("2026/77")
    form.submit()
    until(lambda: form.fields["case"].error())
    wrong = {name for name, field in form.fields.items() if field.error()}
    assert wrong == {"rent", "ends_on", "case"}


def test_the_overview_says_what_the_tenant_pays(
    page: DwellingsPage, local_database: Database, until: Until
) -> None:
    key = dwelling(local_database, monthly_rent=Decimal(9000))
    view = opened(page, key, until)
    wish = RegisterLet(key, TODAY, seen(view, TODAY), monthly_rent=Decimal(7500))
    with writing(local_database, at=NOON) as session:
        occupancy.register_let(session, wish)
    with local_database.reading() as session:
        shown = paid(show_dwelling(session, key, TODAY), TODAY)
    assert (shown["monthly_rent"], shown["deposit"]) == (Decimal(7500), None)
    assert paid(view, TODAY)["monthly_rent"] == Decimal(9000)


def test_what_is_typed_is_there_again_after_a_crash(
    page: DwellingsPage, until: Until, context: Context
) -> None:
    page.add()
    form = dialog(page, NewDwellingDialog)
    form.fields["street"].field.setText("Halvferdig gate")  # type: ignore[attr-defined]
    context.closing.emit()
    until(lambda: not context.work.busy())
    again = NewDwellingDialog(context, page)
    again.open()
    street = again.fields["street"].field
    until(lambda: street.text() == "Halvferdig gate")  # type: ignore[attr-defined]


def test_a_condition_set_by_somebody_else_meanwhile_is_asked_about(
    page: DwellingsPage, local_database: Database, until: Until
) -> None:
    key = dwelling(local_database)
    view = opened(page, key, until)
    page.panel.set_condition()
    form = dialog(page, ConditionDialog)
    form.condition.set_value("IKKE_TILGJENGELIG")
    with writing(local_database, "Siv Først") as session:
        first = SetCondition(key, "VEDLIKEHOLD", TODAY, seen(view, TODAY))
        occupancy.set_condition(session, first)
    form.submit()
    until(lambda: form.findChildren(ConflictDialog))
    conflict = form.findChildren(ConflictDialog)[0]
    name, mine = conflict._mine[0]
    assert (name, mine.text()) == ("condition", "Yours: Not available")
    assert any(
        "Siv Først: Maintenance" in each.text() for each in conflict.findChildren(RadioField)
    )
    mine.setChecked(True)
    conflict.submit()
    until(lambda: page.panel.view().row.condition == "IKKE_TILGJENGELIG")  # type: ignore[union-attr]
