"""hjemveien office staff: who has an account here, and as what."""

import argparse

from hjemveien.cli import exits
from hjemveien.cli.office.common import add_json, open_shared
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give, give_json
from hjemveien.texts import _, mark

NAME = "staff"
HELP = mark("list the accounts and their roles")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from dataclasses import asdict

    from hjemveien.services import staffing

    with open_shared(settings) as database, database.reading() as session:
        accounts = staffing.list_accounts(session)
    if arguments.json:
        give_json({"schema_version": 1, "staff": [asdict(account) for account in accounts]})
        return exits.OK
    for each in accounts:
        roles = ", ".join(each.roles) if each.active else _("closed")
        give(f"{each.login}\t{each.name}\t{each.initials}\t{roles}")
    return exits.OK
