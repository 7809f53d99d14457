"""The figures as they may leave the office: small cells and what would reveal them shown as ":"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hjemveien.reports.disclosure import HIDDEN, Link, Path, hidden_cells
from hjemveien.reports.statistics.counting import Table, Value

_SPREAD = {"n", "n_excluded", "median", "mean", "max"}
_SUMS = {"nights"}
# Beside a count, the number that a duration rests on would often tell a small one: it is left out.
_COUNT_BESIDE = {
    "by_group": {"days_waited": "on_list", "decision_to_move_in": "moved_in"},
    "by_stage": {"days": "left"},
}


def count_cells(value: Value, path: Path = ()) -> Iterator[tuple[Path, int]]:
    """Every number that counts something, with its path; days and nights are not counts."""
    if isinstance(value, dict):
        for key in value:
            if _may_show(value, key, path):
                yield from count_cells(value[key], (*path, key))
    elif isinstance(value, int) and not isinstance(value, bool):
        yield path, value


def published(
    values: dict[str, Value], links: Iterable[Link], internal: Iterable[str], threshold: int
) -> dict[str, Value]:
    """A copy with `:` in each cell that must not be known; `internal` statistics wholly so."""
    apart = set(internal)
    open_values = {key: value for key, value in values.items() if key not in apart}
    hidden = hidden_cells(dict(count_cells(open_values)), links, threshold)
    publisher = _Publisher(hidden, threshold)
    return {
        key: HIDDEN if key in apart else publisher.copy(value, (key,))
        for key, value in values.items()
    }


@dataclass(frozen=True)
class _Publisher:
    hidden: frozenset[Path]
    threshold: int

    def copy(self, value: Value, path: Path) -> Value:
        if isinstance(value, list):
            return HIDDEN
        if not isinstance(value, dict):
            return HIDDEN if path in self.hidden else value
        if _is_spread(value):
            return self._spread(value, path)
        return self._table(value, path)

    def _table(self, table: Table, path: Path) -> Table:
        copied = {key: self.copy(part, (*path, key)) for key, part in table.items()}
        if copied.get("households") == HIDDEN:
            copied.update(dict.fromkeys(_SUMS & set(copied), HIDDEN))
        spreads = [part for part in copied.values() if isinstance(part, dict) and _is_spread(part)]
        if any(part["n"] == HIDDEN for part in spreads):
            # The means of all parts but one, with the mean of the whole, tell that one's.
            for part in spreads:
                part["mean"] = HIDDEN if part["n"] else None
        return copied

    def _spread(self, value: Table, path: Path) -> Table:
        """The longest wait is one household's own and is never shown; the rest hides with n."""
        apart = path[0] in _COUNT_BESIDE
        few = self._few(value, path)
        return {
            "n": HIDDEN if value["n"] and (apart or few) else value["n"],
            "n_excluded": self._excluded(value, path, apart),
            "median": HIDDEN if few else value["median"],
            "mean": HIDDEN if few or (apart and value["n"]) else value["mean"],
            "max": HIDDEN if value["n"] else None,
        }

    def _few(self, value: Table, path: Path) -> bool:
        beside = _COUNT_BESIDE.get(path[0])
        if beside is None:
            return (*path, "n") in self.hidden
        n = value["n"]
        small = isinstance(n, int) and 0 < n < self.threshold
        return small or (bool(n) and (*path[:-1], beside[path[-1]]) in self.hidden)

    def _excluded(self, value: Table, path: Path, apart: bool) -> Value:
        excluded = value["n_excluded"]
        return HIDDEN if excluded and (apart or (*path, "n_excluded") in self.hidden) else excluded


def _may_show(table: Table, key: str, path: Path) -> bool:
    if not _is_spread(table):
        return key not in _SUMS
    return key in {"n", "n_excluded"} and path[0] not in _COUNT_BESIDE


def _is_spread(value: Table) -> bool:
    return set(value) == _SPREAD
