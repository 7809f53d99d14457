"""The work list's sheets in every language and size: all named, none too small, nothing cut."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hjemveien.services.case_filter import CaseFilter
from hjemveien.services.filter_state import Shown
from hjemveien.texts import LANGUAGES, set_language
from tests.ui.walk.cut import cut_texts, outside
from tests.ui.walk.names import too_small, unnamed
from ui.kit import SheetDialog
from ui.shell.context import Context
from ui.theme import theme
from ui.worklist.kept import KeepSheet
from ui.worklist.period import PeriodSheet
from ui.worklist.reassign import ReassignSheet

Make = Callable[[Context, QWidget], SheetDialog]
CHECKS = (unnamed, too_small, cut_texts, outside)
SEARCHED = Shown(CaseFilter(search="noe"))
SHEETS: dict[str, Make] = {
    "keep": lambda context, host: KeepSheet(context, host, SEARCHED),
    "period": PeriodSheet,
    "reassign": lambda context, host: ReassignSheet(context, (), (), host),
}


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHEETS)
def test_it_is_fit_for_everybody(
    context: Context, qtbot: QtBot, name: str, language: str, zoom: int
) -> None:
    set_language(language)
    theme().set_zoom(zoom)
    host = QWidget()
    theme().wear(host)
    qtbot.addWidget(host)
    host.resize(1366, 768)
    host.show()
    sheet = SHEETS[name](context, host)
    sheet.open()

    def fit() -> None:
        found = [
            each for check in (unnamed, too_small, cut_texts, outside) for each in check(sheet)
        ]
        assert not found

    # A layout that grows with its words settles in a few rounds of events.
    qtbot.waitUntil(fit, timeout=5000)
