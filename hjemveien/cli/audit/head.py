"""hjemveien audit head: where the chain ends, to be kept elsewhere and compared."""

import argparse
from pathlib import Path

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give, give_json, say
from hjemveien.texts import _, mark

NAME = "head"
HELP = mark("print where the audit's chain ends, to be kept elsewhere and compared")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for machines"))
    parser.add_argument(
        "--accept",
        action="store_true",
        help=_("take the chain as it is now for right, as after a restore that you know of"),
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence.chain import links
    from hjemveien.services import heads

    data_dir = Path(settings.data_dir.value)
    database = opening.open_office(settings, checks_in=False)
    try:
        if arguments.accept:
            heads.accept(database, data_dir)
        missing = heads.check_in(database, data_dir)
        with database.reading() as session:
            head = links.head(session)
    finally:
        database.close()
    if arguments.json:
        told = head and {"number": head.number, "at": head.at, "digest": head.digest}
        give_json({"schema_version": 1, "fine": not missing, "head": told})
    elif head is None:
        give(_("The chain has no link yet."))
    else:
        give(heads.in_short(head))
        give(head.digest)
    if missing:
        say(missing)
    return exits.FAILURE if missing else exits.OK
