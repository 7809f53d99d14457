"""What no review should have to look for: read from the source text of the whole repository."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ("hjemveien", "ui", "tests", "benchmarks", "packaging")
NOT_OURS = {"__pycache__", "build", "dist", "tmp"}
TEXT_FUNCTIONS = {"_", "n_", "mark"}
WAITS = {"sleep", "qSleep", "qWait", "wait", "usleep", "msleep"}
QTBOT = {"qtbot", "bot"}
ONE_SYSTEM = r"^pytest\.mark\.skipif\((os\.name|sys\.platform) "

# Written so that the patterns do not find themselves. Kari is invented and may have a home.
FOREIGN = re.compile(
    r"/(?:home|Users)/(?!kari\b)\w|/(?:roo[t]|wor[k])/\w"
    r"|[A-Z]:\\Users\\"
    r"|python[h]osted\.org|pyp[i]\.org|npm[j]s\.(?:org|com)|deb\.debia[n]\.org"
)


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def our_files() -> Iterator[Path]:
    """Every file of the checkout that is ours: no hidden folders, no caches, nothing built."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts)
        if path.is_file() and not hidden and not NOT_OURS & set(parts):
            yield path


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '?')}"


def called(node: ast.AST) -> str:
    """The last word of what is called: `sleep` in `time.sleep(1)`; empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    return ast.unparse(node.func).rsplit(".", 1)[-1]


def test_no_text_hides_from_translation_inside_an_f_string() -> None:
    hidden = [
        where(path, call)
        for path in python_files("hjemveien", "ui")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if called(call) in TEXT_FUNCTIONS
    ]
    assert not hidden


def test_what_is_translated_is_a_whole_text_and_not_one_that_is_put_together() -> None:
    put_together = [
        where(path, call)
        for path in python_files("hjemveien", "ui")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and called(call) in TEXT_FUNCTIONS
        and any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in call.args[:2])
    ]
    assert not put_together


def waits_for_time(node: ast.AST) -> bool:
    word = called(node)
    if word != "wait":
        return word in WAITS
    assert isinstance(node, ast.Call)
    return ast.unparse(node.func).split(".")[0] in QTBOT


def test_no_test_waits_for_time_to_pass() -> None:
    waiting = [
        where(path, node)
        for path in python_files("tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if waits_for_time(node)
    ]
    assert not waiting


def test_no_test_is_skipped_but_on_a_system_it_says_nothing_about() -> None:
    skipped = [
        where(path, node)
        for path in python_files("tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if re.match(r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b", ast.unparse(node))
        if isinstance(node, ast.Call) and not re.search(ONE_SYSTEM, ast.unparse(node))
    ]
    assert not skipped


def test_no_dialog_runs_a_loop_of_its_own() -> None:
    loops = [
        where(path, node)
        for path in python_files("ui")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"exec", "exec_"}
        and not re.search(r"app|QApplication|QCoreApplication", ast.unparse(node.func.value))
    ]
    assert not loops


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files("hjemveien", "ui", "tests", "benchmarks")
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent


def test_the_repository_names_no_machine_and_no_registry() -> None:
    found = []
    for path in our_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {hit}" for hit in FOREIGN.findall(text)]
    assert not found


def test_the_lock_pins_by_hash_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = re.findall(r"^([a-z0-9-]+)==\S+", lock, flags=re.MULTILINE)
    assert "://" not in lock
    assert len(pinned) == len(re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)) - 1
    assert "pyside6-essentials==6.11.3" in lock
    assert not {"pyside6", "pyside6-addons", "pymupdf"} & set(pinned)


@pytest.mark.parametrize("folder", [name for name in CODE if (ROOT / name).is_dir()])
def test_no_file_outgrows_its_reader(folder: str) -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in python_files(folder)
        if (lines := len(path.read_text("utf-8").splitlines())) > 500
    ]
    assert not long
