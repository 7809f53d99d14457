"""Lays a statistic's figures out as tables for people, each number with its path."""

from collections.abc import Iterator
from dataclasses import dataclass

from hjemveien.reports.disclosure import HIDDEN, Path
from hjemveien.reports.statistics import Block
from hjemveien.reports.statistics.counting import Table, Value
from hjemveien.reports.statistics.wording import flag, label

Shown = str | int | float | None


@dataclass(frozen=True)
class Cell:
    value: Shown
    path: Path


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A table; `columns` are the titles above the cells, empty where there is one number a line."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def grids(block: Block) -> tuple[Grid, ...]:
    """The tables of one statistic, none of them empty."""
    if not isinstance(block.value, dict):
        return (Grid("", (), (Line(block.title, (_cell(block.value, (block.key,)),)),)),)
    return tuple(_grids(block.value, (block.key,), ""))


def _grids(table: Table, path: Path, title: str) -> Iterator[Grid]:
    if _is_matrix(table):
        yield _matrix(table, path, title)
        return
    single = {key: part for key, part in table.items() if not isinstance(part, dict)}
    if single:
        lines = (Line(label(key), (_cell(part, (*path, key)),)) for key, part in single.items())
        yield Grid(title, (), tuple(lines))
    for key, part in table.items():
        if isinstance(part, dict) and part:
            below = f"{title}: {label(key)}" if title else label(key)
            yield from _grids(part, (*path, key), below)


def _is_matrix(table: Table) -> bool:
    """Several lines of the same columns."""
    parts = [part for part in table.values() if isinstance(part, dict)]
    alike = {tuple(path for path, _value in _leaves(part, ())) for part in parts}
    return len(parts) == len(table) and len(alike) == 1 and bool(parts[0])


def _matrix(table: Table, path: Path, title: str) -> Grid:
    first = next(iter(table.values()))
    columns = tuple(" – ".join(map(label, where)) for where, _ in _leaves(first, ()))
    lines = tuple(
        Line(label(key), tuple(_cell(v, (*path, key, *where)) for where, v in _leaves(part, ())))
        for key, part in table.items()
    )
    return Grid(title, columns, lines)


def _leaves(value: Value, path: Path) -> Iterator[tuple[Path, Value]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, (*path, key))
    else:
        yield path, value


def _cell(value: Value, path: Path) -> Cell:
    if isinstance(value, bool):
        return Cell(flag(value), path)
    if isinstance(value, list):
        return Cell(len(value), path)
    assert not isinstance(value, dict)
    return Cell(value, path)


__all__ = ["HIDDEN", "Cell", "Grid", "Line", "grids"]
