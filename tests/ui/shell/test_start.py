"""The first start, the passphrase, and opening the office behind the window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hjemveien.persistence.engine import Database
from hjemveien.persistence.tables import Staff
from hjemveien.services.change import Change
from hjemveien.services.office import set_office
from hjemveien.texts import set_language
from ui import office
from ui.app import App
from ui.kit import FormField
from ui.lanes import Lanes
from ui.qt_texts import QtTexts
from ui.settings import Settings
from ui.shell.context import Context
from ui.shell.login import LogIn
from ui.shell.passphrase import ChoosePassphrase, EnterPassphrase, strength_text
from ui.shell.places import place_of
from ui.shell.welcome import ChoiceButton, StartWindow
from ui.shell.who import SOMEBODY_ELSE, WhoDialog

PASSPHRASE = "a horse at the station"


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    made = Lanes()
    yield made
    made.close()


def start(path: Path, lanes: Lanes, qtbot: QtBot) -> StartWindow:
    window = StartWindow(path, lanes, demo=lambda: office.existing(str(path.with_name("demo")), ""))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


def choose(window: StartWindow, title: str) -> None:
    found = [b for b in window.findChildren(ChoiceButton) if b.accessibleName() == title]
    found[0].click()


def test_the_first_start_offers_four_ways(tmp_path: Path, lanes: Lanes, qtbot: QtBot) -> None:
    window = start(tmp_path / "office.db", lanes, qtbot)
    offered = [b.accessibleName() for b in window.findChildren(ChoiceButton) if b.isVisible()]
    assert offered == [
        "Try with demo data",
        "Start an empty office on this computer",
        "Import what you have",
        "Join a shared office",
    ]


def test_an_empty_office_is_made_with_a_passphrase(
    tmp_path: Path, lanes: Lanes, qtbot: QtBot
) -> None:
    path = tmp_path / "office.db"
    window = start(path, lanes, qtbot)
    choose(window, "Import what you have")
    form = window.findChildren(ChoosePassphrase)[0]
    form.first.setText(PASSPHRASE)
    form.second.setText(PASSPHRASE)
    with qtbot.waitSignal(window.opened, timeout=30_000) as told:
        form.submit()
    assert told.args is not None
    made, goal = told.args
    assert goal == "intake"
    assert path.exists()
    made.close()


def test_two_different_passphrases_are_not_taken(qtbot: QtBot) -> None:
    form = ChoosePassphrase()
    qtbot.addWidget(form)
    form.first.setText(PASSPHRASE)
    form.second.setText(PASSPHRASE + "s")
    with qtbot.assertNotEmitted(form.chosen):
        form.submit()
    errors = [field.error() for field in form.findChildren(FormField)]
    assert any("differ" in error for error in errors)


def test_a_short_passphrase_says_how_much_is_missing() -> None:
    assert strength_text("abc") == ("5 more characters are needed.", "danger")
    assert strength_text("abcdefgh")[1] == "warning"
    assert strength_text(PASSPHRASE)[1] == "success"


def test_a_wrong_passphrase_is_said_and_may_be_tried_again(
    tmp_path: Path, lanes: Lanes, qtbot: QtBot
) -> None:
    path = tmp_path / "office.db"
    made = office.new_local(path, PASSPHRASE)
    made.database()
    made.close()
    window = start(path, lanes, qtbot)
    form = window.findChildren(EnterPassphrase)[0]
    form.field.setText("not this one")
    form.submit()
    qtbot.waitUntil(lambda: not form.problem.isHidden(), timeout=30_000)
    form.field.setText(PASSPHRASE)
    with qtbot.waitSignal(window.opened, timeout=30_000) as told:
        form.submit()
    assert told.args is not None
    told.args[0].close()


def test_a_shared_address_is_put_together_from_its_parts(qtbot: QtBot) -> None:
    form = LogIn()
    qtbot.addWidget(form)
    form.server.setText("db.fjordby.no:5433")
    form.login.setText("kari@fjordby")
    place = form.wanted()
    assert place.address() == "postgresql+psycopg://kari%40fjordby@db.fjordby.no:5433/hjemveien"
    assert "kari%40fjordby:p%2Fw@" in place.address("p/w")
    assert place_of(place.address("p/w")) == place


def test_the_window_shows_before_the_office_is_open(
    tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    app = App(settings, "kari")
    chosen = office.new_local(tmp_path / "office.db", PASSPHRASE)
    app.open(chosen)
    assert app.window is not None
    qtbot.addWidget(app.window)
    assert app.window.isVisible()
    with qtbot.waitSignal(chosen_known(app), timeout=30_000):
        pass
    assert app.window.context.database.place.endswith("office.db")
    app.window.close()
    app.close()


def chosen_known(app: App) -> object:
    assert app.work is not None
    return app.work.busy_changed


def test_an_office_that_does_not_open_is_said_in_the_window(
    tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    app = App(settings, "kari")
    app.open(office.existing(str(tmp_path / "none.db"), PASSPHRASE))
    window = app.window
    assert window is not None
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.banner.isVisible(), timeout=30_000)
    assert "none.db" in window.banner.text.text()
    window.close()
    app.close()


def test_somebody_without_an_entry_types_a_name(context: Context, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    dialog = WhoDialog(host, context)
    dialog.open()
    dialog.name.setText("  Ola   Prøve ")
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.submit()
    assert told.args is not None
    assert told.args[0].name == "Ola Prøve"


def test_one_of_the_staff_chooses_herself_or_says_that_she_is_another(
    context: Context, local_database: Database, qtbot: QtBot
) -> None:
    with local_database.writing("Kari Test", context.now()) as session:
        session.add(Staff(name="Ola Prøve", initials="OP", role="caseworker", active=True))
    host = QWidget()
    qtbot.addWidget(host)
    dialog = WhoDialog(host, context)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.staff.count() == 3)
    assert not dialog.name.isVisible()
    dialog.submit()
    assert dialog.isVisible()
    dialog.staff.set_value(SOMEBODY_ELSE)
    dialog.staff.chosen.emit(SOMEBODY_ELSE)
    assert dialog.name.isVisible()
    assert dialog.rect().contains(dialog.name.mapTo(dialog, dialog.name.rect().bottomLeft()))
    dialog.reject()


def test_qts_own_words_follow_the_language() -> None:
    words = QtTexts()
    assert words.translate("QWidgetTextControl", "&Copy") == "&Copy"
    assert words.translate("QShortcut", "Ctrl") == "Ctrl"
    set_language("nb")
    assert words.translate("QShortcut", "Ctrl") == "Ctrl"


def test_settings_are_read_again(tmp_path: Path) -> None:
    first = Settings(tmp_path / "window.ini")
    first.look, first.zoom_percent, first.language = "dark", 125, "nn"
    first.save()
    again = Settings(tmp_path / "window.ini")
    assert (again.look, again.zoom_percent, again.language) == ("dark", 125, "nn")


def test_settings_that_make_no_sense_are_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text("[General]\nzoom=large\nlanguage=xx\ngeometry=1\n")
    settings = Settings(path)
    assert settings.zoom_percent == 100
    assert settings.language == "nb"
    assert settings.geometry.isEmpty()


def is_following(app: App) -> Callable[[], bool]:
    """It has read what the office is: what is changed from then on is news to it."""
    return lambda: app.following


def test_two_windows_on_one_office_hear_each_other(
    tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    path = tmp_path / "office.db"
    apps = (App(settings, "kari"), App(settings, "ola"))
    for app, chosen in zip(
        apps,
        (office.new_local(path, PASSPHRASE), office.existing(str(path), PASSPHRASE)),
        strict=True,
    ):
        app.open(chosen)
        assert app.window is not None
        qtbot.addWidget(app.window)
        qtbot.waitUntil(is_following(app), timeout=30_000)
    heard: list[Change] = []
    other = apps[1].work
    assert other is not None
    other.changed.connect(heard.append)
    mine = apps[0].work
    assert mine is not None
    mine.do(apps[0], lambda session: set_office(session, "Fjordby kommune"))
    qtbot.waitUntil(lambda: any("office" in change.topics for change in heard), timeout=10_000)
    for app in apps:
        assert app.window is not None
        app.window.close()
        app.close()
