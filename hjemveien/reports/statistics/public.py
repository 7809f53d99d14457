"""The figures as they may leave the office: small cells and what would reveal them shown as ":"."""

from collections.abc import Callable, Iterable, Iterator

from hjemveien.reports.disclosure import HIDDEN, Link, Path, hidden_cells
from hjemveien.reports.statistics.counting import Value

_SPREAD = {"n", "n_excluded", "median", "mean", "max"}
_SUMS = {"nights"}


def count_cells(value: Value, path: Path = ()) -> Iterator[tuple[Path, int]]:
    """Every number that counts something, with its path; days and nights are not counts."""
    if isinstance(value, dict):
        for key, part in value.items():
            is_count = key in {"n", "n_excluded"} if _is_spread(value) else key not in _SUMS
            if is_count:
                yield from count_cells(part, (*path, key))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield path, value


def published(
    values: dict[str, Value], links: Iterable[Link], internal: Iterable[str], threshold: int
) -> dict[str, Value]:
    """A copy with `:` in each cell that must not be known; `internal` statistics wholly so."""
    apart = set(internal)
    open_values = {key: value for key, value in values.items() if key not in apart}
    counts = dict(count_cells(open_values))
    hidden = hidden_cells(counts, links, threshold)
    shown = _copy(open_values, (), hidden)
    assert isinstance(shown, dict)
    return {key: HIDDEN if key in apart else shown[key] for key in values}


def _copy(value: Value, path: Path, hidden: frozenset[Path]) -> Value:
    if isinstance(value, dict):
        if _is_spread(value):
            return _spread(value, path, hidden)
        copied = {key: _copy(part, (*path, key), hidden) for key, part in value.items()}
        return _without_sums(_without_means(copied))
    if isinstance(value, list):
        return HIDDEN
    return HIDDEN if path in hidden else value


def _spread(value: dict[str, Value], path: Path, hidden: frozenset[Path]) -> Value:
    """The longest wait is one household's own and is never shown; the others hide with n."""
    small = (*path, "n") in hidden
    return {
        "n": HIDDEN if small else value["n"],
        "n_excluded": HIDDEN if (*path, "n_excluded") in hidden else value["n_excluded"],
        "median": HIDDEN if small else value["median"],
        "mean": HIDDEN if small else value["mean"],
        "max": HIDDEN if value["n"] else None,
    }


def _without_means(table: dict[str, Value]) -> dict[str, Value]:
    """Means of all but one part of a whole would tell the mean of that one."""
    spreads = _spreads(table)
    if not any(part["n"] == HIDDEN for part in spreads):
        return table
    for part in spreads:
        part["mean"] = HIDDEN if part["n"] else None
    return table


def _spreads(table: dict[str, Value]) -> list[dict[str, Value]]:
    """Spreads beside each other, or one step down beside each other's names."""
    return list(_found(table.values(), _is_spread)) + [
        spread
        for part in table.values()
        if isinstance(part, dict) and not _is_spread(part)
        for spread in _found(part.values(), _is_spread)
    ]


def _found(
    parts: Iterable[Value], test: Callable[[dict[str, Value]], bool]
) -> Iterator[dict[str, Value]]:
    return (part for part in parts if isinstance(part, dict) and test(part))


def _without_sums(table: dict[str, Value]) -> dict[str, Value]:
    """Nights are hidden where the households that had them are."""
    if table.get("households") == HIDDEN:
        table.update(dict.fromkeys(_SUMS & set(table), HIDDEN))
    return table


def _is_spread(value: dict[str, Value]) -> bool:
    return set(value) == _SPREAD
