"""One office and one window for the whole walk."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.walk.office import Stage, staged


@pytest.fixture(scope="module")
def _stage(
    dressed: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Stage]:
    """Made once: all combinations are walked in the same window."""
    assert dressed
    with staged(tmp_path_factory.mktemp("walk"), QtBot(request)) as stage:
        yield stage


@pytest.fixture
def stage(_stage: Stage) -> Stage:
    return _stage
