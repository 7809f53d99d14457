"""The main job in a real window on a virtual screen, from the first start to the next day."""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from tests.servers import VirtualScreen

ROOT = Path(__file__).resolve().parents[2]


def surroundings(folder: Path, screen: VirtualScreen) -> dict[str, str]:
    """The environment of a window on the virtual screen, with nobody's own settings."""
    return {
        **{name: value for name, value in os.environ.items() if "HJEMVEIEN" not in name},
        "DISPLAY": screen.display,
        "QT_QPA_PLATFORM": "xcb",
        "HJEMVEIEN_LANG": "nb",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }


def drive(part: str, folder: Path, screen: VirtualScreen) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.journey.driving", part, str(folder)],
        env=surroundings(folder, screen), cwd=ROOT, capture_output=True, text=True, timeout=240,
        check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_an_office_begins_works_and_finds_everything_again(
    tmp_path: Path, virtual_screen: VirtualScreen
) -> None:
    done = drive("first", tmp_path, virtual_screen)
    assert done.stdout.strip().endswith("done"), done.stdout + done.stderr
    with pypdfium2.PdfDocument(tmp_path / "list.pdf") as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Venteliste" in text
    assert "Skjermet" in text
    assert (tmp_path / "figures.xlsx").read_bytes()[:2] == b"PK"
    again = drive("second", tmp_path, virtual_screen)
    assert again.stdout.strip().endswith("done"), again.stdout + again.stderr
