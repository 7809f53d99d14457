"""At the window of a shared office: somebody kept out, a case shared, a household protected."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hjemveien.services.office import list_staff
from hjemveien.services.views import StaffView
from tests.services import making
from tests.staffed import StaffedOffice
from tests.ui.desk import Desk, Sit
from tests.ui.reading import said_by
from ui.case.keeping_out import KeepOutDialog, ShareDialog
from ui.case.protect import ProtectDialog
from ui.pages.cases import CasesPage


def opened(desk: Desk, office: StaffedOffice, who: str) -> CasesPage:
    """Her own case, open on the household tab."""
    case_id = making.new_case(office.root, caseworker_id=office.members[who].staff_id)
    page = CasesPage(desk.context)
    desk.put(page, case_id)
    desk.until(lambda: page.panel.card() is not None)
    page.panel.know_staff(staff_of(desk))
    return page


def staff_of(desk: Desk) -> tuple[StaffView, ...]:
    found: list[tuple[StaffView, ...]] = []
    desk.context.work.ask(desk.context, list_staff, found.append)
    desk.until(lambda: found)
    return found[0]


def test_a_supervisor_keeps_somebody_out_and_lets_her_in_again(
    sit: Sit, staffed: StaffedOffice
) -> None:
    desk = sit("Supervisor Test")
    page = opened(desk, staffed, "Supervisor Test")
    household = page.panel.household
    household.who_may.lock_button.click()
    dialog = desk.dialog(page, KeepOutDialog)
    dialog.who.set_value(staffed.members["Caseworker Test"].staff_id)
    dialog.reason.setText("Søsken")
    dialog.main.click()
    desk.until(lambda: letting_in(household))
    letting_in(household)[0].click()
    desk.until(lambda: not letting_in(household))


def test_a_case_is_shared_with_a_partner_on_a_basis(sit: Sit, staffed: StaffedOffice) -> None:
    desk = sit("Caseworker Test")
    page = opened(desk, staffed, "Caseworker Test")
    household = page.panel.household
    household.who_may.share_button.click()
    dialog = desk.dialog(page, ShareDialog)
    dialog.basis.setText("Samtykke")
    dialog.main.click()
    desk.until(lambda: "Samtykke" in said(household))


def test_a_household_is_protected_and_whoever_did_it_sees_it_no_more(
    sit: Sit, staffed: StaffedOffice
) -> None:
    desk = sit("Caseworker Test")
    page = opened(desk, staffed, "Caseworker Test")
    page.panel.household.protect_button.click()
    dialog = desk.dialog(page, ProtectDialog)
    dialog.level.set_value("confidential")
    dialog.reason.setText("Politiet har meldt fare")
    dialog.main.click()
    desk.until(lambda: page.panel.card() is None)


def letting_in(widget: QWidget) -> list[QPushButton]:
    return [each for each in widget.findChildren(QPushButton) if each.text() == "Let in again"]


def said(widget: QWidget) -> str:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return said_by(widget)
