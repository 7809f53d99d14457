"""A window on a screen that exists, letters as large as the system's, and faults told safely."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.lanes import CrashReport, crash_report
from ui.settings import Settings
from ui.shell.dialogs import CrashSheet
from ui.shell.geometry import bring_back, inside
from ui.theme.system_font import system_zoom

SECRET = "Prøvesen 238001"


def screen() -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()


def kept_at(place: QRect, qtbot: QtBot) -> QByteArray:
    before = QWidget()
    qtbot.addWidget(before)
    before.setGeometry(place)
    return before.saveGeometry()


@pytest.mark.parametrize(
    "place",
    [QRect(5000, 300, 700, 500), QRect(-4000, -3000, 700, 500), QRect(300, 5000, 9000, 9000)],
)
def test_a_window_from_a_screen_that_is_gone_comes_back_on_one_that_is_there(
    place: QRect, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bring_back(window, kept_at(place, qtbot))
    assert screen().contains(window.geometry())


def test_a_window_that_is_seen_whole_comes_back_where_it_was(qtbot: QtBot) -> None:
    place = QRect(screen().topLeft(), screen().size() / 2).translated(20, 30)
    window = QWidget()
    qtbot.addWidget(window)
    bring_back(window, kept_at(place, qtbot))
    assert window.geometry() == place


def test_what_is_larger_than_the_screen_is_made_to_fit() -> None:
    room = QRect(0, 0, 1366, 728)
    assert inside(QRect(-50, -50, 3000, 2000), room) == room


@pytest.mark.parametrize(
    ("points", "platform", "percent"),
    [
        (9.0, "windows", 100),
        (11.25, "windows", 125),
        (18.0, "windows", 200),
        (13.0, "cocoa", 100),
        (8.0, "xcb", 100),
        (16.0, "wayland", 150),
        (30.0, "offscreen", 100),
    ],
)
def test_letters_begin_as_large_as_the_systems(points: float, platform: str, percent: int) -> None:
    font = QFont()
    font.setPointSizeF(points)
    assert system_zoom(font, platform) == percent


def test_what_somebody_chose_wins_over_the_systems_size(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.ini")
    settings.usual_zoom = 150
    assert settings.zoom_percent == 150
    settings.zoom_percent = 100
    assert settings.zoom_percent == 100


def test_a_faults_details_are_copied_and_hold_nothing_of_anybody(qtbot: QtBot) -> None:
    sheet = CrashSheet(None, report_of_a_fault())
    qtbot.addWidget(sheet)
    sheet.open()
    copy = next(b for b in sheet.findChildren(QPushButton) if b.text() == "Copy the details")
    copy.click()
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert SECRET not in copied


def report_of_a_fault() -> CrashReport:
    try:
        raise ValueError(SECRET)
    except ValueError as fault:
        return crash_report(fault)
