"""Asks a server about its audit through the doors of `persistence.rights.witnessing`."""

from sqlalchemy import Connection

from hjemveien.persistence.chain.windows import Window


def may_witness(connection: Connection) -> bool:
    asked = (
        "SELECT has_function_privilege('audit_window(bigint, bigint, bigint, bigint)', 'EXECUTE')"
    )
    return bool(connection.exec_driver_sql(asked).scalar_one())


def bound(connection: Connection, low: int) -> int | None:
    found = connection.exec_driver_sql(f"SELECT audit_bound({low})").scalar()
    return None if found is None else int(found)


def window(connection: Connection, low: int, high: int, upto: int, since: int) -> Window:
    """`upto` and `since` are the last link's."""
    asked = f"SELECT * FROM audit_window({low}, {high}, {upto}, {since})"
    return Window(low, high, *connection.exec_driver_sql(asked).one())


def row(connection: Connection, number: int) -> tuple[str, bool] | None:
    """What an event is about, and whether its payload is sealed; None where there is no event."""
    found = connection.exec_driver_sql(f"SELECT * FROM audit_row({number})").one_or_none()
    return (found[0], found[1]) if found else None


def erased(connection: Connection) -> frozenset[int]:
    return frozenset(connection.exec_driver_sql("SELECT audit_erased()").scalar_one())


def count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT audit_count()").scalar_one())
