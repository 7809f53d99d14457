"""Rights: as they were made, and made by this program's own source."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, text

from hjemveien.persistence.chain import server
from hjemveien.persistence.check import Finding
from hjemveien.persistence.office_check import foreign
from hjemveien.persistence.rights import source
from hjemveien.persistence.rights.install import made_of
from hjemveien.persistence.rights.roles import Roles
from hjemveien.persistence.rights.rules import rule_of, tables
from hjemveien.persistence.rights.snapshot import snapshot
from hjemveien.texts import _

# Of the manifest itself, and nothing that a server has.
_OURS = ("prefix", "source")
_DOORS = text(
    "SELECT p.proname, md5(p.prosrc), p.prosecdef, r.rolname, p.proconfig FROM pg_proc p "
    "JOIN pg_roles r ON r.oid = p.proowner WHERE p.pronamespace = 'public'::regnamespace"
)
_POLICIES = text(
    "SELECT tablename, policyname, cmd, roles::text[] FROM pg_policies WHERE schemaname = 'public'"
)


def findings(connection: Connection, roles: Roles) -> Iterator[Finding]:
    kept = _manifest(connection)
    subject = _("Rights' source")
    if kept.get("source") != made_of(connection):
        words = _(
            "Rights were made by another version of the program, or for another server. The "
            "server's administrator makes them anew with “hjemveien migrate”."
        )
        yield Finding(subject, False, words)
        return
    yield Finding(subject, True, _("Made by this version of the program."))
    yield from _told(_("Rights"), _changed(kept, snapshot(connection, roles)))
    by_source = (_doors, _policies, foreign.findings)
    yield from _told(
        _("Rights by this program"),
        [words for ask in by_source for words in ask(connection, roles)],
    )


def _manifest(connection: Connection) -> dict[str, str]:
    return dict(connection.exec_driver_sql("SELECT key, value FROM rights_manifest").all())


def _told(subject: str, wrong: list[str]) -> Iterator[Finding]:
    if not wrong:
        yield Finding(subject, True, _("As this program makes them."))
    for words in wrong:
        yield Finding(subject, False, words)


def _changed(kept: dict[str, str], now: dict[str, str]) -> list[str]:
    found = []
    for key in sorted(kept.keys() - set(_OURS) | now.keys()):
        if key not in now:
            found.append(_("{what} is gone.").format(what=key))
        elif key not in kept:
            found.append(_("{what} was added.").format(what=key))
        elif kept[key] != now[key]:
            found.append(
                _("{what} is “{now}” and was “{before}”.").format(
                    what=key, now=now[key], before=kept[key]
                )
            )
    return found


def _doors(connection: Connection, roles: Roles) -> Iterator[str]:
    """Held against the source itself, so that a manifest changed along is no excuse."""
    there = {row[0]: tuple(row[1:]) for row in connection.execute(_DOORS)}
    for door in source.DOORS:
        body, definer, owner, settings = there.get(door.name, ("", False, "", None))
        wanted = hashlib.md5(door.source(roles).encode(), usedforsecurity=False).hexdigest()
        right = (
            body == wanted
            and definer
            and settings == ["search_path=public, pg_temp"]
            and (door.owner != "definer" or owner == roles.name("definer"))
        )
        if not right:
            yield _not_ours(f"function {door.name}")
    for name, body in server.functions().items():
        wanted = hashlib.md5(body.encode(), usedforsecurity=False).hexdigest()
        if there.get(name, ("",))[0] != wanted:
            yield _not_ours(f"function {name}")


def _policies(connection: Connection, roles: Roles) -> Iterator[str]:
    there = {(row[0], row[1]): (row[2], set(row[3])) for row in connection.execute(_POLICIES)}
    for table in tables():
        rule = rule_of(table)
        if not rule.secured:
            continue
        wanted = {"definer": ("ALL", {roles.name("definer")})}
        for number, policy in enumerate(rule.policies):
            named = {roles.name(role) for role in policy.roles}
            wanted[f"{policy.command.lower()}_{number}"] = (policy.command, named)
        found = {name: said for (of, name), said in there.items() if of == table.name}
        for name in sorted(wanted.keys() | found.keys()):
            if wanted.get(name) != found.get(name):
                yield _not_ours(f"policy {table.name}.{name}")


def _not_ours(what: str) -> str:
    return _("{what} is not what this program makes.").format(what=what)
