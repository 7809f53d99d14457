"""Three sums on dates that the two engines spell differently."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class days_between(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it stands for
    """Whole days from the second date to the first."""

    name = "days_between"
    inherit_cache = True
    type = Integer()


class later(FunctionElement[date]):  # noqa: N801
    """The later of two dates, neither of them NULL."""

    name = "later"
    inherit_cache = True
    type = Date()


class earlier(FunctionElement[date]):  # noqa: N801
    """The earlier of two dates, neither of them NULL."""

    name = "earlier"
    inherit_cache = True
    type = Date()


@compiles(days_between)
def _days(element: days_between, compiler: Any, **options: Any) -> str:
    after, before = [compiler.process(clause, **options) for clause in element.clauses]
    return f"({after} - {before})"


@compiles(days_between, "sqlite")
def _days_sqlite(element: days_between, compiler: Any, **options: Any) -> str:
    after, before = [compiler.process(clause, **options) for clause in element.clauses]
    return f"CAST(julianday({after}) - julianday({before}) AS INTEGER)"


@compiles(later)
def _later(element: later, compiler: Any, **options: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **options)})"


@compiles(later, "sqlite")
def _later_sqlite(element: later, compiler: Any, **options: Any) -> str:
    return f"max({compiler.process(element.clauses, **options)})"


@compiles(earlier)
def _earlier(element: earlier, compiler: Any, **options: Any) -> str:
    return f"least({compiler.process(element.clauses, **options)})"


@compiles(earlier, "sqlite")
def _earlier_sqlite(element: earlier, compiler: Any, **options: Any) -> str:
    return f"min({compiler.process(element.clauses, **options)})"
