"""What somebody is allowed to be, as the server knows it; on a local file everything."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.persistence.rights.roles import ROLES
from hjemveien.services import server


def my_roles(session: Session) -> frozenset[str]:
    """Names out of persistence.rights.ROLES; a supervisor and somebody cleared are caseworkers."""
    if not server.is_shared(session):
        return frozenset(ROLES)
    asked = session.execute(select(*(func.has_role(role) for role in ROLES))).one()
    return frozenset(role for role, held in zip(ROLES, asked, strict=True) if held)
