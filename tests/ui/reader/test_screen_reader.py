"""A screen reader hears the work list: over the accessibility bus, under a screen without glass."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.servers import VirtualScreen

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
INSTALL_LINE = "apt-get install at-spi2-core dbus python3-gi gir1.2-atspi-2.0"
SYSTEM_PYTHON = "/usr/bin/python3"
HAS_BINDINGS = "import gi; gi.require_version('Atspi', '2.0')"
BUS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
PATIENCE_S = 120


class ReaderMissingError(RuntimeError):
    """What a screen reader stands on is not installed; the text has the line that installs it."""


def check_reader(python: str = SYSTEM_PYTHON) -> None:
    """Raises ReaderMissingError."""
    found = shutil.which("dbus-run-session") and shutil.which(python) and BUS.exists()
    if not found or subprocess.run((python, "-c", HAS_BINDINGS), check=False).returncode:
        raise ReaderMissingError(f"The tests need an accessibility bus: {INSTALL_LINE}")


@pytest.mark.slow
def test_the_work_list_is_read_by_role_and_name(
    virtual_screen: VirtualScreen, tmp_path: Path
) -> None:
    check_reader()
    heard = read_aloud(virtual_screen, tmp_path)
    assert heard["window"] == "Hjemveien"
    assert heard["table"] == "Cases"
    assert heard["rows"] >= 30
    assert "Household" in heard["titles"]
    assert heard["roles"] == ["table cell"]
    first = heard["cells"][0]
    assert len(first) == len(heard["titles"])
    assert any("2026" in told for told in first)


def test_a_machine_without_the_bus_is_told_how_to_install_it() -> None:
    with pytest.raises(ReaderMissingError, match="apt-get install at-spi2-core"):
        check_reader("no-such-python")


def read_aloud(screen: VirtualScreen, folder: Path) -> dict[str, Any]:
    told = subprocess.run(
        (
            "dbus-run-session", "--", sys.executable, "-m", "tests.ui.reader.shown", folder,
            SYSTEM_PYTHON, HERE / "screen_reader.py",
        ),
        cwd=ROOT,
        env={
            **os.environ,
            "DISPLAY": screen.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    answer: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return answer
