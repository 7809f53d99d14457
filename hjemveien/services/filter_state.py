"""A filter and its order as plain values, to be kept and read back.

What was searched for is not kept: it may be somebody's name or number.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hjemveien.services.case_filter import CaseFilter


@dataclass(frozen=True)
class Shown:
    """A list as somebody shows it: what by, and in which order."""

    wanted: CaseFilter
    sort: str = "deadline"
    descending: bool = False


def packed(shown: Shown) -> dict[str, Any]:
    wanted = shown.wanted
    return {
        "stages": list(wanted.stages),
        "caseworkers": [str(staff_id) for staff_id in wanted.caseworker_ids],
        "mine": wanted.mine,
        "unassigned": wanted.unassigned,
        "closed": wanted.include_closed,
        "deadlines": list(wanted.deadlines),
        "received": list(wanted.received),
        "classes": list(wanted.classes),
        "marks": list(wanted.marks),
        "sort": shown.sort,
        "descending": shown.descending,
    }


def unpacked(state: dict[str, Any]) -> Shown:
    """What an earlier version did not know yet is not filtered by."""
    wanted = CaseFilter(
        stages=tuple(state.get("stages", ())),
        caseworker_ids=tuple(UUID(each) for each in state.get("caseworkers", ())),
        mine=bool(state.get("mine")),
        unassigned=bool(state.get("unassigned")),
        include_closed=bool(state.get("closed")),
        deadlines=tuple(state.get("deadlines", ())),
        received=tuple(state.get("received", ())),
        classes=tuple(state.get("classes", ())),
        marks=tuple(state.get("marks", ())),
    )
    return Shown(wanted, state.get("sort", "deadline"), bool(state.get("descending")))
