"""How a case's facts look: which pill a stage wears, which icon a journal entry has."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hjemveien.domain import pathway
from hjemveien.domain.codes import (
    JOURNAL_KINDS,
    MEMBER_ROLES,
    OUTCOMES,
    PROTECTIONS,
    SITUATIONS,
    title,
)
from hjemveien.domain.ranking import class_in_words
from hjemveien.domain.words import distance_tone, distance_words
from hjemveien.services.views import CaseCard, CaseRow, GoalView, JournalView
from hjemveien.texts import _, day_text, moment_text, n_
from ui.kit import Cell, JournalItem, Pill, Step, avatar_kind, initials_of

_ICONS = {
    "note": ("message-square", "neutral"),
    "phone": ("phone", "info"),
    "meeting": ("users", "info"),
    "letter": ("send", "info"),
    "visit": ("house", "info"),
    "moved": ("arrow-right", "warning"),
    "decided": ("scale", "purple"),
    "priority": ("flag", "warning"),
    "assigned": ("user", "neutral"),
    "situation": ("map-pin", "neutral"),
    "registered": ("inbox", "neutral"),
    "imported": ("upload", "neutral"),
    "task_done": ("circle-check", "success"),
    "task_reopened": ("undo-2", "neutral"),
    "protection": ("shield", "warning"),
    "dwelling_let": ("key-round", "success"),
    "dwelling_let_back": ("undo-2", "neutral"),
    "member_left": ("log-out", "neutral"),
    "member_mistaken": ("log-out", "neutral"),
    "member_back": ("undo-2", "neutral"),
    "goal_set": ("flag", "info"),
    "goal_reached": ("circle-check", "success"),
    "goal_open": ("undo-2", "neutral"),
    "goal_dropped": ("x", "neutral"),
    "goal_back": ("undo-2", "neutral"),
}
# What the program writes by itself; all else somebody has written, in the office's own kinds too.
_EVENTS = frozenset(_ICONS) - {"note", "phone", "meeting", "letter", "visit"}


def stage_cell(row: CaseRow) -> Cell:
    stage = pathway.BY_CODE.get(row.stage)
    if stage is None:
        return Cell(row.stage)
    hint = _("Since {day}").format(day=day_text(row.stage_since))
    return Cell(pathway.stage_title(row.stage), kind=stage.look, icon=stage.icon, hint=hint)


def stage_pill(code: str) -> Pill:
    """The same as a part of its own, beside the list."""
    stage = pathway.BY_CODE.get(code)
    return Pill(pathway.stage_title(code), stage.look, stage.icon) if stage else Pill(code)


def deadline_cell(day: date | None, today: date) -> Cell:
    if day is None:
        return Cell("–")
    tone = distance_tone(day, today)
    icon = {"danger": "triangle-alert", "warning": "clock"}.get(tone, "")
    return Cell(day_text(day), distance_words(day, today), kind=tone, icon=icon)


def worker_cell(name: str) -> Cell:
    if not name:
        return Cell(_("Not assigned"))
    return Cell(initials_of(name), kind=avatar_kind(name), hint=name)


def class_cell(priority_class: int | None) -> Cell:
    if priority_class is None:
        return Cell("–")
    kind = {1: "danger", 2: "warning"}.get(priority_class, "neutral")
    return Cell(class_in_words(priority_class), kind=kind, icon="flag")


def steps(card: CaseCard) -> tuple[Step, ...]:
    """The pathway with what is behind, where the case is and what is next."""
    here = pathway.ORDER.get(card.stage, 0)
    since = {view.stage: view.started_on for view in card.stages}
    result = []
    for place, stage in enumerate(pathway.STAGES):
        state = "behind" if place < here else "here" if place == here else "ahead"
        if place == here + 1:
            state = "next"
        day = since.get(stage.code)
        note = _("Since {day}").format(day=day_text(day)) if day else ""
        result.append(Step(pathway.stage_title(stage.code), stage.icon, state, note))
    return tuple(result)


def journal_item(entry: JournalView) -> JournalItem:
    icon, kind = _ICONS.get(entry.kind, ("message-square", "neutral"))
    data = entry.data or {}
    if entry.kind == "moved":
        stage = pathway.BY_CODE.get(str(data.get("to")))
        icon, kind = (stage.icon, stage.look) if stage else (icon, kind)
    return JournalItem(
        title=journal_title(entry),
        byline=f"{entry.by} · {moment_text(entry.at)}",
        text=entry.text,
        icon=icon,
        kind=kind,
        quiet=entry.kind in _EVENTS,
    )


def journal_title(entry: JournalView) -> str:
    """What happened, in the reader's language, from the event's own parts."""
    data = entry.data or {}
    if entry.kind == "moved":
        before, after = str(data.get("from", "")), str(data.get("to", ""))
        return _("Stage changed: {before} → {after}").format(
            before=pathway.stage_title(before), after=pathway.stage_title(after)
        )
    if entry.kind == "decided":
        return _("Decision: {outcome}").format(outcome=title(OUTCOMES, str(data.get("outcome"))))
    if entry.kind == "priority":
        given = data.get("to")
        return _("Priority: {given}").format(
            given=class_in_words(given if isinstance(given, int) else None)
        )
    if entry.kind == "assigned":
        return _("Assigned to {who}").format(who=data.get("to") or _("nobody"))
    if entry.kind == "situation":
        return _("Living situation: {situation}").format(
            situation=title(SITUATIONS, str(data.get("situation")))
        )
    if entry.kind == "protection":
        return _("Protection: {level}").format(level=title(PROTECTIONS, str(data.get("to"))))
    if entry.kind.startswith("goal_"):
        return _goal_title(entry.kind, data)
    day, place = _let_words(data)
    role = title(MEMBER_ROLES, str(data.get("role", "")))
    events = {
        "member_left": _("Moved out of the household: {role}").format(role=role),
        "member_mistaken": _("Taken out, registered by mistake: {role}").format(role=role),
        "member_back": _("Back in the household: {role}").format(role=role),
        "dwelling_let": _("Dwelling let from {day}: {place}").format(day=day, place=place),
        "dwelling_let_back": _("Letting taken back: {place}").format(place=place),
        "registered": _("Registered"),
        "imported": _("Imported"),
        "task_done": _("Task done: {title}").format(title=data.get("title", "")),
        "task_reopened": _("Task reopened: {title}").format(title=data.get("title", "")),
    }
    return events.get(entry.kind) or title(JOURNAL_KINDS, entry.kind)


def _goal_title(kind: str, data: Mapping[str, Any]) -> str:
    by_household = data.get("said_by") == "household"
    texts = {
        "goal_set": _("Goal: “{words}”"),
        "goal_reached": _("Goal reached, says the household: “{words}”")
        if by_household
        else _("Goal reached, we say: “{words}”"),
        "goal_open": _("Goal not reached after all, says the household: “{words}”")
        if by_household
        else _("Goal not reached after all, we say: “{words}”"),
        "goal_dropped": _("No goal any more: “{words}”"),
        "goal_back": _("A goal again: “{words}”"),
    }
    return texts[kind].format(words=data.get("words", ""))


def _let_words(data: Mapping[str, Any]) -> tuple[str, str]:
    day = day_text(date.fromisoformat(data["day"])) if "address" in data else ""
    return day, ", ".join(str(data[k]) for k in ("address", "unit") if data.get(k))


def quoted(words: str) -> str:
    return _("“{words}”").format(words=words)


def goals_line(goals: tuple[GoalView, ...]) -> str:
    """The goals beside the pathway, in a line; empty where the household has said none."""
    wanted = [goal for goal in goals if goal.dropped_on is None]
    if not wanted:
        return ""
    first = next((goal for goal in wanted if not goal.reached), wanted[0])
    parts = [quoted(" ".join(first.words.split()))]
    if first.reached:
        parts.append(_("reached"))
    elif first.steps:
        done = sum(step.done for step in first.steps)
        parts.append(_("{done} of {n} steps done").format(done=done, n=len(first.steps)))
    if more := len(wanted) - 1:
        parts.append(n_("{n} more goal", "{n} more goals", more).format(n=more))
    return " · ".join(parts)


def case_name(card: CaseCard) -> str:
    """The applicant's name; a protected household is called that and nothing else."""
    if card.protected:
        return _("Protected")
    applicant = next((member for member in card.members if member.role == "applicant"), None)
    return (applicant.name if applicant else "") or _("No name")
