"""The selects that several statistics stand on: which cases and households count, and since when.

A case suspected to be another's double counts in no figure until a person has said that the two
differ; one found to be registered twice never does.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select, union

from hjemveien.persistence.tables import (
    Application,
    CaseFile,
    Decision,
    DuplicateSuggestion,
    TemporaryStay,
)
from hjemveien.reports.statistics.counting import Column, Question, Units, Where
from hjemveien.reports.statistics.period import Period
from hjemveien.reports.statistics.sql import days_between

TRACK = "municipal_housing"


def doubles() -> Question:
    """Keys of cases that are, or may be, another one registered again."""
    return select(DuplicateSuggestion.second_case_id).where(
        DuplicateSuggestion.state.in_(("open", "same"))
    )


def counted() -> Where:
    """The condition on case_file that a case is one of its own."""
    not_closed_as_double = or_(CaseFile.closing.is_(None), CaseFile.closing != "duplicate")
    return and_(CaseFile.id.not_in(doubles()), not_closed_as_double)


def not_later(column: Column, day: date) -> Where:
    """Had happened by the end of the day; NULL never has."""
    return and_(column.is_not(None), column <= day)


def not_yet(column: Column, day: date | Column) -> Where:
    """Had not happened by the end of the day."""
    return or_(column.is_(None), column > day)


def within(column: Column, period: Period) -> Where:
    """From the period's first day, where it has one, to its last."""
    upper = column <= period.end
    return and_(column >= period.start, upper) if period.start else upper


def known_cases(day: date) -> Units:
    """Every case that the office had by the day."""
    return Units("case", _case_columns().where(counted(), known(day)))


def known(day: date) -> Where:
    """The case was there by the day: by its own date or, where that is unknown, by a decision."""
    decided = select(Decision.case_id).where(Decision.counts_from <= day)
    return or_(CaseFile.counts_from <= day, CaseFile.id.in_(decided))


def known_households(day: date) -> Question:
    """Keys of households with a case or a temporary stay by the day."""
    with_case = select(CaseFile.household_id.label("id")).where(counted(), known(day))
    with_stay = select(TemporaryStay.household_id.label("id")).where(
        TemporaryStay.counts_from <= day
    )
    return select(union(with_case, with_stay).subquery().c.id)


def first_applications() -> Subquery:
    """One application a case: the earliest."""
    nth = func.row_number().over(
        partition_by=Application.case_id, order_by=(Application.counts_from, Application.id)
    )
    numbered = select(Application, nth.label("nth")).subquery()
    return select(numbered).where(numbered.c.nth == 1).subquery("first_application")


def latest_decisions(day: date) -> Subquery:
    """One decision a case: the latest by the day on whether it gets a municipal dwelling."""
    nth = func.row_number().over(
        partition_by=Decision.case_id, order_by=(Decision.counts_from.desc(), Decision.id)
    )
    numbered = (
        select(Decision, nth.label("nth"))
        .where(Decision.track == TRACK, Decision.counts_from <= day)
        .subquery()
    )
    return select(numbered).where(numbered.c.nth == 1).subquery("latest_decision")


def open_cases(day: date) -> Units:
    """Cases neither closed nor moved in, with the latest decision and whether they are new."""
    asked, decided = first_applications(), latest_decisions(day)
    statement = (
        _case_columns()
        .add_columns(decided.c.outcome, asked.c.lived_in_municipal)
        .outerjoin(asked, asked.c.case_id == CaseFile.id)
        .outerjoin(decided, decided.c.case_id == CaseFile.id)
        .where(counted(), known(day))
        .where(not_yet(CaseFile.closed_counts_from, day))
        .where(not_yet(CaseFile.moved_in_counts_from, day))
    )
    return Units("case", statement)


def listed(day: date) -> Units:
    """The KOSTRA list: new households with a positive decision not moved in, each once.

    `nth` numbers the cases of one household, the earliest decision first; figures count the first.
    `days` is how long it has waited, NULL unless the decision is known to the day and in order.
    """
    asked, decided = first_applications(), latest_decisions(day)
    nth = func.row_number().over(
        partition_by=CaseFile.household_id, order_by=(decided.c.counts_from, CaseFile.id)
    )
    statement = (
        _case_columns()
        .add_columns(
            func.coalesce(asked.c.main_group, "ukjent").label("main_group"),
            decided.c.decided_precision,
            decided.c.counts_from.label("listed_from"),
            waited(decided.c, asked.c, day).label("days"),
            nth.label("nth"),
        )
        .join(decided, decided.c.case_id == CaseFile.id)
        .outerjoin(asked, asked.c.case_id == CaseFile.id)
        .where(counted(), decided.c.outcome == "granted")
        .where(func.coalesce(asked.c.lived_in_municipal, False).is_(False))
        .where(not_yet(CaseFile.closed_counts_from, day))
        .where(not_yet(CaseFile.moved_in_counts_from, day))
    )
    inner = statement.subquery()
    return Units("case", select(inner).where(inner.c.nth == 1))


def waited(decided: Any, asked: Any, day: date) -> ColumnElement[int]:
    """Days from decision to the day; NULL where the decision's day is not certain."""
    out_of_order = and_(
        asked.received_precision == "day",
        asked.received_on.is_not(None),
        decided.decided_on < asked.received_on,
    )
    certain = and_(
        decided.decided_precision == "day",
        decided.decided_on.is_not(None),
        func.coalesce(out_of_order, False).is_(False),
    )
    return case((certain, days_between(day, decided.decided_on)))


def _case_columns() -> Question:
    return select(
        CaseFile.id,
        CaseFile.household_id,
        CaseFile.caseworker_id,
        CaseFile.closing,
        CaseFile.closed_counts_from.label("closed_from"),
        CaseFile.moved_in_counts_from.label("moved_from"),
    )
