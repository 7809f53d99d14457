"""The audit's last head that this computer has seen, kept outside the database and demanded again.

A chain inside one database proves nothing against whoever owns it; a head kept elsewhere does.
"""

import hashlib
import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from hjemveien.persistence import addresses
from hjemveien.persistence.chain import links
from hjemveien.persistence.chain.links import Head
from hjemveien.persistence.engine import Database
from hjemveien.texts import _, day_text

FOLDER = "heads"
_SHORT = 12


class Memory:
    """One small file in the person's data folder for each database."""

    def __init__(self, data_dir: Path, place: str) -> None:
        """`place` is a file's whole path or a shared database's address without its password."""
        name = hashlib.sha256(place.encode()).hexdigest()[:32]
        self.file = data_dir / FOLDER / f"{name}.json"

    def recall(self) -> Head | None:
        """None where this computer has seen none, or cannot read what it wrote."""
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            at = datetime.fromisoformat(found["at"])
            return Head(int(found["number"]), at, str(found["digest"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, head: Head) -> None:
        """Quiet where the folder cannot be written: the chain goes on without us."""
        fields = {"number": head.number, "at": head.at.isoformat(), "digest": head.digest}
        part = self.file.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.write_text(json.dumps(fields), encoding="utf-8")
            part.chmod(0o600)
            os.replace(part, self.file)

    def forget(self) -> None:
        self.file.unlink(missing_ok=True)


def check_in(database: Database, data_dir: Path) -> str:
    """Demand the head seen last, and remember the newest; "" when all is well, else words.

    A head that is missing stays demanded until somebody accepts another.
    """
    memory = _memory(data_dir, database)
    known = memory.recall()
    try:
        with database.reading() as session:
            if known is not None and not links.is_on_chain(session, known):
                return _missing(known)
            newest = links.head(session)
    except links.Unreadable as refusal:
        return str(refusal)
    if newest is not None and newest != known:
        memory.remember(newest)
    return ""


def keep_up(database: Database, data_dir: Path, now: datetime) -> str:
    """Cover what is new by a link, and check in."""
    try:
        links.add_links(database, now)
    except links.Unreadable as refusal:
        return str(refusal)
    return check_in(database, data_dir)


def accept(database: Database, data_dir: Path) -> Head | None:
    """Take the chain's end as it is now for right: after a restore that somebody knows of."""
    memory = _memory(data_dir, database)
    with database.reading() as session:
        newest = links.head(session)
    if newest is None:
        memory.forget()
    else:
        memory.remember(newest)
    return newest


def forget(address: str, data_dir: Path) -> None:
    """Whoever has just restored a database there knows that the audit ends elsewhere now."""
    shared = addresses.is_shared(address)
    place = addresses.shown(addresses.read_address(address)) if shared else _whole_path(address)
    Memory(data_dir, place).forget()


def in_short(head: Head) -> str:
    """For paper and lists: number, day and the first of its digest."""
    return _("Audit {number} · {day} · {digest}").format(
        number=head.number,
        day=day_text(head.at.astimezone().date()),
        digest=" ".join(head.digest[at : at + 4] for at in range(0, _SHORT, 4)),
    )


def printed(session: Session) -> str:
    """The chain's end in short, for a report's foot; "" while there is none."""
    try:
        head = links.head(session)
    except links.Unreadable:
        return ""
    return in_short(head) if head else ""


def _memory(data_dir: Path, database: Database) -> Memory:
    return Memory(data_dir, _whole_path(database.path) if database.path else database.place)


def _whole_path(path: str | Path) -> str:
    return str(Path(path).resolve())


def _missing(known: Head) -> str:
    return _(
        "The audit is not the one that this computer saw: link {number} of {day} is missing or "
        "another. Either an older backup was restored, or somebody has changed the audit. Ask "
        "whoever looks after the database, and compare with a printed head. Once it is explained, "
        "“hjemveien audit head --accept” takes it as it is."
    ).format(number=known.number, day=day_text(known.at.astimezone().date()))
