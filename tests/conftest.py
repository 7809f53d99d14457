"""What every test stands on: no screen, nobody's own settings, one language, real servers."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Qt aborts the process when it finds neither a screen nor this, so it comes before any Qt import;
# the job with a real window under a virtual screen sets it to xcb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hjemveien import texts
from tests.servers import PostgresServer, VirtualScreen

# An office on each engine for whoever asks, made once and copied.
pytest_plugins = (
    "tests.databases",
    "tests.revisions",
)

HOME = Path(tempfile.mkdtemp(prefix="hjemveien-home-"))
HOME_FOLDERS = {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
}

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


def pytest_configure() -> None:
    """A home of its own, so that no test reads or writes the settings of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("HJEMVEIEN_")]:
        del os.environ[name]
    for name, folder in HOME_FOLDERS.items():
        (HOME / folder).mkdir(exist_ok=True)
        os.environ[name] = str(HOME / folder)


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Each test begins in English, the language of the source texts."""
    texts.set_language("en")
    yield
    texts.set_language("en")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real server for the whole run; a machine without PostgreSQL fails with the install line."""
    with PostgresServer() as server:
        yield server


@pytest.fixture(scope="session")
def virtual_screen() -> Iterator[VirtualScreen]:
    """A display for processes that show a real window (DISPLAY, with QT_QPA_PLATFORM=xcb)."""
    with VirtualScreen() as screen:
        yield screen
