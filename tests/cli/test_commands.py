"""The command line as a contract: names, exit codes, results apart from words; real processes."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from hjemveien.persistence.engine import Database, create_local
from hjemveien.persistence.migrate import make_ready
from hjemveien.services import stage_settings
from hjemveien.services.office_editing import EditOffice
from tests.services.making import new_case, writing

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parents[1] / "data" / "office-a"
FILES = (DATA / "venteliste.xlsx", DATA / "boliger_kobo.csv")
PASSPHRASE = "a horse at the station"


class Office:
    """Runs `hjemveien` on a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "office.db"

    def run(self, *arguments: object, **changed: str | None) -> subprocess.CompletedProcess[str]:
        environment = {
            **{name: value for name, value in os.environ.items() if "HJEMVEIEN" not in name},
            "HJEMVEIEN_DATABASE": str(self.database),
            "HJEMVEIEN_PASSPHRASE": PASSPHRASE,
            "HJEMVEIEN_DATA_DIR": str(self.folder / "data"),
            "HJEMVEIEN_LANG": "en",
        }
        for name, value in changed.items():
            environment.pop(name, None)
            if value is not None:
                environment[name] = value
        return subprocess.run(
            [sys.executable, "-m", "hjemveien", *map(str, arguments)],
            env=environment, capture_output=True, text=True, timeout=120, check=False,
            stdin=subprocess.DEVNULL, cwd=self.folder,
        )  # fmt: skip

    def json(self, *arguments: object) -> Any:
        done = self.run(*arguments)
        return json.loads(done.stdout)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Office a, read in once; the tests that use it only read."""
    made = Office(tmp_path_factory.mktemp("filled"))
    done = made.run("import", *FILES)
    assert done.returncode == 3, done.stderr
    return made


def test_help_is_given_without_window_paper_or_database() -> None:
    code = (
        "import sys, contextlib\n"
        "from hjemveien.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        "heavy = {'PySide6', 'sqlalchemy', 'alembic', 'psycopg', 'reportlab', 'xlsxwriter'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_help_speaks_the_language(office: Office, language: str) -> None:
    words = {"nb": "bruk:", "nn": "flytt ei sak", "en": "usage:"}[language]
    done = office.run("--help", HJEMVEIEN_LANG=language)
    assert done.returncode == 0
    assert words in done.stdout
    assert ("show program's version" in done.stdout) == (language == "en")


def test_an_unknown_word_is_a_matter_of_use(office: Office) -> None:
    assert office.run("frobnicate").returncode == 2
    assert office.run("move", "2026/1", "kartlegging").returncode == 2


def test_an_import_begins_an_office_that_is_not_there(office: Office) -> None:
    assert office.run("import", FILES[1]).returncode in (0, 3)
    assert office.database.read_bytes()[:15] != b"SQLite format 3"


@pytest.mark.parametrize(
    "words",
    [
        "audit verify", "audit head", "cases --json", "statistics -o x.pdf", "waitlist -o x.pdf",
        "check", "backup -o x", "access-log --case 2026/1", "move 2026/1 kartlegging --reason x",
        "assign 2026/1 Ada", "protect 2026/1 confidential --reason x",
    ],
)  # fmt: skip
def test_whoever_asks_an_office_that_is_not_there_makes_none(office: Office, words: str) -> None:
    done = office.run(*words.split())
    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert f"There is no office at {office.database}" in done.stderr
    assert not office.database.exists()


def test_without_a_passphrase_and_a_person_nothing_is_made(office: Office) -> None:
    done = office.run("import", FILES[1], HJEMVEIEN_PASSPHRASE=None)
    assert done.returncode == 5
    assert not office.database.exists()


def test_a_wrong_passphrase_is_not_allowed_in(filled: Office) -> None:
    done = filled.run("cases", HJEMVEIEN_PASSPHRASE="something else entirely")
    assert done.returncode == 5
    assert "passphrase" in done.stderr


def test_a_server_that_is_not_there_is_unreachable(office: Office) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"postgresql+psycopg://nobody:secret-word@127.0.0.1:{port}/none"
    done = office.run("cases", "--database", address)
    assert done.returncode == 4
    assert "secret-word" not in done.stdout + done.stderr


def test_the_account_of_an_import_has_the_problems_of_the_key(office: Office) -> None:
    told = office.json("import", *FILES, "--json")
    key = json.loads((DATA / "answers.json").read_text(encoding="utf-8"))

    def place(problem: dict[str, Any]) -> tuple[object, ...]:
        names = ("file", "sheet", "row", "column", "cell", "kind", "severity")
        return tuple(problem.get(name) for name in names)

    assert {place(p) for p in told["problems"]} == {place(p) for p in key["problems"]}
    pairs = {(d["type"], d["a"]["row"], d["b"]["row"]) for d in told["duplicates"]}
    assert pairs == {(d["type"], d["a"]["row"], d["b"]["row"]) for d in key["duplicates"]}
    again = office.run("import", *FILES)
    assert again.returncode == 0
    assert "Nothing was changed" in again.stderr


def test_a_dry_run_changes_nothing(office: Office) -> None:
    assert office.run("import", *FILES, "--dry-run").returncode == 3
    assert office.json("cases", "--json")["total"] == 0


def test_a_broken_file_gets_one_sentence_and_leaves_all_as_it_was(office: Office) -> None:
    broken = office.folder / "ødelagt.xlsx"
    broken.write_bytes(FILES[0].read_bytes()[:900])
    done = office.run("import", broken)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert not office.database.exists()


def test_the_figures_are_those_of_the_key(filled: Office) -> None:
    target = filled.folder / "figures.json"
    assert filled.run("statistics", "--as-of", "2026-02-27", "-o", target).returncode == 0
    figures = json.loads(target.read_text(encoding="utf-8"))
    key = json.loads((DATA / "answers.json").read_text(encoding="utf-8"))
    for name in (
        "persons", "cases", "waiting_list", "on_waiting_sheet_but_not_on_list", "applications",
        "refusals", "closed", "offers", "decision_to_move_in", "days_waited",
        "temporary_stays", "dwellings", "caseworkers",
    ):  # fmt: skip
        assert figures[name] == key[name], name


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "pdf"])
def test_figures_leave_in_every_form(filled: Office, ending: str) -> None:
    target = filled.folder / f"public.{ending}"
    done = filled.run("statistics", "--as-of", "2026-02-27", "--public", "-o", target)
    assert done.returncode == 0
    assert done.stdout == ""
    assert target.stat().st_size > 500


def test_the_waiting_list_is_right_and_hides_the_protected(filled: Office) -> None:
    target = filled.folder / "list.json"
    filled.run("waitlist", "--as-of", "2026-02-27", "-o", target)
    rows = json.loads(target.read_text(encoding="utf-8"))["rows"]
    assert sum(row["on_kostra_list"] for row in rows) == 59
    assert [row["name"] for row in rows].count("Protected") == 1
    assert "Kjell" not in next(row["name"] for row in rows if row["number"] == "2025/193-5")


def test_an_anonymous_list_names_nobody(filled: Office) -> None:
    target = filled.folder / "anonymous.pdf"
    filled.run("waitlist", "--as-of", "2026-02-27", "--anonymous", "-o", target)
    with pypdfium2.PdfDocument(target) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "63" in text
    assert "unntatt offentlighet" in text.lower() or "exempt" in text.lower()
    for name in ("Agnieszka", "2024/373-4", "Ingrid Moe"):
        assert name not in text


def test_a_folder_that_is_not_there_is_said(filled: Office) -> None:
    done = filled.run("waitlist", "-o", filled.folder / "nowhere" / "list.pdf")
    assert done.returncode == 1
    assert "nowhere" in done.stderr


def test_an_ambiguous_number_is_refused_with_the_candidates(filled: Office) -> None:
    done = filled.run("move", "2026/361-2", "kartlegging", "--reason", "Prøve")
    assert done.returncode == 1
    assert done.stderr.count("2026/361-2") == 3


def test_a_case_moves_by_number_and_the_rules_refuse_in_words(office: Office) -> None:
    office.run("import", FILES[0])
    number = office.json("cases", "--stage", "soknad", "--json")["rows"][0]["number"]
    done = office.run("move", number, "Kartlegging", "--reason", "Komplett", "--as", "IM")
    assert (done.returncode, done.stdout) == (0, "")
    refused = office.run("move", number, "venteliste", "--reason", "Prøve")
    assert refused.returncode == 1
    assert "positive decision" in refused.stderr


def test_a_backup_comes_back_whole(filled: Office) -> None:
    kept = filled.folder / "kept.backup"
    assert filled.run("backup", "-o", kept).returncode == 0
    place = filled.folder / "restored.db"
    assert filled.run("restore", kept, "--database", place).returncode == 0
    before = filled.json("cases", "--json")
    after = filled.json("cases", "--json", "--database", place)
    assert before == after


def test_check_tells_where_each_setting_came_from(filled: Office) -> None:
    done = filled.run("check", "--json", "--as", "IM")
    told = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout
    assert told["settings"]["database"]["source"] == "HJEMVEIEN_DATABASE"
    assert told["settings"]["actor"] == {"value": "IM", "source": "--as"}
    assert told["fine"]


def test_the_same_commands_work_on_a_shared_database(
    office: Office, shared_database: Database
) -> None:
    address = shared_database.engine.url.render_as_string(hide_password=False)
    assert office.run("import", *FILES, "--database", address).returncode == 3
    assert office.json("cases", "--json", "--database", address)["total"] == 190
    told = json.loads(office.run("check", "--json", "--database", address).stdout)
    # A copy of a database lacks what its server keeps beside it, and only that is told.
    assert [each["subject"] for each in told["checks"] if not each["fine"]] == ["Rights"]


def test_stages_are_called_what_the_office_calls_them(office: Office) -> None:
    database = create_local(office.database, PASSPHRASE)
    make_ready(database)
    new_case(database)
    with writing(database) as session:
        stage_settings.edit_stage(session, EditOffice("soknad", {"en": "Asked"}, {"en": ""}))
    database.close()
    listed = office.run("cases", "--stage", "asked")
    assert "\tAsked\t" in listed.stdout, listed.stderr
