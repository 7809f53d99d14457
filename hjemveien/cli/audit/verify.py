"""hjemveien audit verify: walk along the chain, and name the first row that is wrong."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give, give_json, progress_line
from hjemveien.texts import _, mark, n_

if TYPE_CHECKING:
    from hjemveien.persistence.chain.verdict import Verdict, WrongRow

NAME = "verify"
HELP = mark("look whether anything in the audit was changed, removed or slipped in")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for machines"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence.chain.walking import verify
    from hjemveien.services.heads import check_in

    database = opening.open_office(settings, checks_in=False)
    try:
        missing = check_in(database, Path(settings.data_dir.value))
        verdict = verify(database, progress_line(_("Events looked at")))
        kind = database.kind
    finally:
        database.close()
    if arguments.json:
        give_json(_as_json(verdict, missing))
    else:
        _tell(verdict, missing, kind)
    return exits.OK if verdict.whole and not missing else exits.FAILURE


def _tell(verdict: "Verdict", missing: str, kind: str) -> None:
    from hjemveien.services.heads import in_short

    wrong = verdict.first_wrong
    give(f"✗ {wrong_in_words(wrong)}" if wrong else f"✓ {_whole(verdict)}")
    if missing:
        give(f"✗ {missing}")
    if verdict.head is not None:
        give(in_short(verdict.head))
    give(_limits(kind))


def _whole(verdict: "Verdict") -> str:
    if not verdict.rows:
        return n_(
            "The one link of the chain is whole. Administrators, supervisors and whoever reads "
            "the access log can have every event looked at.",
            "The {n} links of the chain hang together. Administrators, supervisors and whoever "
            "reads the access log can have every event looked at.",
            verdict.links,
        ).format(n=verdict.links)
    return _(
        "The audit is whole: {events} events, {links} links, {uncovered} events newer than the "
        "last link, {erased} erased by law."
    ).format(
        events=verdict.events,
        links=verdict.links,
        uncovered=verdict.uncovered,
        erased=verdict.erased,
    )


def wrong_in_words(wrong: "WrongRow") -> str:
    from hjemveien.persistence.chain import verdict

    words = {
        verdict.CHANGED: _("Row {number} of {table} was changed."),
        verdict.GONE: _("Row {number} of {table} is gone."),
        verdict.ADDED: _("Row {number} of {table} was slipped in."),
        verdict.ALONE: _("Row {number} of {table} has no event."),
    }[wrong.what].format(number=wrong.number, table=wrong.table)
    return f"{words} ({wrong.row})" if wrong.row else words


def _limits(kind: str) -> str:
    if kind == "local":
        return _(
            "What this proves: nothing in the file has changed since a head that you hold "
            "elsewhere, on paper or on another computer. What it cannot: whoever has the file and "
            "its passphrase can make the whole chain anew, and what is newer than the last link "
            "is not covered yet."
        )
    return _(
        "What this proves: nothing on the server has changed since a head that is held elsewhere; "
        "each computer keeps the last one it saw, and reports print it. What it cannot: the "
        "server's administrator can make the whole chain anew, and what is newer than the last "
        "link is not covered yet."
    )


def _as_json(verdict: "Verdict", missing: str) -> dict[str, Any]:
    head, wrong = verdict.head, verdict.first_wrong
    return {
        "schema_version": 1,
        "fine": verdict.whole and not missing,
        "events": verdict.events,
        "checkpoints": verdict.links,
        "uncovered": verdict.uncovered,
        "erased": verdict.erased,
        "rows": verdict.rows,
        "remembered_head": not missing,
        "head": head and {"number": head.number, "at": head.at, "digest": head.digest},
        "first_wrong": wrong
        and {
            "number": wrong.number,
            "table": wrong.table,
            "row": wrong.row,
            "what": wrong.what,
            "words": wrong_in_words(wrong),
        },
    }
