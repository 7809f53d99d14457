"""Who has opened somebody's case, told to the person it is about: the answer to her request.

Source: personvernforordningen art. 15; domain glossary, innsyn and innsynslogg.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from hjemveien.domain.access import ACTIONS, ROLES
from hjemveien.domain.codes import title
from hjemveien.reports.paper import Column, Letterhead, table_document
from hjemveien.reports.writing import in_place
from hjemveien.services.access import AccessRow
from hjemveien.texts import _, day_text, language, mark, moment_text, n_, number_text

TITLE = mark("Who has opened your case")


def write_pdf(
    rows: Sequence[AccessRow],
    target: Path | BinaryIO,
    *,
    office: str,
    by: str,
    at: datetime,
    audit: str = "",
    head: Letterhead | None = None,
) -> int:
    """Print it for the citizen; returns the number of pages. Raises Refusal for a bad target.

    `audit` is where the audit's chain ended, for the foot of each page.
    """
    foot = " ".join((_("Printed {moment} by {who}.").format(moment=moment_text(at), who=by), audit))
    if isinstance(target, Path):
        with in_place(target) as part:
            return _write(rows, part, office, foot.strip(), at, head)
    return _write(rows, target, office, foot.strip(), at, head)


def _write(
    rows: Sequence[AccessRow],
    target: Path | BinaryIO,
    office: str,
    foot: str,
    at: datetime,
    head: Letterhead | None,
) -> int:
    return table_document(
        target,
        title=_(TITLE),
        subtitle=_subtitle(rows, at),
        header_left=office,
        head=head,
        header_right=_("For the person it is about"),
        footer=foot,
        columns=(
            Column(_("When"), 1.4, names_row=True),
            Column(_("Case number"), 1.0),
            Column(_("Who, and in which role"), 1.8),
            Column(_("What"), 1.2),
            Column(_("Why"), 2.6),
        ),
        rows=(_cells(row) for row in rows),
        notes_before=(
            _(
                "Everybody who opens a case at the housing office is written down by the program, "
                "with the moment and the reason. Nobody can open it without that."
            ),
        ),
        notes_after=(
            *_withheld(rows),
            _(
                "Left out here: searches and lists in which the case stood as one line among "
                "others without being opened. You can ask the office about those too."
            ),
            _(
                "If you wonder about something here, ask the office. You can complain to "
                "Datatilsynet."
            ),
        ),
        created=at,
        language=language(),
    )


def _subtitle(rows: Sequence[AccessRow], at: datetime) -> str:
    times = n_("{n} time", "{n} times", len(rows)).format(n=number_text(len(rows)))
    people = len({row.login or row.name for row in rows})
    who = n_("{n} person", "{n} people", people).format(n=number_text(people))
    return _("As of {day}: opened {times} by {who}.").format(
        day=day_text(at.astimezone().date()), times=times, who=who
    )


def _cells(row: AccessRow) -> tuple[str, ...]:
    return (
        moment_text(row.at),
        row.number,
        who(row),
        title(ACTIONS, row.action),
        row.reason_words(),
    )


def who(row: AccessRow) -> str:
    """The name, and the role in the office."""
    return f"{row.name}, {title(ROLES, row.role).lower()}" if row.role else row.name


def _withheld(rows: Sequence[AccessRow]) -> tuple[str, ...]:
    """What is not told here, and who can tell it."""
    count = sum(row.withheld for row in rows)
    if not count:
        return ()
    words = n_(
        "{n} reason is withheld here: it was written about a protected household, and only those "
        "cleared for the protected may read it. Ask the office for it.",
        "{n} reasons are withheld here: they were written about a protected household, and only "
        "those cleared for the protected may read them. Ask the office for them.",
        count,
    )
    return (words.format(n=number_text(count)),)
