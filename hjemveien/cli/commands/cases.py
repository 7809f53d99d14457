"""hjemveien cases: the work list, for a person or a machine."""

import argparse

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give, give_json, say
from hjemveien.texts import _, day_text, mark, n_

NAME = "cases"
HELP = mark("list cases, by stage or by what they can be found by")
PLACE = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", metavar=_("STAGE"), help=_("only cases at this stage"))
    parser.add_argument(
        "--search", metavar=_("TEXT"), default="", help=_("name, number, identity number, address")
    )
    parser.add_argument("--json", action="store_true", help=_("for machines"))


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.domain.pathway import stage_code, stage_title
    from hjemveien.services.case_list import CaseFilter, every_case

    with opening.office(settings) as database:
        stages = (stage_code(arguments.stage),) if arguments.stage else ()
        with database.reading() as session:
            wanted = CaseFilter(search=arguments.search, stages=stages)
            rows = tuple(every_case(session, wanted, sort="number"))
        action = "search" if arguments.search else "export"
        opening.tell(database, settings, action, "cases", rows=len(rows), stages=list(stages))
    if arguments.json:
        give_json({"schema_version": 1, "total": len(rows), "rows": [_as_json(r) for r in rows]})
        return exits.OK
    for row in rows:
        name = _("Protected") if row.protected else row.name
        deadline = day_text(row.next_deadline)
        give("\t".join((row.number, name, stage_title(row.stage), deadline, row.caseworker)))
    say(n_("{n} case", "{n} cases", len(rows)).format(n=len(rows)))
    return exits.OK


def _as_json(row: "object") -> dict[str, object]:
    from hjemveien.services.views import CaseRow

    assert isinstance(row, CaseRow)
    return {
        "id": row.case_id,
        "number": row.number,
        "name": _("Protected") if row.protected else row.name,
        "protected": row.protected,
        "stage": row.stage,
        "stage_since": row.stage_since,
        "adults": row.adults,
        "children": row.children,
        "caseworker": row.caseworker,
        "group": row.main_group,
        "received": row.received_on,
        "decision": row.decision_outcome,
        "decided": row.decided_on,
        "class": row.priority_class,
        "next_deadline": row.next_deadline,
    }
