"""hjemveien backup: one verified, encrypted file with everything in it."""

import argparse
from pathlib import Path

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import progress_line, say
from hjemveien.texts import _, mark

NAME = "backup"
HELP = mark("write a verified backup to one file")
PLACE = 70


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FILE"), help=_("where to write it")
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence import backup

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
