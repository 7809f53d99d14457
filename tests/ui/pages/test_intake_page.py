"""Import as it is looked at: numbers that can be read, cells that lead on, pairs to answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.walk.cut import cut_texts
from tests.ui.walk.findings import described
from ui.kit import Tile
from ui.pages.intake import IntakePage
from ui.shell.context import Context
from ui.theme import theme

DATA = Path(__file__).resolve().parents[2] / "data" / "office-a"
FILES = (DATA / "venteliste.xlsx", DATA / "boliger_kobo.csv")
WAIT_MS = 20_000
Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def until(qtbot: QtBot, faults: Callable[[], list[object]]) -> Until:
    del faults
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)


@pytest.fixture
def page(context: Context, qtbot: QtBot, until: Until) -> IntakePage:
    """The page with an office's own files, understood and not read in."""
    made = IntakePage(context)
    qtbot.addWidget(made)
    theme().wear(made)
    context.work.changed.connect(made.hear)
    made.resize(1200, 820)
    made.show()
    made.arrive()
    made.read(FILES)
    until(made.take_button.isVisible)
    until(lambda: not context.work.busy())
    return made


@pytest.mark.parametrize("zoom", [100, 150])
def test_no_number_of_the_account_is_cut(page: IntakePage, until: Until, zoom: int) -> None:
    theme().set_look("light", zoom)
    page.read(FILES)
    until(lambda: not page.context.work.busy())
    QApplication.processEvents()
    assert page.findChildren(Tile)
    assert not [(described(widget), trouble) for widget, trouble in cut_texts(page)]
