"""One way round the rights that somebody could try with plain SQL, as data.

In a statement {own}, {other}, {protected}, {foreign}, {locked}, {shared} are case ids, {own.person}
a row's key, {secret} the protected surname, {me} and {cle} staff ids. All of an attack runs in one
transaction that is rolled back. `outcome` is what the last statement comes to: "nothing" (no row,
or only empty values), or the SQLSTATE of a refusal.
"""

from dataclasses import dataclass

DENIED = "42501"
NOTHING = "nothing"
NOT_THERE = "HJ404"
ONLY_ROLE = "HJ410"
NOT_ALLOWED = "HJ403"


@dataclass(frozen=True)
class Attack:
    """`tickets` were committed before: cases, "glass" for protected ones, "wide", or "who:case"."""

    name: str
    who: str
    statements: tuple[str, ...]
    outcome: str | tuple[str, ...]
    tickets: tuple[str, ...] = ()
    # Changes who the session is, so that only a real login can try it.
    alone: bool = False


def attack(
    name: str, who: str, *statements: str, to: str | tuple[str, ...], tickets: str = ""
) -> Attack:
    return Attack(name, who, statements, to, tuple(tickets.split()))
