"""Links of the chain: adding one, reading them all, and asking whether a head lies on it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Refusal
from hjemveien.persistence import schema
from hjemveien.persistence.chain.stored import as_stored
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import AuditCheckpoint, AuditEvent
from hjemveien.texts import _

PROGRAM = "Hjemveien"
REGULAR, RESTORED = "regular", "restored"
NUMBER_BYTES = 8
DIGEST_BYTES = 16
PACKED = NUMBER_BYTES + DIGEST_BYTES
NOTHING = bytes(32)
# A local link's events are all in memory at once, and others wait while it is written.
_MOST = 200_000
_MAY_ADD = (
    "SELECT coalesce(has_function_privilege(to_regprocedure('audit_checkpoint()')::oid, 'EXECUTE')"
    ", false)"
)
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"


class Unreadable(Refusal):
    """The chain's end is no link at all; the walk names it."""


@dataclass(frozen=True)
class Head:
    """Where the chain ends: its last link's number, moment (aware) and digest in hexadecimal."""

    number: int
    at: datetime
    digest: str


@dataclass(frozen=True)
class Link:
    """One row of audit_checkpoint; `at` is text as its digest has it."""

    number: int
    at: str
    kind: str
    upto: int
    since: int
    count: int
    covered: bytes
    previous: bytes
    head: bytes

    def fits(self) -> bool:
        """Whether its head is its own digest, and the count that of what it covers."""
        if type(self.covered) is not bytes:
            return False
        try:
            found = head_of(
                self.previous,
                self.number,
                self.at,
                self.kind,
                self.upto,
                self.since,
                self.count,
                self.covered,
            )
        except UnicodeError:
            return False
        return found == self.head and len(self.covered) == self.count * PACKED


def head_of(
    previous: bytes,
    number: int,
    at: str,
    kind: str,
    upto: int,
    since: int,
    count: int,
    covered: bytes,
) -> bytes:
    told = f"{number}\x1f{at}\x1f{kind}\x1f{upto}\x1f{since}\x1f{count}\x1f"
    return hashlib.sha256(previous + told.encode() + covered).digest()


def add_links(database: Database, now: datetime) -> Head | None:
    """Cover what is not covered yet, and return where the chain then ends; None while it is empty.

    `now` counts locally; a server takes its own clock.
    """
    if database.kind == "postgresql":
        # The server says when and by whom, also to a backup host, who is nobody in the office.
        with database.connecting(writes=True) as connection:
            connection.execute(text("SELECT audit_checkpoint()"))
    else:
        while _add_local(database, now):
            pass
    with database.reading() as session:
        return head(session)


def add_links_if_possible(database: Database, now: datetime) -> None:
    """Before a backup: an older schema has no chain."""
    with database.connecting() as connection:
        fits = schema.read_schema(connection).standing == "current"
        if fits and database.kind == "postgresql":
            fits = bool(connection.exec_driver_sql(_MAY_ADD).scalar_one())
    if fits:
        add_links(database, now)


def head(session: Session) -> Head | None:
    """The last link, as everybody in the office may see it. Raises Unreadable."""
    link = AuditCheckpoint
    last = select(link.number, link.at, link.head).order_by(link.number.desc()).limit(1)
    with _readable(session):
        found = session.execute(last).one_or_none()
        return None if found is None else Head(found[0], found[1], bytes(found[2]).hex())


def is_on_chain(session: Session, known: Head) -> bool:
    """Whether the link that somebody once saw is still there as it was."""
    try:
        digest = bytes.fromhex(known.digest)
    except ValueError:
        return False
    link = AuditCheckpoint
    asked = select(link.number).where(link.number == known.number, link.head == digest)
    return session.scalar(asked) is not None


def read_links(connection: Connection) -> Iterator[Link]:
    """All of them, in order; one at a time, for `covered` may be large."""
    local = connection.dialect.name == "sqlite"
    at = "at" if local else "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    numbers = connection.exec_driver_sql("SELECT number FROM audit_checkpoint ORDER BY number")
    for number in numbers.scalars().all():
        one = f"SELECT number, {at}, kind, upto, since, count, covered, previous, head"
        asked = f"{one} FROM audit_checkpoint WHERE number = {int(number)}"
        with as_stored(connection):
            found = connection.exec_driver_sql(asked).one()
        yield Link(*found)


def _add_local(database: Database, now: datetime) -> bool:
    """One link; False when there was nothing for it."""
    with database.writing(PROGRAM, now) as session:
        upto, previous, number = _end(session)
        event = AuditEvent
        asked = select(event.number, event.digest).where(event.number > upto)
        rows = session.execute(asked.order_by(event.number).limit(_MOST)).all()
        if not rows:
            return False
        covered = b"".join(pack(one, digest) for one, digest in rows)
        at = now.astimezone(UTC)
        fields = (REGULAR, rows[-1][0], 0, len(rows), covered)
        made = head_of(previous, number + 1, at.strftime(_MOMENT), *fields)
        kind, last, since, count, packed = fields
        session.add(
            AuditCheckpoint(
                number=number + 1,
                at=at,
                kind=kind,
                upto=last,
                since=since,
                count=count,
                covered=packed,
                previous=previous,
                head=made,
            )
        )
        return True


def _end(session: Session) -> tuple[int, bytes, int]:
    link = AuditCheckpoint
    last = select(link.upto, link.head, link.number).order_by(link.number.desc()).limit(1)
    with _readable(session):
        found = session.execute(last).one_or_none()
        return (0, NOTHING, 0) if found is None else (found[0], bytes(found[1]), found[2])


@contextmanager
def _readable(session: Session) -> Iterator[None]:
    """A local file that was tampered with may hold any kind of value there."""
    try:
        with as_stored(session.connection()):
            yield
    except (TypeError, ValueError) as error:
        raise Unreadable(
            _(
                "The last link of the audit's chain cannot be read: somebody has changed the "
                "audit. “hjemveien audit verify” names the row."
            )
        ) from error


def pack(number: int, digest: bytes | None) -> bytes:
    """24 bytes of a link's `covered`."""
    half = (digest or b"")[:DIGEST_BYTES].ljust(DIGEST_BYTES, b"\x00")
    return number.to_bytes(NUMBER_BYTES, "big", signed=True) + half
