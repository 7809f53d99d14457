"""Makes the records that travel out of linked rows."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hjemveien.exchange.reading import lexicons
from hjemveien.exchange.reading.caserows import ENDINGS, CaseRow, Person
from hjemveien.exchange.reading.homes import HomeRow
from hjemveien.exchange.reading.linking import CaseGroup
from hjemveien.exchange.reading.people import as_identity
from hjemveien.exchange.reading.records import (
    Case,
    Closing,
    DatedFact,
    Decision,
    Dwelling,
    Household,
    Member,
    RowRef,
    Stay,
    Tenancy,
)
from hjemveien.exchange.reading.staffing import StaffBook
from hjemveien.exchange.reading.stays import Home, StayRow

_DECIDED = (lexicons.GRANTED, lexicons.REFUSED, lexicons.DISMISSED)
_PROTECTIONS = ("none", "unspecified", "confidential", "strictly_confidential")


class Keys:
    """Digests that are the same at each reading and never twice in one."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def key(self, prefix: str, *parts: object) -> str:
        base = "|".join(str(part) for part in parts)
        key = prefix + hashlib.sha256(base.encode()).hexdigest()[:20]
        extra = 1
        while key in self._given:
            extra += 1
            key = prefix + hashlib.sha256(f"{base}|{extra}".encode()).hexdigest()[:20]
        self._given.add(key)
        return key


def unknown(as_of: date) -> DatedFact:
    return DatedFact(None, "unknown", as_of, "", "missing")


# --- households ---


def household(home: Home, keys: Keys) -> Household:
    rows = [row for group in home.groups for row in group.rows]
    lead = _lead(home)
    person = lead.person if lead is not None else home.stays[0].person
    members = [_applicant(home, person)]
    partner = _partner(rows, lead)
    if partner is not None:
        members.append(partner)
    count, children = _children(home, lead)
    protections = [row.protection for row in rows]
    return Household(
        keys.key("h-", *_household_identity(home, person, lead)),
        (*members, *children),
        count,
        _unique(phone for row in _first(lead, rows) for phone in row.phones),
        next((row.phone_text for row in _first(lead, rows) if row.phone_text), ""),
        max(protections, key=_PROTECTIONS.index) if protections else "none",
        (rows[0].ref,) if len(rows) == 1 and not home.stays and not rows[0].partner_refs
        else tuple(sorted({row.ref for row in rows} | {stay.ref for stay in home.stays}
                     | {ref for row in rows for ref in row.partner_refs},
                     key=_ref_order)),
    )  # fmt: skip


def own_members(home: Home, group: CaseGroup) -> tuple[Member, ...]:
    """The people whom a suspected duplicate's own rows tell of, whatever the home's others say."""
    alone = replace(home, groups=[group], stays=[])
    partner = _partner(group.rows, group.lead)
    _count, children = _children(alone, group.lead)
    partners = (partner,) if partner is not None else ()
    return (_applicant(alone, group.lead.person), *partners, *children)


def _ref_order(ref: RowRef) -> tuple[str, str, int]:
    return ref.file, ref.sheet or "", ref.row


def _household_identity(home: Home, person: Person, lead: CaseRow | None) -> tuple[object, ...]:
    if person.number is not None:
        return ("id", person.number.number)
    if lead is not None and lead.case_number:
        return ("no", lead.case_number, person.written)
    return ("name", person.written, person.born or "", len(home.groups) > 0)


def _lead(home: Home) -> CaseRow | None:
    """The row that tells who the household is now: open before closed, suspected ones last."""
    if len(home.groups) == 1 and len(home.groups[0].rows) == 1:
        return home.groups[0].lead
    rows = [
        (group.duplicate_of is not None, row.on_closed_sheet, row.person.number is None, i)
        for i, (group, row) in enumerate(_all_rows(home))
    ]
    return _all_rows(home)[min(rows)[-1]][1] if rows else None


def _all_rows(home: Home) -> list[tuple[CaseGroup, CaseRow]]:
    return [(group, row) for group in home.groups for row in group.rows]


def _first(lead: CaseRow | None, rows: list[CaseRow]) -> list[CaseRow]:
    return [] if lead is None else [lead, *(row for row in rows if row is not lead)]


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _applicant(home: Home, person: Person) -> Member:
    born = person.born or next((s.person.born for s in home.stays if s.person.born), None)
    return Member(
        "applicant",
        person.name.surname,
        person.name.given,
        as_identity(person.number),
        person.number_text,
        born,
        born.year if born else None,
        as_written=person.written,
    )


def _partner(rows: list[CaseRow], lead: CaseRow | None) -> Member | None:
    for row in _first(lead, rows):
        found = row.partner
        if found is not None:
            year = found.birth_year or (found.born.year if found.born else None)
            return Member(
                "co_applicant",
                found.name.surname,
                found.name.given,
                as_identity(found.number),
                "" if found.number else found.number_text,
                found.born,
                year,
                as_written=found.as_written,
            )
    return None


