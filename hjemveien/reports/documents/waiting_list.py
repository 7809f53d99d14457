"""The waiting list on paper: full for the office, or anonymised for a committee."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, BinaryIO

from hjemveien.domain.codes import title
from hjemveien.domain.ranking import SHORT_TITLES, factors_in_words
from hjemveien.domain.words import household_words, rooms_words
from hjemveien.reports.heading import printed_head
from hjemveien.reports.paper import Column, Letterhead, table_document
from hjemveien.services.heads import printed
from hjemveien.services.office import office_name
from hjemveien.services.views import WaitingList, WaitingRow
from hjemveien.services.waiting_list import waiting_list
from hjemveien.texts import _, day_text, language, mark, moment_text, n_, number_text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from hjemveien.reports.catalogue import Order, Step

NAME = "waiting_list"
TITLE = mark("Waiting list, municipal rented dwelling")
PLACE = 10
CHOICES = ("list", "anonymous")
PURPOSE = mark("Who waits, in which order and why, for the allocation meeting or a committee.")


def write(
    session: "Session",
    order: "Order",
    target: Path | BinaryIO,
    step: "Step | None" = None,
) -> int:
    """Read the list as of the order's day and print it; returns the number of pages."""
    shown = waiting_list(session, order.as_of, order.kind)
    total = len(shown.rows)
    return write_pdf(
        shown,
        target,
        office=office_name(session),
        printed_by=order.by,
        printed_at=order.at,
        anonymous=order.anonymous,
        audit=printed(session),
        head=printed_head(session),
        progress=(lambda done: step(min(done, total), total)) if step else None,
    )


