"""What others have changed since we last asked, under our own rights, told as a Change."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import AuditEvent
from hjemveien.services import server
from hjemveien.services.change import Change
from hjemveien.services.rows import rows

_TOPICS = {
    "decision": {"case", "waiting_list"},
    "priority": {"case", "waiting_list"},
    "offer": {"case", "waiting_list"},
    "stage_interval": {"case", "waiting_list"},
    "case_file": {"case", "waiting_list"},
    "dwelling": {"dwelling"},
    "dwelling_period": {"dwelling"},
    "tenancy": {"dwelling"},
    "staff": {"office"},
    "municipality": {"office"},
    "saved_view": {"saved_views"},
    "team": {"office"},
    "code_list": {"office"},
}
MANY = 500


@dataclass(frozen=True)
class News:
    """The change, and the token to ask with next time."""

    change: Change
    token: int


def now_token(session: Session) -> int:
    """Where we stand: everything up to here has been seen."""
    if session.get_bind().dialect.name == "postgresql":
        statement = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(session.scalar(statement) or 0)
    return int(session.scalar(select(func.max(AuditEvent.number))) or 0)


def changes_since(session: Session, token: int) -> News:
    """Which cases and subjects moved since the token. Over MANY rows, everything is said to have.

    On PostgreSQL the token is the oldest transaction that was still running, so that a slow commit
    is never missed; a change may be told twice, which harms nobody.
    """
    newest = now_token(session)
    columns = ("table_name", "case_id", "household_id")
    if server.is_shared(session):
        table = func.changes_since(token, MANY + 1).table_valued(*columns)
        found = list(rows(session, select(table)))
    else:
        named = [getattr(AuditEvent, name) for name in columns]
        later = AuditEvent.number > token
        found = list(rows(session, select(*named).where(later).limit(MANY + 1)))
    if len(found) > MANY:
        return News(Change(frozenset({"case", "waiting_list", "dwelling", "office"})), newest)
    return News(_as_change(found), newest)


def _as_change(found: list[Any]) -> Change:
    topics: set[str] = set()
    ids = set()
    for table, case_id, household_id in found:
        topics |= _TOPICS.get(table, {"case"})
        ids |= {key for key in (case_id, household_id) if key}
    return Change(frozenset(topics), frozenset(ids))
