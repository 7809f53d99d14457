"""What a partner sees, and what waits quietly beside a page's name."""

from datetime import UTC, date, datetime
from uuid import UUID

from hjemveien.services import access, sharing
from hjemveien.services.access import OpenCase
from hjemveien.services.sharing import ShareCase
from tests.services import making
from tests.staffed import StaffedOffice
from tests.ui.desk import Sit
from ui.pages import pages_for
from ui.pages.notices import NoticesPage
from ui.pages.shared_cases import SharedCasesPage
from ui.shell.context import DatabaseNote
from ui.shell.window import MainWindow


def share(office: StaffedOffice, case_id: UUID, until: date | None = None) -> UUID:
    wish = ShareCase(case_id, office.members["Partner Test"].staff_id, "Samtykke", until)
    with office.root.writing("Root", datetime.now(UTC)) as session:
        access.open_case(session, OpenCase(case_id))
    with office.root.writing("Root", datetime.now(UTC)) as session:
        sharing.share_case(session, wish)
    return wish.share_id


def test_a_partner_sees_the_lines_that_are_shared_and_no_others(
    sit: Sit, staffed: StaffedOffice
) -> None:
    shared = making.new_case(staffed.root, "Delt")
    making.new_case(staffed.root, "Udelt")
    secret = making.new_case(staffed.root, "Hemmelig", protection="strictly_confidential")
    share_id = share(staffed, shared, date(2099, 12, 31))
    share(staffed, secret)
    desk = sit("Partner Test")
    page = SharedCasesPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.rowCount() == 1)
    assert page.model.cell(0, 0).text == "Kari Delt"
    assert page.model.cell(0, 4).text == "Samtykke"
    with staffed.root.writing("Root", datetime.now(UTC)) as session:
        change = sharing.end_share(session, share_id)
    page.hear(change)
    desk.until(lambda: page.model.rowCount() == 0)


def test_unseen_notices_are_counted_on_the_rail_until_one_is_seen(
    sit: Sit, staffed: StaffedOffice
) -> None:
    assert staffed.members
    desk = sit("Supervisor Test")
    window = MainWindow(desk.context.settings)
    window.furnish(desk.context, pages_for(desk.context.person))
    desk.qtbot.addWidget(window)
    window.know_office(DatabaseNote("postgresql", "server/office"), ())
    button = window.rail._buttons["notices"]
    # Each role that was given when the office was made is a notice.
    desk.until(lambda: button.accessibleName() == "Notices, 7")
    window.show_page("notices")
    page = window.page("notices")
    assert isinstance(page, NoticesPage)
    desk.until(lambda: page.model.rowCount() == 7)
    page.table.select_first()
    page.mark_seen()
    desk.until(lambda: button.accessibleName() == "Notices, 6")
