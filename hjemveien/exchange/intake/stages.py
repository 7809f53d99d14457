"""Tells a case's way along the pathway from the dated facts that a file gives."""

from dataclasses import dataclass
from datetime import date

from hjemveien.domain.sorting import fold
from hjemveien.exchange.reading.records import Case, DatedFact

_ASSESSING = ("under", "arb", "behandl", "forel", "kartleg", "utred", "vurder", "assess", "interim")
CLOSINGS = {"housed": "housed", "withdrawn": "withdrawn", "refused": "refused"}


@dataclass(frozen=True, slots=True)
class Step:
    """A stay at one stage; `ended` is None for the last one."""

    stage: str
    started: date
    ended: date | None


@dataclass(slots=True)
class _Mark:
    stage: str
    day: date
    certain: bool


def history(case: Case, as_of: date) -> tuple[Step, ...]:
    """The stages a case has been at, each beginning where the one before ends.

    An uncertain day gives way to the certain ones after it, so that no case seems to have waited
    from the day the file was read when its later facts are older than that.
    """
    marks = _in_order(_marks(case, as_of))
    ends: list[date | None] = [mark.day for mark in marks[1:]]
    return tuple(
        Step(mark.stage, mark.day, end) for mark, end in zip(marks, [*ends, None], strict=True)
    )


def closing_of(case: Case) -> str | None:
    """How the case ended, as the program codes it; None while it is open."""
    if case.closing:
        return CLOSINGS.get(case.closing.outcome, _other(case.closing.outcome))
    return case.status if case.status in {"withdrawn", "housed"} else None


def moved_of(case: Case, as_of: date) -> DatedFact | None:
    """The day of the move-in; unknown where the case says housed without a date."""
    if closing_of(case) != "housed":
        return None
    if case.closing and case.closing.moved:
        return case.closing.moved
    return DatedFact(None, "unknown", _closed_day(case, as_of))


def closed_of(case: Case, as_of: date) -> DatedFact | None:
    if closing_of(case) is None:
        return None
    if case.closing and case.closing.closed:
        return case.closing.closed
    return DatedFact(None, "unknown", _closed_day(case, as_of))


def _other(outcome: str) -> str:
    return "refused" if outcome == "dismissed" else "other"


def _closed_day(case: Case, as_of: date) -> date:
    """Where the file does not say: the other of the two days, else the day it speaks for."""
    known = [fact for fact in _closing_facts(case) if fact.on]
    return min((fact.counts_from for fact in known), default=as_of)


def _closing_facts(case: Case) -> list[DatedFact]:
    if case.closing is None:
        return []
    return [fact for fact in (case.closing.closed, case.closing.moved) if fact]


def _marks(case: Case, as_of: date) -> list[_Mark]:
    marks = [_mark("soknad", case.received)]
    if _assessing(case):
        marks.append(_Mark("kartlegging", as_of, False))
    if case.decision:
        marks.append(_mark("vedtak", case.decision.decided))
        if case.decision.outcome == "granted":
            marks.extend(_waiting(case))
    moved, closed = moved_of(case, as_of), closed_of(case, as_of)
    if moved:
        marks.append(_mark("innflytting", moved))
    if closed:
        marks.append(_mark("avsluttet", closed))
    return marks


def _waiting(case: Case) -> list[_Mark]:
    assert case.decision is not None
    marks = [_mark("venteliste", case.decision.decided)]
    for offer in sorted(case.offers, key=lambda each: each.given.counts_from):
        marks.append(_mark("tilbud", offer.given))
        if offer.answer == "declined":
            marks.append(_mark("venteliste", offer.given))
    return marks


def _mark(stage: str, fact: DatedFact) -> _Mark:
    return _Mark(stage, fact.counts_from, fact.on is not None)


def _assessing(case: Case) -> bool:
    if case.decision or closing_of(case):
        return False
    words = fold(case.status_as_written).replace(".", " ").split()
    return any(word.startswith(_ASSESSING) for word in words)


def _in_order(marks: list[_Mark]) -> list[_Mark]:
    later = marks[-1].day
    for mark in reversed(marks):
        if not mark.certain:
            mark.day = min(mark.day, later)
        later = min(later, mark.day)
    earliest = marks[0].day
    for mark in marks:
        earliest = mark.day = max(mark.day, earliest)
    return marks
