"""The command line: the same services as the window, for people and for scheduled work."""

import argparse
import sys
from collections.abc import Sequence

from hjemveien import texts
from hjemveien.cli import exits, parser, settings
from hjemveien.cli.talk import say
from hjemveien.domain.refusal import Conflict, Refusal
from hjemveien.texts import _


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never shows a traceback for a refusal."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    texts.set_language(settings.gather(None, None, _asked_language(given)).language.value)
    parsed = parser.build().parse_args(given)
    chosen = settings.gather(parsed.database, parsed.actor, parsed.lang)
    texts.set_language(chosen.language.value)
    try:
        return _run(parsed, chosen)
    except Refusal as refusal:
        say(_in_full(refusal))
        return exits.exit_code(refusal)
    except KeyboardInterrupt:
        say(_("Stopped. Nothing more was written."))
        return exits.FAILURE
    except BrokenPipeError:
        return exits.FAILURE


def _run(parsed: argparse.Namespace, chosen: settings.Settings) -> int:
    if parsed.command is None:
        from hjemveien.cli.window import open_window

        return open_window(chosen)
    result: int = parsed.run(parsed, chosen)
    return result


def _in_full(refusal: Refusal) -> str:
    if not isinstance(refusal, Conflict):
        return refusal.text
    clashes = [
        _("{field}: you have “{yours}”, {by} has saved “{theirs}”").format(
            field=clash.field, yours=clash.yours, theirs=clash.theirs, by=clash.by or "?"
        )
        for clash in refusal.clashes
    ]
    return "\n".join([refusal.text, *clashes])


def _asked_language(given: Sequence[str]) -> str | None:
    """--lang before the parser exists, for its own words need a language already."""
    for place, word in enumerate(given):
        if word == "--lang" and place + 1 < len(given):
            return given[place + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return None
