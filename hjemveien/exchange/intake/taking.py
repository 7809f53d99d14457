"""Takes a reading into the database in the session's one transaction, or only tells what it would.

First everything is looked up, then households are written block by block with their cases and
stays, then dwellings and leases, then where it all came from. Nothing here commits: whoever opened
the session does, and a failure or a stop on the way leaves the database as it was.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from hjemveien.exchange.intake import known, reconciling, suspects
from hjemveien.exchange.intake.blocks import (
    Progress,
    Steps,
    Stop,
    Taking,
    write_homes,
    write_people,
    write_sources,
)
from hjemveien.exchange.intake.bulk import Bulk, Rows
from hjemveien.exchange.intake.context import Context, tie_staff
from hjemveien.exchange.intake.keys import Keys
from hjemveien.exchange.intake.links import link
from hjemveien.exchange.intake.outcome import Counts, FileTaken, Intake
from hjemveien.exchange.intake.units import units_of
from hjemveien.exchange.reading.records import Reading
from hjemveien.services import search_index, server
from hjemveien.services.act import Act, acting
from hjemveien.services.roles import my_roles
from hjemveien.texts import _

_COUNTED = {
    "households": "household",
    "cases": "case_file",
    "stays": "temporary_stay",
    "dwellings": "dwelling",
    "tenancies": "tenancy",
    "rows": "source_row",
    "problems": "source_problem",
    "staff": "staff",
    "suggestions": "duplicate_suggestion",
}


def take_in(
    session: Session,
    reading: Reading,
    *,
    profile: str = "",
    progress: Progress | None = None,
    cancelled: Stop | None = None,
) -> Intake:
    """Write what is new and list what is told otherwise. Raises Cancelled before any commit.

    `progress` is called with (done, total, text) between blocks. Files that were taken in before,
    byte for byte, change nothing.
    """
    return _take(session, reading, Steps(progress, cancelled), profile, Bulk(session))


def preview(
    session: Session,
    reading: Reading,
    *,
    progress: Progress | None = None,
    cancelled: Stop | None = None,
) -> Intake:
    """A dry run: the same outcome without a single write; its reconciliation is the reading's."""
    return _take(session, reading, Steps(progress, cancelled), "", None)


def _take(
    session: Session, reading: Reading, steps: Steps, profile: str, bulk: Bulk | None
) -> Intake:
    already = known.files(session, (file.digest for file in reading.files))
    files = tuple(FileTaken(f.name, f.digest, f.digest in already) for f in reading.files)
    if files and all(file.already for file in files):
        return Intake(reading.as_of, files, reconciliation=reconciling.of_reading(reading))
    with _collecting_only_new():
        taking = _begin(session, reading, steps, bulk)
        write_people(taking)
        homes = write_homes(taking)
        file_ids = write_sources(taking, homes, already, profile)
        return _outcome(taking, files, file_ids)


@contextmanager
def _collecting_only_new() -> Iterator[None]:
    """Let the garbage collector leave the reading alone: it is large, and all of it is in use."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _begin(session: Session, reading: Reading, steps: Steps, bulk: Bulk | None) -> Taking:
    act = acting(session) if bulk else _nobody(reading)
    keys = Keys(act.at)
    units = units_of(reading)
    steps.total = len(units) + len(reading.dwellings) + len(reading.rows)
    steps.step(0, _("Comparing with what is registered"))
    context = Context(act, reading.as_of, keys, link(session, reading, units, keys))
    rows = Rows()
    context.workers = tie_staff(reading, known.staff(session), keys, rows)
    taking = Taking(session, reading, context, units, steps, bulk)
    taking.documents = iter(search_index.doc_numbers(act.at))
    taking.write(rows)
    outside = suspects.against_database(session, units, context)
    taking.suggest(suspects.in_file(reading, context), outside)
    return taking


def _nobody(reading: Reading) -> Act:
    """A dry run writes nothing, so nobody acts."""
    return Act("", datetime.combine(reading.as_of, time(), UTC))


def _outcome(taking: Taking, files: tuple[FileTaken, ...], file_ids: Sequence[UUID]) -> Intake:
    counted = {name: taking.counted[table] for name, table in _COUNTED.items()}
    links = taking.context.links
    found = (
        reconciling.of_database(
            taking.session, file_ids, (row.row_id for row in links.rows.values())
        )
        if taking.bulk
        else reconciling.of_reading(taking.reading)
    )
    return Intake(
        as_of=taking.context.as_of,
        files=files,
        wrote=taking.bulk is not None,
        added=Counts(persons=taking.persons, **counted),
        known=Counts(
            households=len(links.known_households),
            cases=len(links.known_cases),
            rows=len(links.rows),
        ),
        differences=tuple(taking.differences),
        suggestions=taking.outside,
        questions=taking.questions,
        held_back=_held_back(taking) if taking.bulk else 0,
        reconciliation=found,
    )


def _held_back(taking: Taking) -> int:
    """Households that the files themselves call protected, where the asker may see none."""
    if not server.is_shared(taking.session) or "cleared" in my_roles(taking.session):
        return 0
    return sum(each.protection != "none" for each in taking.reading.households)
