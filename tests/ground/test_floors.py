"""The import contracts hold, each of them bites, and every room of the house has its floor."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = (sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()")

# One forbidden import for every promise of the contracts, and the chain the report must name.
BREACHES = (
    ("hjemveien/domain/breach_up.py", "hjemveien.persistence"),
    ("hjemveien/domain/breach_sql.py", "sqlalchemy"),
    ("hjemveien/domain/breach_paper.py", "reportlab"),
    ("hjemveien/persistence/breach_up.py", "hjemveien.services"),
    ("hjemveien/services/breach_up.py", "hjemveien.reports"),
    ("hjemveien/services/breach_qt.py", "PySide6"),
    ("hjemveien/reports/breach_aside.py", "hjemveien.exchange"),
    ("hjemveien/reports/breach_driver.py", "psycopg"),
    ("hjemveien/exchange/breach_aside.py", "hjemveien.reports"),
    ("hjemveien/exchange/breach_up.py", "ui"),
    ("hjemveien/exchange/breach_qt.py", "PySide6"),
    ("ui/breach_tables.py", "hjemveien.persistence.tables"),
    ("ui/breach_sql.py", "sqlalchemy"),
)


def lint(folder: Path) -> tuple[int, str]:
    """Exit code and report of the import contracts, as held against the packages in the folder."""
    run = subprocess.run(
        (*LINT, "--no-cache"),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for package in ("hjemveien", "ui"):
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def report_of_breaches(house: Path) -> str:
    for path, imported in BREACHES:
        (house / path).write_text(f"import {imported}\n")
    code, report = lint(house)
    for path, _imported in BREACHES:
        (house / path).unlink()
    assert code == 1, report
    return report


@pytest.mark.parametrize(("path", "imported"), BREACHES)
def test_an_import_against_the_floors_is_caught(
    report_of_breaches: str, path: str, imported: str
) -> None:
    module = path.removesuffix(".py").replace("/", ".")
    assert f"{module} -> {imported}" in report_of_breaches


def test_the_house_itself_keeps_its_contracts() -> None:
    code, report = lint(ROOT)
    assert code == 0, report


def test_every_room_has_a_floor() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    floors = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {room.strip(" ()") for floor in floors for room in floor.split("|")}
    rooms = {
        f"hjemveien.{path.stem}"
        for path in (ROOT / "hjemveien").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and path.stem != "__init__"
    }
    assert rooms
    assert rooms <= named
