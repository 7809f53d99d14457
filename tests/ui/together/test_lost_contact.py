"""The road to the server is cut while somebody writes: the window lives, and nothing is lost."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hjemveien.persistence import watch
from hjemveien.persistence.engine import Database, open_database
from hjemveien.persistence.migrate import migrate
from hjemveien.persistence.tables import JournalEntry, SavedOperation
from tests.databases import no_backup
from tests.proxies import Road
from tests.replicas import Pair
from tests.services.making import new_case
from tests.ui.together.windows import Pulse, Sitter, Typist, sitting
from ui.case.move import MoveDialog

pytestmark = pytest.mark.slow

WHO = "Kari Reise"
# What is asked of the window while nothing answers is far less; this tells waiting from work.
SILENCE_MS = 1_000
# A busy machine may be late with everything.
NOTICE_SECONDS, LATE_SECONDS = 10, 20
# An attempt to connect that is under way is waited for.
CLOSING_SECONDS = 20
CUT_SECONDS, LONGEST_SILENCE_MS = 60, 200
TYPED = "Møtte på kontoret kl. 09:00.\n«Ja» sa hun – 100 % sikkert.\tÆØÅ æøå €\n"


@pytest.fixture
def road(shared_database: Database) -> Iterator[Road]:
    port = shared_database.engine.url.port
    assert port is not None
    with Road(port) as road:
        yield road


@pytest.fixture
def sitter(shared_database: Database, road: Road, tmp_path: Path, qtbot: QtBot) -> Iterator[Sitter]:
    url = shared_database.engine.url.render_as_string(hide_password=False)
    with sitting(road.through(url), WHO, tmp_path, qtbot) as somebody:
        yield somebody


def notes(database: Database, case_id: UUID) -> list[str]:
    with database.reading() as session:
        mine = select(JournalEntry.text).where(JournalEntry.case_id == case_id)
        return list(session.scalars(mine.where(JournalEntry.kind == "note")))


def test_a_person_knows_within_ten_seconds() -> None:
    """By what the program waits for, whatever machine it runs on."""
    assert watch.ASK_SECONDS + watch.ANSWER_SECONDS + watch.LOOK_SECONDS < NOTICE_SECONDS


def test_a_cut_road_is_told_and_what_was_written_is_sent_when_it_is_open(
    sitter: Sitter, road: Road, shared_database: Database, qtbot: QtBot
) -> None:
    case_id = new_case(shared_database)
    sitter.open_case(case_id)
    overview = sitter.panel.overview
    pulse, cut = Pulse(), monotonic()
    road.block()
    qtbot.keyClicks(overview.note, "Ringte ")
    overview.note.setText(TYPED)
    sitter.until(sitter.window.shell.contact_notice.isVisible)
    assert monotonic() - cut < NOTICE_SECONDS + LATE_SECONDS
    assert "No contact" in sitter.window.shell.contact_notice.text.text()
    assert sitter.window.status.saved_text() == "Waiting for the database"
    sitter.until(lambda: "on this computer" in overview.draft_state.text())
    qtbot.keyClicks(overview.note, "og mer")
    written = overview.note.text()
    assert written == f"og mer{TYPED}"
    overview.save_button.click()
    sitter.until(lambda: "on this computer" in overview.draft_state.text())
    assert overview.note.text() == written
    road.open()
    sitter.until(lambda: not sitter.window.shell.contact_notice.isVisible())
    sitter.until(lambda: overview.note.text() == "")
    assert notes(shared_database, case_id) == [written.strip()]
    sitter.until(lambda: sitter.window.status.saved_text() == "Everything is saved")
    assert pulse.longest_ms < SILENCE_MS


@pytest.mark.usefixtures("hurried")
def test_what_others_did_meanwhile_is_shown_when_the_contact_is_back(
    sitter: Sitter, road: Road, shared_database: Database
) -> None:
    case_id = new_case(shared_database)
    sitter.open_case(case_id)
    road.block()
    sitter.until(sitter.window.shell.contact_notice.isVisible)
    new_case(shared_database, "Etterpå")
    road.open()
    sitter.until(lambda: sitter.page.model.rowCount() == 2)


@pytest.mark.usefixtures("hurried")
def test_a_save_that_was_done_but_not_answered_is_found_and_not_doubled(
    sitter: Sitter, road: Road, shared_database: Database
) -> None:
    """The server has it, the answer is swallowed on the way."""
    case_id = new_case(shared_database)
    sitter.open_case(case_id)
    overview = sitter.panel.overview
    sitter.until(lambda: not sitter.work.busy())
    road.swallow_answer_to(b"COMMIT\0")
    overview.note.setText("En gang")
    overview.save_button.click()
    sitter.until(lambda: notes(shared_database, case_id))
    sitter.until(sitter.window.shell.contact_notice.isVisible)
    road.open()
    sitter.until(lambda: overview.note.text() == "")
    assert notes(shared_database, case_id) == ["En gang"]
    with shared_database.reading() as session:
        kept = session.get(SavedOperation, _entry(shared_database, case_id))
    assert kept is not None


def _entry(database: Database, case_id: UUID) -> UUID:
    with database.reading() as session:
        mine = select(JournalEntry.id).where(
            JournalEntry.case_id == case_id, JournalEntry.kind == "note"
        )
        return session.scalars(mine).one()


@pytest.mark.usefixtures("hurried")
def test_a_form_says_that_it_is_not_saved_yet_and_may_be_closed(
    sitter: Sitter, road: Road, shared_database: Database, qtbot: QtBot
) -> None:
    case_id = new_case(shared_database)
    sitter.open_case(case_id)
    sitter.panel.next_step()
    move = sitter.dialog(MoveDialog)
    move.reason.setText("Komplett")
    road.block()
    move.submit()
    sitter.until(move.waiting.isVisible)
    assert "Not saved yet" in move.waiting.text.text()
    with qtbot.waitSignal(move.destroyed):
        move.reject()
    road.open()
    sitter.until(lambda: sitter.panel.card().stage == "kartlegging")  # type: ignore[union-attr]
    with shared_database.reading() as session:
        moved = select(JournalEntry.id).where(JournalEntry.kind == "moved")
        assert len(session.scalars(moved).all()) == 1


def test_the_window_goes_over_to_the_standby_with_what_it_had_not_sent(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with Pair() as pair:
        made = open_database(pair.primary.create_database("office"))
        migrate(made, no_backup)
        case_id = new_case(made)
        made.close()
        pair.follow()
        with sitting(pair.url("office"), WHO, tmp_path, qtbot) as somebody:
            somebody.open_case(case_id)
            overview = somebody.panel.overview
            pair.kill_primary()
            overview.note.setText(TYPED)
            overview.save_button.click()
            somebody.until(somebody.window.shell.contact_notice.isVisible)
            pair.promote()
            somebody.until(lambda: overview.note.text() == "")
            somebody.until(lambda: not somebody.window.shell.contact_notice.isVisible())
        survivor = open_database(pair.primary.url("office"))
        assert notes(survivor, case_id) == [TYPED.strip()]
        survivor.close()


WRITE_UNTIL_KILLED = """
import sys
from pathlib import Path
from uuid import UUID
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from hjemveien.texts import set_language
from ui import office
from ui.app import App, application
from ui.settings import Settings

