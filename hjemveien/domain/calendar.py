"""Legal time limits: weeks, months, and the move to the next working day."""

import calendar as _months
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True)
class Deadline:
    """The last day, and why it is not the day counted to when holidays moved it."""

    day: date
    counted_to: date

    @property
    def moved(self) -> bool:
        return self.day != self.counted_to


def after_weeks(start: date, weeks: int) -> Deadline:
    """Same weekday `weeks` later, moved to a working day. Source: domstolloven §§ 148–149."""
    return _on_working_day(start + timedelta(weeks=weeks))


def after_months(start: date, months: int) -> Deadline:
    """Same day number `months` later, or that month's last. Source: domstolloven §§ 148–149."""
    return _on_working_day(add_months(start, months))


def add_months(start: date, months: int) -> date:
    month_index = start.year * 12 + start.month - 1 + months
    year, month = divmod(month_index, 12)
    return date(year, month + 1, min(start.day, _months.monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """Full months from one day to another; 0 where the end comes first."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(months - (add_months(start, months) > end), 0)


def month_end(day: date) -> date:
    return date(day.year, day.month, _months.monthrange(day.year, day.month)[1])


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year)


def _on_working_day(counted_to: date) -> Deadline:
    day = counted_to
    while not is_working_day(day):
        day += timedelta(days=1)
    return Deadline(day, counted_to)


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    """Public holidays in Norway; the library's Sundays are weekdays' business already."""
    from holidays.countries.norway import Norway

    return frozenset(Norway(years=year).keys())
