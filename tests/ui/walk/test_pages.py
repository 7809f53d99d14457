"""Every page, in three languages, at 100, 150 and 200 %, light, dark and in high contrast."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hjemveien.texts import LANGUAGES
from tests.ui.walk.contrast import faint, ringless
from tests.ui.walk.cut import cut_texts, outside
from tests.ui.walk.findings import Combination, Finding, findings
from tests.ui.walk.keys import shared_keys
from tests.ui.walk.names import too_small, unnamed
from tests.ui.walk.office import HEIGHT, WIDTH, Stage
from tests.ui.walk.order import against_the_eye
from tests.ui.walk.scenes import panes, scenes

ZOOMS = (100, 150, 200)
LOOKS = ("light", "dark", "contrast")
COMBINATIONS = [
    Combination(language, zoom, look) for language in LANGUAGES for zoom in ZOOMS for look in LOOKS
]


@pytest.mark.slow
@pytest.mark.parametrize("combination", COMBINATIONS, ids=str)
def test_every_page_is_fit_for_everybody(stage: Stage, combination: Combination) -> None:
    stage.wear(combination)
    ringed: set[tuple[object, ...]] = set()
    found = [
        each
        for key, place in scenes(stage)
        for each in _walked(stage, key, place, combination, ringed)
    ]
    assert not found, "\n".join(["", *map(str, found)])


def _walked(
    stage: Stage, key: str, place: str, combination: Combination, ringed: set[tuple[object, ...]]
) -> Iterator[Finding]:
    window = stage.window
    assert (window.width(), window.height()) == (WIDTH, HEIGHT)
    for check in (unnamed, too_small, cut_texts, outside, shared_keys):
        yield from findings(place, combination, check(window))
    if combination.language == LANGUAGES[0]:
        # The colours are the same in every language.
        yield from findings(place, combination, faint(window))
        stage.activate()
        yield from findings(place, combination, ringless(window, ringed))
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    yield from findings(place, combination, against_the_eye(panes(stage, key)))
