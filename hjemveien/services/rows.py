"""Reads rows whose columns a frozen view takes in order; the view's own types say what they are."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.orm import Session


def rows(session: Session, statement: Executable) -> Iterable[Any]:
    return session.execute(statement)


def one_or_none(session: Session, statement: Executable) -> Any:
    return session.execute(statement).one_or_none()
