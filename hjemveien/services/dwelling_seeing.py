"""What a form has seen of a dwelling, and what takes back what it does."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hjemveien.services.dwelling_wishes import RegisterLet, Seen, TakeBack
from hjemveien.services.dwellings import DwellingView, LeaseView

ASPECTS = ("condition", "occupancy", "expected")


def seen(view: DwellingView, today: date) -> Seen:
    """The periods that hold today, as the form showed them."""
    return Seen(*(_now(view, aspect, today) for aspect in ("condition", "occupancy")))


def began(view: DwellingView, today: date) -> date | None:
    """The day before which nothing new begins: when the condition or the occupancy last did."""
    periods = (view.now(aspect, today) for aspect in ("condition", "occupancy"))
    return max((p.since for p in periods if p and p.since), default=None)


def running(view: DwellingView, today: date) -> LeaseView | None:
    """The lease of who lives there: one that runs, or ran out although nobody moved."""
    if view.row.occupancy != "let":
        return None
    runs = [lease for lease in view.leases if lease.runs(today)]
    ended = view.row.lease_ends
    late = [lease for lease in view.leases if ended is not None and lease.ends_on == ended]
    return next(iter(runs + late), None)


def undo_of(
    view: DwellingView, keys: tuple[UUID, ...], today: date, lease: LeaseView | None = None
) -> TakeBack | None:
    """What puts it back as it was seen; None where something was planned for later as well."""
    if any(_planned(view, aspect, today) for aspect in ASPECTS):
        return None
    before = tuple(key for aspect in ASPECTS if (key := _now(view, aspect, today)))
    vacant = view.now("occupancy", today) if view.row.occupancy == "vacant" else None
    return TakeBack(
        view.dwelling_id, keys, before,
        reason_of=vacant.period_id if vacant else None, reason=vacant.reason if vacant else "",
        lease_id=lease.lease_id if lease else None,
        lease_version=lease.version + 1 if lease else 0,
        lease_ends=lease.ends_on if lease else None,
        lease_open_ended=lease.open_ended if lease else False,
    )  # fmt: skip


def undo_of_letting(view: DwellingView, wish: RegisterLet, today: date) -> TakeBack | None:
    """The same, with the new lease ended the day before it begins: it has never run."""
    undo = undo_of(view, wish.keys, today)
    if undo is None:
        return None
    never = wish.day - timedelta(days=1)
    return replace(undo, lease_id=wish.lease_id, lease_version=1, lease_ends=never)


def _now(view: DwellingView, aspect: str, today: date) -> UUID | None:
    period = view.now(aspect, today)
    return period.period_id if period else None


def _planned(view: DwellingView, aspect: str, today: date) -> bool:
    later = (p.since for p in view.history(aspect))
    return any(since is not None and since > today for since in later)
