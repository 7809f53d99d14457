"""hjemveien waitlist: the waiting list as paper, sheet or data, as of any day."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from hjemveien.cli import exits, opening
from hjemveien.cli.parser import day
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.texts import _, mark, n_

NAME = "waitlist"
HELP = mark("write the waiting list to a PDF, XLSX, CSV or JSON file")
PLACE = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=day, metavar=_("DAY"), help=_("the day of the list; today"))
    parser.add_argument(
        "--list",
        choices=("working", "kostra"),
        default="working",
        help=_("every positive decision not moved in, or only its new households"),
    )
    parser.add_argument(
        "--anonymous", action="store_true", help=_("without names and numbers, for a committee")
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FILE"),
        help=_("where to write; the ending says what: .pdf, .xlsx, .csv or .json"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.reports.waiting_list import Print, print_waiting_list

    now = datetime.now(UTC)
    wanted = Print(
        target=arguments.output,
        as_of=arguments.as_of or now.astimezone().date(),
        by=settings.actor.value,
        at=now,
        kind=arguments.list,
        anonymous=arguments.anonymous,
    )
    database = opening.open_office(settings)
    try:
        about = {"list": wanted.kind, "as_of": wanted.as_of.isoformat()}
        with opening.listing(database, settings, "waiting_list", **about) as session:
            printed = print_waiting_list(session, wanted)
        opening.tell(
            database, settings, "export", "waiting_list",
            rows=printed.rows, anonymous=wanted.anonymous, **about,
        )  # fmt: skip
    finally:
        database.close()
    words = n_("{n} household", "{n} households", printed.rows).format(n=printed.rows)
    say(_("{households} written to {file}").format(households=words, file=arguments.output))
    return exits.OK
