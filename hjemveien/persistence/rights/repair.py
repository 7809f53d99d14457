"""Makes an office's rights whole again after somebody has changed them by hand.

Everything that rights are made of is taken away and made anew from this program's source, in one
transaction. Rows are left alone, the audit's among them. What it cannot mend, as a table or a
constraint that is gone, stands in the manifest as it was, so that the check goes on naming it.
"""

from sqlalchemy import Connection, text

from hjemveien.domain.refusal import NotAllowed
from hjemveien.persistence import audit, migrate
from hjemveien.persistence.engine import Database
from hjemveien.persistence.errors import Damaged, Outdated
from hjemveien.persistence.rights import figures, install, listing, people, source
from hjemveien.persistence.rights.roles import Roles, checked_name, make_roles, prefix_of
from hjemveien.persistence.rights.rules import tables
from hjemveien.persistence.rights.sweeping import sweep
from hjemveien.texts import _

# Kinds in the manifest that no statement of ours makes.
_NOT_MADE = frozenset(
    ("constraint", "default", "event_trigger", "extension", "publication", "subscription",
     "foreign_server", "foreign_data_wrapper", "operator", "cast")
)  # fmt: skip
_EVERYWHERE = "setting every database"


def repair(database: Database) -> None:
    """By a superuser. Raises NotAllowed, Outdated where the tables wait for `migrate`, Damaged."""
    standing = migrate.read(database).standing
    if standing != "current":
        raise Outdated(
            _("The tables are not this program's: “hjemveien migrate” first. Nothing was changed.")
        )
    with migrate.exclusive(database) as connection:
        _check_superuser(connection)
        _check_whole(connection)
        _check_alone(connection)
        _make_anew(connection)
    # The settings of a database are those of a connection from its beginning.
    database.engine.dispose()


def _make_anew(connection: Connection) -> None:
    before = _manifest(connection)
    database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    roles = Roles(prefix_of(connection) or checked_name(database))
    make_roles(connection, roles)
    sweep(connection, roles)
    audit.install(connection)
    install.make(connection, roles)
    people.settle(connection, roles)
    install.write_manifest(connection, roles)
    if before.get("source") == install.made_of(connection):
        _keep(connection, before)


def _manifest(connection: Connection) -> dict[str, str]:
    return dict(connection.exec_driver_sql("SELECT key, value FROM rights_manifest").all())


def _keep(connection: Connection, before: dict[str, str]) -> None:
    """What we did not make is still to be as it was made: a fault must not become the rule."""
    after = _manifest(connection)
    for key in after.keys() | before.keys():
        if not _is_made(key) and before.get(key) != after.get(key):
            told = {"key": key, "value": before.get(key)}
            connection.execute(text("DELETE FROM rights_manifest WHERE key = :key"), told)
            if key in before:
                connection.execute(text("INSERT INTO rights_manifest VALUES (:key, :value)"), told)


def _is_made(key: str) -> bool:
    kind, _space, name = key.partition(" ")
    if kind == "function":
        return name.partition("(")[0] in _functions()
    if kind in ("table", "columns", "view"):
        return name.split(".")[1] in _tables() or name.endswith("_seq")
    return kind not in _NOT_MADE and key != _EVERYWHERE


def _tables() -> frozenset[str]:
    names = (table.name for table in tables())
    return frozenset((*names, *listing.views(), *figures.views(), "alembic_version"))


def _functions() -> frozenset[str]:
    from hjemveien.persistence import audit_postgres
    from hjemveien.persistence.chain import server

    doors = (door.name for door in source.DOORS)
    return frozenset((*doors, *audit_postgres.functions(), *server.functions()))


def _check_superuser(connection: Connection) -> None:
    if connection.exec_driver_sql("SHOW is_superuser").scalar_one() != "on":
        raise NotAllowed(
            _(
                "Rights are made anew by a superuser of the server, for roles and their grants "
                "are the server's. Nothing was changed."
            )
        )


def _check_alone(connection: Connection) -> None:
    """Raises NotAllowed for a copy beside its office: its groups, and so its people, are one."""
    asked = text(
        "SELECT d.datname FROM pg_database d, aclexplode(d.datacl) x "
        "JOIN pg_roles r ON r.oid = x.grantee WHERE d.datname <> current_database() "
        "AND r.rolname = :group ORDER BY 1 LIMIT 1"
    )
    group = f"{prefix_of(connection)}_caseworker"
    other = connection.execute(asked, {"group": group}).scalar()
    if other is not None:
        words = _(
            "The roles of this office belong to the database {other} too, and whoever has left one "
            "would be put out of the other. Restore the copy on another server. Nothing was "
            "changed."
        )
        raise NotAllowed(words.format(other=other))


def _check_whole(connection: Connection) -> None:
    """Raises Damaged: what is gone with its rows comes back from a backup alone."""
    asked = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    there = set(connection.execute(asked).scalars())
    gone = sorted({table.name for table in tables()} - there)
    if gone:
        words = _("These tables are gone: {names}. Restore the latest backup; nothing was changed.")
        raise Damaged(words.format(names=", ".join(gone)))
