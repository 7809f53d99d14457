"""Times the waiting list on paper beside reportlab's own table and LibreOffice, same rows in all.

Ours is tagged and wraps; the others get the easier task of plain cells on one line. The table is
near quadratic and takes minutes at 50,000 rows, so there it runs only when asked to.
"""

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from math import log
from pathlib import Path
from random import Random
from time import perf_counter

from hjemveien.reports.paper import Column, table_document

Result = tuple[str, float, float, float]

COLUMNS = (
    Column("Plass", 4, "right"),
    Column("Saksnr.", 6),
    Column("Søker", 16),
    Column("Husstand", 11),
    Column("Boligbehov", 12),
    Column("Klasse", 5, "right"),
    Column("Dager", 4, "right"),
    Column("Vedtak", 6),
    Column("Saksbehandler", 10),
)
SIZES = (1_000, 10_000, 50_000)
TABLE_UP_TO = 10_000


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Invented households, no two alike, the same ones every time."""
    random = Random(count)
    for n in range(1, count + 1):
        yield (
            str(n),
            f"2026/{n:05d}",
            f"Nordmann{random.randrange(count)}, {random.choice(('Kari', 'Ola', 'Áile'))}",
            f"{random.randint(1, 2)} voksne, {random.randint(0, 4)} barn",
            random.choice(("1–2 rom", "3 rom", "Tilrettelagt, 2 rom, heis", "4 rom, nær skole")),
            str(random.randint(1, 3)),
            str(random.randint(1, 400)),
            f"{random.randint(1, 28):02d}.{random.randint(1, 12):02d}.2026",
            random.choice(("Bente Aas", "Thomas Hagen", "Kari Solheim")),
        )


def ours(count: int, folder: Path) -> None:
    table_document(
        folder / "ours.pdf",
        title="Venteliste",
        columns=COLUMNS,
        rows=rows(count),
        created=datetime(2026, 11, 23, tzinfo=UTC),
        header_left="Fjordby kommune",
        footer="Skrevet ut av Kari Solheim.",
    )


def reportlab_table(count: int, folder: Path) -> None:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate, Table

    cells = [tuple(column.title for column in COLUMNS), *rows(count)]
    SimpleDocTemplate(str(folder / "table.pdf"), pagesize=landscape(A4)).build(
        [Table(cells, repeatRows=1)]
    )


def libreoffice(count: int, folder: Path) -> None:
    source = folder / "rows.csv"
    with source.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink)
        writer.writerow([column.title for column in COLUMNS])
        writer.writerows(rows(count))
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    options = ["--outdir", str(folder), str(source)]
    subprocess.run([*command, *options], check=True, capture_output=True, timeout=900)


def main(*, whole: bool = False) -> list[Result]:
    """Rows of name, ours, theirs, theirs divided by ours; seconds unless the name says else."""
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours(10, folder)
        for count in SIZES:
            peers = _peers(count, whole, folder)
            times = _interleaved(count, [ours, *peers.values()], folder, 3 if count < 50_000 else 1)
            results += [
                (f"waiting list PDF, {count:,} rows, {peer}", times[0], theirs, theirs / times[0])
                for peer, theirs in zip(peers, times[1:], strict=True)
            ]
        growth = _exponent(folder)
    results.append(("waiting list PDF, exponent of growth, limit 1.1", growth, 1.1, 1.1 / growth))
    memory = _kilobytes_a_row()
    results.append(("waiting list PDF, kB a row, limit 20", memory, 20, 20 / memory))
    return results


def _exponent(folder: Path) -> float:
    few, many = SIZES[1:]
    makers = [lambda _count, into: ours(few, into), lambda _count, into: ours(many, into)]
    at_few, at_many = _interleaved(0, makers, folder, 3)
    return log(at_many / at_few) / log(many / few)


def _peers(count: int, whole: bool, folder: Path) -> dict[str, Callable[[int, Path], None]]:
    peers: dict[str, Callable[[int, Path], None]] = {}
    if whole or count <= TABLE_UP_TO:
        peers["reportlab Table"] = reportlab_table
    if shutil.which("soffice"):
        libreoffice(10, folder)
        peers["LibreOffice"] = libreoffice
    return peers


def _interleaved(
    count: int, makers: list[Callable[[int, Path], None]], folder: Path, rounds: int
) -> list[float]:
    """The best of each maker's rounds, taken in turn, so that a busy machine hurts all alike."""
    best = [float("inf")] * len(makers)
    for _round in range(rounds):
        for at, maker in enumerate(makers):
            start = perf_counter()
            maker(count, folder)
            best[at] = min(best[at], perf_counter() - start)
    return best


# The kernel's own mark (VmHWM) begins anew with each program; getrusage's inherits the parent's.
_PEAK = """
import re, sys
from pathlib import Path
from benchmarks.paper import ours
ours(int(sys.argv[1]), Path(sys.argv[2]))
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1))
"""


def _kilobytes_a_row() -> float:
    """From the peaks of two fresh processes, so that the interpreter itself does not count."""
    few, many = SIZES[0], SIZES[-1]
    return max((_peak(many) - _peak(few)) / (many - few), 0.01)


def _peak(count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _PEAK, str(count), folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", action="store_true", help="the table at 50,000 rows too")
    for title, own, theirs, ratio in main(whole=parser.parse_args().whole):
        print(f"{title:58}{own:10.2f}{theirs:10.2f}{ratio:8.1f} ×")
