"""Where the demo office lies: a file of its own, made anew or found again, never the real one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from hjemveien.domain.refusal import Refusal
from hjemveien.exchange.demo.order import Order
from hjemveien.texts import _

if TYPE_CHECKING:
    from hjemveien.persistence.engine import Database

PASSPHRASE = "hjemveien demo"  # no secret: it is shown, and guards invented people
ACTOR = "Demo"
Progress = Callable[[int, int], None]


def demo_file(data_dir: str) -> Path:
    return Path(data_dir).expanduser() / "demo" / "demo.db"


def demo_office(
    path: Path, order: Order, progress: Progress | None = None, fresh: bool = False
) -> "Database":
    """The demo's own file, open: as it was left if it is of the same order, else made anew."""
    found = None if fresh or not path.exists() else _as_left(path, order)
    return found or _made_anew(path, order, progress)


def fill(database: "Database", order: Order, progress: Progress | None = None) -> None:
    """Fill an empty database, or leave it if it is this very demo. Raises Refusal for any other."""
    from hjemveien.exchange.demo.making import make_office

    if kept_order(database) == order.told():
        return
    if _holds_anything(database):
        raise Refusal(
            _("This database is not empty. The demo only fills an empty one; nothing was changed.")
        )
    with database.writing(ACTOR, order.now, uuid4()) as session:
        make_office(session, order, progress)


def kept_order(database: "Database") -> object:
    """What the office in this database was made from; None where it is no demo."""
    from sqlalchemy import select

    from hjemveien.persistence.tables import Municipality

    with database.reading() as session:
        settings = session.scalar(select(Municipality.settings).limit(1)) or {}
    return settings.get("demo")


def _holds_anything(database: "Database") -> bool:
    from sqlalchemy import select

    from hjemveien.persistence.tables import CaseFile, Dwelling, Household, Municipality, Staff

    with database.reading() as session:
        kinds = (CaseFile, Household, Dwelling, Staff, Municipality)
        return any(session.scalar(select(kind.id).limit(1)) is not None for kind in kinds)


def _as_left(path: Path, order: Order) -> "Database | None":
    from hjemveien.persistence import migrate
    from hjemveien.persistence.engine import open_database

    try:
        database = open_database(path, PASSPHRASE)
    except Refusal:
        return None
    try:
        migrate.make_ready(database)
        if kept_order(database) == order.told():
            return database
    except Refusal:
        pass  # of an older or newer program: it is made anew
    database.close()
    return None


def _made_anew(path: Path, order: Order, progress: Progress | None) -> "Database":
    from hjemveien.persistence import migrate
    from hjemveien.persistence.engine import create_local

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
    except OSError as error:
        raise Refusal(_("The demo office is open in another window. Close it first.")) from error
    database = create_local(path, PASSPHRASE)
    try:
        migrate.make_ready(database)
        fill(database, order, progress)
    except BaseException:
        database.close()
        raise
    return database
