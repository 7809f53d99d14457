"""What the commands of a shared office have in common."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hjemveien.cli import opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give, give_json, say
from hjemveien.domain.refusal import InvalidInput
from hjemveien.texts import _

if TYPE_CHECKING:
    from hjemveien.persistence.engine import Database


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for machines"))


def add_login(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("login", metavar=_("LOGIN"), help=_("the account's name"))


@contextmanager
def open_shared(settings: Settings) -> "Iterator[Database]":
    """The office of --database, as one's own login. Raises InvalidInput for a local file."""
    if settings.database_path is not None:
        raise InvalidInput(
            _("This is about a shared office. Name it: --database postgresql+psycopg://…")
        )
    database = opening.open_office(settings)
    try:
        yield database
    finally:
        database.close()


def give_account(
    database: "Database", login: str, password: str | None, as_json: bool, **more: object
) -> None:
    """What somebody needs to begin; the password is not kept anywhere and never shown again."""
    from hjemveien.persistence.founding import address_for

    address = address_for(database, login)
    if as_json:
        name = database.engine.url.database
        give_json(
            {
                "schema_version": 1,
                "database": name,
                "login": login,
                **more,
                "password": password,
                "address": address,
            }
        )
        return
    give(f"{address}\n{login}")
    if password is not None:
        give(password)
        say(_("The password is shown this once. Whoever gets it changes it."))
