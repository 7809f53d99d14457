"""hjemveien migrate: bring the database to this program's schema, after a verified backup."""

import argparse
from typing import TYPE_CHECKING

from hjemveien.cli import exits, opening
from hjemveien.cli.every import add_all, run_all
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.texts import _, mark

if TYPE_CHECKING:
    from hjemveien.persistence.engine import Database

NAME = "migrate"
HELP = mark("bring the database to this program's schema, after a verified backup")
PLACE = 90


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_all(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence import migrate
    from hjemveien.persistence.engine import open_database

    if arguments.all:
        return _run_all(arguments)
    path = settings.database_path
    if path is not None and not path.exists():
        opening.make_local(path).close()
        say(_("The database is ready."))
        return exits.OK
    database = open_database(
        settings.database.value, opening.ask_passphrase, password=opening.ask_password
    )
    try:
        done = migrate.upgrade(database, opening.choose_passphrase)
    finally:
        database.close()
    say(_("The database was brought up to date.") if done else _("Nothing to do."))
    return exits.OK


def _run_all(arguments: argparse.Namespace) -> int:
    """Each after a backup of its own; one passphrase opens them all."""
    from hjemveien.persistence import migrate
    from hjemveien.persistence.offices import Done

    passphrase = opening.once(opening.choose_passphrase)

    def upgrade(name: str, database: "Database") -> Done:
        folder = migrate.backup_folder(database) / name
        done = migrate.upgrade(database, passphrase, folder)
        words = _("The database was brought up to date.") if done else _("Nothing to do.")
        return Done(name, True, words)

    return run_all(arguments, _("Upgrading"), upgrade)
