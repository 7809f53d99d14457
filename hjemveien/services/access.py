"""Opens cases and lists, and writes down who did and why: nothing is read before that is committed.

On a shared database the server's doors decide and write; on a local file the program writes the
same log, which whoever has the passphrase could also leave unwritten.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID, uuid4

from sqlalchemy import Uuid, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session

from hjemveien.domain.access import WRITTEN, reason_code_for, reason_words
from hjemveien.domain.refusal import NotFound
from hjemveien.persistence.rights.scopes import LIST_MINUTES, TICKET_HOURS
from hjemveien.persistence.tables import AccessLog, CaseFile, Staff
from hjemveien.services import server
from hjemveien.services.act import acting
from hjemveien.services.change import Change
from hjemveien.services.locating import ambiguous, locate_case
from hjemveien.services.roles import my_roles
from hjemveien.texts import _

NOTHING = Change()
TICKET_LASTS = timedelta(hours=TICKET_HOURS)
LIST_LASTS = timedelta(minutes=LIST_MINUTES)
_TICKETS = ("create_case", "open_case", "break_glass")


@dataclass(frozen=True)
class OpenCase:
    """`code` is one of domain.access.REASONS, `why` one's own words; one's own case needs neither.

    `glass` opens a protected household of somebody else's in an emergency.
    """

    case_id: UUID
    code: str = ""
    why: str = ""
    glass: bool = False
    key: UUID = field(default_factory=uuid4)


def open_case(session: Session, wish: OpenCase) -> Change:
    """Write that the case is opened; it can be read when this is committed.

    Raises NotFound (absent and forbidden alike), ReasonNeeded, GlassNeeded. The names of
    somebody protected are left out of the reason.
    """
    if server.is_shared(session):
        server.call(
            session, func.open_case(wish.key, wish.case_id, wish.code, wish.why, wish.glass)
        )
        return NOTHING
    if session.get(CaseFile, wish.case_id) is None:
        raise NotFound(_("There is no such case that you can open."))
    code = wish.code or reason_code_for(wish.why)
    _note(session, "open_case", wish.case_id, code, wish.why, "", {}, wish.key)
    return NOTHING


def is_open(session: Session, case_id: UUID, by: str, at: datetime) -> bool:
    """Whether this person has opened the case so lately that nothing need be written anew."""
    if server.is_shared(session):
        return bool(session.scalar(select(func.opened_cases().op("@>")(_as_array(case_id)))))
    lately = (AccessLog.name == by, AccessLog.at > at - TICKET_LASTS)
    known = select(AccessLog.id).where(
        AccessLog.case_id == case_id, AccessLog.action.in_(_TICKETS), *lately
    )
    return session.scalar(known.limit(1)) is not None


def _as_array(case_id: UUID) -> Any:
    return cast([case_id], ARRAY(Uuid()))


def list_is_open(session: Session) -> bool:
    """Whether lists show their rows to this session; where not, they would be empty in silence."""
    return not server.is_shared(session) or bool(session.scalar(select(func.list_open())))


def open_list(session: Session, purpose: str, detail: dict[str, Any] | None = None) -> Change:
    """Write that a whole list is read, for what (waiting_list, statistics …) and how filtered."""
    if server.is_shared(session):
        server.call(session, func.open_list(uuid4(), purpose, cast(detail or {}, JSONB)))
    else:
        _note(session, "open_list", None, "", "", purpose, detail or {})
    return NOTHING


def open_wide(session: Session, purpose: str) -> Change:
    """Write that all open cases are gone through, for an import; for supervisors, for an hour."""
    if server.is_shared(session):
        server.call(session, func.open_wide(uuid4(), purpose, cast({}, JSONB)))
    else:
        _note(session, "open_wide", None, "", "", purpose, {})
    return NOTHING


def tell(
    session: Session,
    action: str,
    purpose: str,
    detail: dict[str, Any] | None = None,
    case_id: UUID | None = None,
) -> Change:
    """Write a settled search, a print or an export; `detail` counts, and never names anybody."""
    if server.is_shared(session):
        about = cast(case_id, Uuid)
        server.call(
            session, func.tell_access(uuid4(), action, about, purpose, cast(detail or {}, JSONB))
        )
    else:
        _note(session, action, case_id, "", "", purpose, detail or {})
    return NOTHING


class Sessions(Protocol):
    """What a list needs of a database (`hjemveien.persistence.engine.Database`)."""

    def reading(self, *, listed: bool = False) -> AbstractContextManager[Session]: ...

    def writing(
        self, actor: str, at: datetime, operation_id: UUID | None = None
    ) -> AbstractContextManager[Session]: ...


@contextmanager
def listing(
    sessions: Sessions, actor: str, at: datetime, purpose: str, detail: dict[str, Any] | None = None
) -> Iterator[Session]:
    """A session that reads lists, after it has been committed that somebody does."""
    with sessions.writing(actor, at) as session:
        open_list(session, purpose, detail)
    with sessions.reading(listed=True) as session:
        yield session


@contextmanager
def reading_case(sessions: Sessions, actor: str, at: datetime, wish: OpenCase) -> Iterator[Session]:
    """A session that reads the case, opened and committed first unless it is open already."""
    with sessions.reading() as session:
        if is_open(session, wish.case_id, actor, at):
            yield session
            return
    with sessions.writing(actor, at) as session:
        open_case(session, wish)
    with sessions.reading() as session:
        yield session


@dataclass(frozen=True)
class AccessRow:
    """Who opened, searched, listed, printed or took out, and why; `number` is the case's.

    `role` is what she is in the office now, one of domain.access.ROLES or "" where not known.
    """

    at: datetime
    login: str
    name: str
    action: str
    case_id: UUID | None
    number: str
    reason_code: str
    reason: str
    purpose: str
    role: str = ""

    @property
    def withheld(self) -> bool:
        """A reason was written, and is not for whoever reads this: about somebody protected."""
        return self.reason_code == WRITTEN and not self.reason

    def reason_words(self) -> str:
        return reason_words(self.reason_code or self.purpose, self.reason, self.withheld)


_COLUMNS = (
    "at",
    "login",
    "name",
    "action",
    "case_id",
    "number",
    "reason_code",
    "reason",
    "purpose",
)


def locate_log(session: Session, words: str) -> UUID:
    """The case with this number or id, for whoever reads the log and has no register of cases.

    Raises NotFound, or Ambiguous with the candidates.
    """
    if not server.is_shared(session) or "logreader" not in my_roles(session):
        return locate_case(session, words)
    found: list[UUID] = list(session.scalars(select(func.log_case_keys(words.strip()))))
    if not found:
        raise NotFound(_("There is no case {case} that you can open.").format(case=words))
    if len(found) > 1:
        raise ambiguous(words, tuple((key, words, "") for key in found))
    return found[0]


def log_of_case(session: Session, case_id: UUID) -> tuple[AccessRow, ...]:
    """Who has opened this case, newest first. Raises NotFound."""
    if server.is_shared(session):
        table = func.log_of_case(case_id).table_valued(*_COLUMNS)
        return _rows(session, select(table))
    number = session.scalar(select(CaseFile.number).where(CaseFile.id == case_id))
    if number is None:
        raise NotFound(_("There is no such case that you can open."))
    return _local_rows(session, [case_id])


def log_of_person(session: Session, id_number: str) -> tuple[AccessRow, ...]:
    """Who has opened any case of anybody with this identity number, newest first."""
    if server.is_shared(session):
        table = func.log_of_person(id_number).table_valued(*_COLUMNS)
        return _rows(session, select(table))
    return _local_rows(session, _cases_of_person(session, id_number))


def _cases_of_person(session: Session, id_number: str) -> list[UUID]:
    from hjemveien.persistence.tables import HouseholdMember, Person, SealedIdentity

    member = select(HouseholdMember.household_id).join(
        Person, Person.id == HouseholdMember.person_id
    )
    open_ones = member.where(Person.id_number == id_number)
    sealed = select(SealedIdentity.household_id).where(SealedIdentity.id_number == id_number)
    condition = CaseFile.household_id.in_(open_ones) | CaseFile.household_id.in_(sealed)
    return list(session.scalars(select(CaseFile.id).where(condition)))


def _local_rows(session: Session, case_ids: list[UUID]) -> tuple[AccessRow, ...]:
    log = AccessLog
    statement = (
        select(
            log.at, log.login, log.name, log.action, log.case_id, CaseFile.number,
            log.reason_code, log.reason, log.purpose,
        )
        .join(CaseFile, CaseFile.id == log.case_id)
        .where(log.case_id.in_(case_ids))
        .order_by(log.at.desc(), log.id)
    )  # fmt: skip
    return _rows(session, statement)


def _rows(session: Session, statement: Any) -> tuple[AccessRow, ...]:
    found = [AccessRow(*row) for row in session.execute(statement)]
    known = session.execute(select(Staff.login, Staff.name, Staff.role)).all()
    roles = {login or name: role for login, name, role in known}
    return tuple(replace(row, role=roles.get(row.login or row.name, "")) for row in found)


def _note(
    session: Session,
    action: str,
    case_id: UUID | None,
    code: str,
    why: str,
    purpose: str,
    detail: dict[str, Any],
    key: UUID | None = None,
) -> None:
    act = acting(session)
    session.add(
        AccessLog(
            id=key or uuid4(), at=act.at, login="", name=act.by, action=action, case_id=case_id,
            reason_code=code, reason=why.strip(), purpose=purpose, detail=detail,
        )
    )  # fmt: skip
