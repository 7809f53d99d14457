"""Times what the hand feels: a keystroke, a frame, a reset of the list, and weighs the program.

Beside a keystroke: fetching a page by index and painting the whole list. Beside a frame: a plain
table with the same words in a model of Qt's own. Beside the reset of a large office's list: that of
a small one. Beside the program's memory: a bare window's. All offscreen; sizes in cases.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.lists import TYPED, _interleaved, _raw_page
from benchmarks.offices import PASSPHRASE, local_office
from benchmarks.start import BARE
from hjemveien.persistence import cipher
from hjemveien.persistence.engine import Database

Result = tuple[str, float, float, float]
SMALL, LARGE = 200, 100_000
ROUNDS = 60
WIDE, HIGH = 1440, 900

_WEIGHT = "print('kilobytes', open('/proc/self/status').read().split('VmRSS:')[1].split()[0])"
OURS = f"""
import os, sys
from benchmarks.hand import opened
with opened(os.environ["HJEMVEIEN_DATABASE"]):
    {_WEIGHT}
"""


def main(large: int = LARGE) -> list[Result]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="hjemveien-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        small, whole = (local_office(Path(folder), size) for size in (SMALL, large))
        with opened(str(small.path)) as desk:
            little = statistics.median(desk.reset() for _round in range(ROUNDS))
        with opened(str(whole.path)) as desk:
            found = [_keystroke(desk, whole, large), _frame(desk), _reset(desk, large, little)]
        found.append(_memory(str(whole.path), folder, large))
        for database in (small, whole):
            database.close()
    return found


class Desk:
    """The real window on an office, and waiting for its list."""

    def __init__(self, qt: Any, window: Any, work: Any) -> None:
        self.qt, self.window, self.work = qt, window, work
        self.until(lambda: window.is_furnished() and window.current_key())
        window.resize(WIDE, HIGH)
        window.show_page("cases")
        self.page = window.page("cases")
        self.until(lambda: self.page.model.rowCount() and not work.busy())
        self.loaded = 0
        self.page.model.loaded.connect(self._count)

    def until(self, condition: Callable[[], Any]) -> None:
        """As the program's own loop waits: asleep, so that the work threads are not held up."""
        from PySide6.QtCore import QEventLoop

        while not condition():
            self.qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def paint(self) -> None:
        self.page.table.viewport().repaint()

    def type_letter(self, letter: str) -> float:
        """Seconds from the key to the painted answer."""
        from PySide6.QtTest import QTest

        start, before = perf_counter(), self.loaded
        QTest.keyClicks(self.page.search, letter)
        self.until(lambda: self.loaded > before)
        self.paint()
        return perf_counter() - start

    def reset(self) -> float:
        """Seconds from asking for the list in the other order to its painted rows."""
        model, before = self.page.model, self.loaded
        start = perf_counter()
        self.page.table.sort_wanted.emit("deadline", not model.descending)
        self.until(lambda: self.loaded > before)
        self.paint()
        return perf_counter() - start

    def _count(self) -> None:
        self.loaded += 1


@contextmanager
def opened(address: str) -> Iterator[Desk]:
    """The program's own window with the work list painted; closed at the end."""
    from ui import office
    from ui.app import App, application
    from ui.settings import Settings

    settings = Settings()
    qt = application(settings)
    program = App(settings, "Kari Solheim")
    program.open_soon(office.existing(address, PASSPHRASE))
    desk = Desk(qt, program.window, program.work)
    try:
        yield desk
    finally:
        desk.window.close()
        program.close()


def _keystroke(desk: Desk, database: Database, size: int) -> Result:
    assert database.path is not None
    assert database.key is not None
    raw = cipher.connect(database.path, database.key)
    row = desk.page.model.row(100)
    times, beside = [], []
    for words in TYPED:
        for letter in words.encode("latin-1", "ignore").decode("latin-1"):
            times.append(desk.type_letter(letter))
            beside.append(_fetched_and_painted(desk, raw, (row.next_deadline, row.case_id)))
        desk.page.search.clear_search()
        desk.until(lambda: not desk.work.busy() and desk.page.model.rowCount())
    raw.close()
    typing, fetch = sorted(times)[int(len(times) * 0.95)], statistics.median(beside)
    return (f"keystroke to painted list, p95, {size:,} cases", typing, fetch, typing / fetch)


def _fetched_and_painted(desk: Desk, raw: Any, last: Any) -> float:
    start = perf_counter()
    _raw_page(raw, last)
    desk.paint()
    return perf_counter() - start


def _frame(desk: Desk) -> Result:
    desk.until(lambda: not desk.work.busy())
    view = _plain_table(desk)
    ours, theirs = _interleaved(desk.paint, view.viewport().repaint, ROUNDS)
    view.close()
    return ("a painted frame of the work list", ours, theirs, ours / theirs)


def _plain_table(desk: Desk) -> Any:
    """Qt's own table, model and painting, as wide and high, with the same words."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    table, model = desk.page.table, desk.page.model
    columns = range(model.columnCount())
    words = QStandardItemModel()
    for number in range(model.rowCount()):
        words.appendRow([QStandardItem(model.cell(number, c).whole()) for c in columns])
    view = QTableView()
    view.setModel(words)
    view.resize(table.size())
    view.setShowGrid(False)
    view.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
    for column in columns:
        view.setColumnWidth(column, table.columnWidth(column))
    view.show()
    desk.qt.processEvents()
    return view


def _reset(desk: Desk, size: int, small: float) -> Result:
    large = statistics.median(desk.reset() for _round in range(ROUNDS))
    return (f"list reset, {size:,} cases beside {SMALL}", large, small, large / small)


def _memory(address: str, folder: str, size: int) -> Result:
    """In megabytes, written where the others have seconds divided by a thousand."""
    ours = _weigh(OURS, address, folder)
    bare = _weigh(BARE.replace("QTimer.singleShot", f"{_WEIGHT}; QTimer.singleShot"), "", folder)
    return (f"memory with {size:,} cases, MB", ours / 1000, bare / 1000, ours / bare)


def _weigh(program: str, address: str, folder: str) -> float:
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "HJEMVEIEN_DATABASE": address,
        "HOME": folder, "BEGAN": "0",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment, capture_output=True, text=True, timeout=90, check=True,
    )  # fmt: skip
    line = next(line for line in done.stdout.splitlines() if line.startswith("kilobytes"))
    return float(line.split()[1]) / 1024


if __name__ == "__main__":
    for name, ours, theirs, ratio in main():
        print(f"{name}: {ours * 1000:.1f}, {theirs * 1000:.1f}, {ratio:.2f}")
