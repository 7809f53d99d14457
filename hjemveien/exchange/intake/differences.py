"""Finds what a file tells otherwise of a case that is registered; nothing is overwritten."""

from typing import Any

from hjemveien.services.lists import NowRow

# Columns of the work list by what a person calls them.
_FIELDS = {
    "received": ("received_on",),
    "group": ("main_group",),
    "decision": ("decision_outcome", "decided_on"),
    "class": ("priority_class",),
    "rooms": ("rooms",),
    "caseworker": ("caseworker_id",),
    "adults": ("adults",),
    "children": ("children",),
    "new_household": ("new_household",),
    "closed": ("closed",),
    "number": ("number",),
}


def differing_fields(told: NowRow, registered: Any, marked: bool) -> tuple[str, ...]:
    """Codes of what differs between the file's case and the registered one's list row.

    `marked` tells whether the file marks the household as protected.
    """
    fields = [
        name
        for name, columns in _FIELDS.items()
        if any(getattr(told, column) != getattr(registered, column) for column in columns)
    ]
    return (*fields, *(("protection",) if marked != registered.protected else ()))
