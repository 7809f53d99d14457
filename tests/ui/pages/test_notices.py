"""What supervisors are told, and who has seen it."""

from datetime import UTC, datetime
from uuid import uuid4

from hjemveien.persistence.tables import Notice
from hjemveien.services.access import OpenCase, open_case
from tests.services import making
from tests.staffed import StaffedOffice
from tests.ui.desk import Sit
from ui.pages.notices import NoticesPage


def test_a_broken_glass_is_told_to_the_supervisor_until_she_has_seen_it(
    sit: Sit, staffed: StaffedOffice
) -> None:
    case_id = making.new_case(staffed.root, "Hemmelig", protection="confidential")
    cleared = staffed.as_(staffed.members["Cleared Test"])
    with cleared.writing("x", datetime.now(UTC), uuid4()) as session:
        open_case(session, OpenCase(case_id, why="Brann i natt", glass=True))
    with staffed.root.writing("Root", datetime.now(UTC)) as session:
        session.query(Notice).filter(Notice.kind != "break_glass").delete()
    desk = sit("Supervisor Test")
    page = NoticesPage(desk.context)
    desk.put(page)
    desk.until(lambda: page.model.rowCount() == 1)
    page.table.select_first()
    notice = page.table.current_row()
    assert notice is not None
    assert (notice.kind, notice.text, notice.by) == ("break_glass", "Brann i natt", "Cleared Test")
    page.mark_seen()
    desk.until(lambda: (row := page.table.current_row()) is not None and row.seen_by)
    assert not page.seen_button.isEnabled()
