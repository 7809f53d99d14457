"""The rooms of the reading, one question at a time, on files that a test writes itself."""

import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from hjemveien.exchange.reading import ReadRefused, fields, read_files
from hjemveien.exchange.reading.money import read_text
from hjemveien.exchange.reading.records import Reading
from hjemveien.exchange.reading.sequence import most_in_place, numbers_in
from hjemveien.exchange.reading.staffing import StaffBook

AS_OF = date(2026, 2, 27)
HEAD = ("Saksnr", "Mottatt", "Etternavn", "Fornavn", "Fødselsnr", "Gruppe", "Vedtaksdato", "Vedtak")
FIRST = ("2026/1", "01.01.2026", "Lien", "Marit", "10915596784", "Rus", "10.01.2026", "Innvilget")
SECOND = ("2026/2", "02.01.2026", "Vik", "Ole", "41814061033", "Andre", "", "")


def text_file(folder: Path, *rows: Sequence[str], encoding: str = "utf-8", mark: str = ";") -> Path:
    path = folder / "liste.csv"
    path.write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    return path


def read(folder: Path, *rows: Sequence[str]) -> Reading:
    return read_files([text_file(folder, HEAD, *rows)], AS_OF)


def kinds(reading: Reading, row: int) -> set[str]:
    return {problem.kind for problem in reading.problems if problem.row == row}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"])
@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_a_text_file_is_read_in_its_encoding_and_with_its_separator(
    tmp_path: Path, encoding: str, mark: str
) -> None:
    path = text_file(tmp_path, HEAD, FIRST, SECOND, encoding=encoding, mark=mark)
    found = read_files([path], AS_OF)
    assert [case.number for case in found.cases] == ["2026/1", "2026/2"]
    assert found.files[0].delimiter == mark


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    rows = [list(reversed(row)) for row in (HEAD, FIRST, SECOND)]
    found = read_files([text_file(tmp_path, *rows)], AS_OF)
    assert [home.applicant.full_name for home in found.households] == ["Marit Lien", "Ole Vik"]


@pytest.mark.parametrize(
    ("header", "field"),
    [("Søknad\nmottatt", "received"), ("Etter-\nnavn", "surname"), ("Ant. born", "child_count"),
     ("Fødselsnr. (11 siffer)", "identity"), ("Saksbeh.", "caseworker"), ("Prioritet!", "priority"),
     ("Application date", "received"), ("Sakshandsamar", "caseworker"), ("Vedtaksdto", "decided")],
)  # fmt: skip
def test_a_header_is_known_by_many_names(header: str, field: str) -> None:
    scores = fields.scores(header, fields.CASE)
    assert max(scores, key=lambda name: scores[name]) == field


def test_an_invented_header_is_known_by_its_hint_and_its_values(tmp_path: Path) -> None:
    head = tuple("Besluttet den" if name == "Vedtaksdato" else name for name in HEAD)
    found = read_files([text_file(tmp_path, head, FIRST, SECOND)], AS_OF)
    decision = found.cases[0].decision
    assert decision is not None
    assert decision.decided.on == date(2026, 1, 10)


def test_what_a_person_says_of_a_column_goes_before_what_it_looks_like(tmp_path: Path) -> None:
    path = text_file(tmp_path, HEAD, FIRST, SECOND)
    found = read_files([path], AS_OF, mapping={"Gruppe": "reason"})
    assert [case.reason for case in found.cases] == ["Rus", "Andre"]


def test_a_date_only_counts_from_when_it_is_known(tmp_path: Path) -> None:
    month = (*FIRST[:6], "januar 2026", "Innvilget")
    this_month = ("2026/2", "feb 2026", *SECOND[2:])
    found = read(tmp_path, month, this_month)
    decision = found.cases[0].decision
    assert decision is not None
    assert (decision.decided.on, decision.decided.precision) == (date(2026, 1, 31), "month")
    assert found.cases[1].received.counts_from == AS_OF


def test_a_decision_dated_before_its_application_is_unknown(tmp_path: Path) -> None:
    found = read(tmp_path, (*FIRST[:6], "10.01.2025", "Innvilget"), SECOND)
    assert "decision_before_application" in kinds(found, 2)
    assert found.cases[0].decision is not None
    assert found.cases[0].decision.decided.precision == "unknown"
    assert found.reconciliation.line("on_the_list").count == 1


def test_a_name_with_its_number_in_one_cell_is_divided(tmp_path: Path) -> None:
    head = ("Saksnr", "Mottatt", "Navn / fnr", "Gruppe", "Vedtak")
    rows = [("1/26", "01.01.2026", "Lien, Marit (109155 96784)", "Rus", "Ja"),
            ("2/26", "02.01.2026", "Vik, Ole 41814061033", "Rus", "Ja"),
            ("3/26", "03.01.2026", "O'Brien, Siv", "Rus", "Nei"),
            ("4/26", "04.01.2026", "Moen, Tor '02013299997", "Rus", "Nei")]  # fmt: skip
    found = read_files([text_file(tmp_path, head, *rows)], AS_OF)
    numbers = [h.applicant.identity.number if h.applicant.identity else None
               for h in found.households]  # fmt: skip
    assert numbers == ["10915596784", "41814061033", None, "02013299997"]
    assert "id_space" in kinds(found, 2)
    assert "id_missing" in kinds(found, 4)
    assert "id_apostrophe" in kinds(found, 5)


def test_a_co_applicant_on_a_row_of_her_own_joins_the_row_above(tmp_path: Path) -> None:
    partner = ("", "", "Medsøker: Vik", "Ole", "41814061033", "", "", "")
    found = read(tmp_path, FIRST, partner, ("2026/2", *SECOND[1:4], "13527248013", *SECOND[5:]))
    assert len(found.households) == 2
    assert [member.role for member in found.households[0].members] == ["applicant", "co_applicant"]
    assert "co_applicant_row" in kinds(found, 3)


