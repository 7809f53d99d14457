"""Patience for tests about lost servers, shorter than people have: nobody waits for nothing."""

import pytest

from hjemveien.persistence import engine, watch


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence is noticed after a second and a half; the real times are tested once."""
    monkeypatch.setattr(watch, "ASK_SECONDS", 0.3)
    monkeypatch.setattr(watch, "ANSWER_SECONDS", 1.2)
    monkeypatch.setitem(engine._ALIVE, "connect_timeout", 2)
