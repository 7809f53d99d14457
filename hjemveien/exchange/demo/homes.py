"""Invented dwellings, who rented them before, and which of them a household moved into."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from hjemveien.exchange.demo.life import Life
from hjemveien.exchange.demo.names import STREETS
from hjemveien.exchange.demo.numbers import Numbers
from hjemveien.exchange.demo.order import Dice, Keys, Order
from hjemveien.exchange.intake.bulk import Row, Rows

BEDROOMS = ((1, 46.0), (2, 30.0), (3, 17.0), (4, 7.0))
TYPES = (
    ("ORDINAR_BOLIG", 78.0), ("OMSORGSBOLIG", 14.0), ("ANNET_UTLEIEOBJEKT", 8.0),
)  # fmt: skip
OWNERSHIP = (
    ("KOMMUNALT_EID", 82.0), ("INNLEID_FRA_PRIVAT_FORETAK", 13.0),
    ("INNLEID_FRA_PRIVATPERSON", 5.0),
)  # fmt: skip
IDLE = (("KLAR_FOR_INNFLYTTING", 55.0), ("VEDLIKEHOLD", 33.0), ("IKKE_TILGJENGELIG", 12.0))
LEASE = timedelta(days=1096)
MUNICIPALITY_NUMBER = "9907"


@dataclass
class Lease:
    """A stay of somebody: of a case in this office, or of a tenant from before."""

    start: date
    end: date
    case: int | None = None


@dataclass
class Home:
    key: UUID
    place: int
    bedrooms: int
    street: str
    house_number: str
    leases: list[Lease] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{self.street} {self.house_number}"


def make_homes(order: Order, keys: Keys) -> list[Home]:
    """The dwellings, most of them let since before the first case."""
    return [
        _home(Dice(order, f"home/{place}"), order, place, keys) for place in range(order.dwellings)
    ]


def move_in(homes: Sequence[Home], lives: Sequence[Life], rooms: Sequence[int]) -> dict[int, Home]:
    """A dwelling that was free for each who moved in, by the case's place; some rent privately."""
    free: dict[int, list[tuple[date, int]]] = {}
    for home in homes:
        since = home.leases[-1].end if home.leases else date.min
        free.setdefault(home.bedrooms, []).append((since, home.place))
    for waiting in free.values():
        heapq.heapify(waiting)
    movers = sorted((life.moved, place) for place, life in enumerate(lives) if life.moved)
    found = {}
    for moved, place in movers:
        queue = free.get(min(max(rooms[place] - 1, 1), 4), [])
        if queue and queue[0][0] < moved:
            home = homes[heapq.heappop(queue)[1]]
            home.leases.append(Lease(moved, moved + LEASE, place))
            found[place] = home
    return found


def home_rows(order: Order, home: Home, numbers: Numbers, keys: Keys, rows: Rows) -> None:
    """The dwelling, its condition and occupancy, and the leases of tenants from before."""
    dice = Dice(order, f"home rows/{home.place}")
    rent = Decimal(5200 + 1650 * home.bedrooms + 50 * dice.randint(0, 30))
    rows.add("dwelling", _dwelling(dice, home, rent))
    rows.extend("dwelling_period", _periods(dice, order, home, keys))
    for lease in home.leases:
        if lease.case is None:
            tenant = numbers.identity(dice, lease.start - dice.days(8000, 24000), False)
            rows.add("tenancy", lease_row(home, lease, keys, rent, tenant=tenant))


def lease_row(
    home: Home, lease: Lease, keys: Keys, rent: Decimal | None, tenant: str | None = None
) -> Row:
    return {
        "id": keys.new(),
        "dwelling_id": home.key,
        "tenant_id_number": tenant,
        "starts_on": lease.start,
        "ends_on": lease.end,
        "open_ended": False,
        "monthly_rent": rent,
        "deposit": rent * 2 if rent else None,
    }


def _home(dice: Dice, order: Order, place: int, keys: Keys) -> Home:
    home = Home(
        keys.new(), place, dice.weighted(BEDROOMS), STREETS[place % len(STREETS)],
        f"{2 + place // len(STREETS)}",
    )  # fmt: skip
    if dice.chance(0.95):
        start = order.first_day - dice.days(30, 2400)
        home.leases.append(Lease(start, order.first_day + dice.days(0, 2300)))
    return home


def _dwelling(dice: Dice, home: Home, rent: Decimal) -> Row:
    kind = dice.weighted(TYPES)
    return {
        "id": home.key,
        "unit_key": f"demo/{home.place:06d}",
        "municipality_number": MUNICIPALITY_NUMBER,
        "cadastre": f"{40 + home.place % 60}/{100 + home.place}",
        "unit_number": f"H0{dice.randint(1, 4)}0{dice.randint(1, 4)}",
        "street": home.street,
        "house_number": home.house_number,
        "postcode": dice.choice(("9996", "9997")),
        "dwelling_type": kind,
        "disposal": dice.weighted(OWNERSHIP),
        "owner_name": "Fjordby kommune",
        "owner_number": "310000000",
        "monthly_rent": rent,
        "deposit": rent * 2,
        "wheelchair": dice.chance(0.35 if kind == "OMSORGSBOLIG" else 0.06),
        "bedrooms": home.bedrooms,
        "vat_compensation": False,
        "shared_housing": kind == "ANNET_UTLEIEOBJEKT" and dice.chance(0.5),
        "staffed_day_and_night": kind == "OMSORGSBOLIG" and dice.chance(0.3),
        "staff_base": False,
    }


def _periods(dice: Dice, order: Order, home: Home, keys: Keys) -> Iterator[Row]:
    last = home.leases[-1] if home.leases else None
    let = bool(last and last.end > order.today)
    since = last.start if last and let else last.end if last else order.first_day
    condition = "UTLEID" if let else dice.weighted(IDLE)
    yield _period(home, keys, "condition", condition, since, None)
    for place, lease in enumerate(home.leases):
        ended = lease.end if lease.end <= order.today else None
        yield _period(home, keys, "occupancy", "let", lease.start, ended)
        later = home.leases[place + 1].start if place + 1 < len(home.leases) else None
        if ended and later != ended:
            yield _period(home, keys, "occupancy", "vacant", ended, later)
    if not home.leases:
        yield _period(home, keys, "occupancy", "vacant", since, None)


def _period(
    home: Home, keys: Keys, aspect: str, value: str, since: date, until: date | None
) -> Row:
    return {
        "id": keys.new(),
        "dwelling_id": home.key,
        "aspect": aspect,
        "value": value,
        "valid_from": since,
        "valid_to": until,
    }
