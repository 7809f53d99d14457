"""Who may see a case beyond the roles, who has seen it, and who is looking right now."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hjemveien.persistence.tables.base import Base, Json, Keyed, Versioned, to

_UNAUDITED: dict[str, Any] = {"info": {"audit": False}}


class AccessLog(Keyed, Base):
    """Who opened, searched, listed, printed or took out what, and why. Append-only.

    `action` create_case, open_case, break_glass, open_list, open_wide, search, print or export. A
    committed row of the first five is also the ticket that the row policies ask for; `transaction`
    is the one that wrote it (xid8; 0 locally). `detail` counts and names filters, never people.
    """

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_login_at", "login", "at"),
        Index("ix_access_log_case_at", "case_id", "at"),
        _UNAUDITED,
    )

    at: Mapped[datetime]
    login: Mapped[str]
    staff_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(default="")
    action: Mapped[str]
    case_id: Mapped[UUID | None]
    reason_code: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    detail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    transaction: Mapped[int] = mapped_column(BigInteger, default=0)


class PartialityLock(Versioned, Base):
    """A named employee kept out of a named case until it is lifted (forvaltningsloven § 6)."""

    __tablename__ = "partiality_lock"

    case_id: Mapped[UUID] = to("case_file")
    staff_id: Mapped[UUID] = to("staff")
    reason: Mapped[str] = mapped_column(default="")
    set_at: Mapped[datetime]
    set_by: Mapped[str]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None]


class CaseShare(Versioned, Base):
    """What a partner outside the office may see of a case, on which basis and until when."""

    __tablename__ = "case_share"

    case_id: Mapped[UUID] = to("case_file")
    staff_id: Mapped[UUID] = to("staff")
    basis: Mapped[str] = mapped_column(default="")
    shared_at: Mapped[datetime]
    shared_by: Mapped[str]
    until: Mapped[date | None]
    revoked_at: Mapped[datetime | None]


class Notice(Keyed, Base):
    """Something the supervisors are told, such as a glass that was broken; seen by one of them."""

    __tablename__ = "notice"

    at: Mapped[datetime]
    kind: Mapped[str]
    case_id: Mapped[UUID | None] = to("case_file", nullable=True)
    by: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[str | None]


class SealedTenancy(Keyed, Base):
    """Which dwelling a protected household rents or was allotted: here and nowhere else.

    `place` is the allotted dwelling in words, for a row without a tenancy.
    """

    __tablename__ = "sealed_tenancy"
    __table_args__ = {"info": {"sealed": True}}

    tenancy_id: Mapped[UUID | None] = to("tenancy", nullable=True, unique=True)
    household_id: Mapped[UUID] = to("household")
    case_id: Mapped[UUID | None] = to("case_file", nullable=True)
    tenant_id_number: Mapped[str | None]
    place: Mapped[str] = mapped_column(default="", server_default="")


class SavedOperation(Base):
    """A save that was committed, by its client-made key, with what it answered.

    A save whose answer was lost is sent again with the same key, found here, and not done twice.
    """

    __tablename__ = "saved_operation"
    __table_args__ = _UNAUDITED

    id: Mapped[UUID] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(default="", server_default="")
    at: Mapped[datetime]
    answer: Mapped[dict[str, Any] | None] = mapped_column(Json)


class Presence(Base):
    """A window that shows a case right now; `at` is renewed while it does."""

    __tablename__ = "presence"
    __table_args__ = (UniqueConstraint("window_id", "case_id"), _UNAUDITED)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    window_id: Mapped[UUID]
    case_id: Mapped[UUID] = to("case_file")
    login: Mapped[str] = mapped_column(default="", server_default="")
    name: Mapped[str]
    at: Mapped[datetime]


class RightsManifest(Base):
    """Every right as it was set up, for `office check` to hold the server against."""

    __tablename__ = "rights_manifest"
    __table_args__ = {"info": {"audit": False, "trust": True}}

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
