"""Every dialog, in three languages, at 100, 150 and 200 %, light, dark and in high contrast."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDial,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hjemveien import texts
from hjemveien.texts import LANGUAGES
from tests.ui.walk.contrast import faint, ringless
from tests.ui.walk.cut import cut_texts, outside
from tests.ui.walk.dialogs import Givers, UnknownParameter, dialogs
from tests.ui.walk.findings import Combination, Finding, findings, place_in
from tests.ui.walk.keys import shared_keys
from tests.ui.walk.names import too_small, unnamed
from tests.ui.walk.office import HEIGHT, WIDTH, Office, opened
from tests.ui.walk.order import against_the_eye
from tests.ui.walk.test_pages import COMBINATIONS
from ui.kit import SheetDialog, TextField
from ui.shell.actions import Actions
from ui.theme import theme

DIALOGS = dialogs()


@pytest.fixture(scope="module")
def office(
    dressed: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Office]:
    assert dressed
    with opened(tmp_path_factory.mktemp("dialogs")) as context:
        yield Office(context, QtBot(request))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """As large as the smallest laptop's screen, and empty, so that a look is put on at once."""
    window = QWidget()
    qtbot.addWidget(window)
    theme().wear(window)
    window.resize(WIDTH, HEIGHT)
    window.show()
    return window


@pytest.fixture
def givers(office: Office, parent: QWidget) -> Givers:
    return Givers(office, parent, Actions(parent))


@pytest.mark.slow
@pytest.mark.parametrize("combination", COMBINATIONS, ids=str)
def test_every_dialog_is_fit_for_everybody(
    office: Office, givers: Givers, combination: Combination
) -> None:
    texts.set_language(combination.language)
    theme().set_look(combination.look, combination.zoom_percent)
    ringed: set[tuple[object, ...]] = set()
    found: list[Finding] = []
    for kind in DIALOGS:
        dialog = givers.open(kind)
        office.settle()
        found += _walked(dialog, combination, ringed)
        close(dialog)
    assert not found, "\n".join(["", *map(str, found)])


def test_a_dialog_that_asks_for_something_unknown_is_told(givers: Givers) -> None:
    class Strange(SheetDialog):
        def __init__(self, parent: QWidget, wanted: Givers) -> None:
            super().__init__(parent, "Strange", str(wanted))

    with pytest.raises(UnknownParameter, match="new to the walker"):
        givers.open(Strange)


def test_the_wheel_changes_no_field_of_any_dialog(office: Office, givers: Givers) -> None:
    for kind in DIALOGS:
        dialog = givers.open(kind)
        office.settle()
        for field in dialog.findChildren(QWidget):
            if isinstance(field, QComboBox | QAbstractSpinBox | QSlider | QDial):
                before = field.property("text"), field.property("currentIndex")
                field.setFocus()
                for notches in (-1, 1):
                    roll(field, notches)
                    after = field.property("text"), field.property("currentIndex")
                    assert after == before, f"{kind.__name__}: {field.accessibleName()}"
        close(dialog)


def test_buttons_stand_left_and_say_what_they_do(office: Office, givers: Givers) -> None:
    for kind in DIALOGS:
        dialog = givers.open(kind)
        office.settle()
        main, cancel = (place_in(dialog, one) for one in (dialog.main, dialog.cancel))
        assert main.left() <= theme().px(24), kind
        assert not dialog.cancel.isVisible() or main.right() < cancel.left(), kind
        for button in dialog.findChildren(QPushButton):
            assert button.text().casefold() not in {"ok", "yes", "no"}, kind
        close(dialog)


def test_enter_in_any_field_does_the_main_thing(office: Office, givers: Givers) -> None:
    for kind in DIALOGS:
        dialog = givers.open(kind)
        office.settle()
        dialog.main.clicked.disconnect()
        done = QSignalSpy(dialog.main.clicked)
        fields = [each for each in dialog.findChildren(TextField) if each.isVisible()]
        for field in fields:
            QTest.keyClick(field, Qt.Key.Key_Return)
        assert done.count() == len(fields), kind
        close(dialog)


def test_escape_leaves_every_dialog_that_holds_nothing_new(office: Office, givers: Givers) -> None:
    for kind in DIALOGS:
        dialog = givers.open(kind)
        office.settle()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), kind
        close(dialog)


def roll(field: QWidget, notches: int) -> None:
    place = QPointF(field.rect().center())
    event = QWheelEvent(
        place, field.mapToGlobal(place), QPoint(0, 120 * notches), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(field, event)


def close(dialog: SheetDialog) -> None:
    dialog.done(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _walked(
    dialog: SheetDialog, combination: Combination, ringed: set[tuple[object, ...]]
) -> Iterator[Finding]:
    place = type(dialog).__name__
    for check in (unnamed, too_small, cut_texts, outside, shared_keys):
        yield from findings(place, combination, check(dialog))
    if combination.language == LANGUAGES[0]:
        yield from findings(place, combination, faint(dialog))
        dialog.activateWindow()
        yield from findings(place, combination, ringless(dialog, ringed))
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    yield from findings(place, combination, against_the_eye([dialog]))
