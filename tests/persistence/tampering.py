"""Changes the audit past its guards, as whoever owns the file or the server can."""

from sqlalchemy import Connection

from hjemveien.persistence import audit, digests
from hjemveien.persistence.chain.links import head_of, pack, read_links
from hjemveien.persistence.engine import Database

_FIELDS = ", ".join(f'"{name}"' for name in digests.FIELDS)
_REHASH = {
    "local": f"hjemveien_event_digest({_FIELDS}, payload_digest)",
    "postgresql": digests.event_sql("audit_event", "audit_event.payload_digest"),
}


class Tamper:
    """Call it with SQL; it is done with all triggers off."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def __call__(self, *statements: str) -> None:
        with self.database.connecting(writes=True) as connection:
            self.run(connection, *statements)

    def run(self, connection: Connection, *statements: str) -> None:
        local = self.database.kind == "local"
        if local:
            audit.remove(connection)
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for statement in statements:
            connection.exec_driver_sql(statement)
        if local:
            audit.install(connection)

    def slip_in(self, number: int) -> str:
        """A copy of the first event and its payload under another number; what it is about."""
        others = ", ".join(f'"{name}"' for name in digests.FIELDS if name != "number")
        first = "(SELECT min(number) FROM audit_event)"
        self(
            "INSERT INTO audit_payload (number, old, new, sealed, salt) "
            f"SELECT {number}, old, new, sealed, salt FROM audit_payload WHERE number = {first}",
            f"INSERT INTO audit_event (number, {others}, payload_digest, digest) "
            f"SELECT {number}, {others}, payload_digest, digest FROM audit_event "
            f"WHERE number = {first}",
            _rehashed(self.database.kind, f"number = {number}"),
        )
        with self.database.connecting() as connection:
            asked = f"SELECT row_id FROM audit_event WHERE number = {number}"
            return str(connection.exec_driver_sql(asked).scalar_one())

    def move_on(self, steps: int) -> None:
        """As if the server's transactions had counted that much further; for one link."""
        move = f"UPDATE audit_event SET transaction = transaction + {steps}"
        self(move, _rehashed("postgresql", "true"))
        with self.database.connecting(writes=True) as connection:
            upto = connection.exec_driver_sql("SELECT upto FROM audit_checkpoint").scalar_one()
            asked = (
                "SELECT number, digest FROM audit_event "
                f"WHERE transaction < {upto + steps} ORDER BY number"
            )
            rows = connection.exec_driver_sql(asked).all()
            covered = b"".join(pack(number, digest) for number, digest in rows)
            (link,) = read_links(connection)
            told = (link.previous, link.number, link.at, link.kind)
            head = head_of(*told, upto + steps, 0, len(rows), covered)
            self.run(
                connection,
                f"UPDATE audit_checkpoint SET upto = {upto + steps}, "
                f"covered = '\\x{covered.hex()}', head = '\\x{head.hex()}'",
            )


def rehashed(connection: Connection, where: str) -> str:
    """A statement that gives events the digest that their fields have now."""
    local = connection.dialect.name == "sqlite"
    return _rehashed("local" if local else "postgresql", where)


def _rehashed(kind: str, where: str) -> str:
    return f"UPDATE audit_event SET digest = {_REHASH[kind]} WHERE {where}"
