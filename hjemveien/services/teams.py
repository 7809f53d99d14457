"""Teams: named, and who is in them. Somebody is in one team at a time."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Conflict, InvalidInput, NotFound
from hjemveien.domain.sorting import fold, sort_key
from hjemveien.persistence.tables import Staff, Team
from hjemveien.services.change import Change
from hjemveien.services.office_editing import OFFICE
from hjemveien.services.rows import rows
from hjemveien.texts import _


@dataclass(frozen=True)
class TeamView:
    """`members` are those who work here now, by name; `member_ids` theirs in the same order."""

    team_id: UUID
    name: str
    version: int
    members: tuple[str, ...]
    member_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class SaveTeam:
    """A team as it is to be. `seen` is what the form showed; None for a new one."""

    name: str
    member_ids: frozenset[UUID] = frozenset()
    seen: TeamView | None = None
    team_id: UUID = field(default_factory=uuid4)


def list_teams(session: Session) -> tuple[TeamView, ...]:
    """By name."""
    members: dict[UUID, list[tuple[str, UUID]]] = {}
    here = (Staff.team_id.is_not(None), Staff.active)
    asked = select(Staff.team_id, Staff.name, Staff.id).where(*here)
    for team_id, name, staff_id in rows(session, asked.order_by(Staff.name_key, Staff.id)):
        members.setdefault(team_id, []).append((name, staff_id))
    teams = [
        _view(team_id, name, version, members.get(team_id, []))
        for team_id, name, version in rows(session, select(Team.id, Team.name, Team.row_version))
    ]
    return tuple(sorted(teams, key=lambda team: (sort_key(team.name), str(team.team_id))))


def save_team(session: Session, wish: SaveTeam) -> Change:
    """Add a team, or change its name and members. Raises InvalidInput, Conflict, NotFound.

    Whoever joins leaves the team she was in.
    """
    name = wish.name.strip()
    team = _held(session, wish)
    _check_name(session, name, wish.team_id)
    if team is None:
        session.add(Team(id=wish.team_id, name=name))
        session.flush()
    elif team.name != name:
        team.name = name
    _set_members(session, wish.team_id, wish.member_ids)
    return Change(OFFICE, created=wish.team_id)


def _held(session: Session, wish: SaveTeam) -> Team | None:
    team = session.scalars(
        select(Team).where(Team.id == wish.team_id).with_for_update()
    ).one_or_none()
    if wish.seen is None:
        return team
    if team is None:
        raise NotFound(_("The team is no longer there."))
    now = next(view for view in list_teams(session) if view.team_id == wish.team_id)
    if (now.version, set(now.member_ids)) != (wish.seen.version, set(wish.seen.member_ids)):
        members = ", ".join(now.members) or _("nobody")
        text = _("Somebody else has changed the team since you opened it. It is now {name}: {who}.")
        raise Conflict(text.format(name=now.name, who=members))
    return team


def _check_name(session: Session, name: str, team_id: UUID) -> None:
    text = ""
    if not name:
        text = _("Name is missing.")
    others = rows(session, select(Team.name).where(Team.id != team_id))
    if fold(name) in {fold(other) for (other,) in others}:
        text = _("Name is another team's already.")
    if text:
        raise InvalidInput(text, {"name": text})


def _set_members(session: Session, team_id: UUID, wanted: Collection[UUID]) -> None:
    concerned = (Staff.team_id == team_id) | Staff.id.in_(list(wanted))
    held = select(Staff).where(concerned).order_by(Staff.id).with_for_update()
    for staff in session.scalars(held):
        if staff.id in wanted:
            staff.team_id = team_id
        elif staff.active:
            staff.team_id = None


def _view(team_id: UUID, name: str, version: int, members: list[tuple[str, UUID]]) -> TeamView:
    names, ids = tuple(each for each, _id in members), tuple(key for _name, key in members)
    return TeamView(team_id, name, version, names, ids)
