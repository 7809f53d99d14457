"""Writes a case: its application, need, living situation, decision, class, offers, way and notes.

The rows are made once here; the case's list row and search text are computed from the same ones.
"""

from dataclasses import dataclass
from types import SimpleNamespace
from uuid import UUID

from hjemveien.exchange.intake.bulk import Row, Rows
from hjemveien.exchange.intake.context import Context
from hjemveien.exchange.intake.people import Shown
from hjemveien.exchange.intake.stages import closed_of, closing_of, history, moved_of
from hjemveien.exchange.reading.records import Case, DatedFact, Offer
from hjemveien.services import lists, search_index
from hjemveien.texts import _, mark

FROM_FILE = mark("Read from the office's own file")


@dataclass(frozen=True, slots=True)
class CaseRows:
    """The rows of one case; None or empty where the file says nothing."""

    case_file: Row
    steps: list[Row]
    application: Row
    need: Row
    situation: Row
    decision: Row | None
    priority: Row | None
    offers: list[Row]
    notes: list[Row]

    def into(self, rows: Rows) -> None:
        rows.add("case_file", self.case_file)
        rows.extend("stage_interval", self.steps)
        rows.add("application", self.application)
        rows.add("need", self.need)
        rows.add("housing_situation", self.situation)
        rows.extend("decision", [self.decision] if self.decision else [])
        rows.extend("priority", [self.priority] if self.priority else [])
        rows.extend("offer", self.offers)
        rows.extend("journal_entry", self.notes)


def case_rows(case: Case, unit_key: str, context: Context) -> CaseRows:
    """Everything that is written of a case."""
    case_id = context.links.cases[case.key]
    household_id = context.links.households[unit_key]
    sealed = unit_key in context.links.sealed
    return CaseRows(
        case_file=_case_file(case, case_id, household_id, sealed, context),
        steps=_steps(case, case_id, context),
        application=_application(case, case_id, context),
        need=_need(case, case_id, context),
        situation=_situation(case, case_id, household_id, sealed, context),
        decision=_decision(case, case_id, context),
        priority=_priority(case, case_id, context),
        offers=[_offer(offer, case_id, sealed, context) for offer in case.offers],
        notes=[_note(text, case, case_id, sealed, context) for text in case.notes],
    )


def list_row(
    made: CaseRows,
    members: list[Shown],
    protection: str,
    worker: tuple[str, str],
    duplicate: bool,
) -> lists.NowRow:
    """The case's row in the work list; `worker` is the caseworker's name and its key."""
    case = {"promised_on": None, "interim_reply_on": None, **made.case_file}
    case |= {"protection": protection, "caseworker": worker[0], "caseworker_key": worker[1]}
    last = made.steps[-1]
    return lists.now_row(
        lists.Facts(
            case=SimpleNamespace(**case),
            stage=SimpleNamespace(stage=last["stage"], started_on=last["started_on"]),
            members=members,
            application=SimpleNamespace(**made.application),
            decision=SimpleNamespace(rooms=None, **made.decision) if made.decision else None,
            priority=SimpleNamespace(**made.priority) if made.priority else None,
            need=SimpleNamespace(**made.need),
            duplicate=duplicate,
        )
    )


def search_text(number: str, members: list[Shown], protection: str) -> str:
    """All that the case can be found by; of a protected household only its number."""
    words: list[str] = []
    for member in members:
        if member.role == "child" and not (member.surname or member.given_name or member.id_number):
            continue
        found = SimpleNamespace(
            number=number, protection=protection, surname=member.surname,
            given_name=member.given_name, id_number=member.id_number,
            address=member.address, phone=member.phone,
        )  # fmt: skip
        words.extend(search_index.findable(found))
    return search_index.joined(words)


def exact(fact: DatedFact | None) -> DatedFact | None:
    """The fact if it is known to the day: only then may its date enter a duration."""
    return fact if fact and fact.known_to_the_day else None


