"""Which PostgreSQL servers an office may be on: none whose row security is known to leak."""

from dataclasses import dataclass

from hjemveien.persistence.errors import OldServer
from hjemveien.texts import _

# As PostgreSQL numbers its version 15: an older one has no views that mind row security.
OLDEST = 150_000


@dataclass(frozen=True)
class Leak:
    """A way past row security, and the first release of each major version that closed it.

    Source: www.postgresql.org/support/security/
    """

    cve: str
    closed: dict[int, int]


LEAKS = (
    # Policies of the wrong role after a function was inlined.
    Leak("CVE-2023-2455", {15: 3}),
    # MERGE read past the policies of UPDATE and SELECT.
    Leak("CVE-2023-39418", {15: 4}),
    # Policies below subqueries forgot that the role had changed.
    Leak("CVE-2024-10976", {15: 9, 16: 5, 17: 1}),
    # Statistics of the planner answered about rows behind a policy.
    Leak("CVE-2025-8713", {15: 14, 16: 10, 17: 6}),
)


def least_of(major: int) -> int:
    """The first release of this major version that has none of them; 0 where none was ever open."""
    return max((leak.closed.get(major, 0) for leak in LEAKS), default=0)


def leaks_of(number: int) -> tuple[str, ...]:
    """The CVE numbers that are open in this version (`server_version_num`)."""
    major, minor = divmod(number, 10_000)
    return tuple(leak.cve for leak in LEAKS if minor < leak.closed.get(major, 0))


def check_version(number: int) -> None:
    """Raises OldServer for a server that an office may not be on."""
    major, minor = divmod(number, 10_000)
    if number < OLDEST:
        raise OldServer(
            _("The server is PostgreSQL {version}; a shared office needs 15 or newer.").format(
                version=f"{major}.{minor}"
            )
        )
    leaks = leaks_of(number)
    if leaks:
        raise OldServer(
            _(
                "The server is PostgreSQL {version}, in which people can read rows that are not "
                "theirs ({leaks}). Upgrade it to {least} or newer."
            ).format(
                version=f"{major}.{minor}",
                leaks=", ".join(leaks),
                least=f"{major}.{least_of(major)}",
            )
        )