def _children(home: Home, lead: CaseRow | None) -> tuple[int, tuple[Member, ...]]:
    """How many children, and one member for each; the number given rules over the years."""
    count, years, shared = _children_said(home, lead)
    padded = [*years[:count], *([None] * (count - len(years)))]
    return count, tuple(Member("child", birth_year=year, shared_custody=shared) for year in padded)


def _children_said(home: Home, lead: CaseRow | None) -> tuple[int, tuple[int, ...], bool]:
    if lead is not None:
        rows = [row for group in home.groups for row in group.rows]
        for row in _first(lead, rows):
            if row.child_count is not None or row.child_years:
                count = row.child_count if row.child_count is not None else len(row.child_years)
                return count, row.child_years, row.shared_custody
    best = max(home.stays, key=lambda stay: stay.child_count, default=None)
    if best is None:
        return 0, (), False
    return best.child_count, best.child_years, False


# --- cases ---


def status_of(group: CaseGroup) -> str:
    """Where the case stands: its ending if it has one, else its decision."""
    for row in group.rows:
        if row.outcome in ENDINGS:
            return row.outcome
    for row in group.rows:
        if row.decision in (lexicons.HOUSED, lexicons.WITHDRAWN):
            return row.decision
        moved_in = row.moved is not None and row.moved.on is not None
        if moved_in and row.decision not in (lexicons.REFUSED, lexicons.DISMISSED):
            return lexicons.HOUSED
    decided = next((row.decision for row in group.rows if row.decision in _DECIDED), None)
    return decided or lexicons.UNDECIDED


def case(
    group: CaseGroup, home_key: str, key: str, staff: StaffBook, as_of: date, dwelling: str | None
) -> Case:
    lead, rows = group.lead, group.rows
    living = main = prio = worker = size = lead
    if len(rows) > 1:
        living = next((row for row in rows if row.living_text), lead)
        main = next((row for row in rows if row.group != "ukjent"), lead)
        prio = next((row for row in rows if row.priority_text), lead)
        worker = next((row for row in rows if row.worker_text), lead)
        size = next((row for row in rows if row.size_text), lead)
    status = status_of(group)
    return Case(
        key=key,
        household=home_key,
        number=lead.case_number or None,
        kind=_kind(rows),
        status=status,
        received=_best_date([row.received for row in rows]) or unknown(as_of),
        new_household=not _is_tenant(rows),
        main_group=main.group,
        main_group_as_written=main.group_text,
        living_situation=living.living,
        living_as_written=living.living_text,
        reason=next((row.reason for row in rows if row.reason), ""),
        rooms=size.rooms,
        size_as_written=size.size_text,
        decision=_decision(rows, status, as_of),
        status_as_written=_status_text(rows),
        priority_class=prio.priority,
        priority_as_written=prio.priority_text,
        caseworker=staff.key(worker.worker_text) if worker.worker_text else None,
        caseworker_as_written=worker.worker_text,
        offers=tuple(row.offer for row in rows if row.offer is not None),
        closing=_closing(rows, status, dwelling),
        notes=tuple(note for row in rows for note in row.notes),
        old_reference=next((row.old_reference for row in rows if row.old_reference), ""),
        rows=tuple(row.ref for row in rows),
        on_waiting_sheet=any(not row.on_closed_sheet for row in rows),
        on_closed_sheet=any(row.on_closed_sheet for row in rows),
    )


def _best_date(facts: list[DatedFact | None]) -> DatedFact | None:
    """The most precise of what the rows say; the first where they are alike."""
    if len(facts) == 1:
        return facts[0]
    order = {"day": 0, "month": 1, "unknown": 2}
    known = [fact for fact in facts if fact is not None]
    return min(known, key=lambda fact: order[fact.precision]) if known else None


_SWAP = ("bytt", "byte", "swap", "intern", "transfer")
_EXTENSION = ("forleng", "forny", "exten", "renew")


def _kind(rows: list[CaseRow]) -> str:
    if len(rows) == 1 and not rows[0].kind_text:
        return "swap" if rows[0].living == "kommunal" else "new"
    said = " ".join(row.kind_text for row in rows).casefold()
    if any(word in said for word in _EXTENSION):
        return "extension"
    if any(word in said for word in _SWAP):
        return "swap"
    return "swap" if _is_tenant(rows) else "new"


def _is_tenant(rows: list[CaseRow]) -> bool:
    """Lived in a municipal dwelling when applying, so is no new household in the statistics."""
    if any(row.living == "kommunal" for row in rows):
        return True
    if len(rows) == 1 and not rows[0].kind_text:
        return False
    said = " ".join(row.kind_text for row in rows).casefold()
    return any(word in said for word in (*_SWAP, *_EXTENSION))


def _status_text(rows: list[CaseRow]) -> str:
    return next(
        (text for row in rows for text in (row.outcome_text, row.decision_text) if text), ""
    )


