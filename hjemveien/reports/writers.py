"""The way out: figures and lists in the form that the file's ending names."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from hjemveien.reports.writing import checked_target

if TYPE_CHECKING:
    from hjemveien.reports.statistics import Figures
    from hjemveien.services.views import WaitingList

__all__ = ["checked_target", "write_statistics", "write_waiting_list"]

STATISTICS = (".xlsx", ".csv", ".json", ".pdf")
LISTS = (".xlsx", ".csv", ".json")


def write_statistics(figures: "Figures", target: Path, made_at: datetime | None = None) -> None:
    """Write the figures. Raises Refusal where that cannot be; an older file then stays.

    `made_at` is stamped on paper and workbook; without it, midnight of the figures' own day.
    """
    ending = checked_target(target, STATISTICS)
    at = made_at or datetime.combine(figures.period.as_of, time(), UTC)
    if ending == ".pdf":
        from hjemveien.reports.documents.statistics import write_pdf

        write_pdf(figures, target, at)
    elif ending == ".xlsx":
        from hjemveien.reports.sheets.statistics_workbook import write_workbook

        write_workbook(figures, target, at)
    else:
        from hjemveien.reports.sheets.statistics_data import write_csv, write_json

        (write_csv if ending == ".csv" else write_json)(figures, target)


def write_waiting_list(
    shown: "WaitingList", target: Path, anonymous: bool = False, municipality: str = ""
) -> None:
    """Write the list; `anonymous` for a committee. Raises Refusal, and an older file then stays."""
    from hjemveien.reports.sheets import waiting_list

    ending = checked_target(target, LISTS)
    sheet = waiting_list.sheet_of(shown, anonymous, municipality)
    {
        ".xlsx": waiting_list.write_workbook,
        ".csv": waiting_list.write_csv,
        ".json": waiting_list.write_json,
    }[ending](sheet, target)
