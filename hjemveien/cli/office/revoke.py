"""hjemveien office revoke: close somebody's account and end what they have open."""

import argparse

from hjemveien.cli import exits, opening
from hjemveien.cli.office.common import add_json, add_login, open_shared
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give_json, say
from hjemveien.texts import mark, n_

NAME = "revoke"
HELP = mark("close somebody's account and end their connections")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_login(parser)
    add_json(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.services import staffing

    with open_shared(settings) as database:
        with opening.writing(database, settings) as session:
            staffing.revoke(session, arguments.login)
            held = staffing.held_cases(session, arguments.login)
        # Only now can nobody come in again with what was just taken away.
        with opening.writing(database, settings) as session:
            ended = staffing.end_connections(session, arguments.login)
    if arguments.json:
        give_json(
            {
                "schema_version": 1,
                "login": arguments.login,
                "connections_ended": ended,
                "cases": held.cases,
                "protected_cases": held.protected,
            }
        )
    say(
        n_(
            "{login} is out; {n} connection was ended.",
            "{login} is out; {n} connections were ended.",
            ended,
        ).format(login=arguments.login, n=ended)
    )
    for words in staffing.what_becomes_of(held):
        say(words)
    return exits.OK
