"""A sheet as it lies in the file: values, and the facts that a value alone does not tell."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | date | time | timedelta | None
Place: TypeAlias = tuple[int, int]

# Control characters and those that turn the writing direction: never part of an office's text.
BIDI_AND_CONTROL = dict.fromkeys(
    (
        *range(0x09),
        *range(0x0B, 0x0D),
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0x00AD,
        0x061C,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    )
)


@dataclass(slots=True)
class RawSheet:
    """`rows[0]` is row 1; places are (row from 1, column from 0). `name` is None in a text file."""

    file: str
    name: str | None
    rows: list[list[Value]]
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    quoted: set[Place] = field(default_factory=set)

    @property
    def is_text(self) -> bool:
        return self.name is None


def letter(column: int) -> str:
    """The spreadsheet's name of a column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_empty(value: Value) -> bool:
    return value is None or value == "" or (isinstance(value, str) and not value.strip())


def as_text(value: Value) -> str:
    """The value as a person would read it: whole numbers without a point, days as ISO."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return str(value)
