"""The figures as data: JSON for machines, and one long tidy table as CSV."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from hjemveien.reports.sheets.cells import defused
from hjemveien.reports.statistics import Figures
from hjemveien.reports.statistics.counting import Path as Steps
from hjemveien.reports.statistics.counting import Value
from hjemveien.reports.statistics.wording import label
from hjemveien.reports.writing import in_place
from hjemveien.texts import _, number_text


def write_json(figures: Figures, target: Path) -> None:
    with in_place(target) as part:
        text = json.dumps(figures.as_json(), ensure_ascii=False, indent=1)
        part.write_text(text + "\n", encoding="utf-8")


def write_csv(figures: Figures, target: Path) -> None:
    """Semicolons and a byte order mark, as Norwegian Excel opens it; one number a line."""
    with in_place(target) as part, part.open("w", encoding="utf-8-sig", newline="") as sink:
        writer = csv.writer(sink, delimiter=";")
        writer.writerow(
            (_("Municipality"), _("As of"), _("Statistic"), _("Figure"), _("Value"), "path")
        )
        day = figures.period.as_of.isoformat()
        for block in figures.blocks:
            for path, value in _leaves(block.value, ()):
                words = " – ".join(label(step) for step in path) or block.title
                line = (figures.municipality, day, block.title, words, _text(value))
                writer.writerow([*map(defused, line), "/".join((block.key, *path))])


def _leaves(value: Value, path: Steps) -> Iterator[tuple[Steps, Value]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, (*path, key))
    else:
        yield path, value


def _text(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, float):
        return number_text(value, 1).replace("\u00a0", "")
    return "" if value is None else str(value)
