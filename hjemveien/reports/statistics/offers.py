"""Offers of a dwelling and how they were answered."""

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import CaseFile, Offer
from hjemveien.reports.disclosure import Link
from hjemveien.reports.statistics.counting import Behind, Path, Table, Units, Value
from hjemveien.reports.statistics.ground import counted, within
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 90
KEY = "offers"
TITLE = mark("Offers")
DEFINITION = mark(
    "Offers given in the period, by the answer at its end. An accepted offer keeps the household"
    " on the list until it has moved in."
)
ANSWERS = ("accepted", "declined", "unanswered")


def figures(session: Session, period: Period) -> Table:
    units = _units(period)
    counts = units.by(session, units.c.answer)
    return {"given": sum(counts.values()), **{a: counts.get(a, 0) for a in ANSWERS}}


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = _units(period)
    cases = Units("case", select(units.c.case_id.label("id"), units.c.answer))
    if path and path[-1] in ANSWERS:
        return cases.behind(session, cases.c.answer == path[-1])
    return cases.behind(session)


def links(_block: Value) -> tuple[Link, ...]:
    return (Link(("given",), tuple((answer,) for answer in ANSWERS)),)


def _units(period: Period) -> Units:
    """An answer given after the period's end had not been given yet."""
    answer = case((Offer.answered_on > period.end, "unanswered"), else_=Offer.answer)
    return Units(
        "case",
        select(Offer.id, Offer.case_id, answer.label("answer"))
        .join(CaseFile, CaseFile.id == Offer.case_id)
        .where(counted(), within(Offer.counts_from, period)),
    )
