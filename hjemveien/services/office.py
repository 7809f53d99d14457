"""The office: its profile, its staff, and who is sitting here."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, func, literal_column, or_, select
from sqlalchemy.orm import Session

from hjemveien.domain.ranking import DEFAULT_KEYS, KEY_TITLES
from hjemveien.domain.refusal import InvalidInput, NotAllowed
from hjemveien.domain.sorting import sort_key
from hjemveien.persistence.tables import Municipality, Staff
from hjemveien.services import server
from hjemveien.services.change import Change
from hjemveien.services.roles import my_roles
from hjemveien.services.rows import one_or_none, rows
from hjemveien.services.views import Me, StaffView
from hjemveien.texts import _

_OFFICE = frozenset({"office"})
# Who is given cases; others have work of their own.
CASE_ROLES = frozenset({"caseworker", "supervisor", "cleared"})


def order_keys(session: Session) -> tuple[str, ...]:
    """The keys that the municipality orders its waiting list by; ours where it has said nothing."""
    settings: dict[str, Any] = session.scalar(select(Municipality.settings).limit(1)) or {}
    known = {key for key, _title in KEY_TITLES}
    chosen = tuple(key for key in settings.get("order_keys", ()) if key in known)
    return chosen or DEFAULT_KEYS


def office_name(session: Session) -> str:
    """The municipality's name, empty where nobody has given one."""
    return session.scalar(select(Municipality.name).limit(1)) or ""


def is_demo(session: Session) -> bool:
    return bool(session.scalar(select(Municipality.demo).limit(1)))


def set_office(session: Session, name: str, number: str = "", demo: bool = False) -> Change:
    """Name the municipality; there is one row of this."""
    profile = session.scalars(select(Municipality).limit(1)).one_or_none()
    if profile is None:
        profile = Municipality(id=uuid4(), settings={})
        session.add(profile)
    profile.name, profile.number, profile.demo = name.strip(), number.strip(), demo
    return Change(_OFFICE)


def list_staff(session: Session) -> tuple[StaffView, ...]:
    """Everybody who works or has worked here, by name."""
    statement = select(*_views(session)).order_by(Staff.name_key, Staff.id)
    return tuple(StaffView(*row) for row in rows(session, statement))


def may_have_cases(session: Session, staff_id: UUID) -> bool:
    """Whether she works with cases, and has not left."""
    found = one_or_none(session, select(*_views(session)).where(Staff.id == staff_id))
    return found is not None and StaffView(*found).takes_cases


def _views(session: Session) -> tuple[ColumnElement[Any], ...]:
    shared = server.is_shared(session)
    local = or_(Staff.role.in_(sorted(CASE_ROLES)), Staff.cleared)
    works = func.may_have_cases(Staff.id) if shared else local
    named: tuple[Any, ...] = (Staff.id, Staff.name, Staff.initials, Staff.role, Staff.active)
    return (*named, works)


def find_staff(session: Session, words: str) -> StaffView | None:
    """Who is meant by a login, a name or initials; None where nobody is, or more than one."""
    wanted = words.strip()
    meant = or_(
        Staff.login == wanted,
        func.lower(Staff.name) == wanted.lower(),
        func.lower(Staff.initials) == wanted.lower(),
    )
    found = list(rows(session, select(*_views(session)).where(meant).limit(2)))
    return StaffView(*found[0]) if len(found) == 1 else None


def add_staff(
    session: Session,
    name: str,
    initials: str = "",
    role: str = "caseworker",
    login: str | None = None,
    staff_id: UUID | None = None,
) -> Change:
    """Add somebody who works here. Raises InvalidInput without a name."""
    if not name.strip():
        text = _("Name is missing.")
        raise InvalidInput(text, {"name": text})
    staff = Staff(
        id=staff_id or uuid4(),
        name=name.strip(),
        name_key=sort_key(name),
        initials=initials.strip() or initials_of(name),
        role=role,
        login=login or None,
    )
    session.add(staff)
    return Change(_OFFICE, created=staff.id)


def initials_of(name: str) -> str:
    """Kari Solheim is KS, Anne-Marie Dahl AMD."""
    parts: Sequence[str] = name.replace("-", " ").split()
    return "".join(part[0] for part in parts).upper()[:3]


def me(session: Session) -> Me | None:
    """Who is logged in; None on a local file, where people say who they are.

    Raises NotAllowed where the login belongs to nobody of this office.
    """
    if not server.is_shared(session):
        return None
    asked = select(literal_column("session_user::text"), func.me(), func.my_name())
    login, staff_id, name = session.execute(asked).one()
    roles = my_roles(session)
    if not roles:
        text = _("The login {login} belongs to nobody in this office.")
        raise NotAllowed(text.format(login=login))
    return Me(login, name or login, staff_id, roles)


def staff_name(session: Session, staff_id: UUID) -> str:
    row = one_or_none(session, select(Staff.name).where(Staff.id == staff_id))
    return row[0] if row else ""
