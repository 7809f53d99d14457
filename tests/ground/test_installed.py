"""The built wheel works on its own: its names, its folders, its command, a migrated database."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "fjord og fjell og hav"
HEAVY = {"alembic", "reportlab", "xlsxwriter", "python_calamine", "psycopg", "pikepdf", "pypdfium2"}

SHIPPED = """
from pathlib import Path
import hjemveien, ui
from hjemveien import files, texts
texts.set_language("nb")
print(Path(hjemveien.__file__).parent)
print(Path(ui.__file__).parent)
print((files.RESOURCES / "fonts" / "Inter-Regular.ttf").stat().st_size > 100_000)
print(len(list((files.MIGRATIONS / "versions").glob("*.py"))) > 0)
"""

IMPORTED_BY_HELP = """
import sys
from hjemveien.cli import main
sys.argv = ["hjemveien", "--help"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("imported:", *sorted({name.split(".")[0] for name in sys.modules}))
"""


def output(*command: str | Path, cwd: Path, **environment: str) -> str:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run(
        command,
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    output(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the programs of a new environment that holds the wheel.

    The libraries are lent to it by path; a path file inside a lent folder is not read, so the
    checkout, which is installed there for the developers, stays out of sight.
    """
    folder = tmp_path_factory.mktemp("bare")
    output(sys.executable, "-m", "venv", "--without-pip", "venv", cwd=folder)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--python",
        programs / "python",
    )
    output(*pip, "install", "--no-index", "--no-deps", "--quiet", wheel, cwd=folder)
    (libraries,) = (folder / "venv").rglob("site-packages")
    (libraries / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


def test_the_wheel_brings_two_names_and_its_folders(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        names = package.namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"hjemveien", "ui"}
    assert any(name.startswith("hjemveien/shipped/migrations/") for name in names)
    assert "hjemveien/shipped/resources/licences/THIRD_PARTY.md" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_installed_program_finds_its_folders_and_not_the_checkout(
    bare: Path, tmp_path: Path
) -> None:
    here, window, *found = output(bare / "python", "-c", SHIPPED, cwd=tmp_path).splitlines()
    assert Path(here).is_relative_to(bare.parent)
    assert Path(window).is_relative_to(bare.parent)
    assert found == ["True", "True"]


def test_the_installed_program_migrates_a_database(bare: Path, tmp_path: Path) -> None:
    settings = {"HJEMVEIEN_PASSPHRASE": PASSPHRASE, "HJEMVEIEN_DATA_DIR": str(tmp_path / "data")}
    office = tmp_path / "office.hjemveien"
    command = (bare / "hjemveien", "--database", office)
    output(*command, "migrate", cwd=tmp_path, **settings)
    assert office.exists()
    assert output(*command, "cases", "--json", cwd=tmp_path, **settings).strip()


def test_help_is_quick_and_knows_neither_window_nor_paper(tmp_path: Path) -> None:
    printed = output(sys.executable, "-c", IMPORTED_BY_HELP, cwd=tmp_path)
    imported = set(printed.rsplit("imported:", 1)[1].split())
    assert not imported & (HEAVY | {"PySide6", "ui"})
