"""Readings made by hand, of invented people with synthetic numbers (month + 80)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from hjemveien.exchange.reading.records import (
    Case,
    Closing,
    DatedFact,
    Decision,
    Duplicate,
    Dwelling,
    FileRead,
    Household,
    Identity,
    Member,
    Offer,
    Problem,
    Reading,
    RowRef,
    SourceRow,
    Staff,
    Stay,
    Tenancy,
)

AS_OF = date(2026, 2, 27)
LIST = "liste.xlsx"
KOBO = "boliger.csv"
KARI = Staff("w1", "Kari Solheim", "KS", ("KS", "Kari"))
_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))


def day(text: str) -> DatedFact:
    """A date known to the day, written yyyy-mm-dd."""
    on = date.fromisoformat(text)
    return DatedFact(on, "day", on, text)


def unknown() -> DatedFact:
    return DatedFact(None, "unknown", AS_OF, why="missing")


@cache
def number(serial: int) -> str:
    """A synthetic identity number whose check digits are right."""
    place = 0
    for middle in range(1000):
        digits = [int(each) for each in f"{serial % 28 + 1:02d}{81 + serial // 28 % 12:02d}"]
        digits += [int(each) for each in f"{serial // 336 % 100:02d}{middle:03d}"]
        for weights in _WEIGHTS:
            rest = sum(w * d for w, d in zip(weights, digits, strict=True)) % 11
            digits.append((11 - rest) % 11)
        if 10 not in digits:
            if place == serial // 33600:
                return "".join(str(each) for each in digits)
            place += 1
    raise ValueError(serial)


def identity(serial: int) -> Identity:
    return Identity(number(serial), "fnr", "old", synthetic=True)


def applicant(serial: int, surname: str = "", given: str = "Ola") -> Member:
    return Member("applicant", surname or f"Prøvesen{serial}", given, identity(serial))


def ref(row: int, sheet: str | None = "Venteliste", file: str = LIST) -> RowRef:
    return RowRef(file, sheet, row)


def household(serial: int, row: int, **others: object) -> Household:
    made = Household(f"h{serial}", (applicant(serial),), phones=("40000001",), rows=(ref(row),))
    return replace(made, **others)  # type: ignore[arg-type]


def case(serial: int, row: int, status: str = "granted", **others: object) -> Case:
    """A case of household `h<serial>` on a row; granted on 1 March 2025 unless told otherwise."""
    outcomes = {"granted": "granted", "housed": "granted", "refused": "refused"}
    outcome = outcomes.get(status)
    made = Case(
        key=f"c{serial}",
        household=f"h{serial}",
        number=f"2025/{serial:04d}",
        kind="new",
        status=status,
        received=day("2025-01-15"),
        new_household=True,
        main_group="andre",
        living_situation="venner",
        rooms=2,
        decision=Decision(outcome, day("2025-03-01"), "innv.") if outcome else None,
        priority_class=2,
        caseworker="w1",
        notes=("ringt i dag",),
        rows=(ref(row),),
        on_waiting_sheet=True,
    )
    return replace(made, **others)  # type: ignore[arg-type]


def source_row(made: Case, row: int, **others: object) -> SourceRow:
    cells = (
        ("A", "Saksnr", made.number or ""),
        ("B", "Navn", made.household),
        ("C", "Status", made.status),
    )
    return replace(
        SourceRow(ref(row), "waiting", cells, household=made.household, case=made.key),
        **others,  # type: ignore[arg-type]
    )


def file(name: str = LIST, digest: str = "a" * 64) -> FileRead:
    return FileRead(name, digest, "xlsx" if name == LIST else "csv")


def reading(*people: tuple[Household, Case], digest: str = "a" * 64) -> Reading:
    """A waiting sheet with a row for each household and its case."""
    return Reading(
        files=(file(digest=digest),),
        as_of=AS_OF,
        staff=(KARI,),
        households=tuple({house.key: house for house, _case in people}.values()),
        cases=tuple(made for _house, made in people),
        rows=tuple(source_row(made, made.rows[0].row) for _house, made in people),
    )


def simple(*serials: int, digest: str = "a" * 64) -> Reading:
    """Granted cases, one a household, on rows from 5 on."""
    people = [(household(serial, 4 + serial), case(serial, 4 + serial)) for serial in serials]
    return reading(*people, digest=digest)


def housed(serial: int, row: int, dwelling: str | None = None) -> Case:
    end = Closing("housed", day("2025-06-01"), day("2025-06-03"), "Storgata 1 H0101", dwelling)
    return case(serial, row, "housed", closing=end)


def register(*tenants: int | None, digest: str = "b" * 64) -> Reading:
    """A KOBO file: a let dwelling for each tenant, whose number stands in its row."""
    dwellings, leases, rows = [], [], []
    for place, tenant in enumerate(tenants, 1):
        at = ref(place + 1, None, KOBO)
        who = identity(tenant) if tenant else None
        key = f"d{place}"
        dwellings.append(
            Dwelling(
                key, unit_number="H0101", street="Storgata", house_number=str(place),
                status="UTLEID", status_on=day("2025-06-01"), rent=Decimal("8000.50"), rows=(at,),
            )
        )  # fmt: skip
        leases.append(
            Tenancy(
                f"t{place}", key, None, who, who.number if who else "", day("2025-06-01"),
                day("2028-06-01"), False, running=True, row=at,
            )
        )  # fmt: skip
        cells = (
            ("F", "gatenavn", f"Storgata {place}"),
            ("AF", "hovedsoker", leases[-1].tenant_as_written),
        )
        rows.append(SourceRow(at, "dwellings", cells, dwelling=key))
    return Reading(
        files=(file(KOBO, digest),),
        as_of=AS_OF,
        dwellings=tuple(dwellings),
        tenancies=tuple(leases),
        rows=tuple(rows),
    )


def stay(serial: int, row: int, until: str | None = "2025-02-10", **others: object) -> Stay:
    made = Stay(
        f"s{serial}-{row}", f"h{serial}", None, "Natthjemmet", "night_shelter",
        day("2025-02-01"), day(until) if until else None,
        rows=(ref(row, "Opphold"),),
    )  # fmt: skip
    return replace(made, **others)  # type: ignore[arg-type]


def stay_row(made: Stay) -> SourceRow:
    cells = (("A", "Sted", made.place), ("B", "Til", made.until.as_written if made.until else ""))
    return SourceRow(
        made.rows[0], "temporary_stays", cells, household=made.household, stay=made.key
    )


def problem(row: int, household_key: str | None = None, saw: str = "31.02.25") -> Problem:
    return Problem(
        LIST, "Venteliste", row, "Vedtak dato", f"O{row}", "date_invalid", "ask", saw,
        "Read the written date as {date}", (("date", saw),), household_key,
    )  # fmt: skip


def pair(first: Case, second: Case) -> Duplicate:
    return Duplicate(
        "one_without_id", first.rows[0], second.rows[0], first.household, first.key, second.key,
        ("The same name",),
    )  # fmt: skip


def offer(on: str, answer: str) -> Offer:
    return Offer(day(on), answer, on, answer)
