"""The window adds links to the audit's chain, remembers the last, and says when one is missing."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hjemveien.persistence.chain import links
from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Household
from hjemveien.services.heads import Memory, check_in
from tests.databases import PASSPHRASE
from tests.persistence.tampering import Tamper
from tests.ui.conftest import ACTOR, NOON
from ui import office
from ui.app import App
from ui.office import Office
from ui.settings import Settings


@pytest.fixture
def chosen(local_database: Database) -> Office:
    """An office in a file with one change that no link covers."""
    write(local_database)
    return office.existing(str(local_database.path), PASSPHRASE)


def write(database: Database) -> None:
    with database.writing(ACTOR, NOON) as session:
        session.add(Household())


def head(database: Database) -> links.Head | None:
    with database.reading() as session:
        return links.head(session)


def opened(chosen: Office, settings: Settings, folder: Path, qtbot: QtBot) -> App:
    app = App(settings, "kari", data_dir=folder)
    app.open(chosen)
    assert app.window is not None
    qtbot.addWidget(app.window)
    qtbot.waitUntil(lambda: app.witness is not None, timeout=30_000)
    return app


def close(app: App) -> None:
    assert app.window is not None
    app.window.close()
    app.close()


def test_a_window_that_closes_covers_what_was_written(
    local_database: Database, chosen: Office, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    app = opened(chosen, settings, tmp_path, qtbot)
    assert head(local_database) is None
    close(app)
    ended = head(local_database)
    assert ended is not None
    memory = Memory(tmp_path, str(Path(str(local_database.path)).resolve()))
    assert memory.recall() == ended
    assert memory.file.stat().st_mode & 0o077 == 0


def test_every_ten_minutes_what_is_new_is_covered(
    local_database: Database, chosen: Office, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    app = opened(chosen, settings, tmp_path, qtbot)
    assert app.witness is not None
    assert app.witness.timer.interval() == timedelta(minutes=10) / timedelta(milliseconds=1)
    app.witness.timer.timeout.emit()
    qtbot.waitUntil(lambda: head(local_database) is not None, timeout=10_000)
    close(app)


def test_a_lost_head_is_said_at_every_opening_until_it_is_accepted(
    local_database: Database, chosen: Office, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    close(opened(chosen, settings, tmp_path, qtbot))
    Tamper(local_database)("DELETE FROM audit_checkpoint")
    for _time in range(2):
        app = opened(chosen, settings, tmp_path, qtbot)
        window = app.window
        assert window is not None
        qtbot.waitUntil(window.banner.isVisible, timeout=30_000)
        assert "not the one that this computer saw" in window.banner.text.text()
        assert window.banner.kind == "danger"
        close(app)
    assert check_in(local_database, tmp_path) != ""