def _case_file(
    case: Case, case_id: UUID, household_id: UUID, sealed: bool, context: Context
) -> Row:
    moved, closed = moved_of(case, context.as_of), closed_of(case, context.as_of)
    worker = context.worker(case.caseworker)
    dwelling = case.closing.dwelling_text if case.closing and not sealed else ""
    return {
        "id": case_id,
        "number": case.number or "",
        "household_id": household_id,
        "caseworker_id": worker.staff_id if worker else None,
        "counts_from": case.received.counts_from,
        "closing": closing_of(case),
        "closed_on": closed.on if closed else None,
        "closed_counts_from": closed.counts_from if closed else None,
        "moved_in_on": moved.on if moved else None,
        "moved_in_precision": moved.precision if moved else None,
        "moved_in_counts_from": moved.counts_from if moved else None,
        "allocated_dwelling": dwelling,
        "source_ref": case.old_reference,
    }


def _steps(case: Case, case_id: UUID, context: Context) -> list[Row]:
    return [
        {
            "id": context.keys.new(),
            "case_id": case_id,
            "ordinal": place,
            "stage": step.stage,
            "started_on": step.started,
            "ended_on": step.ended,
            "moved_at": context.act.at,
            "moved_by": context.act.by,
        }
        for place, step in enumerate(history(case, context.as_of), 1)
    ]


def _application(case: Case, case_id: UUID, context: Context) -> Row:
    return {
        "id": context.keys.new(),
        "case_id": case_id,
        "kind": case.kind,
        "received_on": case.received.on,
        "received_precision": case.received.precision,
        "counts_from": case.received.counts_from,
        "lived_in_municipal": not case.new_household,
        "main_group": case.main_group,
        "reason": case.reason,
    }


def _need(case: Case, case_id: UUID, context: Context) -> Row:
    return {
        "id": context.keys.new(),
        "case_id": case_id,
        "valid_from": case.received.counts_from,
        "rooms_min": case.rooms,
        "words": case.size_as_written,
    }


def _situation(
    case: Case, case_id: UUID, household_id: UUID, sealed: bool, context: Context
) -> Row:
    return {
        "id": context.keys.new(),
        "household_id": household_id,
        "case_id": case_id,
        "situation": case.living_situation,
        "observed_on": case.received.counts_from,
        "words": "" if sealed else case.living_as_written,
    }


def _decision(case: Case, case_id: UUID, context: Context) -> Row | None:
    if case.decision is None:
        return None
    worker = context.worker(case.caseworker)
    return {
        "id": context.keys.new(),
        "case_id": case_id,
        "outcome": case.decision.outcome,
        "decided_on": case.decision.decided.on,
        "decided_precision": case.decision.decided.precision,
        "counts_from": case.decision.decided.counts_from,
        "decided_by": worker.name if worker else "",
    }


def _priority(case: Case, case_id: UUID, context: Context) -> Row | None:
    if case.priority_class is None and not case.priority_as_written.strip():
        return None
    worker = context.worker(case.caseworker)
    since = case.decision.decided if case.decision else case.received
    return {
        "id": context.keys.new(),
        "case_id": case_id,
        "valid_from": since.counts_from,
        "set_at": context.act.at,
        "set_by": worker.name if worker else context.act.by,
        "priority_class": case.priority_class,
        "factors": [],
        "reason": _(FROM_FILE),
        "words": case.priority_as_written,
    }


def _offer(offer: Offer, case_id: UUID, sealed: bool, context: Context) -> Row:
    words = "; ".join(text for text in (offer.as_written, offer.answer_as_written) if text)
    return {
        "id": context.keys.new(),
        "case_id": case_id,
        "offered_on": offer.given.on,
        "offered_precision": offer.given.precision,
        "counts_from": offer.given.counts_from,
        "answer": offer.answer,
        "words": "" if sealed else words,
    }


def _note(text: str, case: Case, case_id: UUID, sealed: bool, context: Context) -> Row:
    worker = context.worker(case.caseworker)
    return {
        "id": context.keys.new(),
        "case_id": case_id,
        "at": context.act.at,
        "by": worker.name if worker else context.act.by,
        "kind": "note",
        "text": text,
        "confidential": sealed,
    }
