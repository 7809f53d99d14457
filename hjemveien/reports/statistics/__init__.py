"""The office's figures: one file a statistic, found by themselves, each number with its list.

statistics(session, period_of(as_of=…)).as_json()
behind(session, period, ("waiting_list", "as_of", "by_group", "rus"))
"""

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien import __version__
from hjemveien.persistence.tables import Municipality
from hjemveien.reports.disclosure import THRESHOLD, Link, Path
from hjemveien.reports.statistics.across import across
from hjemveien.reports.statistics.counting import Behind, Value
from hjemveien.reports.statistics.period import Period
from hjemveien.reports.statistics.public import count_cells, published
from hjemveien.services.heads import printed
from hjemveien.services.municipality import KOSTRA_KEY
from hjemveien.texts import _, mark

Step = Callable[[int, int], None]
SCHEMA_VERSION = 1
DEFINITION_VERSION = "2026-1"
UNKNOWN_DATES = mark(
    "A date that is missing, impossible, after the day its source speaks for, or against the order"
    " of events is unknown: it counts from that day, and never in a duration. A date known to the"
    " month counts from the month's last day, and never in a duration."
)
AS_OF = mark("Every figure of what is, is as of this day; flows are counted up to it.")
PUBLIC = mark(
    "Cells of fewer than {threshold}, and those that would reveal them, are shown as “:”."
)


class Statistic(Protocol):
    """What a file in this folder must hold to be one."""

    ORDER: int
    KEY: str
    TITLE: str
    DEFINITION: str

    def figures(self, session: Session, period: Period) -> Value: ...

    def behind(self, session: Session, period: Period, path: Path) -> Behind: ...

    def links(self, block: Value) -> tuple[Link, ...]: ...


@dataclass(frozen=True)
class Block:
    key: str
    title: str
    definition: str
    value: Value


@dataclass(frozen=True)
class Figures:
    """All figures of one day. `threshold` is what small cells are hidden below; 0: nothing is.

    `audit` is where the audit's chain ended, for paper.
    """

    municipality: str
    period: Period
    blocks: tuple[Block, ...]
    threshold: int = 0
    audit: str = ""
    program_version: str = __version__
    definition_version: str = DEFINITION_VERSION

    @property
    def public(self) -> bool:
        return self.threshold > 0

    def block(self, key: str) -> Block:
        return next(block for block in self.blocks if block.key == key)

    def definitions(self) -> dict[str, str]:
        common = {"as_of": _(AS_OF), "unknown_dates": _(UNKNOWN_DATES)}
        if self.public:
            common["public"] = _(PUBLIC).format(threshold=self.threshold)
        return {**common, **{block.key: block.definition for block in self.blocks}}

    def as_json(self) -> dict[str, object]:
        """What a machine reads: the same keys whichever the language."""
        period = self.period
        return {
            "schema_version": SCHEMA_VERSION,
            "program_version": self.program_version,
            "definition_version": self.definition_version,
            "municipality": self.municipality,
            "as_of": period.as_of.isoformat(),
            "year_end": period.year_end.isoformat(),
            "from": period.start.isoformat() if period.start else None,
            "to": period.end.isoformat(),
            "public": self.public,
            "small_cells_below": self.threshold or None,
            "definitions": self.definitions(),
            **{block.key: block.value for block in self.blocks},
        }


def statistics(
    session: Session,
    period: Period,
    public: bool = False,
    threshold: int | None = None,
    step: Step | None = None,
) -> Figures:
    """All figures, in a fixed number of statements; with `public`, fit to leave the office.

    `step(done, of)` is told before each statistic; raising from it ends the counting.
    """
    profile = session.execute(select(Municipality.name, Municipality.settings).limit(1)).first()
    name, settings = (profile[0], profile[1] or {}) if profile else ("", {})
    name = settings.get(KOSTRA_KEY) or name
    values = _counted(session, period, step)
    limit = (threshold or int(settings.get("small_cells", THRESHOLD))) if public else 0
    if limit:
        values = _published(values, period, max(limit, 2))
    blocks = tuple(
        Block(found.KEY, _(found.TITLE), _(found.DEFINITION), values[found.KEY])
        for found in found_statistics()
    )
    return Figures(name, period, blocks, max(limit, 2) if limit else 0, printed(session))


def _counted(session: Session, period: Period, step: Step | None) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for found in found_statistics():
        if step is not None:
            step(len(values), len(found_statistics()))
        values[found.KEY] = found.figures(session, period)
    return values


def behind(session: Session, period: Period, path: Path) -> Behind:
    """What the number at a path was counted from. Raises KeyError for an unknown statistic."""
    found = {statistic.KEY: statistic for statistic in found_statistics()}[path[0]]
    return found.behind(session, period, path[1:])


@cache
def found_statistics() -> tuple[Statistic, ...]:
    """Every statistic in this folder, in order. Finding none means that files are missing."""
    modules = [import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    found = [cast(Statistic, module) for module in modules if hasattr(module, "KEY")]
    if not found:
        raise RuntimeError("no statistic was found beside " + __name__)
    return tuple(sorted(found, key=lambda statistic: statistic.ORDER))


def all_links(values: dict[str, Value], year: str) -> tuple[Link, ...]:
    """What adds up to what, within each statistic and among them, by full paths."""
    within = [
        Link(
            (found.KEY, *link.total), tuple((found.KEY, *part) for part in link.parts), link.guarded
        )
        for key, found in ((found.KEY, found) for found in found_statistics())
        for link in found.links(values[key])
    ]
    return (*within, *across(dict(count_cells(values)), year))


def _published(values: dict[str, Value], period: Period, threshold: int) -> dict[str, Value]:
    links = all_links(values, str(period.year_end.year))
    return published(values, links, _internal(), threshold)


def _internal() -> Iterable[str]:
    return [found.KEY for found in found_statistics() if getattr(found, "INTERNAL", False)]
