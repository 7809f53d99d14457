"""hjemveien protect: protect a household, or no longer, with everything that tells who it is."""

import argparse

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.domain.codes import PROTECTIONS
from hjemveien.texts import _, mark

NAME = "protect"
HELP = mark("protect a household's identity, or no longer")
PLACE = 44
LEVELS = ("none", "confidential", "strictly-confidential")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar=_("CASE"), help=_("case number or id"))
    parser.add_argument("level", choices=LEVELS, help=_("how strictly"))
    parser.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it changes"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.services.protection import Protect, protect

    level = arguments.level.replace("-", "_")
    with opening.office(settings) as database:
        case_id = opening.open_case(database, settings, arguments.case, arguments.reason)
        wish = Protect(case_id, level, arguments.reason)
        opening.save(database, settings, lambda session: protect(session, wish))
    title = _(dict(PROTECTIONS)[level])
    say(_("{case}: protection is now “{level}”.").format(case=arguments.case, level=title))
    return exits.OK
