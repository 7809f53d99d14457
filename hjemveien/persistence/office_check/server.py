"""The server that an office is on: its version, the road to it, its locale, its passwords."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import URL, Connection, text

from hjemveien.persistence import addresses, versions
from hjemveien.persistence.check import Finding
from hjemveien.persistence.rights import quiet
from hjemveien.texts import _

# Ways to log in that prove nothing, or send what can be read on the road.
_WEAK = ("trust", "password", "ident", "md5")
_LETTERS = text(
    "SELECT pg_encoding_to_char(encoding), datlocprovider = 'i', lower('ÆØÅ') = 'æøå', "
    "'å' COLLATE \"default\" > 'ø' COLLATE \"default\" "
    "FROM pg_database WHERE datname = current_database()"
)
_HBA = text(
    "SELECT line_number, type, address, auth_method, error FROM pg_hba_file_rules "
    "ORDER BY line_number"
)


def findings(connection: Connection, url: URL) -> Iterator[Finding]:
    yield _version(connection)
    yield _road(connection, url)
    yield _listening(connection)
    yield _letters(connection)
    yield _passwords(connection)
    yield _log(connection)
    if connection.exec_driver_sql("SHOW is_superuser").scalar_one() == "on":
        yield from _hosts(connection)


def _version(connection: Connection) -> Finding:
    number = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
    shown = str(connection.exec_driver_sql("SHOW server_version").scalar_one())
    leaks = versions.leaks_of(number)
    fine = number >= versions.OLDEST and not leaks
    words = f"PostgreSQL {shown}" + (f" ({', '.join(leaks)})" if leaks else "")
    return Finding(_("Server"), fine, words)


def _road(connection: Connection, url: URL) -> Finding:
    subject = _("Road to the server")
    raw: Any = connection.connection.driver_connection
    if raw.pgconn.ssl_in_use:
        return Finding(subject, True, _("Encrypted (TLS)."))
    here = all(addresses.is_loopback(host) for host in addresses.hosts(url))
    return Finding(subject, here, _("This computer.") if here else _("Plain text."))


def _listening(connection: Connection) -> Finding:
    """Whether somebody elsewhere could come in plain text, whichever road this connection came."""
    subject = _("The server listens")
    asked = str(connection.exec_driver_sql("SHOW listen_addresses").scalar_one())
    heard = [name.strip() for name in asked.split(",") if name.strip()]
    if all(addresses.is_loopback(name) for name in heard):
        return Finding(subject, True, _("To this computer alone."))
    secured = connection.exec_driver_sql("SHOW ssl").scalar_one() == "on"
    words = _("To others, with TLS.") if secured else _("To others ({names}), without TLS.")
    return Finding(subject, secured, words.format(names=asked))


def _letters(connection: Connection) -> Finding:
    encoding, icu, folds, sorts = connection.execute(_LETTERS).one()
    fine = encoding == "UTF8" and icu and folds and sorts
    words = encoding if fine else _("{encoding}, but not made with ICU nb-NO.")
    return Finding(_("Norwegian letters"), fine, words.format(encoding=encoding))


def _passwords(connection: Connection) -> Finding:
    kind = str(connection.exec_driver_sql("SHOW password_encryption").scalar_one())
    return Finding(_("Passwords are kept as"), kind == "scram-sha-256", kind)


def _log(connection: Connection) -> Finding:
    subject = _("The server's log")
    loud = [f"{name} = {value}" for name, value in quiet.too_loud(connection)]
    if not loud:
        return Finding(subject, True, _("Keeps neither statements nor rows of this office."))
    words = _("Keeps people's data: {settings}.").format(settings=", ".join(loud))
    return Finding(subject, False, words)


def _hosts(connection: Connection) -> Iterator[Finding]:
    """Only a superuser may read who is let in, and how."""
    subject = "pg_hba.conf"
    wrong = False
    for line, kind, address, method, error in connection.execute(_HBA):
        weak = method in _WEAK
        plain = kind in ("host", "hostnossl", "hostnogssenc") and not _is_here(address)
        if error or ((weak or plain) and method != "reject"):
            wrong = True
            words = _("Line {n} lets {who} in by {method} ({kind}).")
            said = words.format(n=line, who=address or "local", method=method, kind=kind)
            yield Finding(subject, False, said)
    if not wrong:
        yield Finding(subject, True, _("Nobody comes in unproven or in plain text."))


def _is_here(address: str | None) -> bool:
    return address in (None, "127.0.0.1", "::1", "localhost", "samehost")
