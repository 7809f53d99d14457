"""What an operation returns: which subjects it touched, so that open pages can ask again."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Change:
    """Topics are plain words (case, waiting_list, office …); ids are those of cases or rows."""

    topics: frozenset[str] = frozenset()
    ids: frozenset[UUID] = frozenset()
    created: UUID | None = field(default=None)
    note: str = ""
