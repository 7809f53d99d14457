"""Dwellings at the municipality's disposal, who rents them, and temporary places."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base, CountsFrom, Keyed, Versioned, to


class Dwelling(Versioned, Base):
    """One physical unit, with the fields of KOBO's 35-column layout.

    `blocked` names what keeps it from being used: a required field missing, an unknown status or a
    wrong field count; such a unit is counted but never offered. `unit_key` tells two units apart.
    """

    __tablename__ = "dwelling"
    __table_args__ = (Index("ix_dwelling_unit_key", "unit_key"),)

    unit_key: Mapped[str]
    municipality_number: Mapped[str] = mapped_column(default="")
    cadastre: Mapped[str] = mapped_column(default="")
    leasehold_number: Mapped[str] = mapped_column(default="")
    section_number: Mapped[str] = mapped_column(default="")
    unit_number: Mapped[str] = mapped_column(default="")
    street: Mapped[str] = mapped_column(default="")
    house_number: Mapped[str] = mapped_column(default="")
    house_letter: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    extra_reference: Mapped[str] = mapped_column(default="")
    dwelling_type: Mapped[str] = mapped_column(default="")
    subtype: Mapped[str] = mapped_column(default="")
    disposal: Mapped[str] = mapped_column(default="")
    owner_name: Mapped[str] = mapped_column(default="")
    owner_number: Mapped[str] = mapped_column(default="")
    owner_phone: Mapped[str] = mapped_column(default="")
    monthly_rent: Mapped[Decimal | None] = mapped_column(Numeric(12, 2, asdecimal=True))
    deposit: Mapped[Decimal | None] = mapped_column(Numeric(12, 2, asdecimal=True))
    power_meter: Mapped[str] = mapped_column(default="")
    water_meter: Mapped[str] = mapped_column(default="")
    wheelchair: Mapped[bool | None]
    bedrooms: Mapped[int | None]
    primary_school: Mapped[str] = mapped_column(default="")
    lower_secondary_school: Mapped[str] = mapped_column(default="")
    information: Mapped[str] = mapped_column(default="")
    vat_compensation: Mapped[bool | None]
    shared_housing: Mapped[bool | None]
    staffed_day_and_night: Mapped[bool | None]
    staff_base: Mapped[bool | None]
    blocked: Mapped[str] = mapped_column(default="")


class DwellingPeriod(Keyed, Base):
    """A dwelling's condition or occupancy over a time; the two are kept apart.

    `aspect` condition: KOBO's boligstatus as it stood; occupancy: let or vacant, and why; expected:
    the day, as ISO text, on which it was thought to be ready. A period of no length was taken back.
    """

    __tablename__ = "dwelling_period"
    __table_args__ = (Index("ix_dwelling_period_now", "dwelling_id", "aspect", "valid_from"),)

    dwelling_id: Mapped[UUID] = to("dwelling")
    aspect: Mapped[str]
    value: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class Tenancy(Versioned, Base):
    """A lease of a dwelling; the tenant's household and case are linked where they are known.

    `tenant_id_number` stays empty for a protected household: no link between person and dwelling.
    `status` active, or unclear where the dates contradict each other.
    """

    __tablename__ = "tenancy"

    dwelling_id: Mapped[UUID] = to("dwelling")
    household_id: Mapped[UUID | None] = to("household", nullable=True)
    case_id: Mapped[UUID | None] = to("case_file", nullable=True)
    tenant_id_number: Mapped[str | None] = mapped_column(index=True)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    open_ended: Mapped[bool] = mapped_column(default=False)
    monthly_rent: Mapped[Decimal | None] = mapped_column(Numeric(12, 2, asdecimal=True))
    deposit: Mapped[Decimal | None] = mapped_column(Numeric(12, 2, asdecimal=True))
    status: Mapped[str] = mapped_column(default="active")


class TemporaryStay(Versioned, CountsFrom, Base):
    """Nights in a temporary place (sosialtjenesteloven § 27): a stay without a lease.

    `countable` is false where it ends before it starts: kept, but in no figure.
    """

    __tablename__ = "temporary_stay"
    __table_args__ = (Index("ix_temporary_stay_from", "starts_on", "ends_on", "household_id"),)

    household_id: Mapped[UUID] = to("household")
    case_id: Mapped[UUID | None] = to("case_file", nullable=True)
    place: Mapped[str] = mapped_column(default="")
    night_shelter: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    price_per_night: Mapped[Decimal | None] = mapped_column(Numeric(12, 2, asdecimal=True))
    note: Mapped[str] = mapped_column(default="")
    countable: Mapped[bool] = mapped_column(default=True)
