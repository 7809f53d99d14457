"""hjemveien statistics: the office's figures as sheet, data or paper."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from hjemveien.cli import exits, opening
from hjemveien.cli.parser import day
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.texts import _, day_text, mark

NAME = "statistics"
HELP = mark("write the figures to an XLSX, CSV, JSON or PDF file")
PLACE = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=day, metavar=_("DAY"), help=_("the day figures are of"))
    parser.add_argument("--from", dest="start", type=day, metavar=_("DAY"), help=_("first day"))
    parser.add_argument("--to", dest="end", type=day, metavar=_("DAY"), help=_("last day"))
    parser.add_argument(
        "--public",
        action="store_true",
        help=_("for outside the office: small cells are shown as “:”"),
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("FILE"),
        help=_("where to write; the ending says what: .xlsx, .csv, .json or .pdf"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.reports.aggregated import aggregated
    from hjemveien.reports.statistics import statistics
    from hjemveien.reports.statistics.period import period_of
    from hjemveien.reports.writers import write_statistics

    if arguments.as_of and (arguments.start or arguments.end):
        say(_("Choose either --as-of or --from and --to."))
        return exits.USAGE
    if arguments.start and arguments.end and arguments.start > arguments.end:
        raise Refusal(_("The first day is after the last day."))
    today = date.today()  # noqa: DTZ011 - the office's own day
    period = period_of(arguments.as_of, arguments.start, arguments.end, today)
    database = opening.open_office(settings)
    try:
        if opening.counts_only(database):
            _check_today(arguments, today)
            with database.reading() as session:
                figures = aggregated(session, today)
        else:
            about = {"as_of": period.as_of.isoformat(), "public": arguments.public}
            with opening.listing(database, settings, "statistics", **about) as session:
                figures = statistics(session, period, public=arguments.public)
        opening.tell(database, settings, "export", "statistics", public=arguments.public)
    finally:
        database.close()
    write_statistics(figures, arguments.output, datetime.now(UTC))
    say(_("Figures written to {file}").format(file=arguments.output))
    return exits.OK


def _check_today(arguments: argparse.Namespace, today: date) -> None:
    """Raises InvalidInput for another day: what the role statistics reads is counted as of now."""
    if arguments.start or arguments.end or arguments.as_of not in (None, today):
        words = _(
            "With the role statistics the database counts as of today, {day}, and of no other day. "
            "Leave out --as-of, --from and --to, or let a supervisor count that day."
        )
        raise InvalidInput(words.format(day=day_text(today)))
