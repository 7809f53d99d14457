"""hjemveien import: read in the files an office kept before, all or nothing."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hjemveien.cli import exits, opening
from hjemveien.cli.parser import day
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give_json, progress_line, say
from hjemveien.texts import _, mark

if TYPE_CHECKING:
    from hjemveien.exchange.intake.outcome import Intake
    from hjemveien.exchange.reading.records import Reading
    from hjemveien.persistence.engine import Database

NAME = "import"
HELP = mark("read in Excel, ODS and CSV files: waiting lists, closed cases, stays, dwellings")
PLACE = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar=_("FILE"), help=_("what to read"))
    parser.add_argument(
        "--as-of", type=day, metavar=_("DAY"), help=_("the day the files speak for; else found")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("tell what would happen and write nothing")
    )
    parser.add_argument("--json", action="store_true", help=_("the account for machines"))
    parser.add_argument(
        "--profile", metavar=_("NAME"), default="",
        help=_("columns as they were understood under this name before"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.exchange.account import as_json, in_words

    if not arguments.profile:
        reading = _read(arguments, {})  # before any database is opened or made
    database = opening.open_office(settings, begins=True)
    try:
        if arguments.profile:
            reading = _read(arguments, _mapping(database, arguments.profile))
        intake = _take(arguments, settings, database, reading)
    finally:
        database.close()
    if arguments.json:
        give_json(as_json(reading, intake))
    else:
        say(in_words(reading, intake))
    asks = any(problem.severity == "ask" for problem in reading.problems)
    needs_person = not intake.already and (asks or intake.needs_person)
    return exits.NEEDS_A_PERSON if needs_person else exits.OK


def _read(arguments: argparse.Namespace, profile: dict[str, str]) -> "Reading":
    from hjemveien.exchange.reading.read import read_files

    return read_files(arguments.files, arguments.as_of, profile, progress_line(_("Reading")))


def _mapping(database: "Database", name: str) -> dict[str, str]:
    from hjemveien.services.profiles import mapping_of

    with database.reading() as session:
        return mapping_of(session, name)


def _take(
    arguments: argparse.Namespace, settings: Settings, database: "Database", reading: "Reading"
) -> "Intake":
    from hjemveien.exchange.intake.taking import preview, take_in
    from hjemveien.services.profiles import remember_mapping

    opening.wide(database, settings, "import")
    if arguments.dry_run:
        with database.reading() as session:
            return preview(session, reading)
    line = progress_line(_("Writing"))
    with opening.writing(database, settings) as session:
        intake = take_in(
            session,
            reading,
            profile=arguments.profile,
            progress=lambda done, total, _text: line(done, total),
        )
        if arguments.profile:
            remember_mapping(session, arguments.profile, _understood(reading))
        return intake


def _understood(reading: "Reading") -> dict[str, str]:
    return {
        column.header: column.field
        for file in reading.files
        for sheet in file.sheets
        for column in sheet.columns
        if column.field
    }
