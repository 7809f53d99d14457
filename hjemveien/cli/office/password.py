"""hjemveien office password: a new password for somebody, or one's own."""

import argparse

from hjemveien.cli import exits, opening
from hjemveien.cli.office.common import add_json, give_account, open_shared
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.texts import _, mark

NAME = "password"
HELP = mark("give somebody a new password, or choose one's own")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "login", nargs="?", metavar=_("LOGIN"), help=_("whose; one's own where left out")
    )
    add_json(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.services import staffing

    with open_shared(settings) as database:
        if arguments.login is None:
            typed = opening.choose_password()
            with opening.writing(database, settings) as session:
                staffing.change_own_password(session, typed)
            say(_("Your password is changed."))
            return exits.OK
        with opening.writing(database, settings) as session:
            password = staffing.give_password(session, arguments.login)
        give_account(database, arguments.login, password, arguments.json)
    return exits.OK
