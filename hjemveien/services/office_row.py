"""The municipality's one row, held for changing, and the parts of its settings."""

from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import Municipality


def hold_office(session: Session, _key: str = "") -> Municipality:
    """The row, made where there was none; others who change it wait."""
    found = session.scalars(select(Municipality).limit(1).with_for_update()).one_or_none()
    if found is None:
        found = Municipality(
            id=uuid4(), name="", number="", office_name="", settings={}, demo=False
        )
        session.add(found)
        session.flush()
    return found


def part_of(office: Municipality, *path: str) -> dict[str, Any]:
    """A part of the settings; empty where nothing has been said."""
    found: Any = office.settings or {}
    for key in path:
        found = found.get(key) or {}
    return dict(found)


def put_part(office: Municipality, value: dict[str, Any], *path: str) -> None:
    """Write a part of the settings; the whole is made anew, for a changed dict is not noticed."""
    office.settings = _with(office.settings or {}, path, value)


def _with(whole: dict[str, Any], path: tuple[str, ...], value: dict[str, Any]) -> dict[str, Any]:
    if not path:
        return {**whole, **value}
    first, *rest = path
    return {**whole, first: _with(whole.get(first) or {}, tuple(rest), value)}
