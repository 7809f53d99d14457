"""Three people of a shared office in real windows, one after the other, about one household."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from hjemveien.services import moves
from hjemveien.services.wishes import AssignCase
from tests.journey.test_main_job import ROOT
from tests.reports.paper.reading import page_texts
from tests.servers import VirtualScreen
from tests.services import making
from tests.staffed import PASSWORD, StaffedOffice


def drive(
    part: str, office: StaffedOffice, number: str, folder: Path, screen: VirtualScreen
) -> None:
    member = office.members[f"{part.title()} Test"]
    environment = {
        **{name: value for name, value in os.environ.items() if "HJEMVEIEN" not in name},
        "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb", "HJEMVEIEN_LANG": "nb",
        "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"),
        "PASSWORD": PASSWORD, "NUMBER": number,
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.journey.driving_shared", part, str(folder)]
    done = subprocess.run(
        [*command, office.address(member)],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.stdout.strip().endswith("done"), done.stdout + done.stderr


@pytest.mark.slow
def test_a_household_is_protected_given_on_and_answered_for(
    staffed: StaffedOffice, tmp_path: Path, virtual_screen: VirtualScreen
) -> None:
    worker = staffed.members["Supervisor Test"].staff_id
    case_id = making.listed_case(
        staffed.root, "Skjulesen", given_name="Gretelise", caseworker_id=worker
    )
    with staffed.root.reading() as session:
        asked = text("SELECT number FROM case_file WHERE id = :case")
        number = str(session.execute(asked, {"case": case_id}).scalar_one())
    drive("caseworker", staffed, number, tmp_path, virtual_screen)
    assert "Gretelise" in "".join(page_texts((tmp_path / "list.pdf").read_bytes()))
    with staffed.root.writing("Root", datetime.now(UTC)) as session:
        wish = AssignCase(case_id, staffed.members["Cleared Test"].staff_id)
        moves.assign_case(session, wish)
    drive("cleared", staffed, number, tmp_path, virtual_screen)
    drive("logreader", staffed, number, tmp_path, virtual_screen)
    told = " ".join("".join(page_texts((tmp_path / "answer.pdf").read_bytes())).split())
    assert "Caseworker Test" in told
    assert "Cleared Test" in told
    assert "Gretelise" not in told
    kept = (tmp_path / "window.ini").read_text()
    assert PASSWORD not in kept
    assert "Gretelise" not in kept
