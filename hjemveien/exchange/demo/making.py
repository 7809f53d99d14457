"""Makes the whole office in the session's one transaction: staff, dwellings, households, cases."""

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from hjemveien.domain.sorting import sort_key
from hjemveien.exchange.demo import names
from hjemveien.exchange.demo.cases import CaseWriter, Made, Worker
from hjemveien.exchange.demo.homes import Home, home_rows, make_homes, move_in
from hjemveien.exchange.demo.life import Life, make_lives
from hjemveien.exchange.demo.numbers import Numbers
from hjemveien.exchange.demo.order import Dice, Keys, Order
from hjemveien.exchange.demo.people import PROTECTIONS, Family, make_family, misspelled
from hjemveien.exchange.intake.bulk import Bulk, Rows
from hjemveien.exchange.reading.linking import REASON_NAME, REASON_NO_ID, REASON_PHONE
from hjemveien.persistence.tables import Base
from hjemveien.services.office import initials_of

OFFICE = "Fjordby kommune"
BLOCK = 500
PROTECTED_ONE_IN = 180
DOUBLES_ONE_IN = 200
Progress = Callable[[int, int], None]
_LAST = ("case_now", "search_term", "search_word")
_TABLES = [
    *(table for table in Base.metadata.sorted_tables if table.name not in _LAST),
    *(Base.metadata.tables[name] for name in _LAST),
]


def make_office(session: Session, order: Order, progress: Progress | None = None) -> None:
    """Fill an empty database; nothing is committed here."""
    bulk, keys, numbers = Bulk(session), Keys(order), Numbers()
    rows = Rows()
    staff = _office(order, keys, rows)
    lives = make_lives(order)
    families = [
        make_family(
            Dice(order, f"family/{place}"), numbers, life.group, life.received, _protection(place)
        )
        for place, life in enumerate(lives)
    ]
    homes = make_homes(order, keys)
    moved = move_in(homes, lives, [family.rooms for family in families])
    for home in homes:
        home_rows(order, home, numbers, keys, rows)
    rows.write(bulk, _TABLES)
    writer = CaseWriter(order, keys, staff)
    cases = list(_cases(order, lives, families, moved, staff))
    for start in range(0, len(cases), BLOCK):
        _write_block(bulk, writer, cases[start : start + BLOCK])
        if progress:
            progress(min(start + BLOCK, len(cases)), len(cases))
    _suggest(bulk, writer, cases, keys)


def _office(order: Order, keys: Keys, rows: Rows) -> tuple[Worker, ...]:
    profile = {"id": keys.new(), "name": OFFICE, "number": "9907", "office_name": "Boligkontoret"}
    rows.add("municipality", {**profile, "demo": True, "settings": {"demo": order.told()}})
    team = keys.new()
    rows.add("team", {"id": team, "name": "Team bolig"})
    dice, staff = Dice(order, "staff"), []
    for place in range(order.staff):
        name = _staff_name(dice, place)
        worker = Worker(keys.new(), name, sort_key(name))
        staff.append(worker)
        role = "supervisor" if place == 0 else "caseworker"
        about = {"initials": initials_of(name), "role": role, "team_id": team}
        rows.add(
            "staff", {"id": worker.staff_id, "name": name, "name_key": worker.name_key, **about}
        )
    return tuple(staff)


def _staff_name(dice: Dice, place: int) -> str:
    if place < len(names.STAFF):
        return names.STAFF[place]
    return f"{dice.choice(names.HOME.given)} {dice.choice(names.NORWEGIAN)} {place}"


def _protection(place: int) -> str:
    protected = place % PROTECTED_ONE_IN == PROTECTED_ONE_IN // 3
    return PROTECTIONS[place // PROTECTED_ONE_IN % len(PROTECTIONS)] if protected else "none"


def _cases(
    order: Order,
    lives: list[Life],
    families: list[Family],
    moved: dict[int, Home],
    staff: tuple[Worker, ...],
) -> Iterable[Made]:
    """Every case with who has it; the latest of them partly not given to anybody yet."""
    dice = Dice(order, "who")
    doubles = _doubles(order, lives, families)
    for place, life in enumerate(lives):
        new = life.stage in {"henvendelse", "soknad"} and dice.chance(0.4)
        worker = None if new else dice.choice(staff)
        family = misspelled(families[doubles[place]]) if place in doubles else families[place]
        yield Made(place, life, family, worker, moved.get(place), place in doubles)


def _doubles(order: Order, lives: list[Life], families: list[Family]) -> dict[int, int]:
    """Undecided cases that may be an earlier open one, registered again: place by place."""
    wanted = max(1, order.cases // DOUBLES_ONE_IN)
    late = [p for p, life in enumerate(lives) if life.decided is None and life.closing is None]
    early = [
        place
        for place, life in enumerate(lives)
        if life.closing is None and life.moved is None and families[place].protection == "none"
        and families[place].members[0].id_number and place not in late
    ]  # fmt: skip
    open_late = [place for place in late if families[place].protection == "none"]
    return dict(zip(open_late[-wanted:], early[-wanted:], strict=False))


def _write_block(bulk: Bulk, writer: CaseWriter, cases: list[Made]) -> None:
    for made in cases:
        writer.add(made)
    writer.rows.write(bulk, _TABLES)
    writer.rows = Rows()


def _suggest(bulk: Bulk, writer: CaseWriter, cases: list[Made], keys: Keys) -> None:
    """Tell a person to look at the doubles; nothing is joined by itself."""
    firsts = {made.family.members[0].phone: made for made in cases if not made.second}
    rows = Rows()
    for made in (each for each in cases if each.second):
        first = firsts[made.family.members[0].phone]
        rows.add(
            "duplicate_suggestion",
            {
                "id": keys.new(),
                "first_case_id": writer.ids[first.place],
                "second_case_id": writer.ids[made.place],
                "kind": "one_without_id",
                "reasons": [REASON_NAME, REASON_PHONE, REASON_NO_ID],
            },
        )
    rows.write(bulk, _TABLES)
