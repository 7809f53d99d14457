"""Finds the one case that somebody means by a number or an id, and refuses where it is unclear."""

import re
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Lapsed, NotFound, Refusal
from hjemveien.persistence.tables import CaseFile, CaseNow
from hjemveien.texts import _

_SHORT = re.compile(r"([0-9]{4})/([0-9]{1,4})")


class Ambiguous(Refusal):
    """Several cases answer to this number; `candidates` are (id, number, stage)."""

    def __init__(self, text: str, candidates: tuple[tuple[UUID, str, str], ...]) -> None:
        super().__init__(text)
        self.candidates = candidates


def locate_case(session: Session, words: str) -> UUID:
    """The case with this number or id. Raises NotFound, or Ambiguous with the candidates."""
    wanted = words.strip()
    by_id = _as_id(wanted)
    spellings = dict.fromkeys((wanted, whole_number(wanted)))
    condition = CaseNow.case_id == by_id if by_id else CaseNow.number.in_(spellings)
    statement = select(CaseNow.case_id, CaseNow.number, CaseNow.stage).where(condition)
    found = [(row[0], row[1], row[2]) for row in session.execute(statement.limit(20))]
    exact = [each for each in found if each[1] == wanted] or found
    if len(exact) == 1:
        return exact[0][0]
    if not found:
        raise NotFound(_("There is no case {case} that you can open.").format(case=wanted))
    raise ambiguous(wanted, tuple(found))


def whole_number(typed: str) -> str:
    """2024/222 is our own 2024/00222; any other number is as it was typed."""
    short = _SHORT.fullmatch(typed)
    return f"{short[1]}/{int(short[2]):05d}" if short else typed


def stage_of(session: Session, words: str) -> tuple[str, str]:
    """The case's own number and the code of its stage. Raises as `locate_case`."""
    columns = select(CaseNow.number, CaseNow.stage)
    row = session.execute(columns.where(CaseNow.case_id == locate_case(session, words))).one()
    return row[0], row[1]


def ambiguous(number: str, candidates: tuple[tuple[UUID, str, str], ...]) -> Ambiguous:
    text = _("{n} cases have the number {number}. Use the id of the one you mean:")
    return Ambiguous(text.format(n=len(candidates), number=number), candidates)


def _as_id(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None


def case_or_refuse(session: Session, case_id: UUID) -> CaseFile:
    """The case's row for writing. Raises NotFound; absent and forbidden get the same answer.

    Raises Lapsed where the case is on this person's list but not open to her any more.
    """
    case = session.get(CaseFile, case_id)
    if case is None:
        refuse_unopened(session, case_id)
        raise NotFound(_("There is no case {case} that you can open.").format(case=case_id))
    return case


def refuse_unopened(session: Session, case_id: UUID) -> None:
    """Raises Lapsed where the register knows the case: a lapsed ticket looks like an absent row."""
    known = select(CaseNow.case_id).where(CaseNow.case_id == case_id)
    if session.scalar(known) is not None:
        text = _("The case is not open to you any more. Open it again; what you wrote is kept.")
        raise Lapsed(text, case_id)
