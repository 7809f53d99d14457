"""How many households the office knows, and how."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from hjemveien.persistence.tables import (
    Household,
    HouseholdMember,
    Person,
    SealedIdentity,
    SourceRow,
)
from hjemveien.reports.disclosure import Link, holds
from hjemveien.reports.statistics.counting import Behind, Path, Question, Table, Units, Value
from hjemveien.reports.statistics.ground import known_cases, known_households, open_cases
from hjemveien.reports.statistics.period import Period
from hjemveien.texts import mark

ORDER = 10
KEY = "households"
TITLE = mark("Households")
DEFINITION = mark(
    "Each household counts once, however many rows and cases it has; a suspected double counts"
    " with the first. On the waiting sheet: with a case neither closed nor moved in."
)


def figures(session: Session, period: Period) -> Table:
    read, with_case, readable = _counts(session, period)
    return {
        "read": read,
        "with_case": with_case,
        "only_temporary_stay": read - with_case,
        "on_waiting_sheet": _waiting(session, period),
        "rows_on_waiting_sheet": waiting_rows(session),
        "identity_readable": readable,
        "protected": [str(key) for key in _protected(period).behind(session).ids],
    }


def behind(session: Session, period: Period, path: Path) -> Behind:
    units = _units(period)
    match path[-1]:
        case "with_case":
            return units.behind(session, units.c.with_case)
        case "only_temporary_stay":
            return units.behind(session, ~units.c.with_case)
        case "identity_readable":
            return units.behind(session, units.c.readable)
        case "on_waiting_sheet":
            return open_cases(period.as_of).behind(session)
        case "rows_on_waiting_sheet":
            return Units("row", _waiting_rows()).behind(session)
        case "protected":
            return _protected(period).behind(session)
    return units.behind(session)


def links(_block: Value) -> tuple[Link, ...]:
    return (
        Link(("read",), (("with_case",), ("only_temporary_stay",))),
        holds(("read",), ("identity_readable",)),
        holds(("with_case",), ("on_waiting_sheet",)),
        holds(("rows_on_waiting_sheet",), ("on_waiting_sheet",)),
    )


def _counts(session: Session, period: Period) -> tuple[int, int, int]:
    units = _units(period)
    found = units.by(session, units.c.with_case, units.c.readable)
    with_case = sum(times for (has_case, _), times in found.items() if has_case)
    readable = sum(times for (_, legible), times in found.items() if legible)
    return sum(found.values()), with_case, readable


def _units(period: Period) -> Units:
    cases = known_cases(period.as_of)
    has_case = Household.id.in_(select(cases.c.household_id))
    return Units(
        "household",
        select(
            Household.id,
            Household.protection,
            has_case.label("with_case"),
            Household.id.in_(_legible()).label("readable"),
        ).where(Household.id.in_(known_households(period.as_of))),
    )


def _legible() -> Question:
    """Households whose applicant's identity number can be trusted; a protected one's too.

    Of a protected household no list tells who is who, so anybody's number in it counts.
    """
    sealed = select(SealedIdentity.household_id).where(SealedIdentity.id_number.is_not(None))
    return (
        select(HouseholdMember.household_id)
        .outerjoin(Person, Person.id == HouseholdMember.person_id)
        .where(HouseholdMember.role == "applicant")
        .where(or_(Person.id_number.is_not(None), HouseholdMember.household_id.in_(sealed)))
    )


def _waiting(session: Session, period: Period) -> int:
    found = open_cases(period.as_of)
    return session.scalar(select(func.count(func.distinct(found.c.household_id)))) or 0


def _protected(period: Period) -> Units:
    units = _units(period)
    return Units("household", select(units.c.id).where(units.c.protection != "none"))


def waiting_rows(session: Session) -> int:
    """Rows of the waiting sheets as read; a row that stands in a later copy too counts once."""
    return row_count(session, "waiting", ("case", "second_row"))


def row_count(session: Session, role: str, became: tuple[str, ...]) -> int:
    """Rows of a role: of each fingerprint as many as the file has that holds most of them.

    A closed case's row is none of the waiting, though it stands on the same sheet.
    """
    in_a_file = (
        select(SourceRow.fingerprint, func.count().label("times"))
        .where(SourceRow.role == role, SourceRow.became.in_(became), SourceRow.reason != "closed")
        .group_by(SourceRow.file_id, SourceRow.fingerprint)
        .subquery()
    )
    most = select(func.max(in_a_file.c.times).label("times")).group_by(in_a_file.c.fingerprint)
    # PostgreSQL's sum of whole numbers is a Decimal.
    return int(session.scalar(select(func.coalesce(func.sum(most.subquery().c.times), 0))) or 0)


def _waiting_rows() -> Question:
    return select(SourceRow.id).where(
        SourceRow.role == "waiting",
        SourceRow.became.in_(("case", "second_row")),
        SourceRow.reason != "closed",
    )
