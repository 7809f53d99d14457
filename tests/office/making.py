"""Shared offices made as an administrator makes them: by the command line, on a bare server."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from hjemveien import cli
from hjemveien.persistence.rights.roles import Roles
from tests.servers import PostgresServer


@dataclass(frozen=True)
class Made:
    """What `office create` printed, and the server it is on."""

    server: PostgresServer
    name: str
    login: str
    password: str
    address: str

    def url(self, login: str = "", password: str = "") -> str:
        """The address with a login's password in it."""
        who = login or self.login
        return self.address.replace(f"//{self.login}@", f"//{who}:{password or self.password}@", 1)

    def root(self) -> psycopg.Connection[Any]:
        """The superuser's connection to this office's database."""
        address = self.server.url(self.name).replace("+psycopg", "", 1)
        return psycopg.connect(address, autocommit=True)


def create(server: PostgresServer, name: str, login: str = "adm") -> Made:
    told = run_json(
        "office", "create", "--admin-url", server.url("postgres"), "--database", name,
        "--admin", login, "--json",
    )  # fmt: skip
    return Made(server, name, login, told["password"], told["address"])


def run(*words: str) -> tuple[int, str, str]:
    """Exit code, result and words of one command."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.main(("--lang", "en", *words))
    return code, out.getvalue(), err.getvalue()


def run_json(*words: str, code: int = 0) -> Any:
    found, out, err = run(*words)
    assert found == code, err
    return json.loads(out)


def remove(server: PostgresServer, name: str) -> None:
    """The office, its groups and all its logins."""
    address = server.url("postgres").replace("+psycopg", "", 1)
    groups = list(Roles(name).all())
    server.drop_database(name)
    with psycopg.connect(address, autocommit=True) as connection:
        members = connection.execute(
            "SELECT DISTINCT m.rolname FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid "
            "JOIN pg_roles m ON m.oid = a.member WHERE g.rolname = ANY (%s)",
            (groups,),
        ).fetchall()
        for role in {*groups, *(row[0] for row in members)}:
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def roles(server: PostgresServer) -> set[str]:
    """Every role of the server but PostgreSQL's own."""
    address = server.url("postgres").replace("+psycopg", "", 1)
    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute("SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_'")
        return {row[0] for row in found}


def databases(server: PostgresServer) -> set[str]:
    address = server.url("postgres").replace("+psycopg", "", 1)
    with psycopg.connect(address, autocommit=True) as connection:
        return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}


def add(made: Made, login: str, *roles: str) -> str:
    """The new account's password; named so that initials and names are told apart."""
    first, *others = roles
    told = run_json(
        "office", "add-staff", login, "--role", first, "--name", f"{login.title()} Prøve",
        "--database", made.url(), "--json",
    )  # fmt: skip
    for role in others:
        run_json(
            "office", "add-staff", login, "--role", role, "--database", made.url(), "--json"
        )  # fmt: skip
    return str(told["password"])
