"""The reference checker agrees that papers are PDF/A-2a and PDF/UA-1, and is no yes-sayer.

Needs veraPDF's engine and a Java runtime, and is therefore run by name:
`python -m pytest tests/reports/paper/archive_claims.py`. Where they are missing it fails with what
to install.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from hjemveien.reports.paper import Group, Paragraph, Title
from tests.reports.paper.making import households, list_paper, paper_of
from tests.reports.paper.reference_checker import breaches
from tests.reports.paper.test_hostile_texts import MARKUP
from tests.reports.paper.test_tags import HEAD, STORY

PAPERS: dict[str, Callable[[], bytes]] = {
    "list": lambda: list_paper(households(120)),
    "empty list": lambda: list_paper([]),
    "groups and a tall row": lambda: list_paper([Group("A"), ("1", "s", "ord 😀 " * 4000)]),
    "letter head": lambda: paper_of(HEAD, Title("Svar")),
    "story": lambda: paper_of(*STORY),
    "hostile": lambda: paper_of(
        *(Paragraph(text) for text in (*MARKUP, "李\u202e\x07\ud800 \ue000"))
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["PDFA_2_A", "PDFUA_1"])
@pytest.mark.parametrize("name", PAPERS)
def test_papers_keep_what_they_claim(name: str, flavour: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(PAPERS[name]())
    assert breaches(path, flavour) == ()


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["PDFA_2_A", "PDFUA_1"])
def test_the_checker_bites(flavour: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(
        paper_of(Title("T"))
        .replace(b"<pdfaid:part>2", b"<pdfaid:part>3")
        .replace(b"<pdfuaid:part>1", b"<pdfuaid:part>2")
    )
    assert breaches(path, flavour)
