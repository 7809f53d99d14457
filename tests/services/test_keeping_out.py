"""Somebody kept out of a case, a case shared with a partner, and what supervisors are told."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from hjemveien.domain.refusal import InvalidInput, NotFound
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Notice
from hjemveien.services import notices, office, partiality, register, sharing
from hjemveien.services.partiality import LockOut
from hjemveien.services.sharing import ShareCase
from hjemveien.services.wishes import NewApplication, NewPerson
from tests.databases import ACTOR, NOON


@pytest.fixture
def case_id(database: Database) -> UUID:
    wish = NewApplication(applicant=NewPerson(surname="Prøvesen"), received_on=date(2026, 2, 1))
    with database.writing(ACTOR, NOON) as session:
        register.register_application(session, wish)
    return wish.case_id


@pytest.fixture
def staff_id(database: Database) -> UUID:
    with database.writing(ACTOR, NOON) as session:
        made = office.add_staff(session, "Nær Slektning").created
    assert made is not None
    return made


def test_somebody_is_kept_out_once_and_let_in_again(
    database: Database, case_id: UUID, staff_id: UUID
) -> None:
    for _again in range(2):
        with database.writing(ACTOR, NOON) as session:
            partiality.lock_out(session, LockOut(case_id, staff_id, "Søsken"))
    with database.reading() as session:
        (lock,) = partiality.locks_of(session, case_id)
    assert (lock.name, lock.reason, lock.set_by) == ("Nær Slektning", "Søsken", ACTOR)
    with database.writing(ACTOR, NOON) as session:
        partiality.lift_lock(session, lock.lock_id)
    with database.reading() as session:
        assert partiality.locks_of(session, case_id) == ()


def test_nobody_is_kept_out_without_a_reason(
    database: Database, case_id: UUID, staff_id: UUID
) -> None:
    with pytest.raises(InvalidInput), database.writing(ACTOR, NOON) as session:
        partiality.lock_out(session, LockOut(case_id, staff_id, " "))


def test_a_case_is_shared_on_a_basis_until_that_ends(
    database: Database, case_id: UUID, staff_id: UUID
) -> None:
    wish = ShareCase(case_id, staff_id, "Samtykke 1. februar", NOON.date() + timedelta(days=30))
    with database.writing(ACTOR, NOON) as session:
        sharing.share_case(session, wish)
    with database.reading() as session:
        (share,) = sharing.shares_of(session, case_id)
    assert (share.name, share.basis) == ("Nær Slektning", "Samtykke 1. februar")
    with database.writing(ACTOR, NOON) as session:
        sharing.end_share(session, share.share_id)
    with database.reading() as session:
        assert sharing.shares_of(session, case_id) == ()


@pytest.mark.parametrize(("basis", "days"), [("", 1), ("Samtykke", -1)])
def test_a_share_needs_a_basis_and_a_day_to_come(
    database: Database, case_id: UUID, staff_id: UUID, basis: str, days: int
) -> None:
    wish = ShareCase(case_id, staff_id, basis, NOON.date() + timedelta(days=days))
    with pytest.raises(InvalidInput), database.writing(ACTOR, NOON) as session:
        sharing.share_case(session, wish)


def test_a_notice_is_unseen_until_somebody_has_seen_it(database: Database, case_id: UUID) -> None:
    notice_id = uuid4()
    with database.writing(ACTOR, NOON) as session:
        session.add(
            Notice(id=notice_id, at=NOON, kind="break_glass", case_id=case_id, by="Natt Vakt")
        )
    with database.reading() as session:
        assert notices.count_unseen(session) == 1
    with database.writing(ACTOR, NOON) as session:
        notices.mark_seen(session, notice_id)
    with database.reading() as session:
        (seen,) = notices.notices(session)
        assert notices.count_unseen(session) == 0
    assert (seen.by, seen.seen_by, seen.number) == ("Natt Vakt", ACTOR, "2026/00001")


def test_what_is_gone_is_said_in_words(database: Database) -> None:
    for operation in (partiality.lift_lock, sharing.end_share, notices.mark_seen):
        with pytest.raises(NotFound), database.writing(ACTOR, NOON) as session:
            operation(session, uuid4())
