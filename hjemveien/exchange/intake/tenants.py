"""Ties leases that were registered earlier to people who come in now, and seals the protected."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, null, select, update
from sqlalchemy.orm import Session

from hjemveien.exchange.intake import known
from hjemveien.exchange.intake.bulk import Bulk, Row
from hjemveien.exchange.intake.context import Context
from hjemveien.exchange.intake.units import Unit
from hjemveien.persistence.tables import Base

_TENANCY = Base.metadata.tables["tenancy"]
_ROW = Base.metadata.tables["source_row"]
_SEALED = Base.metadata.tables["sealed_source"]
_NEXT_VERSION = _TENANCY.c.row_version + 1


def tie_earlier_leases(session: Session, units: Sequence[Unit], context: Context) -> None:
    """For households that are new here: their leases know them from now on, or forget them."""
    links = context.links
    if links.empty:
        return
    new = [unit for unit in units if unit.key not in links.known_households]
    open_ones = {unit.applicant_number: unit.key for unit in new if unit.key not in links.sealed}
    _tie(session, {n: links.households[key] for n, key in open_ones.items() if n})
    numbers = [number for unit in units if unit.key in links.sealed for number in unit.numbers]
    _forget(session, numbers, context)


def _tie(session: Session, households: dict[str, UUID]) -> None:
    leases = known.tenancies_of(session, households)
    values = [
        {"lease": lease.tenancy_id, "household": households[lease.id_number or ""]}
        for lease in leases
    ]
    statement = (
        update(_TENANCY)
        .where(_TENANCY.c.id == bindparam("lease"), _TENANCY.c.household_id.is_(None))
        .values(household_id=bindparam("household"), row_version=_NEXT_VERSION)
    )
    if values:
        session.connection().execute(statement, values)


def _forget(session: Session, numbers: list[str], context: Context) -> None:
    """No link between a protected person and a dwelling, and no number in an open row."""
    leases = known.tenancies_of(session, numbers)
    for chunk in known.in_chunks(lease.tenancy_id for lease in leases):
        session.connection().execute(
            update(_TENANCY)
            .where(_TENANCY.c.id.in_(chunk))
            .values(
                tenant_id_number=None, household_id=None, case_id=None, row_version=_NEXT_VERSION
            )
        )
    for dwellings in known.in_chunks(lease.dwelling_id for lease in leases):
        _seal_rows(session, dwellings, context)


def _seal_rows(session: Session, dwellings: list[UUID], context: Context) -> None:
    columns = (_ROW.c.id, _ROW.c.cells, _ROW.c.unread)
    chosen = _ROW.c.dwelling_id.in_(dwellings) & _ROW.c.cells.is_not(null())
    found = session.connection().execute(select(*columns).where(chosen)).all()
    sealed: list[Row] = [
        {"id": context.keys.new(), "row_id": row.id, "cells": row.cells, "unread": row.unread}
        for row in found
    ]
    Bulk(session).insert(_SEALED, sealed)
    emptied = update(_ROW).where(_ROW.c.id.in_([row.id for row in found]))
    if found:
        session.connection().execute(emptied.values(cells=null(), unread=null()))
