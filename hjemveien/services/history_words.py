"""What the audit's tables, columns and values are called by those who read a case's changes.

A column is either shown under a title or in HIDDEN: keys, sort keys, who and when (which stand
beside every change), and what the program works out by itself.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hjemveien.domain import codes, homes
from hjemveien.domain.codes import Titles, title
from hjemveien.domain.pathway import CLOSINGS, stage_title
from hjemveien.domain.ranking import class_in_words, factors_in_words
from hjemveien.services.editing import FIELD_TITLES, as_text
from hjemveien.texts import _, day_text, mark, moment_text, number_text

HIDDEN = frozenset(
    """
    id row_version case_id household_id person_id staff_id dwelling_id tenancy_id name_key
    counts_from closed_counts_from moved_in_counts_from pathway_version source_ref content data
    ordinal at by started_on moved_at moved_by set_at set_by added_at added_by assigned_id
    goal_id office_done_by
    caseworker_id coordinator_id done_by decided_by shared_at shared_by lifted_by seen_at seen_by
    ended_on protection id_kind id_rule search_text tenant_id_number media_type sha256
    received_precision decided_precision offered_precision moved_in_precision
    starts_precision ends_precision
    """.split()
)
SUBJECTS: Mapping[str, str] = {
    "case_file": mark("Case"),
    "application": mark("Application"),
    "stage_interval": mark("Stage"),
    "decision": mark("Decision"),
    "priority": mark("Priority"),
    "need": mark("Dwelling need"),
    "housing_situation": mark("Living situation"),
    "task": mark("Task"),
    "goal": mark("Goal"),
    "plan_step": mark("Step on the way"),
    "journal_entry": mark("Journal"),
    "household_member": mark("Household"),
    "household": mark("Household"),
    "person": mark("Person"),
    "sealed_identity": mark("Person"),
    "sealed_tenancy": mark("Tenancy"),
    "offer": mark("Offer"),
    "document": mark("Document"),
    "temporary_stay": mark("Temporary stay"),
    "tenancy": mark("Tenancy"),
    "case_share": mark("Shared with a partner"),
    "partiality_lock": mark("Kept out of the case"),
    "notice": mark("Notice to the supervisors"),
}
# By the column's name, and where a table means something else by it, by both.
_FIELDS: Mapping[str, str] = {
    **FIELD_TITLES,
    "closing": mark("How it ended"),
    "closed_on": mark("Closed"),
    "moved_in_on": mark("Moved in"),
    "allocated_dwelling": mark("Dwelling allotted"),
    "track": mark("Track"),
    "decided_on": mark("Date of decision"),
    "legal_basis": mark("Legal basis"),
    "reasons": mark("Reasons"),
    "dwelling_type": mark("Type of dwelling"),
    "rooms": mark("Rooms"),
    "lease_months": mark("Lease in months"),
    "text": mark("Text"),
    "confidential": mark("Confidential"),
    "situation": mark("Living situation"),
    "observed_on": mark("As of"),
    "release_on": mark("Release or discharge"),
    "offered_on": mark("Offered"),
    "answer": mark("Answer"),
    "answered_on": mark("Answered"),
    "factors": mark("Factors"),
    "place": mark("Place"),
    "night_shelter": mark("Night shelter"),
    "starts_on": mark("From"),
    "ends_on": mark("To"),
    "price_per_night": mark("Price a night"),
    "countable": mark("Counts in figures"),
    "open_ended": mark("Open-ended"),
    "monthly_rent": mark("Rent a month"),
    "deposit": mark("Deposit"),
    "status": mark("Status"),
    "basis": mark("Legal basis"),
    "until": mark("Until"),
    "revoked_at": mark("Revoked"),
    "lifted_at": mark("Lifted"),
    "said_on": mark("Said"),
    "dropped_on": mark("No goal any more"),
    "household_done_on": mark("Reached, says the household"),
    "office_done_at": mark("Reached, we say"),
}
_OWN_FIELDS: Mapping[tuple[str, str], str] = {
    ("journal_entry", "kind"): mark("What it is"),
    ("document", "kind"): mark("What it is"),
    ("notice", "kind"): mark("What it is"),
    ("task", "kind"): mark("What it is"),
    ("goal", "words"): mark("In the household's words"),
    ("plan_step", "words"): mark("What is to be done"),
    ("household", "note"): mark("Note"),
    ("household_member", "note"): mark("Note"),
    ("temporary_stay", "note"): mark("Note"),
}
# What the program itself writes in a journal; the rest are the office's kinds of notes.
EVENTS: Titles = (
    ("registered", mark("Registered")),
    ("imported", mark("Imported")),
    ("moved", mark("Stage changed")),
    ("decided", mark("Decision registered")),
    ("priority", mark("Priority set")),
    ("assigned", mark("Caseworker changed")),
    ("situation", mark("Living situation registered")),
    ("protection", mark("Protection changed")),
    ("task_done", mark("Task done")),
    ("task_reopened", mark("Task opened again")),
    ("duplicate_joined", mark("Registered twice")),
    ("member_left", mark("Moved out of the household")),
    ("member_mistaken", mark("Registered in the household by mistake")),
    ("member_back", mark("Back in the household")),
    ("dwelling_let", mark("Dwelling let")),
    ("dwelling_let_back", mark("Letting taken back")),
    ("goal_set", mark("Goal said")),
    ("goal_reached", mark("Goal reached")),
    ("goal_open", mark("Goal not reached after all")),
    ("goal_dropped", mark("No goal any more")),
    ("goal_back", mark("A goal again")),
)
ANSWERS: Titles = (
    ("accepted", mark("Accepted")),
    ("declined", mark("Declined")),
    ("unanswered", mark("Not answered")),
)
STATUSES: Titles = (("active", mark("Runs")), ("unclear", mark("The dates contradict each other")))
NOTICES: Titles = (
    ("protection", mark("Protection changed")),
    ("break_glass", mark("Glass broken")),
)
CODED: Mapping[str, Titles] = {
    "main_group": codes.GROUPS,
    "situation": codes.SITUATIONS,
    "outcome": codes.OUTCOMES,
    "track": codes.TRACKS,
    "channel": codes.CHANNELS,
    "role": codes.MEMBER_ROLES,
    "closing": CLOSINGS,
    "answer": ANSWERS,
    "status": STATUSES,
    "dwelling_type": homes.TYPES,
}
OWN_CODED: Mapping[tuple[str, str], Titles] = {
    ("application", "kind"): codes.KINDS,
    ("journal_entry", "kind"): codes.JOURNAL_KINDS,
    ("notice", "kind"): NOTICES,
    # Of a change of protection the level; other notices are told in words.
    ("notice", "text"): codes.PROTECTIONS,
}


def subject_title(table: str) -> str:
    return _(SUBJECTS[table]) if table in SUBJECTS else _("Something else")


def column_title(table: str, name: str) -> str:
    """What a shown column is called; the office's word for anything new until it has one."""
    own = _OWN_FIELDS.get((table, name)) or _FIELDS.get(name)
    return _(own) if own else _("Something else")


def value_word(table: str, name: str, value: object) -> str:
    """A value of the column's own type as somebody would read it; empty where there is none."""
    if value is None or value == "" or value == []:
        return ""
    if name == "stage":
        return stage_title(str(value))
    if name == "priority_class" and isinstance(value, int):
        return class_in_words(value)
    if name == "factors" and isinstance(value, list):
        return factors_in_words(value)
    titles = OWN_CODED.get((table, name)) or CODED.get(name)
    if titles is not None:
        return _coded(titles, str(value))
    return _plain(name, value)


def _coded(titles: Titles, code: str) -> str:
    known = dict(EVENTS)
    if titles is codes.JOURNAL_KINDS and code in known:
        return _(known[code])
    return title(titles, code)


def _plain(name: str, value: Any) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return day_text(value)
    if name == "share" and isinstance(value, int | float):
        return _("{n} % of the time").format(n=round(value * 100))
    if isinstance(value, Decimal):
        return number_text(float(value), 2)
    return as_text(value)