def test_totals_headings_and_remarks_are_no_households(tmp_path: Path) -> None:
    rows = (("--- 2026 ---",), FIRST, HEAD, SECOND, (), ("Sum", "2"), ("NB! Ikke slett.",))
    found = read(tmp_path, *rows)
    assert len(found.cases) == 2
    told = {problem.row: problem.kind for problem in found.problems if problem.severity == "skip"}
    assert told == {2: "section_row", 4: "repeated_header", 6: "blank_row", 7: "total_row",
                    8: "note_row"}  # fmt: skip


def test_a_protected_person_becomes_a_protected_household(tmp_path: Path) -> None:
    head = (*HEAD, "Merknad")
    rows = [(*FIRST, "Kode 6 - ikke oppgi adresse"), (*SECOND, "SKJERMET")]
    found = read_files([text_file(tmp_path, head, *rows)], AS_OF)
    assert [h.protection for h in found.households] == ["strictly_confidential", "unspecified"]


def test_namesakes_with_numbers_of_their_own_are_not_suspected(tmp_path: Path) -> None:
    namesake = ("2026/2", "01.01.2026", "Lien", "Marit", *SECOND[4:])
    assert read(tmp_path, FIRST, namesake).duplicates == ()


def test_the_same_person_without_a_number_is_suspected_with_reasons(tmp_path: Path) -> None:
    again = ("2026/2", "01.01.2026", "Liien", "Marit", "", *SECOND[5:])
    found = read(tmp_path, FIRST, again)
    assert [pair.type for pair in found.duplicates] == ["one_without_id"]
    assert len(found.households) == 1
    assert found.cases[1].suspected_duplicate_of == found.cases[0].key


def test_an_offices_own_word_is_learned_from_its_rows(tmp_path: Path) -> None:
    open_rows = [(f"2026/{n}", "01.01.2026", "Vik", f"Ole{chr(64 + n)}", "", "Rus", "", "Kvernet")
                 for n in range(3, 9)]  # fmt: skip
    found = read(tmp_path, FIRST, *open_rows)
    assert {case.status for case in found.cases[1:]} == {"undecided"}
    assert not any(problem.kind == "unknown_status" for problem in found.problems)


def test_control_and_direction_marks_do_not_reach_a_name(tmp_path: Path) -> None:
    found = read(tmp_path, (*FIRST[:2], "Li\u202een\u0007", "Ma\u200brit", *FIRST[4:]), SECOND)
    assert found.households[0].applicant.full_name == "Marit Lien"


def workbook(folder: Path) -> Path:
    path = folder / "liste.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Søkere")
        for number, row in enumerate((HEAD, FIRST, SECOND)):
            sheet.write_row(number, 0, row)
        sheet.set_row(2, options={"hidden": True})
        sheet.set_column(5, 5, options={"hidden": True})
        away = book.add_worksheet("Gammelt")
        away.write_row(0, 0, HEAD)
        away.write_row(1, 0, FIRST)
        away.hide()
    return path


def test_hidden_parts_are_told_and_a_hidden_list_counts_nowhere(tmp_path: Path) -> None:
    found = read_files([workbook(tmp_path)], AS_OF)
    told = {problem.kind for problem in found.problems if problem.kind.startswith("hidden")}
    assert told == {"hidden_row", "hidden_column", "hidden_sheet"}
    assert len(found.cases) == 2
    assert any(row.ref.sheet == "Gammelt" for row in found.rows)


def test_every_way_a_file_can_be_wrong_gets_its_own_sentence(tmp_path: Path) -> None:
    wrong = {
        "missing.xlsx": None,
        "empty.csv": b"",
        "cut.xlsx": workbook(tmp_path).read_bytes()[:900],
        "noise.csv": bytes(range(256)) * 20,
        "paper.xlsx": b"%PDF-1.7 and so on",
        "letter.txt": b"Dear office,\nwe would like to apply.\nYours",
        "heads.csv": ";".join(HEAD).encode(),
        "~$liste.xlsx": b"owner",
    }
    sentences = set()
    for name, content in wrong.items():
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(ReadRefused) as refusal:
            read_files([path], AS_OF)
        sentences.add(refusal.value.text.replace(name, ""))
    assert len(sentences) == len(wrong) - 1
    with pytest.raises(ReadRefused):
        read_files([tmp_path], AS_OF)


def test_a_workbook_with_entities_is_refused(tmp_path: Path) -> None:
    source = zipfile.ZipFile(workbook(tmp_path))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
            target.writestr(name, data)
    path = tmp_path / "entities.xlsx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(ReadRefused):
        read_files([path], AS_OF)


def test_amounts_are_read_and_guesses_are_not() -> None:
    assert [str(read_text(text)) for text in ("890,-", "kr 1 150,00", "7235.5")] == [
        "890", "1150.00", "7235.5"]  # fmt: skip
    assert read_text("ca 9000") is None


def test_the_row_that_breaks_the_order_is_the_one_with_the_wrong_number() -> None:
    numbers = [numbers_in(text) for text in ("333-7", "361-2", "347-9", "354-6", "361-2", "368-3")]
    assert most_in_place(numbers, [1, 4]) == 4
    assert numbers_in("540/2026") < numbers_in("12/2027")


def test_a_caseworker_is_one_person_under_all_spellings() -> None:
    book = StaffBook([("TEL", "Tor Erik Lia")], Counter(["tel", "Tor", "Tor Erik Lia", "Siv Moe"]))
    assert book.key("tel") == book.key("Tor") == book.key("Tor Erik Lia") != book.key("Siv Moe")
    assert book.key("-") is None