url, folder, case_id, text = sys.argv[1], Path(sys.argv[2]), UUID(sys.argv[3]), sys.argv[4]
settings = Settings(folder / "window.ini")
settings.keep("person", "Kari Reise")
qt = application(settings)
set_language("en")
app = App(settings, "Kari Reise", data_dir=folder)
app.open(office.existing(url, None))
tick = QTimer(interval=20)
tick.start()

def until(condition):
    while not condition():
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

until(lambda: app.following and not app.work.busy() and app._context.kept)
app.window.show_page("cases", case_id)
panel = app.window.page("cases").panel
until(lambda: panel.card() and not app.work.busy())
print("cut", flush=True)
sys.stdin.readline()
panel.overview.note.setText(text)
until(lambda: list(folder.glob("kept/*/*.kept")))
print("kept", flush=True)
until(lambda: False)
"""


@pytest.mark.usefixtures("hurried")
def test_what_was_typed_without_contact_is_there_after_the_program_was_killed(
    shared_database: Database, road: Road, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = new_case(shared_database)
    url = shared_database.engine.url.render_as_string(hide_password=False)
    command = (sys.executable, "-c", WRITE_UNTIL_KILLED, road.through(url), str(tmp_path / WHO))
    with subprocess.Popen(
        (*command, str(case_id), TYPED), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdin is not None
        assert program.stdout.readline() == "cut\n"
        road.block()
        program.stdin.write("\n")
        program.stdin.flush()
        assert program.stdout.readline() == "kept\n"
        program.kill()
    (kept,) = tmp_path.rglob("*.kept")
    assert "Møtte".encode() not in kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0
    road.open()
    with sitting(road.through(url), WHO, tmp_path, qtbot) as somebody:
        somebody.until(lambda: not list(tmp_path.rglob("*.kept")))
        somebody.open_case(case_id)
        somebody.until(lambda: somebody.panel.overview.note.text() == TYPED)
    assert notes(shared_database, case_id) == []


@pytest.mark.usefixtures("hurried")
def test_closing_without_contact_is_quick_and_leaves_the_unsent_note_for_next_time(
    shared_database: Database, road: Road, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = new_case(shared_database)
    url = road.through(shared_database.engine.url.render_as_string(hide_password=False))
    with sitting(url, WHO, tmp_path, qtbot) as somebody:
        somebody.open_case(case_id)
        road.block()
        somebody.until(somebody.window.shell.contact_notice.isVisible)
        somebody.panel.overview.note.setText(TYPED)
        somebody.panel.overview.save_button.click()
        begun = monotonic()
    assert monotonic() - begun < CLOSING_SECONDS
    road.open()
    with sitting(url, WHO, tmp_path, qtbot) as somebody:
        somebody.until(lambda: not list(tmp_path.rglob("*.kept")))
        somebody.open_case(case_id)
        somebody.until(lambda: somebody.panel.overview.note.text() == TYPED)
        somebody.panel.overview.save_button.click()
        somebody.until(lambda: somebody.panel.overview.note.text() == "")
    assert notes(shared_database, case_id) == [TYPED.strip()]


@pytest.mark.endurance
def test_a_minute_without_contact_while_somebody_types(
    sitter: Sitter, road: Road, shared_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    case_id = new_case(shared_database)
    sitter.open_case(case_id)
    overview = sitter.panel.overview
    typing = Typist(overview.note)
    pulse, cut = Pulse(), monotonic()
    road.block()
    sitter.until(sitter.window.shell.contact_notice.isVisible)
    noticed = monotonic() - cut
    sitter.until(lambda: monotonic() - cut >= CUT_SECONDS)
    typing.stop()
    assert overview.note.text() == typing.typed
    overview.save_button.click()
    road.open()
    sitter.until(lambda: overview.note.text() == "")
    assert notes(shared_database, case_id) == [typing.typed.strip()]
    with capsys.disabled():
        told = f"{len(typing.typed)} characters, notice after {noticed:.1f} s"
        print(f"\n{CUT_SECONDS} s without contact: {told}, silent {pulse.longest_ms:.0f} ms")
    assert noticed < NOTICE_SECONDS
    assert pulse.longest_ms < LONGEST_SILENCE_MS
