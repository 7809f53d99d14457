"""The answer to who has opened my case: read back as the person it is about would read it."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from hjemveien import texts
from hjemveien.reports.access_report import write_pdf
from hjemveien.services.access import AccessRow
from tests.reports.paper.reading import page_texts

AT = datetime(2026, 2, 27, 12, 0, tzinfo=UTC)


def row(action: str, code: str, why: str = "") -> AccessRow:
    return AccessRow(AT, "kari", "Kari Test", action, uuid4(), "2026/00001", code, why, "")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_each_opening_is_told_with_who_and_why(tmp_path: Path, language: str) -> None:
    texts.set_language(language)
    target = tmp_path / "hvem.pdf"
    rows = [
        row("open_case", "cover", "Ferie <b>& sånt</b>"),
        row("break_glass", "written", "Brann"),
    ]
    assert write_pdf(rows, target, office="Sarpsborg", by="Leder Test", at=AT) == 1
    found = " ".join("".join(page_texts(target.read_bytes())).split())
    for word in ("Kari Test", "2026/00001", "Ferie <b>& sånt</b>", "Brann", "Datatilsynet"):
        assert word in found


def test_a_case_that_nobody_opened_is_told_so(tmp_path: Path) -> None:
    target = tmp_path / "ingen.pdf"
    assert write_pdf([], target, office="", by="", at=AT) == 1
    assert "opened 0 times by 0 people" in "".join(page_texts(target.read_bytes()))
