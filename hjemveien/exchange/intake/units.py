"""Groups a reading by household: the people, their cases and their stays, written together.

A suspected duplicate stands as its own household, with the people its own row tells of, until a
person has decided; only where the reading could not tell them apart does it share.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hjemveien.exchange.reading.records import Case, Household, Member, Reading, Stay

OWN = "/own"


@dataclass
class Unit:
    """A household with what belongs to it; `key` is the household's, or the suspected case's."""

    key: str
    household: Household
    cases: list[Case] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)

    @property
    def protected(self) -> bool:
        return self.household.protection != "none"

    @property
    def numbers(self) -> tuple[str, ...]:
        """The identity numbers of its adults, the applicant's first."""
        members = (each for each in self.household.members if each.role != "child")
        return tuple(each.identity.number for each in members if each.identity)

    @property
    def applicant_number(self) -> str | None:
        identity = self.household.members[0].identity if self.household.members else None
        return identity.number if identity else None

    def since(self, as_of: date) -> date:
        """The day of the earliest fact: from then on its people are known to be together."""
        days = [as_of]
        for case in self.cases:
            days.append(case.received.counts_from)
            days.extend(offer.given.counts_from for offer in case.offers)
            if case.decision:
                days.append(case.decision.decided.counts_from)
        days.extend(stay.start.counts_from for stay in self.stays)
        return min(days)


def household_key(case: Case) -> str:
    """The key of the unit that a case is written with."""
    return case.key + OWN if case.suspected_duplicate_of and case.own_members else case.household


def units_of(reading: Reading) -> list[Unit]:
    """Every household of the reading, in its order, suspected duplicates last."""
    units = {each.key: Unit(each.key, each) for each in reading.households}
    for case in reading.cases:
        key = household_key(case)
        if key not in units:
            units[key] = Unit(key, _own(units[case.household].household, case, key))
        units[key].cases.append(case)
    for stay in reading.stays:
        units[stay.household].stays.append(stay)
    return list(units.values())


def _own(shared: Household, case: Case, key: str) -> Household:
    members = case.own_members
    same_person = members[0].full_name == shared.applicant.full_name
    return replace(
        shared,
        key=key,
        members=members,
        children=sum(member.role == "child" for member in members),
        phones=shared.phones if same_person else (),
        phone_as_written=shared.phone_as_written if same_person else "",
        rows=case.rows,
    )


def children_of(household: Household) -> Sequence[Member]:
    """As many children as the household says it has; the stated number rules over the years."""
    listed = [member for member in household.members if member.role == "child"]
    missing = household.children - len(listed)
    if missing >= 0:
        return [*listed, *(Member("child") for _ in range(missing))]
    youngest_first = sorted(listed, key=lambda child: -(child.birth_year or 0))
    return youngest_first[: household.children]
