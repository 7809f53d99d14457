"""What a walk along the chain found."""

from dataclasses import dataclass

from hjemveien.persistence.chain.links import Head

CHANGED = "changed"
GONE = "gone"
ADDED = "added"
ALONE = "alone"  # payload without its event: either was added or is gone


@dataclass(frozen=True)
class WrongRow:
    """`table` is a table of the audit and `number` its row's; `row` says what the event is about.

    `what` is CHANGED, GONE, ADDED or ALONE; `row` is "person 6f0c…", or "" where nobody knows.
    """

    number: int
    table: str
    row: str
    what: str


@dataclass(frozen=True)
class Verdict:
    """`uncovered` events are newer than the last link; `rows` is False where only links were seen.

    `erased` is how many payloads are gone by a recorded erasure.
    """

    events: int
    links: int
    uncovered: int
    erased: int
    head: Head | None
    first_wrong: WrongRow | None
    rows: bool = True

    @property
    def whole(self) -> bool:
        return self.first_wrong is None
