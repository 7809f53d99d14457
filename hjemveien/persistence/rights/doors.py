"""A definer function as data: its SQL, and which roles may call it.

All belong to the office's `definer`, who is neither the tables' owner nor exempt from row
security, and see only the office's schema. What they refuse they refuse with a state of their own.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from hjemveien.persistence.rights.roles import Roles

SCHEMA = "public"

# SQLSTATEs of our refusals; `persistence.errors` says them in words.
NOT_THERE = "HJ404"
REASON_NEEDED = "HJ401"
GLASS_NEEDED = "HJ423"
NOT_ALLOWED = "HJ403"
TAKEN = "HJ409"
ONLY_ROLE = "HJ410"
NOT_HELD = "HJ411"
OWN = "HJ412"
NO_CASES = "HJ425"


@dataclass(frozen=True)
class Door:
    """`body` is plpgsql between BEGIN and END, with `declare` before it. {p} is the prefix."""

    name: str
    arguments: str
    returns: str
    body: str
    callers: tuple[str, ...]
    declare: str = ""
    volatile: bool = True
    owner: str = "definer"

    def signature(self) -> str:
        return f"{SCHEMA}.{self.name}({self.arguments})"

    def source(self, roles: Roles) -> str:
        """As the server keeps it."""
        declare = f"DECLARE\n{self.declare}\n" if self.declare else ""
        return f"\n{declare}BEGIN\n{self.body}\nEND\n".replace("{p}", roles.prefix)

    def create(self, roles: Roles) -> str:
        kind = "VOLATILE" if self.volatile else "STABLE"
        return (
            f"CREATE OR REPLACE FUNCTION {self.signature()} RETURNS {self.returns} "
            f"LANGUAGE plpgsql {kind} SECURITY DEFINER PARALLEL UNSAFE "
            f"SET search_path = {SCHEMA}, pg_temp AS $door${self.source(roles)}$door$"
        )


def refuse(state: str, words: str = "refused") -> str:
    return f"RAISE EXCEPTION '{words}' USING ERRCODE = '{state}';"


def install_door(connection: Connection, door: Door, roles: Roles) -> None:
    """Make it, give it its owner, and open it to its callers alone."""
    connection.exec_driver_sql(door.create(roles).replace("%", "%%"))
    named = f"FUNCTION {SCHEMA}.{door.name}"
    if door.owner == "definer":
        connection.exec_driver_sql(f"ALTER {named} OWNER TO {roles['definer']}")
    connection.exec_driver_sql(f"REVOKE ALL ON {named} FROM PUBLIC")
    callers = {roles[role] for role in door.callers}
    if callers:
        connection.exec_driver_sql(f"GRANT EXECUTE ON {named} TO {', '.join(sorted(callers))}")
