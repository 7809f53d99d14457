"""Every way to forge the audit that a test can think of, chosen by chance, each with what it is.

A forger here is the owner of the file or the server, and knows how digests are made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import Connection

from hjemveien.persistence import audit
from hjemveien.persistence.chain.links import Link, head_of, read_links
from tests.persistence.tampering import rehashed

GUARDED = ("audit_event", "audit_payload", "sealed_payload", "audit_checkpoint")
_TEXTS = ("actor", "account", "operation", "table_name")
_KEYS = ("row_id", "case_id", "household_id", "operation_id")
SOME_KEY = "0123456789abcdef0123456789abcdef"


@dataclass
class Scene:
    """What a forger finds; `covered` and `open` are event numbers, in order."""

    connection: Connection
    chance: Random
    covered: list[int]
    open: list[int]
    links: list[Link]

    def run(self, *statements: str) -> None:
        for statement in statements:
            self.connection.exec_driver_sql(statement)

    def any(self) -> int:
        return self.chance.choice(self.covered + self.open)

    def known(self) -> int:
        """One that a link covers."""
        return self.chance.choice(self.covered)

    def link(self) -> Link:
        return self.chance.choice(self.links)


# The table and the number that must be named.
Named = tuple[str, int]


def unguarded(connection: Connection) -> None:
    """Take the guards away until the transaction is rolled back."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        return
    for name, table in audit.installed_names(connection):
        if table in GUARDED:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def edit_event(scene: Scene) -> Named:
    number = scene.any()
    field, value = scene.chance.choice(
        [(name, "'forged'") for name in _TEXTS]
        + [(name, f"'{SOME_KEY}'") for name in _KEYS]
        + [("at", "'2020-01-01 00:00:00.000000'"), ('"transaction"', "4000000000")]
        + [("digest", "payload_digest"), ("payload_digest", "digest")]
    )
    scene.run(f"UPDATE audit_event SET {field} = {value} WHERE number = {number}")
    return "audit_event", number


def edit_event_and_digest(scene: Scene) -> Named:
    number = scene.known()
    scene.run(
        f"UPDATE audit_event SET actor = 'forged' WHERE number = {number}",
        rehashed(scene.connection, f"number = {number}"),
    )
    return "audit_event", number


def delete_event(scene: Scene) -> Named:
    number = scene.known()
    statements = [f"DELETE FROM audit_event WHERE number = {number}"]
    if scene.chance.random() < 0.5:
        statements.append(f"DELETE FROM audit_payload WHERE number = {number}")
    scene.run(*statements)
    return "audit_event", number


def delete_all_of_a_row(scene: Scene) -> Named:
    chosen = f"SELECT row_id FROM audit_event WHERE number = {scene.known()}"
    row_id = scene.connection.exec_driver_sql(chosen).scalar_one()
    asked = f"SELECT number FROM audit_event WHERE row_id = '{row_id}' ORDER BY number"
    numbers = list(scene.connection.exec_driver_sql(asked).scalars())
    listed = ", ".join(map(str, numbers))
    for table in ("audit_event", "audit_payload"):
        scene.run(f"DELETE FROM {table} WHERE number IN ({listed})")
    return "audit_event", numbers[0]


def slip_event_in(scene: Scene) -> Named:
    number, like = -scene.chance.randrange(1, 10_000), scene.known()
    fields = '"transaction", at, actor, account, operation, operation_id, table_name, row_id'
    fields += ", case_id, household_id, payload_digest, digest"
    scene.run(
        f"INSERT INTO audit_event (number, {fields}) SELECT {number}, {fields} FROM audit_event "
        f"WHERE number = {like}",
        rehashed(scene.connection, f"number = {number}"),
        _copied_payload(number, like),
    )
    return "audit_event", number


def swap_events(scene: Scene) -> Named:
    low, high = sorted(scene.chance.sample(scene.covered, 2))
    for table in ("audit_event", "audit_payload"):
        scene.run(
            f"UPDATE {table} SET number = -1 WHERE number = {low}",
            f"UPDATE {table} SET number = {low} WHERE number = {high}",
            f"UPDATE {table} SET number = {high} WHERE number = -1",
        )
    scene.run(rehashed(scene.connection, f"number IN ({low}, {high})"))
    return "audit_event", low


def edit_payload(scene: Scene) -> Named:
    number = scene.any()
    change = scene.chance.choice(
        ["new = '{\"forged\": 1}'", "old = '{\"forged\": 1}'", "salt = NULL", "new = '2'"]
    )
    scene.run(f"UPDATE audit_payload SET {change} WHERE number = {number}")
    return "audit_payload", number


