"""hjemveien move: take a case to another stage, by the same rules as the window."""

import argparse

from hjemveien.cli import exits, opening
from hjemveien.cli.parser import day
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import say
from hjemveien.domain.pathway import CLOSINGS
from hjemveien.texts import _, mark

NAME = "move"
HELP = mark("move a case to another stage of the pathway")
PLACE = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar=_("CASE"), help=_("case number or id"))
    parser.add_argument("stage", metavar=_("STAGE"), help=_("the stage's code or title"))
    parser.add_argument("--reason", required=True, metavar=_("TEXT"), help=_("why it moves"))
    parser.add_argument("--date", type=day, metavar=_("DAY"), help=_("the day it moved; today"))
    parser.add_argument(
        "--closing", choices=[code for code, _title in CLOSINGS], help=_("how a closed case ended")
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.domain.pathway import stage_code
    from hjemveien.services.moves import move_case
    from hjemveien.services.wishes import MoveCase

    with opening.office(settings) as database:
        stage = stage_code(arguments.stage)
        case_id = opening.open_case(database, settings, arguments.case, arguments.reason)
        wish = MoveCase(
            case_id, stage, arguments.reason, day=arguments.date, closing=arguments.closing
        )
        change = opening.save(database, settings, lambda session: move_case(session, wish))
    say(_("{case} is now at {stage}.").format(case=arguments.case, stage=change.note))
    return exits.OK
