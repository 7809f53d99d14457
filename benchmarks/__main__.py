"""`./dev bench`: runs every benchmark, prints a table and writes it to benchmarks/RESULTS.md."""

import argparse
import importlib
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

NAMES = ("start", "lists", "hand", "shared", "paper", "intake", "statistics", "audit_chain")
RESULTS = Path(__file__).with_name("RESULTS.md")
Result = tuple[str, float, float, float]


def main() -> int:
    """Run those that are named, or all; a benchmark that cannot run says why and fails."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], help="which; all when left out")
    names = parser.parse_args().names or list(NAMES)
    found: list[Result] = []
    for name in names:
        print(f"… {name}", file=sys.stderr, flush=True)
        rows = importlib.import_module(f"benchmarks.{name}").main()
        measured = [(row[0], row[1], row[2], row[3]) for row in rows]
        print(as_table(measured), flush=True)
        found.extend(measured)
    if list(names) == list(NAMES):
        RESULTS.write_text(f"{_head()}\n\n{as_table(found)}\n{_kept()}", encoding="utf-8")
    return 0


def as_table(rows: list[Result]) -> str:
    """A Markdown table; times in milliseconds."""
    lines = ["| work | ours, ms | beside, ms | ratio |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {name} | {ours * 1000:,.1f} | {theirs * 1000:,.1f} | {ratio:.2f} |"
        for name, ours, theirs, ratio in rows
    ]
    return "\n".join(lines)


def _kept() -> str:
    """What the endurance tests measured stays until it is written anew by hand."""
    _before, heading, after = RESULTS.read_text("utf-8").partition("\n## Endurance\n")
    return f"{heading}{after}"


def _head() -> str:
    import PySide6
    import reportlab
    import sqlalchemy

    versions = (
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"SQLAlchemy {sqlalchemy.__version__}, reportlab {reportlab.Version}"
    )
    day = datetime.now(UTC).date().isoformat()
    return (
        "# What was measured\n\n"
        f"{day}, {versions}, {platform.machine()}. Each figure beside its peer in one interleaved"
        " run on a small shared machine: read the ratios, not the milliseconds."
    )


if __name__ == "__main__":
    sys.exit(main())
