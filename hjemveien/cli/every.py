"""--all: the same command in every office of a server, a line each."""

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from hjemveien.cli import exits, opening
from hjemveien.cli.talk import give, progress_line
from hjemveien.domain.refusal import InTheWay, InvalidInput
from hjemveien.texts import _

if TYPE_CHECKING:
    from hjemveien.persistence.engine import Database
    from hjemveien.persistence.offices import Done


def add_all(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help=_("in every office of the server"))
    parser.add_argument(
        "--admin-url", metavar=_("URL"), help=_("with --all: the server, as its superuser")
    )


def admin_url(arguments: argparse.Namespace) -> str:
    """Raises InvalidInput where --all does not say of which server."""
    if not arguments.admin_url:
        raise InvalidInput(_("--all needs --admin-url, the server as its superuser."))
    return str(arguments.admin_url)


def each_office(
    arguments: argparse.Namespace, label: str, do: "Callable[[str, Database], Done]"
) -> "Iterator[Done]":
    """What became of each, as it is done. Raises InTheWay where there is no office."""
    from hjemveien.persistence import offices

    found = False
    for each in offices.for_every(
        admin_url(arguments), do, password=opening.ask_password, progress=progress_line(label)
    ):
        found = True
        yield each
    if not found:
        raise InTheWay(_("There is no office on this server."))


def run_all(
    arguments: argparse.Namespace, label: str, do: "Callable[[str, Database], Done]"
) -> int:
    """A line for each office; FAILURE where it failed in any."""
    fine = True
    for each in each_office(arguments, label, do):
        give(f"{'✓' if each.fine else '✗'} {each.name}: {each.words}")
        fine = fine and each.fine
    return exits.OK if fine else exits.FAILURE
