"""hjemveien assign: give a case to somebody, by the same rules as the window."""

import argparse
from typing import TYPE_CHECKING

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.domain.refusal import NotFound
from hjemveien.texts import _, mark

if TYPE_CHECKING:
    from uuid import UUID

    from hjemveien.persistence.engine import Database
    from hjemveien.services.views import StaffView

NAME = "assign"
HELP = mark("give a case to somebody")
PLACE = 42
NOBODY = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar=_("CASE"), help=_("case number or id"))
    parser.add_argument(
        "login", metavar=_("LOGIN"), help=_("login, name or initials; - for nobody")
    )
    parser.add_argument(
        "--reason", default="", metavar=_("TEXT"), help=_("why you open it, where it is another's")
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.services.moves import assign_case
    from hjemveien.services.wishes import AssignCase

    with opening.office(settings) as database:
        worker = None if arguments.login == NOBODY else _worker(database, arguments.login)
        case_id = _case(database, settings, arguments)
        wish = AssignCase(case_id, worker.staff_id if worker else None)
        opening.save(database, settings, lambda session: assign_case(session, wish))
    say(
        _("{case} is now {name}'s.").format(case=arguments.case, name=worker.name)
        if worker
        else _("{case} is now nobody's.").format(case=arguments.case)
    )
    return exits.OK


def _worker(database: "Database", words: str) -> "StaffView":
    from hjemveien.persistence.errors import no_caseworker
    from hjemveien.services.office import find_staff

    with database.reading() as session:
        found = find_staff(session, words)
    if found is None or not found.active:
        raise NotFound(_("Nobody who works here is meant by {words}.").format(words=words))
    if not found.works_with_cases:
        raise no_caseworker()
    return found


def _case(database: "Database", settings: Settings, arguments: argparse.Namespace) -> "UUID":
    """A supervisor gives any case away without opening it; others open it first."""
    from hjemveien.services.locating import locate_case
    from hjemveien.services.roles import my_roles

    with database.reading() as session:
        case_id = locate_case(session, arguments.case)
        unopened = database.kind == "postgresql" and "supervisor" in my_roles(session)
    if not unopened:
        opening.open_case(database, settings, str(case_id), arguments.reason)
    return case_id
