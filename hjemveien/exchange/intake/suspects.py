"""Suggests that two cases may be one, with reasons; a person decides, nothing is joined.

Within a file the reading has found the pairs. Against the database a new open case is suggested
beside an open one with the same identity number, or with the same name and either the same
telephone number or the same birth date where one of them has no number. Never beside a protected
household: a suggestion would tell that it is there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from hjemveien.domain.identity_number import day_part
from hjemveien.exchange.intake import known
from hjemveien.exchange.intake.bulk import Row
from hjemveien.exchange.intake.context import Context
from hjemveien.exchange.intake.known import KnownCase
from hjemveien.exchange.intake.links import name_keys
from hjemveien.exchange.intake.outcome import Suggested
from hjemveien.exchange.intake.stages import closing_of
from hjemveien.exchange.intake.units import Unit
from hjemveien.exchange.reading.records import Case, Member, Reading
from hjemveien.services.known_before import PARTNER, SAME_NUMBER
from hjemveien.texts import mark

SAME_NAME = mark("The same name")
SAME_PHONE = mark("The same telephone number")
SAME_BIRTH = mark("The same birth date")
SAME_CASE_NUMBER = mark("The same case number")
_PHONE = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class Registered:
    """Registered cases that new ones could be the same as."""

    by_identity: dict[str, list[KnownCase]]
    by_name: dict[str, list[KnownCase]]


def in_file(reading: Reading, context: Context) -> list[Suggested]:
    """The reading's own pairs, and any suspected case that it gave no pair for."""
    cases = context.links.cases
    pairs = {(each.case_a, each.case_b): (each.type, each.reasons) for each in reading.duplicates}
    for case in reading.cases:
        if case.suspected_duplicate_of:
            pairs.setdefault((case.suspected_duplicate_of, case.key), ("same_id", ()))
    return [
        Suggested(kind, cases[first], cases[second], reasons)
        for (first, second), (kind, reasons) in pairs.items()
        if first != second and second not in context.links.known_cases
    ]


def against_database(session: Session, units: Sequence[Unit], context: Context) -> list[Suggested]:
    """New open cases that may have been registered before."""
    if context.links.empty:
        return []
    asked = [unit for unit in units if _may_be_known(unit, context)]
    numbers = [number for unit in asked for number in unit.numbers]
    names = [key for unit in asked for key in name_keys(unit.household.applicant)]
    registered = Registered(
        known.cases_by_identity(session, numbers), known.cases_by_name(session, names)
    )
    return [found for unit in asked for found in _suspected(unit, registered, context)]


def suggestion_rows(suggestions: Iterable[Suggested], context: Context) -> list[Row]:
    return [
        {
            "id": context.keys.new(),
            "first_case_id": each.first_case_id,
            "second_case_id": each.second_case_id,
            "kind": each.kind,
            "reasons": list(each.reasons),
        }
        for each in suggestions
    ]


def _may_be_known(unit: Unit, context: Context) -> bool:
    links = context.links
    if unit.key in links.sealed or unit.key in links.known_households:
        return False
    return any(_is_asked(case, context) for case in unit.cases)


def _is_asked(case: Case, context: Context) -> bool:
    new = case.key not in context.links.known_cases
    return new and closing_of(case) is None and case.suspected_duplicate_of is None


def _suspected(unit: Unit, registered: Registered, context: Context) -> Iterable[Suggested]:
    pair = _pair(unit, registered, context)
    if pair is None:
        return
    before, kind, reasons = pair
    for case in unit.cases:
        if _is_asked(case, context):
            more = (SAME_CASE_NUMBER,) if case.number and case.number == before.number else ()
            case_id: UUID = context.links.cases[case.key]
            yield Suggested(kind, before.case_id, case_id, (*reasons, *more))


def _pair(
    unit: Unit, registered: Registered, context: Context
) -> tuple[KnownCase, str, tuple[str, ...]] | None:
    own = set(context.links.cases.values())
    for number in unit.numbers:
        for case in registered.by_identity.get(number, []):
            if _open(case) and case.case_id not in own:
                both_apply = number == unit.applicant_number and case.role == "applicant"
                kind = "same_id" if both_apply else "partner_also_applicant"
                return case, kind, (SAME_NUMBER,) if both_apply else (SAME_NUMBER, PARTNER)
    applicant = unit.household.applicant
    for key in name_keys(applicant):
        for case in registered.by_name.get(key, []):
            reasons = _alike(unit, applicant, case)
            if _open(case) and case.case_id not in own and reasons:
                kind = "same_name_and_birth" if SAME_BIRTH in reasons else "one_without_id"
                return case, kind, (SAME_NAME, *reasons)
    return None


def _open(case: KnownCase) -> bool:
    return not case.closed and not case.protected


def _alike(unit: Unit, applicant: Member, case: KnownCase) -> tuple[str, ...]:
    """What besides the name is the same; two different numbers are two people."""
    if applicant.identity and case.id_number:
        return ()
    phones = set(unit.household.phones) & set(_PHONE.findall(case.phone))
    same_birth = _born(applicant) & _born_by(case.id_number)
    return (*((SAME_PHONE,) if phones else ()), *((SAME_BIRTH,) if same_birth else ()))


def _born(applicant: Member) -> set[tuple[int, int, int]]:
    """Day, month and year in its century, from what the file says or the number suggests."""
    day = applicant.born_suggested
    suggested = {(day.day, day.month, day.year % 100)} if day else set()
    return suggested | _born_by(applicant.identity.number if applicant.identity else None)


def _born_by(number: str | None) -> set[tuple[int, int, int]]:
    part = day_part(number[:6]) if number else None
    return {(part.day, part.month, part.year)} if part else set()
