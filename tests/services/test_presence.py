"""Who else has a case open: come, gone, forgotten; under the rights of whoever asks."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text

from hjemveien.domain.refusal import NotAllowed
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Presence
from hjemveien.persistence.watch import CHANNEL, PRESENCE
from hjemveien.services import access, presence
from tests.databases import NOON
from tests.services.making import new_case
from tests.staffed import StaffedOffice, staffed_office

PATIENCE_SECONDS = 10


@pytest.fixture
def office(shared_database: Database) -> Iterator[StaffedOffice]:
    with staffed_office(shared_database) as found:
        yield found


class Window:
    """One window of somebody's."""

    def __init__(self, database: Database, who: str) -> None:
        self.id = uuid4()
        self._database, self._who = database, who

    def open_case(self, case_id: UUID) -> "Window":
        with self._database.writing(self._who, NOON) as session:
            access.open_case(session, access.OpenCase(case_id, "own"))
        return self

    def appear(self, case_id: UUID) -> tuple[str, ...]:
        with self._database.writing(self._who, NOON) as session:
            return presence.appear(session, self.id, case_id)

    def leave(self) -> None:
        with self._database.writing(self._who, NOON) as session:
            presence.leave(session, self.id)

    def sees(self, case_id: UUID) -> tuple[str, ...]:
        with self._database.reading() as session:
            return presence.others(session, self.id, case_id)


@pytest.fixture
def window(office: StaffedOffice) -> Callable[[str], Window]:
    def made(name: str) -> Window:
        member = office.add(name, "caseworker")
        return Window(office.as_(member), name)

    return made


def rows(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Presence)) or 0


def test_each_sees_the_others_and_not_herself(
    office: StaffedOffice, window: Callable[[str], Window]
) -> None:
    case_id, other = new_case(office.root), new_case(office.root, "Annen")
    siv = window("Siv Her").open_case(case_id)
    per = window("Per Der").open_case(case_id).open_case(other)
    assert siv.appear(case_id) == ()
    assert per.appear(case_id) == ("Siv Her",)
    assert siv.appear(case_id) == ("Per Der",)
    assert per.appear(other) == ()
    assert siv.sees(case_id) == ()
    assert rows(office.root) == 2
    siv.leave()
    assert rows(office.root) == 1


def test_a_window_that_was_ended_without_a_word_is_gone_after_a_minute(
    office: StaffedOffice, window: Callable[[str], Window]
) -> None:
    case_id = new_case(office.root)
    siv, per = (window(name).open_case(case_id) for name in ("Siv Her", "Per Der"))
    siv.appear(case_id)
    assert per.sees(case_id) == ("Siv Her",)
    with office.root.engine.begin() as connection:
        connection.execute(text("UPDATE presence SET at = at - interval '61 seconds'"))
    assert per.sees(case_id) == ()
    siv.appear(case_id)
    assert per.sees(case_id) == ("Siv Her",)


def test_only_whoever_has_opened_the_case_is_shown_there(
    office: StaffedOffice, window: Callable[[str], Window]
) -> None:
    case_id = new_case(office.root)
    with pytest.raises(NotAllowed):
        window("Siv Her").appear(case_id)
    assert rows(office.root) == 0


def test_coming_and_going_is_heard_but_staying_is_not(
    office: StaffedOffice, window: Callable[[str], Window]
) -> None:
    case_id = new_case(office.root)
    siv = window("Siv Her").open_case(case_id)
    listener = office.root.apart()
    listener.execute(f"LISTEN {CHANNEL}")

    def heard(seconds: float) -> list[str]:
        return [n.payload.partition(":")[0] for n in listener.notifies(timeout=seconds)]

    siv.appear(case_id)
    siv.appear(case_id)
    siv.leave()
    siv.leave()
    listener.execute("NOTIFY hjemveien, 'end:1'")
    assert heard(0.2) == [PRESENCE, PRESENCE, "end"]
    listener.close()
