"""Ties what was read to what is registered: which rows, cases and households are known already.

A case is known by its rows, else by its number together with the same person, else, where it has
no number, by the same person and day of receipt. A household is known by its cases, else by its
applicant's identity number when that says "again": one of the two cases has ended. Two open cases
of one person are never joined here; they are suggested.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from hjemveien.domain.sorting import name_key
from hjemveien.exchange.intake import known
from hjemveien.exchange.intake.fingerprints import fingerprint, recognised
from hjemveien.exchange.intake.keys import Keys
from hjemveien.exchange.intake.known import KnownCase, KnownRow
from hjemveien.exchange.intake.stages import closing_of
from hjemveien.exchange.intake.units import Unit
from hjemveien.exchange.reading.records import Case, Member, Reading, RowRef


@dataclass
class Links:
    """Keys of the reading to keys of the database; `known_…` hold those that were there before.

    `changed` are known cases of which at least one row is new; `sealed` the household keys whose
    household is protected in the file or in the database.
    """

    prints: dict[RowRef, str] = field(default_factory=dict)
    rows: dict[RowRef, KnownRow] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)
    households: dict[str, UUID] = field(default_factory=dict)
    known_cases: set[str] = field(default_factory=set)
    known_households: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    sealed: set[str] = field(default_factory=set)
    protections: dict[str, str] = field(default_factory=dict)
    empty: bool = True


def link(session: Session, reading: Reading, units: Sequence[Unit], keys: Keys) -> Links:
    """Look everything up, in a number of statements that grows with the file, not the database."""
    links = Links(prints={row.ref: fingerprint(row) for row in reading.rows})
    links.empty = known.is_empty(session)
    links.sealed = {unit.key for unit in units if unit.protected}
    links.protections = {unit.key: unit.household.protection for unit in units}
    if not links.empty:
        found = known.rows(session, links.prints.values())
        links.rows = recognised(reading.rows, links.prints, found)
        _link_known(session, units, links)
    _name_new(units, links, keys)
    return links


def _link_known(session: Session, units: Sequence[Unit], links: Links) -> None:
    for unit in units:
        _by_rows(unit, links)
    waiting = [unit for unit in units if any(case.key not in links.cases for case in unit.cases)]
    open_cases = [case for unit in waiting for case in unit.cases if case.key not in links.cases]
    by_number = known.cases_by_number(session, (case.number or "" for case in open_cases))
    by_identity = known.cases_by_identity(session, _numbers(waiting))
    for unit in waiting:
        _by_facts(unit, links, by_number, by_identity)
        _again(unit, links, by_identity)
    _learn_protection(session, units, links)


def _numbers(units: Iterable[Unit]) -> list[str]:
    return [number for unit in units for number in unit.numbers]


def _by_rows(unit: Unit, links: Links) -> None:
    for case in unit.cases:
        rows = [links.rows.get(ref) for ref in case.rows]
        ids = [row.case_id for row in rows if row and row.case_id]
        households = [row.household_id for row in rows if row and row.household_id]
        if ids:
            _know(unit, case, links, ids[0], households[0] if households else None)
            if not all(rows):
                links.changed.add(case.key)
    for stay in unit.stays:
        for ref in stay.rows:
            row = links.rows.get(ref)
            if row and row.household_id:
                links.households.setdefault(unit.key, row.household_id)
                links.known_households.add(unit.key)


def _know(unit: Unit, case: Case, links: Links, case_id: UUID, household: UUID | None) -> None:
    links.cases[case.key] = case_id
    links.known_cases.add(case.key)
    if household is not None:
        links.households[unit.key] = household
        links.known_households.add(unit.key)


def _by_facts(
    unit: Unit,
    links: Links,
    by_number: dict[str, list[KnownCase]],
    by_identity: dict[str, list[KnownCase]],
) -> None:
    taken = set(links.cases.values())
    for case in unit.cases:
        if case.key in links.cases:
            continue
        found = _same_case(unit, case, by_number, by_identity)
        if found and found.case_id not in taken:
            taken.add(found.case_id)
            links.changed.add(case.key)
            _know(unit, case, links, found.case_id, found.household_id)


def _same_case(
    unit: Unit,
    case: Case,
    by_number: dict[str, list[KnownCase]],
    by_identity: dict[str, list[KnownCase]],
) -> KnownCase | None:
    applicant = unit.household.applicant
    if case.number:
        candidates = by_number.get(case.number, [])
        return next((each for each in candidates if same_person(applicant, each)), None)
    candidates = by_identity.get(unit.applicant_number or "", [])
    same_day = (each for each in candidates if each.received_on == case.received.on)
    return next((each for each in same_day if each.role == "applicant"), None)


def same_person(member: Member, case: KnownCase) -> bool:
    """The same identity number; where one lacks it, the same name. A protected one has no name."""
    if member.identity and case.id_number:
        return member.identity.number == case.id_number
    if case.protected:
        return member.identity is None and case.id_number is None
    return bool(case.name_key) and case.name_key in name_keys(member)


def name_keys(member: Member) -> tuple[str, str]:
    """The name's key, and the same with surname and given name changed about."""
    return name_key(member.surname, member.given), name_key(member.given, member.surname)


def _again(unit: Unit, links: Links, by_identity: dict[str, list[KnownCase]]) -> None:
    if unit.key in links.households or unit.applicant_number is None:
        return
    candidates = by_identity.get(unit.applicant_number, [])
    all_ended = all(closing_of(case) is not None for case in unit.cases)
    for case in candidates:
        if case.role == "applicant" and (case.protected or case.closed or all_ended):
            links.households[unit.key] = case.household_id
            links.known_households.add(unit.key)
            return


def _learn_protection(session: Session, units: Sequence[Unit], links: Links) -> None:
    before = [links.households[key] for key in links.known_households]
    protections = known.protections(session, before)
    for unit in units:
        household = links.households.get(unit.key)
        if household in protections:
            links.sealed.add(unit.key)
            links.protections[unit.key] = protections[household]


def _name_new(units: Iterable[Unit], links: Links, keys: Keys) -> None:
    for unit in units:
        if unit.key not in links.households:
            links.households[unit.key] = keys.new()
        for case in unit.cases:
            if case.key not in links.cases:
                links.cases[case.key] = keys.new()
