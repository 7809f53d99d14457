"""The main job again, by keyboard alone, and a new application in few enough keys."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.journey.test_main_job import ROOT, surroundings
from tests.servers import VirtualScreen


def drive(part: str, folder: Path, screen: VirtualScreen) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journey.driving_keys", part, str(folder)],
        env=surroundings(folder, screen), cwd=ROOT, capture_output=True, text=True, timeout=280,
        check=False,
    )  # fmt: skip
    assert done.stdout.strip().endswith("done"), done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_everything_is_done_without_a_mouse(tmp_path: Path, virtual_screen: VirtualScreen) -> None:
    told = drive("first", tmp_path, virtual_screen)
    assert "a new application took" in told
    assert (tmp_path / "list.pdf").read_bytes()[:4] == b"%PDF"
    drive("second", tmp_path, virtual_screen)


def test_the_hands_never_touch_a_mouse() -> None:
    for name in ("hands", "driving_keys"):
        source = (Path(__file__).parent / f"{name}.py").read_text("utf-8")
        for other in ("mouse" + "Click", ".cli" + "ck(", "show_" + "page", "set" + "Focus"):
            assert other not in source