def swap_payloads(scene: Scene) -> Named:
    low, high = sorted(scene.chance.sample(scene.covered + scene.open, 2))
    scene.run(
        f"UPDATE audit_payload SET number = -1 WHERE number = {low}",
        f"UPDATE audit_payload SET number = {low} WHERE number = {high}",
        f"UPDATE audit_payload SET number = {high} WHERE number = -1",
    )
    return "audit_payload", low


def delete_payload(scene: Scene) -> Named:
    number = scene.any()
    scene.run(f"DELETE FROM audit_payload WHERE number = {number}")
    return "audit_payload", number


def empty_payload(scene: Scene) -> Named:
    number = scene.any()
    nothing = "old = NULL, new = NULL, salt = NULL"
    scene.run(f"UPDATE audit_payload SET {nothing} WHERE number = {number}")
    return "audit_payload", number


def slip_payload_in(scene: Scene) -> Named:
    number = scene.chance.randrange(1_000_000, 2_000_000)
    scene.run(_copied_payload(number, scene.any()))
    return "audit_payload", number


def edit_link(scene: Scene) -> Named:
    link = scene.link()
    change = scene.chance.choice(
        "at = '2020-01-01 00:00:00.000000'|kind = 'forged'|upto = upto + 1|upto = upto - 1|"
        "since = since + 1|count = count + 1|covered = head|previous = covered|"
        "head = covered".split("|")
    )
    scene.run(f"UPDATE audit_checkpoint SET {change} WHERE number = {link.number}")
    return "audit_checkpoint", link.number


def delete_link(scene: Scene) -> Named:
    link = scene.chance.choice(scene.links[:-1])
    scene.run(f"DELETE FROM audit_checkpoint WHERE number = {link.number}")
    return "audit_checkpoint", link.number


def slip_link_in(scene: Scene) -> Named:
    after = scene.links[-1].number
    fields = "at, kind, upto, since, count, covered, previous, head"
    scene.run(
        f"INSERT INTO audit_checkpoint (number, {fields}) SELECT {after + 1}, {fields} "
        f"FROM audit_checkpoint WHERE number = {scene.link().number}"
    )
    return "audit_checkpoint", after + 1


def swap_links(scene: Scene) -> Named:
    low, high = sorted(scene.chance.sample([link.number for link in scene.links], 2))
    scene.run(
        f"UPDATE audit_checkpoint SET number = -1 WHERE number = {low}",
        f"UPDATE audit_checkpoint SET number = {low} WHERE number = {high}",
        f"UPDATE audit_checkpoint SET number = {high} WHERE number = -1",
    )
    return "audit_checkpoint", low


def forge_a_link_whole(scene: Scene) -> Named:
    """An event is left out of its link, whose head is made anew: the next link knows the old."""
    link = scene.chance.choice(scene.links[:-1])
    covered = link.covered[24:]
    told = (link.previous, link.number, link.at, link.kind, link.upto, link.since)
    head = head_of(*told, link.count - 1, covered)
    literal = "X'{}'" if scene.connection.dialect.name == "sqlite" else "'\\x{}'"
    scene.run(
        f"UPDATE audit_checkpoint SET covered = {literal.format(covered.hex())}, "
        f"head = {literal.format(head.hex())}, count = count - 1 WHERE number = {link.number}"
    )
    return "audit_checkpoint", link.number + 1


FORGERIES: tuple[Callable[[Scene], Named], ...] = (
    edit_event,
    edit_event_and_digest,
    delete_event,
    delete_all_of_a_row,
    slip_event_in,
    swap_events,
    edit_payload,
    swap_payloads,
    delete_payload,
    empty_payload,
    slip_payload_in,
    edit_link,
    delete_link,
    slip_link_in,
    swap_links,
    forge_a_link_whole,
)


def scene(connection: Connection, chance: Random) -> Scene:
    """Payload that was erased and the records of it are left to others: they have tests of their
    own."""
    links = list(read_links(connection))
    covered = {
        int.from_bytes(link.covered[at : at + 8], "big")
        for link in links
        for at in range(0, len(link.covered), 24)
    }
    asked: Any = connection.exec_driver_sql(
        "SELECT e.number FROM audit_event e JOIN audit_payload p ON p.number = e.number "
        "WHERE p.salt IS NOT NULL AND e.table_name <> 'audit_erasure' ORDER BY e.number"
    )
    there = list(asked.scalars())
    known = [number for number in there if number in covered]
    return Scene(connection, chance, known, [n for n in there if n not in covered], links)


def _copied_payload(number: int, like: int) -> str:
    return (
        "INSERT INTO audit_payload (number, old, new, sealed, salt) "
        f"SELECT {number}, old, new, sealed, salt FROM audit_payload WHERE number = {like}"
    )
