"""A case as one row: every cell any office keeps, of which a layout shows its own columns."""

from dataclasses import replace
from datetime import date

from .cells import EMPTY, Cell, text
from .sheets import Sheet
from .truth import Case, Household, Person
from .writing import Scribe

SPELLINGS = (
    ("å", "aa"),
    ("ø", "oe"),
    ("æ", "ae"),
    ("ł", "l"),
    ("ń", "n"),
    ("Ø", "Oe"),
    ("ll", "l"),
    ("nn", "n"),
    ("ss", "s"),
    ("v", "w"),
    ("k", "ck"),
    ("i", "ie"),
    ("a", "aa"),
)


def respelled(name: str) -> str:
    """The name as somebody else heard it: one letter or two apart."""
    if "aa" in name.lower():
        return name.replace("Aa", "Å").replace("aa", "å")
    for old, new in SPELLINGS:
        if old in name:
            return name.replace(old, new, 1)
    return name + "e"


def case_cells(
    scribe: Scribe, household: Household, case: Case, comma_rate: float = 0.88
) -> dict[str, Cell]:
    """All cells of the case by column key; problems come along only for columns that are shown."""
    person = household.applicant
    surname, given = scribe.split_name(person, bool(case.twists.get("swapped")))
    offer, answer = scribe.offer(case)
    name = scribe.name(person, comma_rate)
    ident = scribe.ident(household, case)
    return {
        "no": scribe.number(case),
        "received": scribe.received(case),
        "surname": surname,
        "given": given,
        "name": name,
        "idno": ident,
        "name_id": scribe.name_and_number(name, ident, person),
        "partner": EMPTY if case.twists.get("partner") else scribe.partner(household),
        "nchild": scribe.child_count(household, case),
        "years": scribe.child_years(household, case),
        "phone": scribe.phone(household, case),
        "living": scribe.living(case),
        "reason": text(case.reason) if case.reason else EMPTY,
        "group": scribe.group(case),
        "size": text(case.size) if case.size else EMPTY,
        "decided": scribe.decided(case),
        "decision": scribe.decision(case),
        "prio": scribe.priority(case),
        "worker": scribe.worker(case),
        "offer": offer,
        "answer": answer,
        "moved": scribe.dated(case.moved),
        "dwelling": text(case.dwelling) if case.dwelling else EMPTY,
        "ended": scribe.day(case.ended),
        "result": text(scribe.one(scribe.words.ends[case.end])) if case.end else EMPTY,
        "note": scribe.note(case),
    }


def put_case(sheet: Sheet, household: Household, case: Case, cells: dict[str, Cell]) -> int:
    """Write the row and remember where the case and its household stand."""
    row = sheet.record(cells, household.key)
    here = (sheet.file, sheet.name, row)
    case.rows.append(here)
    household.rows.append(here)
    return row


def doubled_cells(
    scribe: Scribe, household: Household, case: Case, kind: str, number: str, comma: bool
) -> dict[str, Cell]:
    """A second row for the same household: respelled, without number, or seen from the partner."""
    shown, partner = _seen_again(household, kind)
    again = Household(
        "",
        shown,
        partner,
        child_count=household.child_count,
        children=household.children,
        phone=household.phone,
    )
    plain = replace(
        case,
        no=number,
        twists={},
        outcome=None,
        decided=None,
        offer=None,
        answer=None,
        priority=2,
        note="",
        rows=[],
    )
    calm = replace(scribe, upper_rate=0.0, space_rate=0.0)
    cells = case_cells(calm, again, plain, comma_rate=float(comma))
    cells["surname"], cells["given"] = text(shown.surname), text(shown.given)
    cells["idno"] = scribe.readable(shown)
    if kind == "one_without_id":
        cells["idno"] = Cell(None, "plain", ("id_missing",))
        cells["phone"] = text(household.phone)
    if kind == "partner_also_applicant" and partner:
        cells["partner"] = text(f"{partner.given} {partner.surname} {partner.idno}")
    else:
        cells["partner"] = EMPTY
    if household.child_count and not household.children:
        cells["nchild"] = EMPTY
    cells["note"] = text("dobbelt?")
    return cells


def _seen_again(household: Household, kind: str) -> tuple[Person, Person | None]:
    if kind == "partner_also_applicant":
        assert household.partner
        return household.partner, household.applicant
    person = household.applicant
    return replace(person, surname=respelled(person.surname)), None


def year_of(case: Case, fallback: date) -> int:
    return case.received.day.year if case.received.day else fallback.year
