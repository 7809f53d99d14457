"""Counts rows in the database, and names the rows that a count was made of.

A `Units` is a select whose `id` is what is counted and whose other columns tell the units apart.
A number and the list behind it come from the same select, so they cannot disagree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from hjemveien.services.rows import rows

Path: TypeAlias = tuple[str, ...]
Value: TypeAlias = "int | float | str | list[str] | dict[str, Value] | None"
Table: TypeAlias = "dict[str, Value]"
Where: TypeAlias = ColumnElement[bool]
Column: TypeAlias = SQLColumnExpression[Any]
Question: TypeAlias = Select[*tuple[Any, ...]]
NOTHING_BEHIND = "none"


@dataclass(frozen=True)
class Behind:
    """What a number was counted from: `kind` case, household, dwelling or row, and their keys."""

    kind: str
    ids: tuple[UUID, ...] = ()


class Units:
    def __init__(self, kind: str, statement: Question) -> None:
        self.kind = kind
        self.table = statement.subquery()
        self.c = self.table.c

    def total(self, session: Session, *where: Where) -> int:
        """How many different units there are."""
        counted = func.count(func.distinct(self.c.id))
        return session.scalar(select(counted).where(*where)) or 0

    def by(self, session: Session, *columns: Column, where: Iterable[Where] = ()) -> dict[Any, int]:
        """Counts by one column's value, or by a tuple where several are given."""
        counted = func.count(func.distinct(self.c.id))
        statement = select(*columns, counted).where(*where).group_by(*columns)
        found = rows(session, statement.select_from(self.table))
        return {row[0] if len(columns) == 1 else tuple(row[:-1]): row[-1] for row in found}

    def behind(self, session: Session, *where: Where) -> Behind:
        found = session.scalars(select(self.c.id).where(*where).distinct().order_by(self.c.id))
        return Behind(self.kind, tuple(found))


def in_order(counts: Mapping[Any, int], order: Iterable[str]) -> Table:
    """The counts that are not zero, in the given order."""
    return {key: counts[key] for key in order if counts.get(key)}


def by_year(counts: Mapping[Any, int]) -> Table:
    """Counts keyed by a year as text, oldest first."""
    return {str(int(year)): counts[year] for year in sorted(counts)}


def by_month(counts: Mapping[Any, int]) -> Table:
    """Counts keyed by (year, month) as texts such as 2026-02, oldest first."""
    return {f"{int(y):04}-{int(m):02}": counts[y, m] for y, m in sorted(counts)}


def spread(histogram: Mapping[int, int], n_excluded: int = 0) -> Table:
    """How a number of days is spread: n, n_excluded, median, mean with one decimal, max."""
    n = sum(histogram.values())
    if not n:
        return {"n": 0, "n_excluded": n_excluded, "median": None, "mean": None, "max": None}
    total = sum(days * times for days, times in histogram.items())
    return {
        "n": n,
        "n_excluded": n_excluded,
        "median": _median(histogram, n),
        "mean": round(total / n, 1),
        "max": max(histogram),
    }


def _median(histogram: Mapping[int, int], n: int) -> float | int:
    upper = _nth(histogram, n // 2)
    return upper if n % 2 else (_nth(histogram, n // 2 - 1) + upper) / 2


def _nth(histogram: Mapping[int, int], place: int) -> int:
    """The value at a place (from 0) of the sorted whole."""
    for days in sorted(histogram):
        place -= histogram[days]
        if place < 0:
            return days
    raise IndexError(place)


def histogram(
    session: Session, units: Units, days: ColumnElement[int], *where: Where
) -> dict[int, int]:
    """How many units have each number of days; NULL is left out."""
    found = units.by(session, days, where=where)
    return {length: times for length, times in found.items() if length is not None}
