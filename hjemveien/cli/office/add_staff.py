"""hjemveien office add-staff: an account for somebody, or another role for one that is there."""

import argparse

from hjemveien.cli import exits, opening
from hjemveien.cli.office.common import add_json, add_login, give_account, open_shared
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.domain.access import ROLES
from hjemveien.texts import _, mark

NAME = "add-staff"
HELP = mark("give somebody an account, or another role")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_login(parser)
    parser.add_argument(
        "--role",
        required=True,
        choices=[code for code, _title in ROLES],
        help=_("what they are here"),
    )
    parser.add_argument("--name", default="", metavar=_("NAME"), help=_("their name"))
    parser.add_argument("--initials", default="", metavar=_("TEXT"), help=_("and initials"))
    add_json(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.services import staffing

    wish = staffing.AddStaff(arguments.login, arguments.role, arguments.name, arguments.initials)
    with open_shared(settings) as database:
        with opening.writing(database, settings) as session:
            password = staffing.add_staff(session, staffing.known_by_name(session, wish))
        give_account(database, arguments.login, password, arguments.json, role=arguments.role)
    if password is None:
        say(
            _("{login} had an account already, and now also is {role}.").format(
                login=arguments.login, role=arguments.role
            )
        )
    return exits.OK
