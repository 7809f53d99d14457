"""Writes temporary stays; one that was registered before is never written over."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from hjemveien.exchange.intake import known
from hjemveien.exchange.intake.bulk import Row, Rows
from hjemveien.exchange.intake.cases import exact
from hjemveien.exchange.intake.context import Context
from hjemveien.exchange.intake.outcome import Difference
from hjemveien.exchange.intake.units import Unit
from hjemveien.exchange.reading.records import Stay


def registered_stays(
    session: Session, units: Sequence[Unit], context: Context
) -> dict[UUID, list[Any]]:
    """Stays that the units' households have already."""
    links = context.links
    keys = {unit.key for unit in units if unit.stays} & links.known_households
    return known.stays(session, [links.households[key] for key in keys])


def add_stays(
    unit: Unit, context: Context, rows: Rows, registered: dict[UUID, list[Any]]
) -> list[Difference]:
    """The household's new stays; tells those that were registered otherwise."""
    differences = []
    before = registered.get(context.links.households[unit.key], [])
    for stay in unit.stays:
        if all(ref in context.links.rows for ref in stay.rows) and stay.rows:
            continue
        row = _row(stay, unit, context)
        found = next((each for each in before if _same(each, row)), None)
        if found is None:
            rows.add("temporary_stay", row)
        elif found.ends_on != row["ends_on"]:
            number = stay.case_number_as_written
            differences.append(Difference("stay", found.id, number, ("until",), stay.rows))
    return differences


def _same(registered: Any, row: Row) -> bool:
    return (registered.place, registered.starts_on) == (row["place"], row["starts_on"])


def _row(stay: Stay, unit: Unit, context: Context) -> Row:
    """A stay whose start or end is not known to the day is kept, but enters no figure."""
    sealed = unit.key in context.links.sealed
    start, until = exact(stay.start), exact(stay.until)
    dated = start is not None and (stay.until is None or until is not None)
    return {
        "id": context.keys.new(),
        "household_id": context.links.households[unit.key],
        "case_id": context.links.cases.get(stay.case) if stay.case else None,
        "place": "" if sealed else stay.place,
        "night_shelter": stay.place_kind == "night_shelter",
        "counts_from": stay.start.counts_from,
        "starts_on": start.on if start else None,
        "ends_on": until.on if until else None,
        "price_per_night": stay.price_per_night,
        "note": "" if sealed else stay.note,
        "countable": stay.usable and dated,
    }
