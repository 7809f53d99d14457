"""Gives many cases to others in one save; those that cannot be given are named with the reason."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import Text, Uuid, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.persistence.errors import refused_by_door
from hjemveien.persistence.tables import CaseNow
from hjemveien.services import moves, server
from hjemveien.services.change import Change
from hjemveien.services.rows import rows
from hjemveien.services.wishes import AssignCase, Reassign
from hjemveien.texts import _

MOST = 500
_IDS = ARRAY(Uuid())


def reassign(session: Session, wish: Reassign) -> Change:
    """Each case to whom the wish says. `ids` are those given, `note` a line for each that was not.

    On a shared database one's own and nobody's, by a supervisor any. Raises InvalidInput for more
    than MOST at once.
    """
    if len(wish.assigns) > MOST:
        text = _("At most {n} cases can be given over at once.")
        raise InvalidInput(text.format(n=MOST))
    # Always in one order, so that two who do this at once wait for each other and not in a ring.
    assigns = sorted(wish.assigns, key=lambda each: each.case_id)
    give = _by_door if server.is_shared(session) else _here
    refused = give(session, assigns, wish.note.strip())
    given = frozenset(each.case_id for each in assigns) - refused.keys()
    return Change(frozenset({"case"}), given, note=_in_lines(session, refused))


def _by_door(session: Session, assigns: Sequence[AssignCase], note: str) -> dict[UUID, str]:
    session.flush()
    door = func.assign_cases(
        cast([each.case_id for each in assigns], _IDS),
        cast([each.caseworker_id for each in assigns], _IDS),
        cast([uuid4() for _each in assigns], _IDS),
        cast(note, Text),
    ).table_valued("about", "refused")
    found = rows(session, select(door.c.about, door.c.refused).where(door.c.refused != ""))
    return {UUID(str(about)): refused_by_door(state).text for about, state in found}


def _here(session: Session, assigns: Sequence[AssignCase], note: str) -> dict[UUID, str]:
    refused: dict[UUID, str] = {}
    for each in assigns:
        try:
            with session.begin_nested():
                moves.assign_here(session, each, note)
        except Refusal as refusal:
            refused[each.case_id] = refusal.text
    return refused


def _in_lines(session: Session, refused: dict[UUID, str]) -> str:
    """By the case's number, which tells nobody who it is about."""
    if not refused:
        return ""
    asked = select(CaseNow.case_id, CaseNow.number).where(CaseNow.case_id.in_(list(refused)))
    numbers = {row[0]: row[1] for row in rows(session, asked)}
    lines = (f"{numbers.get(case_id) or '?'}: {why}" for case_id, why in refused.items())
    return "\n".join(sorted(lines))
