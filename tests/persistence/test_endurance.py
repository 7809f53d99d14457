"""What has been acknowledged is there afterwards, whatever happened to the program."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hjemveien.persistence.check import check
from hjemveien.persistence.engine import Database, opened
from hjemveien.persistence.keys import FileKey
from hjemveien.persistence.tables import AuditEvent, Household

# Saves one household after the other, and says so each time one is saved.
SAVE_ON_AND_ON = """
import sys
from pathlib import Path
from hjemveien.persistence.engine import opened
from hjemveien.persistence.keys import FileKey
from hjemveien.persistence.tables import Household
from tests.databases import ACTOR, NOON
key = FileKey(bytes.fromhex(sys.stdin.readline()), bytes.fromhex(sys.stdin.readline()))
database = opened(Path(sys.argv[1]), key)
while True:
    with database.writing(ACTOR, NOON) as session:
        session.add_all([Household(note="x" * 500) for _ in range(5)])
    print("saved", flush=True)
"""
KILLS = 8


@pytest.mark.slow
def test_a_program_killed_while_it_saves_loses_nothing_acknowledged(
    local_database: Database,
) -> None:
    path, key = local_database.path, local_database.key
    assert path is not None
    assert key is not None
    local_database.close()
    acknowledged = 0
    for kill in range(KILLS):
        acknowledged += saves_before_it_is_killed(path, key, 1 + kill * 3)
        found = opened(path, key)
        saved = saved_households(found)
        assert saved % 5 == 0
        assert saved >= acknowledged * 5
        assert all(finding.fine for finding in check(found))
        found.close()
        acknowledged = saved // 5


def saves_before_it_is_killed(path: Path, key: FileKey, saves: int) -> int:
    with subprocess.Popen(
        (sys.executable, "-c", SAVE_ON_AND_ON, str(path)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(f"{key.key.hex()}\n{key.salt.hex()}\n")
        program.stdin.flush()
        for _save in range(saves):
            assert program.stdout.readline() == "saved\n"
        program.kill()
        more = program.stdout.read().count("saved")
    return saves + more


def saved_households(database: Database) -> int:
    with database.reading() as session:
        households = session.scalar(select(func.count()).select_from(Household)) or 0
        events = session.scalar(select(func.count()).select_from(AuditEvent)) or 0
    assert households == events
    return households
