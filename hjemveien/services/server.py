"""Calls the doors of a shared database: functions that decide by who is logged in."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import Function


def is_shared(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def is_staff(session: Session) -> bool:
    """Whether the server's rights bind this session: not the superuser who sets up and upgrades."""
    return is_shared(session) and not session.scalar(select(func.is_root()))


def call(session: Session, door: Function[Any]) -> Any:
    """The one value that a door returns; its refusals come as the refusals of persistence."""
    session.flush()
    return session.execute(select(door)).scalar()