def _decision(rows: list[CaseRow], status: str, as_of: date) -> Decision | None:
    row = next((row for row in rows if row.decision in _DECIDED), None)
    decided = _best_date([each.decided for each in rows])
    if row is not None:
        assert row.decision is not None
        return Decision(row.decision, decided or unknown(as_of), row.decision_text)
    if status in (lexicons.REFUSED, lexicons.DISMISSED):
        return Decision(status, decided or unknown(as_of), _status_text(rows))
    if status == lexicons.HOUSED:
        return Decision(lexicons.GRANTED, decided or unknown(as_of), "")
    return None


def _closing(rows: list[CaseRow], status: str, dwelling: str | None) -> Closing | None:
    closed_sheet = any(row.on_closed_sheet for row in rows)
    ended = any(row.closed is not None for row in rows) or any(
        row.outcome in ENDINGS for row in rows
    )
    if not (closed_sheet or ended or status in (lexicons.HOUSED, lexicons.WITHDRAWN)):
        return None
    text = next((row.dwelling_text for row in reversed(rows) if row.dwelling_text), "")
    return Closing(
        status if status in ENDINGS else "other",
        _best_date([row.moved for row in rows]) if status == lexicons.HOUSED else None,
        _best_date([row.closed for row in rows]),
        text,
        dwelling,
        _status_text(rows),
    )


# --- stays and dwellings ---


def stay(row: StayRow, home_key: str, case_key: str | None, keys: Keys) -> Stay:
    return Stay(
        key=keys.key("s-", home_key, row.start.on, row.start.as_written, row.place),
        household=home_key,
        case=case_key,
        place=row.place,
        place_kind=lexicons.PLACE_KINDS.code(row.place) or "other",
        start=row.start,
        until=row.until,
        usable=row.usable,
        price_per_night=row.price,
        price_as_written=row.price_text,
        case_number_as_written=row.case_number,
        note="\n".join(row.notes),
        rows=(row.ref,),
    )


def dwelling(group: list[HomeRow], original: HomeRow, key: str) -> Dwelling:
    get = original.get
    flag = {
        name: lexicons.yes_or_no(get(name))
        for name in ("errullestoltilpasset", "erbofellesskap", "erdognbemannet",
                     "harpersonalbase", "kvalifiserermvakompensasjon")
    }  # fmt: skip
    return Dwelling(
        key=key,
        municipality_number=get("kommunenummer"),
        land_number=get("gnrbnr") or "/".join(x for x in (get("gnr"), get("bnr")) if x),
        lease_number=get("festenummer"),
        section_number=get("seksjonsnummer"),
        unit_number=get("bruksenhetsnummer"),
        street=get("gatenavn"),
        house_number=get("husnummer"),
        house_letter=get("husbokstav"),
        postal_code=get("postnummer"),
        extra_reference=get("ekstrareferanse"),
        dwelling_type=lexicons.DWELLING_TYPE.code(get("koboboligtype")) or get("koboboligtype"),
        subtype=get("underkategoriboligtype"),
        tenure=_tenure(get("kobodisposisjonsform")),
        owner_name=get("boligeiersnavn"),
        owner_number=get("boligeiersorganisasjonsnummer"),
        owner_phone=get("boligeiersmobilnummer"),
        status=original.status,
        status_as_written=get("boligstatus"),
        status_on=original.status_on,
        rent=original.rent,
        rent_as_written=get("manedsleie"),
        deposit=original.deposit,
        bedrooms=_whole(get("antallsoverom")),
        wheelchair=flag["errullestoltilpasset"],
        shared_housing=flag["erbofellesskap"],
        staffed_day_and_night=flag["erdognbemannet"],
        staff_base=flag["harpersonalbase"],
        vat_compensation=flag["kvalifiserermvakompensasjon"],
        other=get("ovriginformasjon"),
        blocked=tuple(dict.fromkeys(original.blocked)),
        fields=original.cells,
        rows=tuple(row.ref for row in group),
    )


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() else None


_KOBO_TENURES = frozenset(code for code, _pattern in lexicons.TENURE.stems)


def _tenure(text: str) -> str:
    if text in _KOBO_TENURES:
        return text
    return lexicons.TENURE.code(text) or text


def tenancy(
    row: HomeRow, dwelling_key: str, home_key: str | None, keys: Keys, as_of: date
) -> Tenancy:
    number = as_identity(row.tenant)
    start = row.start.on if row.start else None
    return Tenancy(
        key=keys.key("t-", dwelling_key, row.get("hovedsoker"), start),
        dwelling=dwelling_key,
        household=home_key,
        tenant=number,
        tenant_as_written=row.get("hovedsoker"),
        start=row.start,
        until=row.until,
        open_ended=row.open_ended,
        usable=row.lease_usable,
        running=row.runs_on(as_of),
        row=row.ref,
    )
