"""What is drawn of a statistic: the same charts on paper and on the screen, with words for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hjemveien.reports.paper.figure import BarChart, Chart, LineChart, RankChart, Series
from hjemveien.reports.statistics import Block
from hjemveien.reports.statistics.counting import Table, Value
from hjemveien.reports.statistics.wording import label
from hjemveien.texts import _, mark, number_text

RANK_ROW = 22.0
CLOSED = "avsluttet"
FLOWS = ("applications", "granted", "moved_in")
Charts = tuple["Drawn", ...]


@dataclass(frozen=True)
class Drawn:
    """A chart under its title; `note` says in a sentence what it comes to."""

    title: str
    note: str
    chart: Chart


def charts(block: Block) -> Charts:
    """The charts of a statistic; none where it has nothing to draw."""
    value = block.value
    if not isinstance(value, dict) or not value:
        return ()
    drawn = _DRAWN.get(block.key)
    return drawn(value) if drawn else ()


def _months(table: Table) -> Charts:
    months = [(label(name), part) for name, part in table.items() if isinstance(part, dict)]
    if len(months) < 2:
        return ()
    names = tuple(name for name, _part in months)
    waiting = tuple(_number(part["on_list_at_end"]) for _name, part in months)
    flows = tuple(
        Series(label(key), tuple(_number(part[key]) for _name, part in months)) for key in FLOWS
    )
    title = _("The waiting list at each month's end")
    note = _way(names, waiting)
    flow_title = _("In and out, month by month")
    flow_note = _("Applications received, positive decisions and move-ins.")
    return (
        Drawn(title, note, LineChart(names, (Series(title, waiting),), _says(title, note), 150)),
        Drawn(flow_title, flow_note, BarChart(names, flows, _says(flow_title, _sums(flows)))),
    )


def _stages(table: Table) -> Charts:
    """Those under way: the closed ones would make all other bars short."""
    stocks = {
        code: part["stock"] if isinstance(part, dict) else part
        for code, part in table.items()
        if code != CLOSED
    }
    return (_ranked(_("Cases under way, at each stage"), stocks),)


def _groups(table: Table) -> Charts:
    sides = {side: table.get(side) for side in ("as_of", "year_end")}
    found = {
        side: value["by_group"]
        for side, value in sides.items()
        if isinstance(value, dict) and isinstance(value.get("by_group"), dict)
    }
    codes = list(dict.fromkeys(code for part in found.values() for code in _keys(part)))
    if not codes:
        return ()
    names = tuple(label(code) for code in codes)
    series = tuple(
        Series(label(side), tuple(_cell(part, code) for code in codes))
        for side, part in found.items()
    )
    title = _("Households on the waiting list by main group")
    says = _says(title, _listed(names, series[0].values))
    return (Drawn(title, "", RankChart(names, series, says, _height(len(names), 2))),)


def _single(marked: str) -> Callable[[Table], Charts]:
    """One number a line, as the server adds up for whoever may see counts alone."""
    return lambda table: (_ranked(_(marked), table),)


def _by_month(marked: str) -> Callable[[Table], Charts]:
    """The last twelve of the months."""

    def draw(table: Table) -> Charts:
        title = _(marked)
        months = list(table.items())[-12:]
        names = tuple(label(name) for name, _value in months)
        series = Series(title, tuple(_number(value) for _name, value in months))
        says = _says(title, _listed(names, series.values))
        return (Drawn(title, "", BarChart(names, (series,), says)),) if len(names) > 1 else ()

    return draw


def _ranked(title: str, table: Table) -> Drawn:
    names = tuple(label(code) for code in table)
    values = tuple(_number(value) for value in table.values())
    says = _says(title, _listed(names, values))
    series = (Series(title, values),)
    return Drawn(title, "", RankChart(names, series, says, _height(len(names), 1)))


def _way(names: Sequence[str], values: Sequence[float | None]) -> str:
    """From how many to how many, between the first and the last month that are known."""
    known = [(name, value) for name, value in zip(names, values, strict=True) if value is not None]
    if not known:
        return ""
    (first, before), (last, now) = known[0], known[-1]
    return _("From {before} at the end of {first} to {now} at the end of {last}.").format(
        before=number_text(int(before)), first=first, now=number_text(int(now)), last=last
    )


def _sums(series: Sequence[Series]) -> str:
    sums = ((one.name, sum(value for value in one.values if value is not None)) for one in series)
    return ", ".join(f"{name}: {number_text(int(total))}" for name, total in sums)


def _listed(names: Sequence[str], values: Sequence[float | None]) -> str:
    return ", ".join(
        f"{name}: {':' if value is None else number_text(int(value))}"
        for name, value in zip(names, values, strict=True)
    )


def _says(title: str, more: str) -> str:
    return f"{title}. {more}" if more else title


def _height(lines: int, series: int) -> float:
    return lines * RANK_ROW * (1 if series == 1 else 1.3) + (18 if series > 1 else 0)


def _cell(table: Value, code: str) -> float | None:
    return _number(table.get(code, 0)) if isinstance(table, dict) else None


def _keys(table: Value) -> tuple[str, ...]:
    return tuple(table) if isinstance(table, dict) else ()


def _number(value: Value) -> float | None:
    """None for a cell that is not to be shown."""
    return float(value) if isinstance(value, int | float) else None


_DRAWN: dict[str, Callable[[Table], Charts]] = {
    "by_month": _months,
    "by_stage": _stages,
    "waiting_list": _groups,
    "by_main_group": _single(mark("Open cases by main group")),
    "received_by_month": _by_month(mark("Received by month")),
    "moved_in_by_month": _by_month(mark("Moved in by month")),
}
