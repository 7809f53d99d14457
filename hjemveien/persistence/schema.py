"""Which schema a database has, which one this program makes, and whether the two can work together.

Reads the revisions' file names instead of importing alembic, so that opening costs nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sqlalchemy import Connection, inspect, text

from hjemveien import __version__
from hjemveien.files import MIGRATIONS
from hjemveien.persistence.errors import Damaged, NewerSchema
from hjemveien.texts import _

# The oldest program that can still work on the schema this one makes: raised by a revision that
# takes something away (the contract phase), left alone by one that only adds (the expand phase).
MIN_CLIENT = "0.1.0"

Standing = Literal["empty", "older", "current", "newer"]
_REVISION_FILE = re.compile(r"^(\d{4})_\w+\.py$")


@dataclass(frozen=True)
class Schema:
    """`revision` is None in an empty database; `min_client` is what a newer schema still allows."""

    revision: str | None
    standing: Standing
    min_client: str | None


@lru_cache(maxsize=1)
def revisions() -> tuple[str, ...]:
    """Every revision this program knows, oldest first: one line, numbered from 0001."""
    names = (_REVISION_FILE.match(path.name) for path in (MIGRATIONS / "versions").iterdir())
    found = tuple(sorted(name[1] for name in names if name))
    if not found:
        raise RuntimeError("the program was installed without its migrations")
    return found


def head() -> str:
    return revisions()[-1]


def read_schema(connection: Connection) -> Schema:
    """Raises Damaged where there are tables, but none of ours."""
    there = inspect(connection).get_table_names()
    if "alembic_version" not in there:
        if there:
            raise Damaged(_("The database holds something else than Hjemveien's tables."))
        return Schema(None, "empty", None)
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision is None:
        return Schema(None, "empty", None)
    if revision == head():
        return Schema(revision, "current", None)
    if revision in revisions():
        return Schema(revision, "older", None)
    asked = text("SELECT min_client FROM schema_info")
    min_client = connection.execute(asked).scalar() if "schema_info" in there else None
    return Schema(revision, "newer", min_client)


def check_not_newer(schema: Schema, version: str = __version__) -> None:
    """Raises NewerSchema unless the schema says that this program may still work on it."""
    if schema.standing != "newer" or _allows(schema.min_client, version):
        return
    text = _(
        "The database was upgraded by a newer Hjemveien (schema {theirs}; this program knows "
        "{ours}). Install that version; nothing was changed."
    )
    raise NewerSchema(text.format(theirs=schema.revision, ours=head()))


def _allows(min_client: str | None, version: str) -> bool:
    return min_client is not None and _parts(version) >= _parts(min_client)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
