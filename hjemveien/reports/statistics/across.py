"""What adds up from one statistic to another, so that no table gives away what another hides."""

from collections.abc import Iterator, Mapping

from hjemveien.reports.disclosure import Link, Path, holds

Counts = Mapping[Path, int]
_YEAR, _MONTH = "by_year", "by_month"
_OFF = "on_waiting_sheet_but_not_on_list"
_MOVED = "decision_to_move_in"


def across(counts: Counts, year: str) -> Iterator[Link]:
    """`year` is the one that the KOSTRA worksheet shows."""
    yield from _households_and_cases(counts)
    yield from _waiting(counts, year)
    yield from _ends(counts, year)
    yield from _months(counts, year)
    yield from _same_under(counts, ("kostra", "temporary_stays"), ("temporary_stays", _YEAR, year))


def _households_and_cases(counts: Counts) -> Iterator[Link]:
    yield holds(("households", "read"), ("persons", "applicants"))
    yield holds(("cases",), ("households", "with_case"))
    yield from _same(counts, ("cases",), ("applications", "total"))
    yield holds(("cases",), *_under(counts, ("by_stage",), "stock"))
    yield holds(("cases",), ("decision_to_move_in", "all", "n"))


def _waiting(counts: Counts, year: str) -> Iterator[Link]:
    total = ("waiting_list", "as_of", "total")
    off = (_OFF, "no_decision"), (_OFF, "refused"), (_OFF, "not_new"), (_OFF, "already_housed")
    yield Link(total, (("days_waited", "n"), ("days_waited", "n_excluded")))
    yield holds(("households", "rows_on_waiting_sheet"), total, *off)
    yield holds(("households", "on_waiting_sheet"), total)
    yield holds(
        ("days_waited", "n_excluded"), ("waiting_list", "year_end", "unknown_decision_date")
    )
    yield from _same_under(counts, ("kostra", "waiting_list"), ("waiting_list", "year_end"))
    for path in [p for p in counts if p[0] == "by_group" and p[-1] == "on_list"]:
        yield from _same(counts, ("waiting_list", "as_of", "by_group", path[1]), path)
    ends = sorted(p for p in counts if p[0] == "by_month" and p[-1] == "on_list_at_end")
    if ends:
        yield from _same(counts, total, ends[-1])
    december = ("by_month", f"{year}-12", "on_list_at_end")
    yield from _same(counts, ("waiting_list", "year_end", "total"), december)


def _ends(counts: Counts, year: str) -> Iterator[Link]:
    yield holds(("refusals", "total"), ("closed", "refused"), (_OFF, "refused"))
    yield from _same(counts, ("refusals", _YEAR, year), ("kostra", "refusals", "total"))
    housed = ("closed", "housed")
    moved = tuple(_under(counts, ("by_group",), "moved_in"))
    yield holds(housed, (_MOVED, "all", "n"), (_MOVED, "all", "n_excluded"))
    yield holds(housed, *moved)
    in_year = ("kostra", "new_households_moved_in", "total")
    yield from _same(counts, (_MOVED, "by_year_moved", year, "n"), in_year)


def _months(counts: Counts, year: str) -> Iterator[Link]:
    of_year = [p for p in counts if p[:2] == ("applications", _MONTH) and p[2][:4] == year]
    yield holds(("kostra", "applications", "total"), *of_year)
    for path in [p for p in counts if p[0] == "by_month" and p[-1] == "applications"]:
        yield from _same(counts, ("applications", _MONTH, path[1]), path)
    for name in {p[2] for p in counts if p[:2] == ("refusals", _YEAR)}:
        months = [p for p in counts if p[0] == "by_month" and p[-1] == "refused"]
        yield holds(("refusals", _YEAR, name), *[p for p in months if p[1][:4] == name])
    for name in {p[2] for p in counts if p[:2] == (_MOVED, "by_year_moved")}:
        months = [p for p in counts if p[0] == "by_month" and p[-1] == "moved_in"]
        in_year = [p for p in months if p[1][:4] == name]
        yield holds((_MOVED, "by_year_moved", name, "n"), *in_year)


def _under(counts: Counts, start: Path, *end: str) -> list[Path]:
    """Paths that begin and end so, with one step between."""
    length = len(start) + 1 + len(end)
    return [
        path
        for path in counts
        if len(path) == length and path[: len(start)] == start and path[len(start) + 1 :] == end
    ]


def _same(counts: Counts, one: Path, other: Path) -> Iterator[Link]:
    """Two cells that mean the same or nearly: knowing one tells much of the other."""
    if one in counts and other in counts:
        larger, smaller = (one, other) if counts[one] >= counts[other] else (other, one)
        yield Link(larger, (smaller,))


def _same_under(counts: Counts, one: Path, other: Path) -> Iterator[Link]:
    for path in [p for p in counts if p[: len(one)] == one]:
        yield from _same(counts, path, other + path[len(one) :])
