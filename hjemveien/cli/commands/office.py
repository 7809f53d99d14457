"""hjemveien office: everything about a shared office as a whole."""

import argparse

from hjemveien.cli.common import add_common
from hjemveien.cli.office import (
    add_staff,
    backup_login,
    check,
    create,
    password,
    repair,
    revoke,
    staff,
    take_role,
)
from hjemveien.cli.settings import Settings
from hjemveien.texts import _, mark

NAME = "office"
HELP = mark("set up and look after a shared office")
PLACE = 95
COMMANDS = (create, add_staff, take_role, revoke, password, staff, check, repair, backup_login)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="office", required=True, metavar=_("COMMAND"))
    for module in COMMANDS:
        command = commands.add_parser(module.NAME, help=_(module.HELP), description=_(module.HELP))
        add_common(command, default=argparse.SUPPRESS, database=module is not create)
        module.add_arguments(command)
        command.set_defaults(run_office=module.run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    done: int = arguments.run_office(arguments, settings)
    return done
