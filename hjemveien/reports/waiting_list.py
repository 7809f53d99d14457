"""Writes the waiting list where somebody wants it, in the form that the file's ending names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from hjemveien.domain.stopping import Stopped
from hjemveien.services.heads import printed
from hjemveien.services.office import office_name
from hjemveien.services.waiting_list import waiting_list


@dataclass(frozen=True)
class Printed:
    """How many households were written, and on how many pages (0 in a sheet)."""

    rows: int
    pages: int = 0


@dataclass(frozen=True)
class Print:
    """Who prints what where: `kind` working or kostra, `at` an aware moment."""

    target: Path
    as_of: date
    by: str
    at: datetime
    kind: str = "working"
    anonymous: bool = False


def print_waiting_list(
    session: Session,
    wanted: Print,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    told: Callable[[int], None] | None = None,
) -> Printed:
    """Write the list as of a day: PDF as paper, anything else as a sheet.

    `told` gets the number of households before anything is written, for the access log. Raises
    Refusal for a file that cannot be written, Stopped where it is cancelled; an older file there
    then stays as it was.
    """
    from hjemveien.reports.writers import checked_target, write_waiting_list

    checked_target(wanted.target, (".pdf", ".xlsx", ".csv", ".json"))
    shown = waiting_list(session, wanted.as_of, wanted.kind)
    if cancelled is not None and cancelled():
        raise Stopped
    if told is not None:
        told(len(shown.rows))
    if wanted.target.suffix.lower() != ".pdf":
        write_waiting_list(shown, wanted.target, anonymous=wanted.anonymous)
        return Printed(len(shown.rows))
    from hjemveien.reports.documents import waiting_list as document
    from hjemveien.reports.heading import printed_head

    pages = document.write_pdf(
        shown,
        wanted.target,
        office=office_name(session),
        printed_by=wanted.by,
        printed_at=wanted.at,
        anonymous=wanted.anonymous,
        audit=printed(session),
        head=printed_head(session),
        progress=progress,
        cancelled=cancelled,
    )
    return Printed(len(shown.rows), pages)
