"""hjemveien audit: whether what was written down is still what was written down."""

import argparse

from hjemveien.cli.audit import head, verify
from hjemveien.cli.common import add_common
from hjemveien.cli.settings import Settings
from hjemveien.texts import _, mark

NAME = "audit"
HELP = mark("verify the chain over everything that was written down")
PLACE = 105
COMMANDS = (verify, head)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="audit", required=True, metavar=_("COMMAND"))
    for module in COMMANDS:
        command = commands.add_parser(module.NAME, help=_(module.HELP), description=_(module.HELP))
        add_common(command, default=argparse.SUPPRESS)
        module.add_arguments(command)
        command.set_defaults(run_audit=module.run)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    done: int = arguments.run_audit(arguments, settings)
    return done
