"""What a table's rule is made of: row policies, and who they are for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """One row policy: who (roles), which command, which rows are seen and which may be written.

    `columns` are those an UPDATE of these roles may touch beyond what the rule says for all.
    """

    roles: tuple[str, ...]
    command: str
    using: str = ""
    check: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """`kind` names it for people. `update` are the columns that people may change."""

    kind: str
    policies: tuple[Policy, ...] = ()
    update: tuple[str, ...] | None = None
    secured: bool = True


WORK = ("caseworker",)
EVERYBODY = ("caseworker", "statistics", "admin", "logreader", "partner")
