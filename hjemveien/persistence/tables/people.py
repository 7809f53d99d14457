"""People and the households they form; a household is the unit of every figure."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base, Versioned, to


class Household(Versioned, Base):
    """People who live, or want to live, together. `protection` covers all of them."""

    __tablename__ = "household"
    __table_args__ = (
        # The few that row policies look up at every statement.
        Index(
            "ix_household_protected",
            "id",
            sqlite_where=text("protection <> 'none'"),
            postgresql_where=text("protection <> 'none'"),
        ),
    )

    protection: Mapped[str] = mapped_column(default="none")
    note: Mapped[str] = mapped_column(default="")


class Person(Versioned, Base):
    """One human. Of a protected household the row stays empty: see sealed_identity."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_id_number", "id_number"),)

    surname: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    id_kind: Mapped[str] = mapped_column(default="none")
    id_number: Mapped[str | None]
    id_rule: Mapped[str | None]
    id_missing_reason: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[bool | None]


class SealedIdentity(Versioned, Base):
    """Who a protected person is and where; kept apart so that no list can show it by mistake.

    `search_text` is the folded text it is found by, for those few who may.
    """

    __tablename__ = "sealed_identity"
    __table_args__ = {"info": {"sealed": True}}

    person_id: Mapped[UUID] = to("person", unique=True)
    household_id: Mapped[UUID] = to("household")
    surname: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    id_kind: Mapped[str] = mapped_column(default="none")
    id_number: Mapped[str | None]
    id_rule: Mapped[str | None]
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(default="", server_default="")


class HouseholdMember(Versioned, Base):
    """Somebody's time in a household, dated. A child known only by birth year has no person.

    `share` is the part of the time (0–1) a child lives here when it has two homes.
    """

    __tablename__ = "household_member"

    household_id: Mapped[UUID] = to("household")
    person_id: Mapped[UUID | None] = to("person", nullable=True)
    role: Mapped[str]
    birth_year: Mapped[int | None]
    share: Mapped[float | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
