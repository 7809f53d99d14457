"""hjemveien office repair: every right of a shared office anew, whatever was there."""

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hjemveien.cli import exits
from hjemveien.cli.every import add_all, each_office, run_all
from hjemveien.cli.office.common import add_json, open_shared
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give, give_json, say
from hjemveien.texts import _, mark, n_

if TYPE_CHECKING:
    from hjemveien.persistence.check import Finding
    from hjemveien.persistence.engine import Database

NAME = "repair"
HELP = mark("make an office's roles, rights and triggers anew, and take away what is too much")


@dataclass(frozen=True)
class _Mended:
    """What the check named before and no longer names, and what it still names."""

    mended: "tuple[Finding, ...]"
    left: "tuple[Finding, ...]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    add_all(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.all:
        return _run_all(arguments)
    with open_shared(settings) as database:
        done = _repaired(database)
        name = database.engine.url.database
    if arguments.json:
        give_json({"schema_version": 1, "database": name, **_as_json(done)})
    else:
        for each in done.mended:
            give(f"✓ {each.subject}: {each.words}")
        for each in done.left:
            give(f"✗ {each.subject}: {each.words}")
    say(_in_words(done))
    return exits.FAILURE if done.left else exits.OK


def _repaired(database: "Database") -> _Mended:
    from hjemveien.persistence.office_check import check_rights
    from hjemveien.persistence.rights.repair import repair

    before = [each for each in check_rights(database) if not each.fine]
    repair(database)
    left = tuple(each for each in check_rights(database) if not each.fine)
    return _Mended(tuple(each for each in before if each not in left), left)


def _in_words(done: _Mended) -> str:
    count = len(done.left)
    if count:
        return n_(
            "Rights are made anew. {n} thing is left that no right can mend: see the list.",
            "Rights are made anew. {n} things are left that no right can mend: see the list.",
            count,
        ).format(n=count)
    return _("Rights are made anew, and everything is as it should be.")


def _as_json(done: _Mended) -> dict[str, object]:
    return {
        "fine": not done.left,
        "mended": [{"subject": each.subject, "words": each.words} for each in done.mended],
        "left": [{"subject": each.subject, "words": each.words} for each in done.left],
    }


def _run_all(arguments: argparse.Namespace) -> int:
    """A line for each office, and under it what is left there."""
    from hjemveien.persistence.offices import Done

    told: dict[str, dict[str, object]] = {}

    def mend(name: str, database: "Database") -> Done:
        done = _repaired(database)
        told[name] = _as_json(done)
        left = [f"{each.subject}: {each.words}" for each in done.left]
        return Done(name, not left, "\n    ".join([_in_words(done), *left]))

    if not arguments.json:
        return run_all(arguments, _("Making rights anew"), mend)
    offices = [
        {"database": each.name, **told.get(each.name, {"fine": False, "words": each.words})}
        for each in each_office(arguments, _("Making rights anew"), mend)
    ]
    fine = all(each["fine"] for each in offices)
    give_json({"schema_version": 1, "fine": fine, "offices": offices})
    return exits.OK if fine else exits.FAILURE
