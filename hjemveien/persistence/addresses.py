"""Reads a shared database's address, and refuses a road that is not safe for a password."""

import os
import re
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from hjemveien.persistence.errors import Insecure, Unreachable
from hjemveien.texts import _

DRIVER = "postgresql+psycopg"
_SEVERAL_HOSTS = re.compile(
    r"^(?P<start>[^:]+://(?:[^/@]*@)?)(?P<hosts>[^/?]*,[^/?]*)(?P<rest>.*)$"
)
_NOT_IN_ADDRESS = ("service", "servicefile", "passfile", "hostaddr", "sslpassword")


def is_shared(address: str) -> bool:
    return address.startswith(("postgresql:", "postgresql+", "postgres:"))


def read_address(address: str) -> URL:
    """The address as SQLAlchemy wants it. Raises Unreachable when it cannot be read."""
    try:
        url = make_url(_hosts_as_query(address))
    except (ArgumentError, ValueError):
        # Neither the address nor the parser's words: both may hold the password.
        raise Unreachable(
            _("The database address cannot be read. It looks like {example}.").format(
                example="postgresql+psycopg://user@server/hjemveien"
            )
        ) from None
    if not is_shared(address) or url.drivername not in ("postgresql", "postgres", DRIVER):
        raise Unreachable(_("Only PostgreSQL can be shared."))
    return url.set(drivername=DRIVER)


def hosts(url: URL) -> tuple[str, ...]:
    """Every host the client library could turn to; empty for a socket on this machine."""
    asked = url.query.get("host", ())
    named = (asked,) if isinstance(asked, str) else asked
    several = tuple(part for host in named for part in host.split(","))
    found = tuple(_without_port(host) for host in several) or ((url.host,) if url.host else ())
    return found or tuple(filter(None, os.environ.get("PGHOST", "").split(",")))


def checked(url: URL, environment: Mapping[str, str] = os.environ) -> URL:
    """The address with verified TLS for every host but this machine. Raises Insecure."""
    for name in _NOT_IN_ADDRESS:
        if name in url.query:
            raise Insecure(_("The database address may not contain “{name}”.").format(name=name))
    if "PGSERVICE" in environment or "PGHOSTADDR" in environment:
        raise Insecure(_("PGSERVICE and PGHOSTADDR must not be set."))
    if all(is_loopback(host) for host in hosts(url)):
        return url
    asked = url.query.get("sslmode", environment.get("PGSSLMODE", "verify-full"))
    if asked != "verify-full":
        raise Insecure(
            _("A database on another machine needs sslmode=verify-full, not {mode}.").format(
                mode=asked
            )
        )
    # With a Kerberos ticket libpq would encrypt by that instead, and look at no certificate.
    asked_for = {"sslmode": "verify-full", "gssencmode": "disable"}
    return url.update_query_dict({**asked_for, **_root_certificates(url, environment)})


def is_loopback(host: str) -> bool:
    """This machine: a loopback address, localhost, or a socket (a path)."""
    if host == "" or host.startswith(("/", "@")) or host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def shown(url: URL) -> str:
    """The address without the password, for people and logs."""
    return url.set(query={}).render_as_string(hide_password=True).replace(":***", "") + (
        " (" + ", ".join(hosts(url)) + ")" if "host" in url.query else ""
    )


def _root_certificates(url: URL, environment: Mapping[str, str]) -> dict[str, str]:
    """The office's own root certificate where one is kept, else those the system trusts."""
    own = Path.home() / ".postgresql" / "root.crt"
    if "sslrootcert" in url.query or "PGSSLROOTCERT" in environment or own.exists():
        return {}
    return {"sslrootcert": "system"}


def _hosts_as_query(address: str) -> str:
    """libpq's `a:5432,b:5432` as SQLAlchemy's `?host=a:5432&host=b:5432`."""
    found = _SEVERAL_HOSTS.match(address)
    if found is None:
        return address
    rest, _mark, query = found["rest"].partition("?")
    several = "&".join(f"host={host}" for host in found["hosts"].split(","))
    return f"{found['start']}{rest}?{several}" + (f"&{query}" if query else "")


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0] if host.count(":") == 1 else host
