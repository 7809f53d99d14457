"""Results to stdout, words to stderr."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def say(text: str) -> None:
    """Words for a person; never part of a result that a machine reads."""
    print(text, file=sys.stderr, flush=True)


def give(text: str) -> None:
    """The result itself."""
    print(text, flush=True)


def give_json(value: Any) -> None:
    give(json.dumps(value, ensure_ascii=False, indent=2, default=as_json))


def as_json(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def progress_line(label: str) -> Callable[[int, int], None]:
    """A callable that keeps one line up to date where somebody watches, and is silent elsewhere."""
    watched = sys.stderr.isatty()

    def show(done: int, of: int) -> None:
        if watched:
            end = "\n" if done >= of else ""
            print(f"\r{label} {done}/{of}", end=end, file=sys.stderr, flush=True)

    return show
