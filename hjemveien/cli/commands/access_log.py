"""hjemveien access-log: who has opened a case, or any case of one person, and why."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hjemveien.cli import exits, opening
from hjemveien.cli.settings import Settings
from hjemveien.cli.talk import give, give_json, say
from hjemveien.domain.access import ACTIONS
from hjemveien.texts import _, mark, moment_text, n_

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from hjemveien.persistence.engine import Database
    from hjemveien.services.access import AccessRow

NAME = "access-log"
HELP = mark("tell who has opened a case, or any case of one person")
PLACE = 65


def add_arguments(parser: argparse.ArgumentParser) -> None:
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument("--case", metavar=_("CASE"), help=_("case number or id"))
    about.add_argument("--person", metavar=_("ID"), help=_("identity number"))
    parser.add_argument("--json", action="store_true", help=_("for machines"))
    parser.add_argument(
        "-o", "--output", type=Path, metavar=_("FILE"), help=_("a PDF for the person it is about")
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    with opening.office(settings) as database:
        rows = _rows(database, settings, arguments)
        if arguments.output:
            _print(database, settings, rows, arguments.output)
            return exits.OK
    if arguments.json:
        give_json({"schema_version": 1, "total": len(rows), "rows": [_as_json(r) for r in rows]})
        return exits.OK
    actions = dict(ACTIONS)

    for row in rows:
        action = _(actions[row.action]) if row.action in actions else row.action
        give("\t".join((moment_text(row.at), row.name, row.number, action, row.reason_words())))
    say(n_("{n} row", "{n} rows", len(rows)).format(n=len(rows)))
    return exits.OK


def _print(
    database: "Database", settings: Settings, rows: "tuple[AccessRow, ...]", target: Path
) -> None:
    from hjemveien.reports.access_report import write_pdf
    from hjemveien.reports.heading import printed_head
    from hjemveien.reports.writing import checked_target
    from hjemveien.services.heads import printed
    from hjemveien.services.office import office_name

    checked_target(target, (".pdf",))
    with database.reading() as session:
        office, audit = office_name(session), printed(session)
        head = printed_head(session)
    by = opening.actor_of(database, settings)
    write_pdf(rows, target, office=office, by=by, at=datetime.now(UTC), audit=audit, head=head)
    say(_("Written to {file}").format(file=target))


def _rows(
    database: "Database", settings: Settings, arguments: argparse.Namespace
) -> "tuple[AccessRow, ...]":
    """That the log is taken out is written in it first; who may not read it writes nothing."""
    from hjemveien.services import access

    with database.reading() as session:
        case_id = access.locate_log(session, arguments.case) if arguments.case else None
        _log(session, case_id, arguments.person)
    with opening.writing(database, settings) as session:
        access.tell(session, "export", "access_log", {}, case_id)
    with database.reading() as session:
        return _log(session, case_id, arguments.person)


def _log(
    session: "Session", case_id: "UUID | None", id_number: str | None
) -> "tuple[AccessRow, ...]":
    from hjemveien.services import access

    if case_id is not None:
        return access.log_of_case(session, case_id)
    return access.log_of_person(session, "".join((id_number or "").split()))


def _as_json(row: "AccessRow") -> dict[str, object]:
    return {
        "at": row.at,
        "login": row.login,
        "name": row.name,
        "action": row.action,
        "case_id": row.case_id,
        "number": row.number,
        "reason_code": row.reason_code,
        "reason": row.reason,
        "purpose": row.purpose,
    }
