"""What every table shares: client-made keys, a naming convention, UTC moments, row versions."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, MetaData, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; a naive one is refused, for nobody knows what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        UUID: Uuid(),
        str: Text(),
        datetime: Moment(),
        dict[str, Any]: Json,
        list[Any]: Json,
    }


class Keyed:
    """A key made by the client: no enumeration, no gaps, known before the row is written."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


class Versioned(Keyed):
    """What people edit: the version seen goes into each UPDATE, so nobody overwrites unseen."""

    row_version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - declared_attr hands in the class
        return {"version_id_col": cls.__table__.c.row_version}  # type: ignore[attr-defined]


def to(target: str, **options: Any) -> Any:
    """A foreign key column to `table.id`, indexed: children are always looked up by parent."""
    nullable = options.pop("nullable", False)
    return mapped_column(ForeignKey(f"{target}.id"), nullable=nullable, index=True, **options)


class CountsFrom:
    """The day a fact counts from in lists and figures, also where its own date is unknown.

    The date itself when known to the day; the month's last day when known to the month, but never
    after the day its source speaks for; that day when unknown.
    """

    counts_from: Mapped[date]
