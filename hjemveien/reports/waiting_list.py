"""Writes the waiting list where somebody wants it, in the form that the file's ending names."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from hjemveien.services.act import acting
from hjemveien.services.office import office_name
from hjemveien.services.views import WaitingList
from hjemveien.services.waiting_list import waiting_list


@dataclass(frozen=True)
class Printed:
    """How many households were written, and on how many pages (0 in a sheet)."""

    rows: int
    pages: int = 0


def print_waiting_list(
    session: Session, target: Path, as_of: date, kind: str = "working", anonymous: bool = False
) -> Printed:
    """Write the list as of a day. Raises Refusal for a file that cannot be written."""
    return write_list(session, waiting_list(session, as_of, kind), target, anonymous)


def write_list(
    session: Session, shown: WaitingList, target: Path, anonymous: bool = False
) -> Printed:
    """Write a list that was read already: PDF as paper, anything else as a sheet."""
    from hjemveien.reports.writers import checked_target, write_waiting_list

    checked_target(target, (".pdf", ".xlsx", ".csv", ".json"))
    if target.suffix.lower() != ".pdf":
        write_waiting_list(shown, target, anonymous=anonymous)
        return Printed(len(shown.rows))
    from hjemveien.reports.documents.waiting_list import write_pdf

    act = acting(session)
    pages = write_pdf(
        shown,
        target,
        office=office_name(session),
        printed_by=act.by,
        printed_at=act.at,
        anonymous=anonymous,
    )
    return Printed(len(shown.rows), pages)
