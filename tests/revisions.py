"""The next version of the program, as far as a test needs it: one revision more."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hjemveien import files
from hjemveien.persistence import revisions, schema

HEAD = schema.head()

# Makes the table anew on SQLite: where foreign keys are on, that deletes the members.
REBUILD = '''
"""A column is taken away, another is added."""
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("household") as table:
        table.add_column(sa.Column("added", sa.Text(), server_default="", nullable=False))
    op.execute("UPDATE household SET added = 'yes'")
    with op.batch_alter_table("household") as table:
        table.alter_column("note", type_=sa.String(500))
    {more}
'''
NEXT = f"{int(HEAD) + 1:04}"


def give_next_revision(patch: pytest.MonkeyPatch, folder: Path, more: str = "") -> None:
    """Until the patch is undone; forget `schema.revisions` then. `folder` is not there yet."""
    shutil.copytree(files.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    revision = REBUILD.format(revision=NEXT, before=HEAD, more=more)
    (folder / "versions" / f"{NEXT}_next.py").write_text(revision)
    patch.setattr(revisions, "MIGRATIONS", folder)
    patch.setattr(schema, "MIGRATIONS", folder)
    schema.revisions.cache_clear()


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Gives the program one revision more than it was shipped with."""
    shipped = schema.revisions()

    def add(more: str = "") -> None:
        give_next_revision(monkeypatch, tmp_path / "migrations", more)

    yield add
    monkeypatch.undo()
    schema.revisions.cache_clear()
    assert schema.revisions() == shipped
