"""The documents that can be printed, found by themselves in `documents`: one file each.

A document's module has NAME, TITLE and PURPOSE (marked; what it is for), PLACE, CHOICES (a tuple of
what the reader may choose: list, period, anonymous, public) and
`write(session, order, target, step) -> pages`.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from sqlalchemy.orm import Session

from hjemveien.reports import documents

Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Order:
    """What is to be printed as of which day, by whom, at an aware moment.

    `start` is the first day of a period, None where nobody chose one.
    """

    as_of: date
    by: str
    at: datetime
    kind: str = "working"
    anonymous: bool = False
    public: bool = False
    start: date | None = None


@dataclass(frozen=True)
class Document:
    """One document; `title` and what it is for, `purpose`, are marked texts."""

    name: str
    title: str
    choices: tuple[str, ...]
    module: ModuleType
    purpose: str = ""

    def write(
        self,
        session: Session,
        order: Order,
        target: Path | BinaryIO,
        step: Step | None = None,
    ) -> int:
        """Returns the number of pages. `step(done, of)` is told on the way; raising from it ends
        the writing, and no file is left behind."""
        pages: int = self.module.write(session, order, target, step)
        return pages


def all_documents() -> tuple[Document, ...]:
    """Every document, in its place. Raises RuntimeError when none was packed."""
    names = [found.name for found in pkgutil.iter_modules(documents.__path__)]
    if not names:
        raise RuntimeError("no documents were packed with the program")
    modules = [importlib.import_module(f"{documents.__name__}.{name}") for name in names]
    placed = sorted(modules, key=lambda module: module.PLACE)
    return tuple(
        Document(each.NAME, each.TITLE, each.CHOICES, each, each.PURPOSE) for each in placed
    )
