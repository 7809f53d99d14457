"""hjemveien backup: one verified, encrypted file with everything in it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hjemveien.cli import exits, opening
from hjemveien.cli.every import add_all, run_all
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import progress_line, say
from hjemveien.texts import _, mark

if TYPE_CHECKING:
    from hjemveien.persistence.engine import Database

NAME = "backup"
HELP = mark("write a verified backup to one file")
PLACE = 70


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FILE"), help=_("where to write it")
    )
    add_all(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence import backup

    if arguments.all:
        return _run_all(arguments)
    database = opening.open_office(settings)
    try:
        backup.backup(
            database,
            arguments.output,
            progress=progress_line(_("Backing up")),
            passphrase=opening.choose_passphrase,
        )
    finally:
        database.close()
    say(_("Backup written to {file} and checked.").format(file=arguments.output))
    return exits.OK


def _run_all(arguments: argparse.Namespace) -> int:
    """One file each in the folder that --output names; one passphrase opens them all."""
    from hjemveien.persistence import backup
    from hjemveien.persistence.offices import Done

    passphrase = opening.once(opening.choose_passphrase)
    arguments.output.mkdir(parents=True, exist_ok=True)

    def copy(name: str, database: "Database") -> Done:
        target = backup.free_name(arguments.output, name)
        written = backup.backup(database, target, passphrase=passphrase)
        words = _("{file}, {n} rows.").format(file=target.name, n=written.total)
        return Done(name, True, words)

    return run_all(arguments, _("Backing up"), copy)
