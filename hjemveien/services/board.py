"""The board: how many cases stand at each stage, a page of its cards, and why one may not move."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from hjemveien.domain.pathway import STAGES, MoveRefused, check_move
from hjemveien.persistence.tables import CaseNow
from hjemveien.services.case_filter import Asker, CaseFilter, conditions, kinds_of, values_of
from hjemveien.services.case_list import case_page
from hjemveien.services.locating import case_or_refuse
from hjemveien.services.moves import move_facts
from hjemveien.services.office_settings import stage_targets
from hjemveien.services.views import CaseRow

# Something to check a move by before anybody has written why or how it ended.
_ANY_REASON, _ANY_CLOSING = "x", "withdrawn"


@dataclass(frozen=True)
class StageCount:
    """A stage's head: how many are there, how many of them past their deadline, and its target."""

    stage: str
    count: int = 0
    late: int = 0
    target_days: int | None = None


def stage_counts(session: Session, wanted: CaseFilter, asker: Asker) -> tuple[StageCount, ...]:
    """Every stage in pathway order, in two statements however many cases there are."""
    late = func.count().filter(
        CaseNow.deadline_key < bindparam("day", type_=CaseNow.deadline_key.type)
    )
    statement = select(CaseNow.stage, func.count(), late)
    statement = statement.where(*conditions(kinds_of(session, wanted))).group_by(CaseNow.stage)
    values = {"day": asker.day, **values_of(wanted, asker)}
    found = {row[0]: (row[1], row[2]) for row in session.execute(statement, values)}
    targets = stage_targets(session)
    return tuple(
        StageCount(stage.code, *found.get(stage.code, (0, 0)), targets.get(stage.code))
        for stage in STAGES
    )


def cards(
    session: Session, stage: str, wanted: CaseFilter, asker: Asker, last: CaseRow | None = None
) -> Sequence[CaseRow]:
    """The next page of one stage, the nearest deadline first; `last` is the card it comes after."""
    after = (last.sort_value, last.case_id) if last else None
    return case_page(session, replace(wanted, stages=(stage,)), after=after, asker=asker).rows


def why_not(session: Session, case_id: UUID, to_stage: str, day: date) -> tuple[str, ...]:
    """What stands in the way of the move, one reason a line; empty where only words are missing."""
    case = case_or_refuse(session, case_id)
    try:
        check_move(move_facts(session, case, day), to_stage, _ANY_REASON, _ANY_CLOSING)
    except MoveRefused as refused:
        return refused.reasons
    return ()
