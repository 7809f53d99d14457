"""What every part of an intake needs to know while it writes: who, when, which keys, and whom."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from hjemveien.domain.sorting import fold, sort_key
from hjemveien.exchange.intake.bulk import Row, Rows
from hjemveien.exchange.intake.keys import Keys
from hjemveien.exchange.intake.links import Links
from hjemveien.exchange.reading.records import Reading, Staff
from hjemveien.services.act import Act


@dataclass(frozen=True, slots=True)
class Worker:
    """A caseworker as registered."""

    staff_id: UUID
    name: str
    name_key: str


@dataclass
class Context:
    """One intake: `as_of` is the day that the files speak for."""

    act: Act
    as_of: date
    keys: Keys
    links: Links
    workers: dict[str, Worker] = field(default_factory=dict)

    def worker(self, key: str | None) -> Worker | None:
        return self.workers.get(key) if key else None


def tie_staff(
    reading: Reading, registered: list[tuple[UUID, str, str, str]], keys: Keys, rows: Rows
) -> dict[str, Worker]:
    """Caseworkers by their key in the reading; those nobody has registered go into `rows`."""
    by_name = {fold(name): Worker(staff_id, name, key) for staff_id, name, key, _i in registered}
    by_initials = {fold(i): Worker(staff_id, n, key) for staff_id, n, key, i in registered if i}
    workers: dict[str, Worker] = {}
    for member in reading.staff:
        name = member.full_name or member.initials or member.key
        found = by_name.get(fold(name))
        if found is None and not member.full_name:
            found = by_initials.get(fold(member.initials))
        if found is None:
            found = Worker(keys.new(), name, sort_key(name))
            rows.add("staff", _staff_row(member, found))
        workers[member.key] = found
    return workers


def _staff_row(member: Staff, worker: Worker) -> Row:
    return {
        "id": worker.staff_id,
        "name": worker.name,
        "name_key": worker.name_key,
        "initials": member.initials,
    }
