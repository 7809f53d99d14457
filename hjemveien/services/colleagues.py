"""Everybody who works or has worked here: named, put in a team, left; never deleted.

On a shared database accounts and roles are `services.staffing`'s; this is what people are called.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from hjemveien.domain.access import ROLES
from hjemveien.domain.refusal import InvalidInput, NotFound
from hjemveien.domain.sorting import sort_key
from hjemveien.persistence.tables import CaseNow, Staff, Team
from hjemveien.services import moves, office, server
from hjemveien.services.change import Change
from hjemveien.services.office import initials_of
from hjemveien.services.office_editing import EditOffice, Fields, Thing, edit
from hjemveien.services.rows import rows
from hjemveien.services.wishes import AssignCase
from hjemveien.texts import _, mark

INITIALS = 3


@dataclass(frozen=True)
class Colleague:
    """`roles` are the server's own on a shared database. `cases` are the open ones she has.

    `cases` is None where whoever asks may not see cases, as an administrator of a shared office.
    """

    staff_id: UUID
    name: str
    initials: str
    login: str
    active: bool
    roles: tuple[str, ...]
    team_id: UUID | None
    team: str
    cases: int | None

    def fields(self) -> Fields:
        """As a form about her shows them."""
        return {
            "name": self.name, "initials": self.initials, "team_id": self.team_id,
            "active": self.active, "role": self.roles[0] if self.roles else "",
        }  # fmt: skip


@dataclass(frozen=True)
class HeldCase:
    """A case somebody still has; of a protected household no name."""

    case_id: UUID
    number: str
    name: str
    stage: str
    protected: bool


def list_colleagues(session: Session) -> tuple[Colleague, ...]:
    """By name; those who have left come last."""
    shared = server.is_shared(session)
    held = _held(session) if shared else {}
    cases = {} if shared else _open_cases(session)
    columns = (
        Staff.id, Staff.name, Staff.initials, Staff.login, Staff.active, Staff.role,
        Staff.team_id, Team.name,
    )  # fmt: skip
    known = (
        select(*columns)
        .outerjoin(Team, Team.id == Staff.team_id)
        .order_by(Staff.active.desc(), Staff.name_key, Staff.id)
    )
    return tuple(
        Colleague(
            key, name, initials, login or "", active, held.get(key, ()) if shared else (role,),
            team_id, team or "", None if shared else cases.get(key, 0),
        )
        for key, name, initials, login, active, role, team_id, team in rows(session, known)
    )  # fmt: skip


def add_colleague(
    session: Session, name: str, initials: str, role: str, team_id: UUID | None = None
) -> Change:
    """Somebody known by name. Raises InvalidInput without one, or with a colleague's."""
    staff_id = uuid4()
    fields = {"name": name, "initials": initials, "role": role}
    wrong = _check(session, str(staff_id), fields)
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
    change = office.add_staff(session, name, initials, role, staff_id=staff_id)
    if team_id is not None:
        session.flush()
        session.get_one(Staff, staff_id).team_id = team_id
    return change


def edit_colleague(session: Session, wish: EditOffice) -> Change:
    """Change name, initials, team_id, active or role of whoever has the key.

    An account's `active` and roles are changed by its doors. Raises InvalidInput by field,
    Conflict, NotFound.
    """
    return edit(session, wish, _COLLEAGUE)


def cases_of(session: Session, staff_id: UUID) -> tuple[HeldCase, ...]:
    """The open cases she has, in the order of their numbers."""
    columns = (CaseNow.case_id, CaseNow.number, CaseNow.name, CaseNow.stage, CaseNow.protected)
    mine = (CaseNow.caseworker_id == staff_id, CaseNow.closed.is_(False))
    found = select(*columns).where(*mine).order_by(CaseNow.number_key, CaseNow.case_id)
    return tuple(HeldCase(*row) for row in rows(session, found))


