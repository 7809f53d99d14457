"""One dwelling as its page shows it: KOBO's fields, what was when, and who rents it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hjemveien.domain import homes
from hjemveien.domain.refusal import NotFound
from hjemveien.persistence.tables import Dwelling, DwellingPeriod
from hjemveien.services import dwelling_parts as parts
from hjemveien.services.dwelling_list import DwellingRow, row_of
from hjemveien.services.rows import one_or_none, rows
from hjemveien.texts import _

# A field counts as required where the office fills it in for most of its dwellings: the same
# measure as for a file that is read in.
FILLED_SHARE = 0.6


@dataclass(frozen=True)
class PeriodView:
    """A time of one aspect; `until` is the day from which it does not hold any more."""

    period_id: UUID
    aspect: str
    value: str
    reason: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class LeaseView:
    """`case_id`, `number` and `tenant` are empty where the tenant is not known or not told."""

    lease_id: UUID
    version: int
    starts_on: date | None
    ends_on: date | None
    open_ended: bool
    monthly_rent: Decimal | None
    deposit: Decimal | None
    status: str
    case_id: UUID | None
    number: str
    tenant: str

    @property
    def taken_back(self) -> bool:
        """Ended before it began, which only an undo does; of a file such dates are unclear."""
        if self.status != "active" or self.open_ended or not (self.starts_on and self.ends_on):
            return False
        return self.ends_on < self.starts_on

    def runs(self, day: date) -> bool:
        begun = self.starts_on is None or self.starts_on <= day
        over = not self.open_ended and self.ends_on is not None and self.ends_on < day
        return self.status == "active" and begun and not over


@dataclass(frozen=True)
class DwellingView:
    """`values` are KOBO's fields by name; `missing` those a blocked dwelling lacks."""

    dwelling_id: UUID
    version: int
    row: DwellingRow
    values: dict[str, Any]
    missing: tuple[str, ...]
    periods: tuple[PeriodView, ...]
    leases: tuple[LeaseView, ...]

    @property
    def blocked(self) -> tuple[str, ...]:
        return tuple(code for code in self.row.blocked.split(",") if code)

    @property
    def address(self) -> str:
        row = self.row
        return homes.address(row.street, row.house_number, row.house_letter)

    def now(self, aspect: str, today: date) -> PeriodView | None:
        """What holds today; of a dwelling that nobody has told of, nothing."""
        for period in self.periods:
            if period.aspect == aspect and _holds(period, today):
                return period
        return None

    def history(self, aspect: str) -> tuple[PeriodView, ...]:
        """Newest first; what was taken back at once is left out."""
        return tuple(p for p in self.periods if p.aspect == aspect and not _is_void(p))


def show_dwelling(session: Session, dwelling_id: UUID, today: date) -> DwellingView:
    """The dwelling, whole. Raises NotFound."""
    dwelling = session.get(Dwelling, dwelling_id)
    row = row_of(session, today, dwelling_id)
    if dwelling is None or row is None:
        raise NotFound(_("There is no such dwelling."))
    return DwellingView(
        dwelling_id,
        dwelling.row_version,
        row,
        {name: getattr(dwelling, name) for name in homes.FIELDS},
        missing_fields(session, dwelling),
        _periods(session, dwelling_id),
        _leases(session, dwelling_id),
    )


def missing_fields(session: Session, dwelling: Dwelling) -> tuple[str, ...]:
    """Which fields keep it blocked: empty here, and filled in for most of the others."""
    empty = [name for name in homes.REQUIRED if not getattr(dwelling, name)]
    if not empty or "missing_required" not in dwelling.blocked.split(","):
        return ()
    filled = [func.count(func.nullif(getattr(Dwelling, name), "")) for name in empty]
    total, *counts = one_or_none(session, select(func.count(), *filled).select_from(Dwelling))
    usual = [
        name
        for name, count in zip(empty, counts, strict=True)
        if count >= (total - 1) * FILLED_SHARE
    ]
    return tuple(usual)


def _periods(session: Session, dwelling_id: UUID) -> tuple[PeriodView, ...]:
    p = DwellingPeriod
    statement = (
        select(p.id, p.aspect, p.value, p.reason, p.valid_from, p.valid_to)
        .where(p.dwelling_id == dwelling_id)
        .order_by(p.valid_from.is_(None), p.valid_from.desc(), p.id)
    )
    return tuple(PeriodView(*row) for row in rows(session, statement))


def _leases(session: Session, dwelling_id: UUID) -> tuple[LeaseView, ...]:
    lease, tenant = parts.lease, parts.tenant
    statement = (
        select(
            lease.id, lease.row_version, lease.starts_on, lease.ends_on, lease.open_ended,
            lease.monthly_rent, lease.deposit, lease.status, tenant.case_id,
            func.coalesce(tenant.number, ""), func.coalesce(tenant.name, ""),
        )
        .outerjoin(tenant, parts.tenant_case())
        .where(lease.dwelling_id == dwelling_id)
        .order_by(lease.starts_on.is_(None), lease.starts_on.desc(), lease.id)
    )  # fmt: skip
    found = (LeaseView(*row) for row in rows(session, statement))
    return tuple(lease_ for lease_ in found if not lease_.taken_back)


def _holds(period: PeriodView, day: date) -> bool:
    begun = period.since is None or period.since <= day
    return begun and (period.until is None or period.until > day)


def _is_void(period: PeriodView) -> bool:
    return period.until is not None and period.since == period.until