def write_pdf(
    shown: WaitingList,
    target: Path | BinaryIO,
    *,
    office: str,
    printed_by: str,
    printed_at: datetime,
    anonymous: bool = False,
    audit: str = "",
    head: Letterhead | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Print the list; returns the number of pages. A protected household stands as Protected.

    `audit` is where the audit's chain ended, for the foot of each page.
    """
    foot = _("Printed {moment} by {who}.").format(moment=moment_text(printed_at), who=printed_by)
    columns, cells = (_anonymous if anonymous else _full)()
    return table_document(
        target,
        title=_(TITLE),
        subtitle=_subtitle(shown, anonymous),
        header_left=office,
        head=head,
        header_right=_("Exempt from public access, offl. § 13, fvl. § 13"),
        footer=f"{foot} {audit}".strip(),
        figures=_figures(shown),
        columns=columns,
        rows=_rows(shown, cells),
        notes_after=_notes(shown),
        created=printed_at,
        language=language(),
        progress=progress,
        cancelled=cancelled,
    )


def _subtitle(shown: WaitingList, anonymous: bool) -> str:
    households = n_("{n} household", "{n} households", len(shown.rows)).format(
        n=number_text(len(shown.rows))
    )
    parts = [_("As of {day}.").format(day=day_text(shown.as_of)), shown.order, f"{households}."]
    if anonymous:
        parts.append(
            _(
                "Anonymised: names, case numbers, main group and what tells of health, violence or"
                " custody are left out. Somebody may be recognised all the same."
            )
        )
    return " ".join(parts)


def _figures(shown: WaitingList) -> tuple[tuple[str, str], ...]:
    days = [row.days for row in shown.rows if row.days is not None]
    waited = n_("{n} day", "{n} days", int(median(days))) if days else "–"
    urgent = sum(row.priority_class == 1 for row in shown.rows)
    families = sum(row.children > 0 for row in shown.rows)
    return (
        (_("On the waiting list"), number_text(len(shown.rows))),
        (
            _("Median days waited so far"),
            waited.format(n=number_text(median(days), _decimals(median(days)))) if days else "–",
        ),
        (_("In class 1"), number_text(urgent)),
        (_("With children"), number_text(families)),
    )


def _decimals(value: float) -> int:
    return 0 if value == int(value) else 1


def _notes(shown: WaitingList) -> tuple[str, ...]:
    notes = [
        shown.weighing,
        _("Definition: {definition}").format(definition=shown.definition),
        _(
            "Days are counted from a decision known to the day; a dash means that the list cannot"
            " say. An offer changes nothing here until the household has moved in."
        ),
    ]
    if shown.left_out:
        notes.append(
            n_(
                "{n} household is on the working list and not on this one.",
                "{n} households are on the working list and not on this one.",
                len(shown.left_out),
            ).format(n=len(shown.left_out))
        )
    return tuple(filter(None, notes))


Cells = Callable[[WaitingRow], tuple[str, ...]]


def _rows(shown: WaitingList, cells: Cells) -> Iterator[tuple[str, ...]]:
    for row in shown.rows:
        yield cells(row)


def _full() -> tuple[tuple[Column, ...], Cells]:
    columns = (
        Column(_("Place"), 0.5, "right"),
        Column(_("Case no."), 1.0),
        Column(_("Applicant"), 2.0, names_row=True),
        Column(_("Household"), 1.5),
        Column(_("Dwelling need"), 1.2),
        Column(_("Class"), 0.5, "right"),
        Column(_("Days"), 0.5, "right"),
        Column(_("Decision"), 0.9),
        Column(_("Caseworker"), 1.3),
        Column(_("Factors"), 2.2),
        Column(_("Placed by"), 1.1),
    )

    def cells(row: WaitingRow) -> tuple[str, ...]:
        return (
            str(row.place), row.number, applicant(row), household_words(row.adults, row.children),
            need(row), _class(row), _days(row), decided(row), row.caseworker, *_placing(row),
        )  # fmt: skip

    return columns, cells


def _anonymous() -> tuple[tuple[Column, ...], Cells]:
    columns = (
        Column(_("Place"), 0.5, "right", names_row=True),
        Column(_("Household"), 1.5),
        Column(_("Dwelling need"), 1.4),
        Column(_("Class"), 0.6, "right"),
        Column(_("Months"), 0.7, "right"),
        Column(_("Factors"), 2.6),
        Column(_("Placed by"), 1.1),
    )

    def cells(row: WaitingRow) -> tuple[str, ...]:
        return (
            str(row.place), household_words(row.adults, row.children),
            need(row), _class(row), _months(row), *_placing(row, anonymous=True),
        )  # fmt: skip

    return columns, cells


def _placing(row: WaitingRow, anonymous: bool = False) -> tuple[str, str]:
    words = factors_in_words(row.factors, anonymous)
    return words[:1].upper() + words[1:] or "–", title(SHORT_TITLES, row.deciding)


def applicant(row: WaitingRow) -> str:
    """Surname, given name; Protected for a household that is."""
    if row.protected:
        return _("Protected")
    return ", ".join(part for part in (row.surname, row.given_name) if part) or "–"


def need(row: WaitingRow) -> str:
    rooms = rooms_words(row.rooms) if row.rooms else ""
    parts = [_("adapted") if row.adapted else "", rooms or row.need_words]
    return ", ".join(part for part in parts if part) or "–"


def decided(row: WaitingRow) -> str:
    """The day of the decision; for a month-only date the month; a dash where unknown."""
    return month_or_day(row.decided_on, row.decided_precision)


def month_or_day(day: date | None, precision: str) -> str:
    if day is None or precision == "unknown":
        return "–"
    return day.strftime("%m.%Y") if precision == "month" else day_text(day)


def _class(row: WaitingRow) -> str:
    return str(row.priority_class) if row.priority_class else "–"


def _months(row: WaitingRow) -> str:
    """Whole months of thirty days: exact days would give the day of decision away."""
    return number_text(row.days // 30) if row.days is not None else "–"


def _days(row: WaitingRow) -> str:
    return number_text(row.days) if row.days is not None else "–"
