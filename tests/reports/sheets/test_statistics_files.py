"""Figures written to a file say the same in each form, and are there whole or not at all."""

import csv
import errno
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from python_calamine import CalamineWorkbook

from hjemveien.domain.refusal import Refusal
from hjemveien.reports.statistics import Block, Figures
from hjemveien.reports.statistics.period import period_of
from hjemveien.reports.writers import write_statistics
from hjemveien.reports.writing import in_place

FIGURES = Figures(
    municipality="=Prøvevik",
    period=period_of(as_of=date(2026, 2, 27)),
    blocks=(
        Block("cases", "Cases", "Every case once.", 183),
        Block(
            "waiting_list",
            "Waiting list",
            "New households with a positive decision.",
            {
                "as_of": {"total": 59, "by_group": {"rus": 8, "rop": ":"}},
                "year_end": {"total": 49, "by_group": {"rus": 7}},
            },
        ),
        Block("caseworkers", "Cases by caseworker", "All.", {"@Kari": 3, "-Ola": 4}),
        Block(
            "days_waited",
            "Days",
            "Days so far.",
            {"n": 54, "n_excluded": 5, "median": 291.5, "mean": 278.3, "max": 565},
        ),
        Block(
            "decision_to_move_in",
            "Days to move-in",
            "Days.",
            {"all": {"n": 0, "n_excluded": 0, "median": None, "mean": None, "max": None}},
        ),
    ),
)


def test_json_holds_the_figures_under_their_keys(tmp_path: Path) -> None:
    write_statistics(FIGURES, tmp_path / "figures.json")
    found = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert found["schema_version"] == 1
    assert found["as_of"] == "2026-02-27"
    assert found["year_end"] == "2025-12-31"
    assert found["waiting_list"]["as_of"]["by_group"] == {"rus": 8, "rop": ":"}
    assert found["days_waited"]["median"] == 291.5
    assert found["definitions"]["cases"] == "Every case once."


def test_csv_is_one_long_table_that_no_spreadsheet_reckons_with(tmp_path: Path) -> None:
    target = tmp_path / "figures.csv"
    write_statistics(FIGURES, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(target.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert ["'=Prøvevik", "2026-02-27", "Cases", "Cases", "183", "cases"] in rows
    assert any(row[3] == "'@Kari" for row in rows)
    assert len({len(row) for row in rows}) == 1


def test_the_workbook_has_a_front_page_and_a_sheet_a_statistic(tmp_path: Path) -> None:
    write_statistics(FIGURES, tmp_path / "figures.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "figures.xlsx"))
    assert book.sheet_names == [
        "About the figures", "Cases", "Waiting list", "Cases by caseworker", "Days",
        "Days to move-in",
    ]  # fmt: skip
    front = [
        cell for row in book.get_sheet_by_name("About the figures").to_python() for cell in row
    ]
    assert "=Prøvevik" in front
    assert "27.02.2026" in front
    assert any("personal data" in str(cell) for cell in front)
    waiting = book.get_sheet_by_name("Waiting list").to_python()
    assert ["Substance use", 8.0] in [row[:2] for row in waiting]
    assert ["Substance use and mental health", ":"] in [row[:2] for row in waiting]


def test_paper_holds_every_statistic_with_its_definition(tmp_path: Path) -> None:
    write_statistics(FIGURES, tmp_path / "figures.pdf")
    document = pypdfium2.PdfDocument(str(tmp_path / "figures.pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    for block in FIGURES.blocks:
        assert block.title in text
        assert block.definition in text
    assert "291.5" in text


@pytest.mark.parametrize("name", ["figures.docx", "figures"])
def test_an_unknown_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refusal, match="xlsx"):
        write_statistics(FIGURES, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "pdf"])
def test_a_missing_folder_is_refused(tmp_path: Path, ending: str) -> None:
    with pytest.raises(Refusal, match="does not exist"):
        write_statistics(FIGURES, tmp_path / "nowhere" / f"figures.{ending}")


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "pdf"])
def test_a_folder_that_cannot_be_written_is_refused_and_the_old_file_stays(
    tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"figures.{ending}"
    target.mkdir()
    with pytest.raises(Refusal, match="folder"):
        write_statistics(FIGURES, target)
    assert target.is_dir()
    assert list(tmp_path.iterdir()) == [target]


def run_out_of_room(target: Path) -> None:
    with in_place(target) as part:
        part.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_in_words_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    target.write_text("before")
    with pytest.raises(Refusal, match="no room"):
        run_out_of_room(target)
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_open_in_another_program_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="open in another program"), in_place(tmp_path / "x"):
        raise PermissionError(errno.EACCES, "Permission denied")
