"""All that rights are made of, and its digest: whether a server's were made from this source."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Table

from hjemveien.persistence.rights import figures, listing, quiet
from hjemveien.persistence.rights.births import BIRTHS
from hjemveien.persistence.rights.doors import Door
from hjemveien.persistence.rights.finding import FINDING
from hjemveien.persistence.rights.leases import LEASES
from hjemveien.persistence.rights.policy import Policy
from hjemveien.persistence.rights.roles import Roles
from hjemveien.persistence.rights.rules import rule_of, tables, updatable
from hjemveien.persistence.rights.scopes import SCOPES
from hjemveien.persistence.rights.sealing import SEALING
from hjemveien.persistence.rights.snapshot import queries
from hjemveien.persistence.rights.staffing import STAFFING
from hjemveien.persistence.rights.tickets import TICKETS
from hjemveien.persistence.rights.witnessing import CHAIN

DOORS: tuple[Door, ...] = (
    *SCOPES, *TICKETS, *BIRTHS, *FINDING, *LEASES, *SEALING, *STAFFING, *CHAIN,
)  # fmt: skip
# Of the statements in `install`, which are no data: one more when they change.
STEPS = 4


def policy_sql(table: Table, number: int, policy: Policy, roles: Roles) -> str:
    """The policy, named by its place in the rule."""
    named = ", ".join(roles[role] for role in policy.roles)
    using = f" USING ({policy.using})" if policy.using else ""
    check = f" WITH CHECK ({policy.check})" if policy.check else ""
    return (
        f'CREATE POLICY "{policy.command.lower()}_{number}" ON public."{table.name}" '
        f"FOR {policy.command} TO {named}{using}{check}"
    )


def digest() -> str:
    """The same on every computer that runs this version of the program."""
    found = hashlib.sha256()
    for part in _parts(Roles("office")):
        found.update(part.encode() + b"\0")
    return found.hexdigest()


def _parts(roles: Roles) -> Iterator[str]:
    yield str(STEPS)
    for table in tables():
        rule = rule_of(table)
        yield f"{table.name} {rule.secured} {updatable(table)}"
        for number, policy in enumerate(rule.policies):
            yield f"{policy_sql(table, number, policy, roles)} {policy.columns}"
    for door in DOORS:
        yield f"{door.create(roles)} {door.callers} {door.owner}"
    for views in (listing.views(), figures.views()):
        yield from (f"{name} {query}" for name, query in views.items())
    yield from queries()
    yield str(quiet.SETTINGS)
