"""Besøksmodus: what is read for lists loses its names on the way to the screen.

It is done at the door through which every answer comes, and not where names are drawn, so that a
new page hides them without knowing of it. Which fields name a household is told by the views: a
view about a case, and the fields of it that say who it is.
"""

from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from hjemveien.services.views import CaseCard
from hjemveien.texts import _

# What says who somebody is, in a view that has the key beside it.
_ABOUT = frozenset({"case_id", "household_id", "person_id"})
_SHOWN = ("name", "surname", "tenant", "applicant", "household", "who")
_TAKEN = ("given_name", "id_number", "phone", "address", "co_applicant")
# A row behind a number is about a case or a dwelling, and says so in one line of text.
_LINES = {"BehindRow": ("title", "note")}
# Here the name is that of the colleague who opened it.
_OF_COLLEAGUES = frozenset({"AccessRow"})
_OURS = "hjemveien.services."


def veiled(answer: Any) -> Any:
    """The same answer with no household's name in it; the open case is let through."""
    if isinstance(answer, CaseCard):
        return answer
    if isinstance(answer, dict):
        return {key: veiled(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [veiled(each) for each in answer]
    if isinstance(answer, tuple):
        return _veiled_tuple(answer)
    if is_dataclass(answer) and not isinstance(answer, type) and _is_ours(type(answer)):
        return _veiled_view(answer)
    return answer


def _veiled_tuple(answer: tuple[Any, ...]) -> Any:
    names = getattr(answer, "_fields", None)
    if names is None:
        return tuple(veiled(each) for each in answer)
    changes = _changes(answer, names)
    return answer._replace(**changes) if changes else answer  # type: ignore[attr-defined]


def _veiled_view(answer: Any) -> Any:
    names = tuple(field.name for field in fields(answer) if field.init)
    changes = _changes(answer, names)
    return replace(answer, **changes) if changes else answer


def _changes(view: Any, names: tuple[str, ...]) -> dict[str, Any]:
    changes = {name: new for name in names if (new := _inner(view, name)) is not None}
    hidden, taken = _naming(type(view).__name__, names)
    about = [getattr(view, name) for name in _ABOUT & set(names)]
    if any(key is not None for key in about):
        changes |= {name: _("Name hidden") for name in hidden if getattr(view, name)}
        changes |= {name: "" for name in taken if getattr(view, name)}
    return changes


def _inner(view: Any, name: str) -> Any:
    """What is inside it, veiled; None where nothing changes."""
    value = getattr(view, name)
    if isinstance(value, tuple | list | dict) or is_dataclass(value):
        new = veiled(value)
        return None if new == value else new
    return None


@lru_cache(maxsize=256)
def _naming(kind: str, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if kind in _OF_COLLEAGUES or not _ABOUT & set(names):
        return (), ()
    if kind in _LINES:
        first, *rest = _LINES[kind]
        return (first,), tuple(rest)
    return tuple(n for n in _SHOWN if n in names), tuple(n for n in _TAKEN if n in names)


def _is_ours(kind: type) -> bool:
    return kind.__module__.startswith(_OURS)
