"""The day figures are of, and the time over which flows are counted."""

from dataclasses import dataclass
from datetime import date

from hjemveien.domain.calendar import add_months, month_end
from hjemveien.texts import _, day_text


@dataclass(frozen=True)
class Period:
    """Stocks are as of `as_of`; flows run from `start` (None: from the beginning) to `end`."""

    as_of: date
    start: date | None
    end: date

    @property
    def year_end(self) -> date:
        """The last 31 December that is not after `as_of`."""
        this_year = date(self.as_of.year, 12, 31)
        return this_year if this_year <= self.as_of else date(self.as_of.year - 1, 12, 31)

    @property
    def months(self) -> tuple[date, ...]:
        """Last days of the months shown one by one: those of the period, else the last twelve."""
        last = month_end(self.end)
        first = month_end(self.start) if self.start else month_end(add_months(_first(last), -11))
        months = [first]
        while months[-1] < last:
            months.append(month_end(add_months(_first(months[-1]), 1)))
        return tuple(months)


def period_of(
    as_of: date | None = None,
    start: date | None = None,
    end: date | None = None,
    today: date | None = None,
) -> Period:
    """A period from what was asked for; `today` where nobody named a last day."""
    last = as_of or end or today
    if last is None:
        raise ValueError("a period needs a last day")
    return Period(as_of=last, start=start, end=last)


def period_in_words(period: Period) -> str:
    """The day of the figures, and what flows are counted over, for screen and paper."""
    day = day_text(period.as_of)
    if period.start is None:
        return _("As of {day}.").format(day=day)
    return _("As of {day}, flows from {first} to {last}.").format(
        day=day, first=day_text(period.start), last=day_text(period.end)
    )


def _first(day: date) -> date:
    return day.replace(day=1)
