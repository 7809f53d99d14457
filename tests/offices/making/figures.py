"""The figures of the key, computed from what is really so, by office-a's definitions."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from statistics import mean, median

from .truth import Case, Dwelling, Household, Office

GROUPS = (
    "flyktning", "tilrettelagt", "psykisk", "rus", "rop", "andre", "uten_behovsproving", "ukjent",
)  # fmt: skip
LONG = 91  # nights in three months; no total of the key's lies near it


def spread(values: list[int], excluded: int) -> dict[str, object]:
    if not values:
        return {"n": 0, "n_excluded": excluded, "median": None, "mean": None, "max": None}
    return {
        "n": len(values),
        "n_excluded": excluded,
        "median": median(values),
        "mean": round(mean(values), 1),
        "max": max(values),
    }


def counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def on_list(household: Household, case: Case) -> bool:
    return case.outcome == "granted" and case.end is None and household.new


def on_list_at(household: Household, case: Case, day: date) -> bool:
    if case.outcome != "granted" or not household.new or not case.decided:
        return False
    if not case.decided.known or case.decided.day is None or case.decided.day > day:
        return False
    return case.ended is None or case.ended > day


def by_group(cases: list[Case]) -> dict[str, object]:
    counts = Counter(case.group for case in cases)
    return {"total": len(cases), "by_group": {g: counts[g] for g in GROUPS if counts[g]}}


def waiting_list(office: Office) -> dict[str, object]:
    now = [c for h, c in office.cases if on_list(h, c)]
    then = [c for h, c in office.cases if on_list_at(h, c, office.year_end)]
    unknown = sum(1 for c in now if not (c.decided and c.decided.known))
    year_end = by_group(then) | {"unknown_decision_date": unknown}
    return {"as_of": by_group(now), "year_end": year_end}


def not_on_list(office: Office) -> dict[str, int]:
    open_cases = [(h, c) for h, c in office.cases if c.on_waiting and c.end is None]
    return {
        "no_decision": sum(1 for _, c in open_cases if c.outcome is None),
        "refused": sum(1 for _, c in open_cases if c.outcome == "refused"),
        "not_new": sum(1 for h, c in open_cases if c.outcome == "granted" and not h.new),
        "already_housed": sum(1 for _, c in office.cases if c.on_waiting and c.end == "housed"),
    }


def households(office: Office, waiting_rows: int) -> dict[str, object]:
    with_case = [h for h in office.households if h.cases]
    waiting = [h for h in with_case if any(c.on_waiting and c.end is None for c in h.cases)]
    return {
        "read": len(office.households),
        "with_case": len(with_case),
        "only_temporary_stay": len(office.households) - len(with_case),
        "on_waiting_sheet": len(waiting),
        "rows_on_waiting_sheet": waiting_rows,
        "identity_readable": sum(1 for h in office.households if h.readable),
        "protected": [h.key for h in office.households if h.protected],
    }


def persons(office: Office) -> dict[str, int]:
    applicants = len(office.households)
    partners = sum(1 for h in office.households if h.partner)
    children = sum(h.child_count for h in office.households)
    minors = sum(h.minors(office.as_of) for h in office.households)
    return {
        "applicants": applicants,
        "co_applicants": partners,
        "children": children,
        "children_under_18": minors,
        "total": applicants + partners + children,
    }


def applications(office: Office) -> dict[str, object]:
    known = [c.received for _, c in office.cases if c.received.known]
    return {
        "total": len(office.cases),
        "without_date": len(office.cases) - len(known),
        "by_month": counted(d.day.strftime("%Y-%m") for d in known if d.day),
    }


def refusals(office: Office) -> dict[str, object]:
    refused = [c for _, c in office.cases if c.outcome == "refused"]
    years = [
        str(c.decided.day.year) for c in refused if c.decided and c.decided.known and c.decided.day
    ]
    return {
        "total": len(refused),
        "by_year": counted(years),
        "without_date": len(refused) - len(years),
    }


def closed(office: Office) -> dict[str, int]:
    counts = Counter(c.end for _, c in office.cases if c.end)
    return {end: counts[end] for end in ("housed", "withdrawn", "refused")}


def offers(office: Office) -> dict[str, int]:
    counts = Counter(c.answer for _, c in office.cases if c.answer)
    return {"given": sum(counts.values())} | {
        a: counts[a] for a in ("accepted", "declined", "unanswered")
    }


def move_in_days(case: Case) -> int | None:
    decided = case.decided.exact if case.decided else None
    moved = case.moved.exact if case.moved else None
    return (moved - decided).days if decided and moved else None


def durations(cases: list[Case]) -> dict[str, object]:
    days = [d for c in cases if (d := move_in_days(c)) is not None]
    return spread(days, len(cases) - len(days))


def decision_to_move_in(office: Office) -> dict[str, object]:
    housed = [(h, c) for h, c in office.cases if c.end == "housed"]
    timed = [c for _, c in housed if move_in_days(c) is not None]
    years = sorted({c.moved.day.year for c in timed if c.moved and c.moved.day})
    by_year = {
        str(y): durations([c for c in timed if c.moved and c.moved.day and c.moved.day.year == y])
        for y in years
    }
    return {
        "all": durations([c for _, c in housed]),
        "new_households": durations([c for h, c in housed if h.new]),
        "by_year_moved": by_year,
    }


def days_waited(office: Office) -> dict[str, object]:
    now = [c for h, c in office.cases if on_list(h, c)]
    days = [(office.as_of - c.decided.exact).days for c in now if c.decided and c.decided.exact]
    return spread(days, len(now) - len(days))


def nights(household: Household, as_of: date, shelter: bool) -> set[date]:
    found: set[date] = set()
    for stay in household.stays:
        if stay.turned or stay.shelter is not shelter:
            continue
        last = stay.end or as_of
        found.update(stay.start + timedelta(n) for n in range((last - stay.start).days))
    return found


def stay_year(office: Office, year: int) -> dict[str, int]:
    totals = []
    for h in office.households:
        whole = nights(h, office.as_of, shelter=False)
        inside = sum(1 for night in whole if night.year == year)
        if inside:
            totals.append((inside, len(whole), h.minors(office.as_of) > 0))
    shelters = [
        h for h in office.households
        if any(n.year == year for n in nights(h, office.as_of, shelter=True))
    ]  # fmt: skip
    return {
        "households": len(totals),
        "with_children_under_18": sum(1 for *_, child in totals if child),
        "months_0_3": sum(1 for n, *_ in totals if n <= LONG),
        "over_3_months": sum(1 for n, *_ in totals if n > LONG),
        "over_3_months_with_children": sum(1 for n, _, child in totals if n > LONG and child),
        "max_14_days": sum(1 for n, *_ in totals if n <= 14),
        "nights": sum(n for n, *_ in totals),
        "over_3_months_by_whole_length": sum(1 for _, n, _ in totals if n > LONG),
        "night_shelter_households": len(shelters),
    }


def temporary_stays(office: Office) -> dict[str, object]:
    stays = [(h, s) for h in office.households for s in h.stays]
    years = sorted(
        {
            night.year
            for h in office.households
            for shelter in (False, True)
            for night in nights(h, office.as_of, shelter)
        }
    )
    return {"rows": len(stays), "by_year": {str(y): stay_year(office, y) for y in years}}


def dwellings(units: list[Dwelling], rows: int) -> dict[str, object]:
    sound = [u for u in units if not u.blocked]
    ready = [u for u in units if u.status == "KLAR_FOR_INNFLYTTING"]
    statuses = Counter(u.status for u in units if u.status)
    sound_statuses = Counter(u.status for u in sound if u.status)
    return {
        "rows": rows,
        "units": len(units),
        "by_status": dict(statuses),
        "units_blocked": len(units) - len(sound),
        "by_status_without_blocked": dict(sound_statuses),
        "ready": len(ready),
        "vacant_and_ready": sum(1 for u in ready if not u.running_lease),
        "wheelchair": sum(1 for u in units if u.wheelchair),
        "tenants_known_as_applicants": sum(1 for u in units if u.known_tenant),
    }


def caseworkers(office: Office) -> dict[str, int]:
    return counted(office.workers[c.worker] for _, c in office.cases if c.worker)
