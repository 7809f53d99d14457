"""hjemveien migrate: bring the database to this program's schema, after a verified backup."""

import argparse

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.texts import _, mark

NAME = "migrate"
HELP = mark("bring the database to this program's schema, after a verified backup")
PLACE = 90


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence import migrate
    from hjemveien.persistence.engine import open_database

    del arguments
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
