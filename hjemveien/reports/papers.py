"""Writes what an office hands out: the waiting list, whole and anonymised, and its figures."""

from datetime import datetime
from pathlib import Path

from hjemveien.persistence.engine import Database
from hjemveien.reports.statistics import statistics
from hjemveien.reports.statistics.period import period_of
from hjemveien.reports.waiting_list import Print, print_waiting_list
from hjemveien.reports.writers import write_statistics


def write_papers(database: Database, folder: Path, by: str, now: datetime) -> tuple[Path, ...]:
    """The papers of a day in a folder that is made when it is missing; returns where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    today = now.astimezone().date()
    lists = {"waiting-list.pdf": False, "waiting-list-anonymous.pdf": True}
    figures = ("statistics.xlsx", "statistics.json")
    with database.reading() as session:
        for name, anonymous in lists.items():
            wanted = Print(folder / name, today, by, now, anonymous=anonymous)
            print_waiting_list(session, wanted)
        counted = statistics(session, period_of(today=today))
    for name in figures:
        write_statistics(counted, folder / name, now)
    return tuple(folder / name for name in (*lists, *figures))
