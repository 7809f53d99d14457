"""How alembic is told about the tables; imported only by those who migrate or compare."""

from typing import Any

from alembic.config import Config
from sqlalchemy import Column, DateTime, Index, Table

from hjemveien.files import MIGRATIONS
from hjemveien.persistence.tables import Base
from hjemveien.persistence.tables.base import Moment

# FTS5 keeps its own tables; no model describes them.
_OTHERS = ("search_trigram", "sqlite_")


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return made


def is_ours(
    thing: object, name: str | None, kind: str, _reflected: bool, _compared: object
) -> bool:
    """What a comparison of tables and database looks at."""
    if kind == "table":
        return not (name or "").startswith(_OTHERS)
    if kind == "index" and isinstance(thing, Index):
        # Made for one engine alone: see `ddl_if` where the table is described.
        return thing._ddl_if is None and name not in ENGINE_INDEXES
    return True


def same_type(
    _context: Any, _inspected: Column[Any], metadata_column: Column[Any], found: Any, _wanted: Any
) -> bool | None:
    """None leaves it to alembic; our moments are plain timestamps to the engines."""
    if isinstance(metadata_column.type, Moment):
        return not isinstance(found, DateTime)
    return None


def rendered(kind: str, thing: object, _context: Any) -> str | bool:
    """A revision must not depend on the tables of today, so it spells our own type out."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def _engine_indexes(tables: tuple[Table, ...]) -> frozenset[str]:
    found = (index for table in tables for index in table.indexes)
    return frozenset(str(index.name) for index in found if index._ddl_if is not None)


ENGINE_INDEXES = _engine_indexes(tuple(Base.metadata.sorted_tables))

SETTINGS: dict[str, Any] = {
    "target_metadata": Base.metadata,
    "render_as_batch": True,
    "transactional_ddl": True,
    "include_object": is_ours,
    "compare_type": same_type,
    "render_item": rendered,
}
