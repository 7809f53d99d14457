"""Hidden cells stay hidden from somebody who knows every sum and can reckon."""

from collections.abc import Iterable, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hjemveien.reports.disclosure import Link, Path, hidden_cells, holds, whole
from hjemveien.reports.polytope import Polytope

Counts = dict[Path, int]


def cross(table: list[list[int]]) -> tuple[Counts, list[Link]]:
    """A table with its totals by row, by column and in all."""
    height, width = len(table), len(table[0])
    counts: Counts = {(f"r{r}", f"c{c}"): table[r][c] for r in range(height) for c in range(width)}
    for r in range(height):
        counts[f"r{r}", "total"] = sum(table[r])
    for c in range(width):
        counts["total", f"c{c}"] = sum(row[c] for row in table)
    counts["total", "total"] = sum(map(sum, table))
    columns = [f"c{c}" for c in range(width)]
    rows = [f"r{r}" for r in range(height)]
    links = [Link((r, "total"), tuple((r, c) for c in columns)) for r in [*rows, "total"]]
    links += [Link(("total", c), tuple((r, c) for r in rows)) for c in [*columns, "total"]]
    return counts, links


def worlds(counts: Counts, links: list[Link], hidden: Iterable[Path]) -> list[Mapping[Path, int]]:
    """Every table in whole numbers that looks the same from outside: what an attacker can think."""
    unknown = sorted(hidden)
    sums = [(link.total, link.parts) for link in links]
    found: list[Mapping[Path, int]] = []
    inner = [path for path in unknown if "total" not in path]
    outer = [path for path in unknown if "total" in path]
    for values in product(range(1, 6), repeat=len(inner)):
        world = {**counts, **dict(zip(inner, values, strict=True))}
        for _ in outer:
            for total, parts in sums:
                if total in outer:
                    world[total] = sum(world[part] for part in parts)
        fits = all(world[total] == sum(world[part] for part in parts) for total, parts in sums)
        if fits and all(world[path] >= 1 for path in outer):
            found.append(world)
    return found


@settings(max_examples=30)
@given(some.lists(some.lists(some.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=2))
def test_no_hidden_cell_of_a_cross_table_can_be_worked_out(table: list[list[int]]) -> None:
    counts, links = cross(table)
    hidden = hidden_cells(counts, links)
    assert {path for path, count in counts.items() if 0 < count < 3} <= hidden
    assert not any(counts[path] == 0 for path in hidden)
    if set(counts.values()) <= {0, 1, 2}:
        return  # nothing is left to hide behind
    possible = worlds(counts, links, hidden)
    for path in hidden:
        assert len({world[path] for world in possible}) > 1, (path, counts, hidden)


@given(some.lists(some.integers(0, 9), min_size=2, max_size=6))
def test_a_small_group_is_not_seen_to_be_small(groups: list[int]) -> None:
    counts: Counts = {(f"g{n}",): count for n, count in enumerate(groups)}
    counts["total",] = sum(groups)
    link = Link(("total",), tuple((f"g{n}",) for n in range(len(groups))))
    hidden = hidden_cells(counts, [link])
    small = [path for path, count in counts.items() if 0 < count < 3]
    if ("total",) in hidden or not small:
        return
    left = counts["total",] - sum(counts[p] for p in counts if p not in hidden and p != ("total",))
    among = [path for path in hidden if path != ("total",)]
    assert left - (len(among) - 1) >= 3


def test_zeros_are_shown() -> None:
    counts: Counts = {("a",): 0, ("b",): 1, ("c",): 5, ("t",): 6}
    hidden = hidden_cells(counts, [Link(("t",), (("a",), ("b",), ("c",)))])
    assert ("a",) not in hidden


def test_a_lone_small_cell_takes_the_smallest_neighbour_with_it() -> None:
    counts: Counts = {("a",): 2, ("b",): 9, ("c",): 5, ("t",): 16}
    assert hidden_cells(counts, [Link(("t",), (("a",), ("b",), ("c",)))]) == {("a",), ("c",)}


def test_a_table_that_shows_the_same_number_hides_it_too() -> None:
    counts: Counts = {("a",): 2, ("b",): 9, ("t",): 11, ("tile",): 9}
    links = [Link(("t",), (("a",), ("b",))), Link(("tile",), (("b",),))]
    hidden = hidden_cells(counts, links)
    assert ("t",) in hidden or {("b",), ("tile",)} <= hidden


def test_a_group_that_only_subtraction_shows_is_protected() -> None:
    counts: Counts = {("children",): 20, ("under_18",): 18}
    assert hidden_cells(counts, [whole(("children",), ("under_18",))])
    assert not hidden_cells(counts, [holds(("children",), ("under_18",))])


def test_the_threshold_can_be_chosen() -> None:
    counts: Counts = {("a",): 4, ("b",): 40, ("c",): 50}
    assert not hidden_cells(counts, [])
    assert hidden_cells(counts, [], threshold=5) == {("a",)}


def test_a_threshold_that_hides_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="1"):
        hidden_cells({("a",): 1}, [], threshold=1)


def test_what_an_unknown_can_be_follows_from_all_sums_together() -> None:
    # a + b = 5 and b + c = 7 and a + c = 6 leave one answer: 2, 3, 4.
    polytope = Polytope([([1, 1, 0], 5), ([0, 1, 1], 7), ([1, 0, 1], 6)], 3)
    assert [polytope.lowest(n) for n in range(3)] == [2, 3, 4]
    assert [polytope.highest(n) for n in range(3)] == [2, 3, 4]


def test_an_unknown_that_nothing_bounds_has_no_highest() -> None:
    polytope = Polytope([([1, -1], 3)], 2)
    assert polytope.lowest(0) == 3
    assert polytope.highest(0) is None


def test_sums_that_cannot_all_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="hold"):
        Polytope([([1, 1], 3), ([1, 1], 4)], 2)
