"""hjemveien office check: every right and account of a shared office against what it should be."""

import argparse
from typing import TYPE_CHECKING

from hjemveien.cli import exits
from hjemveien.cli.every import add_all, each_office, run_all
from hjemveien.cli.office.common import add_json, open_shared
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give, give_json, say
from hjemveien.texts import _, mark

if TYPE_CHECKING:
    from hjemveien.persistence.check import Finding
    from hjemveien.persistence.engine import Database

NAME = "check"
HELP = mark("hold an office's rights and accounts against what they should be")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    add_all(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence.office_check import check_office

    if arguments.all:
        return _run_all(arguments)
    with open_shared(settings) as database:
        found = check_office(database)
        name = database.engine.url.database
    if arguments.json:
        give_json({"schema_version": 1, "database": name, **as_json(found)})
    else:
        for each in found:
            give(f"{'✓' if each.fine else '✗'} {each.subject}: {each.words}")
    return told_what_mends(all(each.fine for each in found))


def told_what_mends(fine: bool) -> int:
    """The exit code; and where something is off, the command that makes rights anew."""
    if not fine:
        say(
            _(
                "“hjemveien office repair”, as the server's superuser, makes roles, rights, "
                "triggers and settings anew. Rows stay as they are."
            )
        )
    return exits.OK if fine else exits.FAILURE


def as_json(found: "tuple[Finding, ...]") -> dict[str, object]:
    return {
        "fine": all(each.fine for each in found),
        "checks": [
            {"subject": each.subject, "fine": each.fine, "words": each.words} for each in found
        ],
    }


def _run_all(arguments: argparse.Namespace) -> int:
    """A line for each office, and under it what is off there."""
    from hjemveien.persistence.office_check import check_office
    from hjemveien.persistence.offices import Done

    told: dict[str, dict[str, object]] = {}

    def check(name: str, database: "Database") -> Done:
        found = check_office(database)
        told[name] = as_json(found)
        wrong = [f"{each.subject}: {each.words}" for each in found if not each.fine]
        if wrong:
            return Done(name, False, "\n    ".join(["", *wrong]))
        return Done(name, True, _("As it should be."))

    if not arguments.json:
        return told_what_mends(run_all(arguments, _("Checking"), check) == exits.OK)
    offices = [
        {"database": each.name, **told.get(each.name, {"fine": False, "words": each.words})}
        for each in each_office(arguments, _("Checking"), check)
    ]
    fine = all(each["fine"] for each in offices)
    give_json({"schema_version": 1, "fine": fine, "offices": offices})
    return told_what_mends(fine)
