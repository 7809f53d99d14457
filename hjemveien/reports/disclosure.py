"""Keeps single people out of published tables: which cells must be hidden, and nothing more.

A count from 1 up to the threshold is hidden; so is what is needed besides, so that no hidden cell
can be worked out from the cells shown and from what adds up to what. A zero is shown as a zero, so
whoever reads the table knows that a hidden cell is at least 1; that is reckoned with.
Source: Statistics Norway, cells resting on few observations; domain notes § 4.4.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from hjemveien.reports.polytope import Polytope

HIDDEN = ":"
THRESHOLD = 3
Path: TypeAlias = tuple[str, ...]


# What is hidden first where something besides the small cell must be: it is missed least.
EXPENDABLE = frozenset(
    (
        "n_excluded",
        "without_date",
        "unknown_decision_date",
        "over_3_months_by_whole_length",
        "by_status_without_blocked",
    )
)


@dataclass(frozen=True)
class Link:
    """`total` is the sum of `parts`, and where they are less, of them and of a rest unshown.

    A `guarded` rest is a group of people of its own, and protected like a cell.
    """

    total: Path
    parts: tuple[Path, ...]
    guarded: bool = False


def whole(total: Path, *parts: Path) -> Link:
    """The parts lie within the total, and the others in it are a group of their own."""
    return Link(total, parts, guarded=True)


def holds(total: Path, *parts: Path) -> Link:
    """The parts lie within the total; what else does is no group of people."""
    return Link(total, parts)


@dataclass(frozen=True)
class _Cell:
    """`shown` cells may be published; a rest never is. `low`: what anybody knows it is at least."""

    value: int
    shown: bool
    guarded: bool = True
    totals: int = 0

    def sensitive(self, threshold: int) -> bool:
        return self.guarded and 0 < self.value < threshold

    @property
    def low(self) -> int:
        return 1 if self.shown else 0


_Equation: TypeAlias = tuple[Path, tuple[Path, ...]]


def hidden_cells(
    counts: Mapping[Path, int], links: Iterable[Link], threshold: int = THRESHOLD
) -> frozenset[Path]:
    """The cells to hide. Raises ValueError for a threshold below 2, which would hide nothing."""
    if threshold < 2:
        raise ValueError(threshold)
    cells, equations = _system(counts, links)
    hidden = {path for path, cell in cells.items() if not cell.shown or cell.sensitive(threshold)}
    while exposed := _exposed(cells, equations, hidden, threshold):
        more = {_companion(path, cells, equations, hidden) for path in exposed} - {None}
        if not more:
            break
        hidden |= {path for path in more if path is not None}
    return frozenset(path for path in hidden if cells[path].shown)


def _system(
    counts: Mapping[Path, int], links: Iterable[Link]
) -> tuple[dict[Path, _Cell], list[_Equation]]:
    """Cells with the unshown rests beside them, and the sums that hold among them."""
    cells = {path: _Cell(value, shown=True) for path, value in counts.items()}
    equations: list[_Equation] = []
    for place, link in enumerate(links):
        known = link.total in counts and all(part in counts for part in link.parts)
        if not known or not link.parts:
            continue
        left = counts[link.total] - sum(counts[part] for part in link.parts)
        if left < 0:
            continue
        parts = link.parts
        if left or link.guarded:
            rest = (*link.total, f"rest {place}")
            cells[rest] = _Cell(left, shown=False, guarded=link.guarded)
            parts = (*parts, rest)
        equations.append((link.total, parts))
        total = cells[link.total]
        cells[link.total] = replace(total, totals=total.totals + len(link.parts))
    return cells, equations


def _exposed(
    cells: dict[Path, _Cell], equations: list[_Equation], hidden: set[Path], threshold: int
) -> list[Path]:
    """Hidden cells that could be worked out, or seen to be small."""
    found: list[Path] = []
    for group in _components(equations, hidden):
        unknowns = sorted({path for total, parts in group for path in (total, *parts)} & hidden)
        polytope = _polytope(unknowns, group, cells)
        for place, path in enumerate(unknowns):
            cell = cells[path]
            if cell.shown or cell.sensitive(threshold):
                low, high = cell.low, polytope.highest(place)
                most = None if high is None else high + low
                least = polytope.lowest(place) + low
                if _told(cell, least, most, threshold):
                    found.append(path)
    return found


def _told(cell: _Cell, least: Fraction, most: Fraction | None, threshold: int) -> bool:
    """Whether an interval gives the cell away: it is too narrow, or all of it is small."""
    if most is None:
        return False
    if most - least < 1:
        return cell.shown or cell.sensitive(threshold)
    return cell.sensitive(threshold) and most < threshold


def _polytope(unknowns: list[Path], group: list[_Equation], cells: dict[Path, _Cell]) -> Polytope:
    """All that the hidden cells can be, each counted from its lowest value."""
    place = {path: number for number, path in enumerate(unknowns)}
    lines = []
    for total, parts in group:
        coefficients = [0] * len(unknowns)
        constant = 0
        for sign, path in ((1, total), *((-1, part) for part in parts)):
            if path in place:
                coefficients[place[path]] += sign
                constant -= sign * cells[path].low
            else:
                constant -= sign * cells[path].value
        lines.append((coefficients, constant))
    return Polytope(lines, len(unknowns))


def _components(equations: list[_Equation], hidden: set[Path]) -> list[list[_Equation]]:
    """Sums that share hidden cells, together; sums with none left out."""
    groups: list[tuple[set[Path], list[_Equation]]] = []
    for equation in equations:
        total, parts = equation
        unknown = {total, *parts} & hidden
        if not unknown:
            continue
        joined: tuple[set[Path], list[_Equation]] = (unknown, [equation])
        apart = []
        for group in groups:
            if group[0] & joined[0]:
                joined = (joined[0] | group[0], joined[1] + group[1])
            else:
                apart.append(group)
        groups = [*apart, joined]
    return [group for _unknown, group in groups]


def _companion(
    path: Path, cells: dict[Path, _Cell], equations: list[_Equation], hidden: set[Path]
) -> Path | None:
    """What to hide as well: near it, not zero, rather a part than a total, rather small."""
    reach, before = {path}, set[Path]()
    while reach != before:
        before = set(reach)
        for total, parts in equations:
            if before & {total, *parts}:
                reach |= {total, *parts}
        choice = [p for p in reach if p not in hidden and cells[p].value > 0]
        if choice:
            return min(choice, key=lambda p: (*_worth(p, cells[p]), p))
    return None


def _worth(path: Path, cell: _Cell) -> tuple[bool, int, int]:
    return not EXPENDABLE & set(path), cell.totals, cell.value
