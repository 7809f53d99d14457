"""hjemveien office take-role: take one role from somebody and leave the others."""

import argparse

from hjemveien.cli import exits, opening
from hjemveien.cli.office.common import add_json, add_login, open_shared
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give_json, say
from hjemveien.domain.access import ROLES
from hjemveien.texts import _, mark

NAME = "take-role"
HELP = mark("take one role from somebody, and leave the others")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_login(parser)
    parser.add_argument(
        "--role",
        required=True,
        choices=[code for code, _title in ROLES],
        help=_("what they no longer are here"),
    )
    add_json(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.services import staffing

    login, role = arguments.login, arguments.role
    with open_shared(settings) as database, opening.writing(database, settings) as session:
        staffing.take_role(session, login, role)
        held = staffing.held_cases(session, login)
    left = held.protected if role == "cleared" else 0
    if arguments.json:
        give_json({"schema_version": 1, "login": login, "role": role, "protected_cases": left})
    say(_("{login} is no longer {role}.").format(login=login, role=role))
    for words in staffing.what_becomes_of(held, protected_alone=True) if left else ():
        say(words)
    return exits.OK
