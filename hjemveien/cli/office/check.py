"""hjemveien office check: every right and account of a shared office against what it should be."""

import argparse
from typing import TYPE_CHECKING

from hjemveien.cli import exits
from hjemveien.cli.office.common import add_json, open_shared
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give, give_json
from hjemveien.texts import mark

if TYPE_CHECKING:
    from hjemveien.persistence.check import Finding

NAME = "check"
HELP = mark("hold an office's rights and accounts against what they should be")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence.office_check import check_office

    with open_shared(settings) as database:
        found = check_office(database)
        name = database.engine.url.database
    if arguments.json:
        give_json({"schema_version": 1, "database": name, **as_json(found)})
    else:
        for each in found:
            give(f"{'✓' if each.fine else '✗'} {each.subject}: {each.words}")
    return exits.OK if all(each.fine for each in found) else exits.FAILURE


def as_json(found: "tuple[Finding, ...]") -> dict[str, object]:
    return {
        "fine": all(each.fine for each in found),
        "checks": [
            {"subject": each.subject, "fine": each.fine, "words": each.words} for each in found
        ],
    }
