"""Other offices, other headers, other habits: the same program, unseen words."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hjemveien.exchange.reading import read_files

OFFICES = sorted((Path(__file__).parents[2] / "offices").glob("office-*"))


def test_there_are_other_offices_to_read() -> None:
    assert len(OFFICES) > 5


@pytest.mark.parametrize("office", OFFICES, ids=lambda path: path.name)
def test_another_offices_problems_and_duplicates_are_found(office: Path) -> None:
    key: dict[str, Any] = json.loads((office / "answers.json").read_text(encoding="utf-8"))
    day = date.fromisoformat(key["as_of"])
    found = read_files([office / name for name in key["files"]], day)
    mine = Counter((p.file, p.sheet, p.row, p.column, p.kind) for p in found.problems)
    theirs = Counter((p["file"], p["sheet"], p["row"], p["column"], p["kind"])
                     for p in key["problems"])  # fmt: skip
    assert (mine - theirs, theirs - mine) == (Counter(), Counter())
    pairs = {(d.a.sheet, d.a.row, d.b.sheet, d.b.row) for d in found.duplicates}
    assert pairs == {(d["a"].get("sheet"), d["a"]["row"], d["b"].get("sheet"), d["b"]["row"])
                     for d in key["duplicates"]}  # fmt: skip
    assert len(found.households) == key["households"]["read"]
    on_the_list = found.reconciliation.line("on_the_list")
    assert on_the_list.count == key["waiting_list"]["as_of"]["total"]
