"""Edits what the office decides about itself: one thing at a time, field by field.

Two administrators may have the same form open. Each says what she saw; a field that another has
saved meanwhile is refused with both values, and what nobody else touched is kept.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from hjemveien.domain.refusal import Conflict, FieldClash, InvalidInput
from hjemveien.services.authors import Author, authors
from hjemveien.services.change import Change
from hjemveien.services.editing import as_text
from hjemveien.services.roles import my_roles
from hjemveien.texts import _

OFFICE = frozenset({"office"})
R = TypeVar("R")
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class EditOffice:
    """Changed fields of one thing; `key` names it where there are several, such as a stage."""

    key: str
    changes: Fields
    seen: Fields


@dataclass(frozen=True)
class Thing(Generic[R]):
    """How one kind of thing is locked, read, checked and written.

    `titles` are source texts of its fields, `check` gives the errors of what it would become by
    field, and `column` the column that a field lies in, for who last changed it.
    """

    titles: Mapping[str, str]
    hold: Callable[[Session, str], R]
    read: Callable[[R, str], Fields]
    check: Callable[[Session, str, Fields], dict[str, str]]
    write: Callable[[Session, R, str, Fields], None]
    column: Callable[[str], str] = str


def edit(session: Session, wish: EditOffice, thing: Thing[Any]) -> Change:
    """Save the changed fields. Raises InvalidInput by field, Conflict with both values."""
    record = thing.hold(session, wish.key)
    now = thing.read(record, wish.key)
    _refuse_clashes(session, wish, thing, record, now)
    wrong = thing.check(session, wish.key, {**now, **wish.changes})
    wrong = {name: text for name, text in wrong.items() if name in wish.changes}
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
    changes = {name: value for name, value in wish.changes.items() if now[name] != value}
    if changes:
        thing.write(session, record, wish.key, changes)
        session.flush()
    return Change(OFFICE)


def settled(wish: EditOffice, conflict: Conflict, mine: Collection[str]) -> EditOffice | None:
    """The wish to send once somebody has chosen; None where nothing is left to save."""
    theirs = {clash.name: clash.saved for clash in conflict.clashes}
    kept = {
        name: value for name, value in wish.changes.items() if name in mine or name not in theirs
    }
    return replace(wish, changes=kept, seen={**wish.seen, **theirs}) if kept else None


def _refuse_clashes(
    session: Session, wish: EditOffice, thing: Thing[Any], record: Any, now: Fields
) -> None:
    disputed = [
        name for name, mine in wish.changes.items() if now[name] not in (wish.seen.get(name), mine)
    ]
    if not disputed:
        return
    known = _authors(session, record, {thing.column(name) for name in disputed})
    clashes = tuple(
        _clash(thing, name, wish.changes[name], now[name], known[thing.column(name)])
        for name in disputed
    )
    who = next((clash.by for clash in clashes if clash.by), "") or _("Somebody else")
    text = _("{who} has changed this since you opened it. Nothing was saved.")
    raise Conflict(text.format(who=who), clashes)


def _authors(session: Session, record: Any, columns: Collection[str]) -> dict[str, Author]:
    """An administrator of a shared office reads no audit, and is told the values alone."""
    if "caseworker" not in my_roles(session):
        return {column: Author() for column in columns}
    return authors(session, record, columns)


def _clash(thing: Thing[Any], name: str, mine: Any, saved: Any, author: Author) -> FieldClash:
    title = _(thing.titles[name])
    return FieldClash(title, as_text(mine), as_text(saved), author.by, author.at, name, saved)
