"""hjemveien check: what is used, where each setting came from, and whether everything is whole."""

import argparse
from typing import TYPE_CHECKING

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Setting, Settings
from hjemveien.cli.talk import give, give_json
from hjemveien.texts import _, mark, n_

if TYPE_CHECKING:
    from hjemveien.persistence.engine import Database

NAME = "check"
HELP = mark("tell what is used and whether the database, its audit and its lists are whole")
PLACE = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for machines"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.persistence.check import check
    from hjemveien.persistence.engine import open_database
    from hjemveien.services.truth import compare

    path = settings.database_path
    if path is not None and not path.exists():
        raise opening.no_office(path)
    database = open_database(
        settings.database.value, opening.ask_passphrase, password=opening.ask_password
    )
    try:
        used = database.describe()
        found = [(each.subject, each.fine, each.words) for each in check(database)]
        if all(fine for _subject, fine, _words in found) and _whole(database):
            with database.reading() as session:
                untrue = compare(session)
            wrong = len(untrue.listed) + len(untrue.searched)
            words = (
                _("Equal to the facts of {n} cases.").format(n=untrue.cases)
                if untrue.fine
                else _("{n} rows differ from the facts.").format(n=wrong)
            )
            found.append((_("Lists and search"), untrue.fine, words))
        if database.kind == "postgresql":
            found.append(_rights(database))
    finally:
        database.close()
    _tell(arguments.json, _settings(settings), used, found)
    return exits.OK if all(fine for _subject, fine, _words in found) else exits.FAILURE


def _whole(database: "Database") -> bool:
    from hjemveien.persistence.check import sees_all

    with database.connecting() as connection:
        return sees_all(connection)


def _rights(database: "Database") -> tuple[str, bool, str]:
    """Of a shared office: whether its rights stand, and who can tell where one's login may not."""
    from hjemveien.domain.refusal import Refusal
    from hjemveien.persistence.office_check import check_made

    subject = _("Rights")
    try:
        off = sum(not each.fine for each in check_made(database))
    except Refusal:
        words = _("An administrator of the office looks at them with “hjemveien office check”.")
        return subject, True, words
    if not off:
        words = _("As this program makes them. “hjemveien office check” looks at accounts too.")
        return subject, True, words
    words = n_(
        "{n} thing is off: “hjemveien office check” names it, “hjemveien office repair” mends it.",
        "{n} things are off: “hjemveien office check” names them, “hjemveien office repair” mends "
        "them.",
        off,
    )
    return subject, False, words.format(n=off)


def _settings(settings: Settings) -> tuple[tuple[str, Setting], ...]:
    place = Setting(settings.shown_place(), settings.database.source)
    return (
        ("database", place),
        ("data_dir", settings.data_dir),
        ("language", settings.language),
        ("actor", settings.actor),
    )


def _tell(
    as_json: bool,
    settings: tuple[tuple[str, Setting], ...],
    used: tuple[tuple[str, str], ...],
    found: list[tuple[str, bool, str]],
) -> None:
    if as_json:
        give_json(
            {
                "schema_version": 1,
                "fine": all(fine for _subject, fine, _words in found),
                "settings": {
                    name: {"value": each.value, "source": each.source} for name, each in settings
                },
                "database": dict(used),
                "checks": [
                    {"subject": subject, "fine": fine, "words": words}
                    for subject, fine, words in found
                ],
            }
        )
        return
    for name, each in settings:
        give(f"{name}: {each.value}  ({each.source})")
    for name, value in used:
        give(f"{name}: {value}")
    for subject, fine, words in found:
        give(f"{'✓' if fine else '✗'} {subject}: {words}")
