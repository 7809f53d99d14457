"""hjemveien audit: whole or not by its exit code, and what a machine reads."""

from pathlib import Path

import pytest

from tests.cli.test_commands import FILES, Office

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Some dwellings, and a backup: the audit's first link."""
    made = Office(tmp_path)
    assert made.run("migrate").returncode == 0
    assert made.run("audit", "head").stdout.startswith("The chain has no link yet")
    assert made.run("import", FILES[1]).returncode in (0, 3)
    assert made.run("backup", "-o", tmp_path / "b.hjemveien").returncode == 0
    return made


def test_an_audit_is_verified_and_its_head_printed(office: Office) -> None:
    told = office.json("audit", "verify", "--json")
    head = office.json("audit", "head", "--json")
    assert (told["schema_version"], told["fine"], told["first_wrong"]) == (1, True, None)
    assert (told["checkpoints"], told["uncovered"], told["rows"]) == (1, 0, True)
    assert told["events"] > 0
    assert told["head"] == head["head"]
    words = office.run("audit", "verify").stdout
    assert "✓ The audit is whole" in words
    assert "What it cannot" in words


def test_an_older_audit_is_told_by_the_computer_that_saw_a_newer_one(
    office: Office, tmp_path: Path
) -> None:
    assert office.run("restore", "--replace", tmp_path / "b.hjemveien").returncode == 0
    old = {suffix: Path(f"{office.database}{suffix}").read_bytes() for suffix in ("", ".key")}
    assert office.run("import", FILES[0]).returncode in (0, 3)
    assert office.run("backup", "-o", tmp_path / "later.hjemveien").returncode == 0
    assert office.run("audit", "head").returncode == 0
    for suffix, content in old.items():
        Path(f"{office.database}{suffix}").write_bytes(content)
    told = office.run("cases")
    assert "not the one that this computer saw" in told.stderr
    assert told.returncode == 0
    assert office.run("audit", "verify").returncode == 1
    assert office.run("audit", "head").returncode == 1
    assert office.run("audit", "head", "--accept").returncode == 0
    assert office.run("audit", "verify").returncode == 0
