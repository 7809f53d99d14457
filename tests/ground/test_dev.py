"""The one script speaks plain POSIX shell, and says what it can do."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = (ROOT / "dev", ROOT / ".ci" / "run")


def dev(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (ROOT / "dev", *words), cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.name))
def test_a_script_is_plain_posix_shell(script: Path) -> None:
    shell = shutil.which("dash") or "/bin/sh"
    assert script.read_text().startswith("#!/bin/sh\n")
    assert subprocess.run((shell, "-n", script), check=False).returncode == 0


def test_asked_for_help_it_names_every_command(tmp_path: Path) -> None:
    told = dev("help", cwd=tmp_path)
    assert told.returncode == 0
    for command in ("run", "test", "bench", "setup", "lock"):
        assert f"./dev {command}" in told.stdout


def test_an_unknown_command_is_a_usage_error(tmp_path: Path) -> None:
    told = dev("fly", cwd=tmp_path)
    assert told.returncode == 2
    assert told.stdout == ""
    assert "./dev run" in told.stderr


def test_the_program_runs_where_one_stands_and_keeps_stdout_to_itself(tmp_path: Path) -> None:
    told = dev("run", "--version", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert len(told.stdout.splitlines()) == 1
    assert "0.1" in told.stdout
