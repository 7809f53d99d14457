"""hjemveien office create: a shared office on a bare server, with its first administrator."""

import argparse
from datetime import UTC, datetime

from hjemveien.cli import exits, opening
from hjemveien.cli.office.common import add_json, give_account
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.texts import _, mark

NAME = "create"
HELP = mark("make a shared office on a server, with its first administrator")
# Who the audit says wrote before there was anybody.
FOUNDER = "hjemveien office create"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--admin-url", required=True, metavar=_("URL"), help=_("the server, as its superuser")
    )
    parser.add_argument(
        "--database", required=True, metavar=_("NAME"), help=_("the new database's name")
    )
    parser.add_argument(
        "--admin", required=True, metavar=_("LOGIN"), help=_("the first administrator's login")
    )
    parser.add_argument("--name", default="", metavar=_("NAME"), help=_("and name"))
    parser.add_argument(
        "--municipality", default="", metavar=_("NAME"), help=_("the municipality's name")
    )
    add_json(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence import founding
    from hjemveien.services import office, staffing

    del settings
    wish = staffing.AddStaff(arguments.admin, "admin", arguments.name)
    staffing.check(wish)
    say(_("Making the office {name} …").format(name=arguments.database))
    with founding.founded(
        arguments.admin_url, arguments.database, arguments.admin, password=opening.ask_password
    ) as database:
        with database.writing(FOUNDER, datetime.now(UTC)) as session:
            password = staffing.add_staff(session, wish)
            office.set_office(session, arguments.municipality)
        give_account(database, arguments.admin, password, arguments.json)
    return exits.OK
