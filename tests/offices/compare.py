"""Reads the offices with the program and tells how well: per kind precision and recall, figures.

python tests/offices/compare.py [--figures] [--broken] [--show KIND] [--via cli] [b c … | FOLDER]
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FIGURES = (
    "households",
    "persons",
    "cases",
    "waiting_list",
    "on_waiting_sheet_but_not_on_list",
    "applications",
    "refusals",
    "closed",
    "offers",
    "decision_to_move_in",
    "days_waited",
    "temporary_stays",
    "dwellings",
    "caseworkers",
)
Place = tuple[Any, ...]


def load(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return found


def sources(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.name != "answers.json")


def hjemveien(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program in a home of its own; its exit code is for the caller to judge."""
    env = os.environ | {
        "HJEMVEIEN_DATA_DIR": str(home),
        "HJEMVEIEN_PASSPHRASE": "prøve-prøve-prøve",
        "HJEMVEIEN_LANG": "en",
    }
    command = [sys.executable, "-m", "hjemveien", *arguments, "--as", "kontroll"]
    return subprocess.run(command, cwd=ROOT, env=env, text=True, capture_output=True, check=False)


def read_by_command(folder: Path, as_of: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        files = [str(p) for p in sources(folder)]
        done = hjemveien(Path(home), "import", *files, "--as-of", as_of, "--dry-run", "--json")
    if done.returncode not in (0, 3):
        raise SystemExit(f"{folder.name}: exit {done.returncode}\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def read_by_library(folder: Path, as_of: str) -> dict[str, Any]:
    sys.path.insert(0, str(ROOT))
    reader = import_module("hjemveien.exchange.reading.read")
    reading = reader.read_files(sources(folder), as_of=date.fromisoformat(as_of))
    return {"problems": plain(reading.problems), "duplicates": plain(reading.duplicates)}


def plain(rows: Iterable[Any]) -> list[dict[str, Any]]:
    found = [asdict(r) if is_dataclass(r) and not isinstance(r, type) else dict(r) for r in rows]
    for row in found:
        for side in ("a", "b", "first", "second"):
            if isinstance(row.get(side), dict) and row[side].get("file"):
                row[side]["file"] = Path(row[side]["file"]).name
    return found


def place(problem: dict[str, Any]) -> Place:
    """Where a problem stands: by cell where there is one, else by the column's header."""
    where = problem.get("cell") or problem.get("column")
    file = Path(str(problem["file"])).name
    return file, problem.get("sheet"), problem["row"], where, str(problem["kind"])


def pair(duplicate: dict[str, Any]) -> Place:
    a = duplicate.get("a") or duplicate.get("first")
    b = duplicate.get("b") or duplicate.get("second")
    assert a
    assert b
    rows = sorted((str(x.get("sheet")), int(x["row"])) for x in (a, b))
    return (*rows, str(duplicate.get("type") or duplicate.get("kind")))


def rates(wanted: Counter[Place], found: Counter[Place]) -> tuple[int, int, int]:
    right = sum((wanted & found).values())
    return right, sum(found.values()) - right, sum(wanted.values()) - right


def compare_problems(key: dict[str, Any], got: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    by_kind: dict[str, list[Counter[Place]]] = defaultdict(lambda: [Counter(), Counter()])
    for side, told in enumerate((key, got)):
        for problem in told["problems"]:
            by_kind[str(problem["kind"])][side][place(problem)] += 1
        for duplicate in told["duplicates"]:
            by_kind["(pairs)"][side][pair(duplicate)] += 1
    return {kind: rates(*counters) for kind, counters in sorted(by_kind.items())}


def labels_differ(key: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """Problems found in the right place whose column text, cell or severity differs."""
    theirs = {place(p): p for p in got["problems"]}
    found = []
    for problem in key["problems"]:
        other = theirs.get(place(problem))
        if other is None:
            continue
        for field in ("column", "cell", "severity"):
            if problem.get(field) != other.get(field):
                told = (problem["kind"], field, problem.get(field), other.get(field))
                found.append(" ".join(map(str, told)))
    return found


def show(kind: str, key: dict[str, Any], got: dict[str, Any]) -> None:
    if kind == "pairs":
        wanted = Counter(pair(d) for d in key["duplicates"])
        found = Counter(pair(d) for d in got["duplicates"])
    else:
        wanted = Counter(place(p) for p in key["problems"] if p["kind"] == kind)
        found = Counter(place(p) for p in got["problems"] if p["kind"] == kind)
    for missed in wanted - found:
        print("   missed  ", *missed)
    for extra in found - wanted:
        print("   too many", *extra)


def differences(path: str, wanted: Any, got: Any) -> list[str]:
    if isinstance(wanted, dict):
        other = got if isinstance(got, dict) else {}
        keys = [*wanted, *(k for k in other if k not in wanted)]
        return [d for k in keys for d in differences(f"{path}.{k}", wanted.get(k), other.get(k))]
    if wanted == got or (not wanted and not got):
        return []
    return [f"{path}: {wanted} in the key, {got} found"]


def compare_figures(folder: Path, key: dict[str, Any]) -> list[str]:
    with tempfile.TemporaryDirectory() as home:
        files = [str(p) for p in sources(folder)]
        done = hjemveien(Path(home), "import", *files, "--as-of", key["as_of"])
        if done.returncode not in (0, 3):
            return [f"import: exit {done.returncode} {done.stderr.strip()[-400:]}"]
        out = Path(home) / "figures.json"
        done = hjemveien(Path(home), "statistics", "--as-of", key["as_of"], "-o", str(out))
        if done.returncode or not out.exists():
            return [f"statistics: exit {done.returncode} {done.stderr.strip()[-400:]}"]
        got = json.loads(out.read_text(encoding="utf-8"))
    got = got.get("figures", got)
    names = [n for n in FIGURES if n in key]
    found = [d for n in names for d in differences(n, key[n], got.get(n))]
    return [d for d in found if ".protected" not in d]


def compare_broken(folder: Path) -> None:
    """Each broken file alone: refused in one sentence, or read; never a traceback."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for name, told in expected.items():
        with tempfile.TemporaryDirectory() as home:
            file = unpacked(folder / name, Path(home))
            begun = perf_counter()
            done = hjemveien(
                Path(home), "import", str(file), "--as-of", "2026-02-01", "--dry-run", "--json"
            )
            seconds = perf_counter() - begun
        print(f"{verdict(told, done):9} {name:28} {seconds:4.1f} s  {last_words(done)}")


def unpacked(file: Path, home: Path) -> Path:
    if file.suffix != ".zip":
        return file
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        return Path(archive.extract(archive.namelist()[0], home))


def verdict(told: dict[str, Any], done: subprocess.CompletedProcess[str]) -> str:
    if "Traceback" in done.stderr:
        return "CRASHED"
    outcome = "read" if done.returncode in (0, 3) and done.stdout.strip() else "refused"
    return "right" if told["outcome"] in (outcome, "either") else f"WRONG {outcome[:3]}"


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    lines = done.stderr.strip().splitlines()
    return f"[{done.returncode}] {lines[-1][:140] if lines else ''}"


def report(folder: Path, wanted: argparse.Namespace) -> dict[str, tuple[int, int, int]]:
    key = load(folder)
    begun = perf_counter()
    reader = read_by_command if wanted.via == "cli" else read_by_library
    got = reader(folder, key["as_of"])
    seconds = perf_counter() - begun
    found = compare_problems(key, got)
    right, extra, missed = map(sum, zip(*found.values(), strict=True))
    print(f"== {folder.name}: {right} right, {extra} too many, {missed} missed, {seconds:.1f} s")
    for kind, (right, extra, missed) in found.items():
        if extra or missed:
            print(f"  {kind:28} {right:4} right {extra:4} too many {missed:4} missed")
        if wanted.show in (kind, kind.strip("()")) or wanted.show == "all":
            show(kind.strip("()"), key, got)
    for told, times in Counter(labels_differ(key, got)).most_common(12):
        print(f"  label {times}x: {told}")
    if wanted.figures:
        for line in compare_figures(folder, key) or ["all figures agree"]:
            print("  figure", line)
    return found


def summary(all_found: list[dict[str, tuple[int, int, int]]]) -> None:
    kinds = sorted({kind for found in all_found for kind in found})
    print(f"\n{'kind':28} precision recall  (right, too many, missed)")
    for kind in kinds:
        right, extra, missed = map(
            sum, zip(*(f.get(kind, (0, 0, 0)) for f in all_found), strict=True)
        )
        precision = right / (right + extra) if right + extra else 1.0
        recall = right / (right + missed) if right + missed else 1.0
        print(f"{kind:28} {precision:9.3f} {recall:6.3f}  ({right}, {extra}, {missed})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("offices", nargs="*", help="letters, or folders with an answers.json")
    parser.add_argument("--figures", action="store_true", help="import and compare the statistics")
    parser.add_argument("--broken", action="store_true", help="try the broken files too")
    parser.add_argument("--show", help="list what differs for this kind (pairs, all)")
    parser.add_argument("--via", choices=("cli", "library"), default="library")
    wanted = parser.parse_args()
    named = [Path(o) if "/" in o else HERE / f"office-{o}" for o in wanted.offices]
    folders = named or sorted(p.parent for p in HERE.glob("office-*/answers.json"))
    summary([report(folder, wanted) for folder in folders])
    if wanted.broken:
        compare_broken(HERE / "broken")


if __name__ == "__main__":
    main()