def hand_over(session: Session, from_id: UUID, to_id: UUID | None) -> Change:
    """Give all the open cases of one to another, or to nobody; each case's journal tells of it."""
    ids = [held.case_id for held in cases_of(session, from_id)]
    for case_id in ids:
        moves.assign_case(session, AssignCase(case_id, to_id))
    return Change(frozenset({"case", "office"}), frozenset(ids))


def _held(session: Session) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    table = func.staff_roles().table_valued("staff_id", "account", "role")
    for staff_id, _login, role in session.execute(select(table)):
        found[staff_id].append(role)
    return {staff_id: tuple(roles) for staff_id, roles in found.items()}


def _open_cases(session: Session) -> dict[UUID, int]:
    has = (CaseNow.caseworker_id.is_not(None), CaseNow.closed.is_(False))
    counted = select(CaseNow.caseworker_id, func.count()).where(*has)
    return dict(list(rows(session, counted.group_by(CaseNow.caseworker_id))))


def _hold(session: Session, key: str) -> Staff:
    wanted = select(Staff).where(Staff.id == UUID(key)).with_for_update()
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound(_("Nobody of that name works here any longer."))
    return found


def _read(staff: Staff, _key: str) -> Fields:
    return {
        "name": staff.name, "initials": staff.initials, "team_id": staff.team_id,
        "active": staff.active, "role": staff.role,
    }  # fmt: skip


def _check(session: Session, key: str, fields: Fields) -> dict[str, str]:
    wrong: dict[str, str] = {}
    name = str(fields["name"]).strip()
    if not name:
        wrong["name"] = _("Name is missing.")
    elif _known_as(session, name, key):
        wrong["name"] = _("Name is a colleague's already. Add something that tells them apart.")
    if len(str(fields["initials"]).strip()) > INITIALS:
        wrong["initials"] = _("Initials have at most {n} letters.").format(n=INITIALS)
    if fields["role"] not in {code for code, _title in ROLES}:
        wrong["role"] = _("Role is missing. Choose one.")
    return wrong


def _known_as(session: Session, name: str, key: str) -> bool:
    same = (Staff.name_key == sort_key(name), Staff.id != UUID(key), Staff.active)
    return session.scalar(select(Staff.id).where(*same).limit(1)) is not None


def _write(session: Session, staff: Staff, _key: str, changes: Fields) -> None:
    account = bool(staff.login) and server.is_shared(session)
    if account and changes.keys() & {"active", "role"}:
        raise InvalidInput(_("An account is closed, and its roles changed, as an account."))
    if "active" in changes and server.is_shared(session):
        server.call(session, func.set_working(staff.id, staff.row_version, changes["active"]))
        session.refresh(staff)
    elif "active" in changes:
        staff.active = bool(changes["active"])
    for name in changes.keys() & {"team_id", "role"}:
        setattr(staff, name, changes[name])
    if changes.keys() & {"name", "initials"}:
        _rename(session, staff, changes)


def _rename(session: Session, staff: Staff, changes: Fields) -> None:
    staff.name = str(changes.get("name", staff.name)).strip()
    staff.name_key = sort_key(staff.name)
    staff.initials = str(changes.get("initials", staff.initials)).strip() or initials_of(staff.name)
    session.flush()
    if "name" in changes:
        _spread(session, staff)


def _spread(session: Session, staff: Staff) -> None:
    """The lists hold the caseworker's name beside her key."""
    if server.is_shared(session):
        server.call(session, func.spread_name(staff.id, sort_key(staff.name)))
        return
    hers: Any = update(CaseNow).where(CaseNow.caseworker_id == staff.id)
    session.execute(hers.values(caseworker=staff.name, caseworker_key=sort_key(staff.name)))


_COLLEAGUE: Thing[Staff] = Thing(
    {
        "name": mark("Name"),
        "initials": mark("Initials"),
        "team_id": mark("Team"),
        "active": mark("Works here"),
        "role": mark("Role"),
    },
    _hold, _read, _check, _write,
)  # fmt: skip
