"""hjemveien restore: bring a backup back; never over a database that is there, unless told."""

import argparse
from pathlib import Path

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import progress_line, say
from hjemveien.texts import _, mark

NAME = "restore"
HELP = mark("bring a backup back as the database")
PLACE = 80


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup"))
    parser.add_argument(
        "--replace", action="store_true", help=_("put it in place of the database that is there")
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence import backup

    backup.restore(
        arguments.file,
        settings.database.value,
        opening.ask_passphrase,
        replace=arguments.replace,
        progress=progress_line(_("Restoring")),
        password=opening.ask_password,
    )
    _forget_head(settings)
    say(_("The backup is back as {place}.").format(place=settings.shown_place()))
    return exits.OK


def _forget_head(settings: Settings) -> None:
    """Whoever restores knows that the audit ends elsewhere now; other computers ask."""
    from hjemveien.services.heads import forget

    forget(settings.database.value, Path(settings.data_dir.value))
