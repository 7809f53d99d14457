"""Times the start: from the process's first breath to a painted window and to a painted list.

Beside it a bare PySide6 window, painted; both offscreen, in turn, each in a process of its own. The
key is given by the environment, and the passphrase's own cost (about 120 ms once) is part of it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.offices import PASSPHRASE, local_office

Result = tuple[str, float, float, float]
CASES = 100_000
ROUNDS = 7

BARE = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("window", time.time() - float(os.environ["BEGAN"]), flush=True)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""

OURS = """
import os, sys, time
def tell(what):
    print(what, time.time() - float(os.environ["BEGAN"]), flush=True)
from PySide6.QtCore import QEvent, QObject, QTimer
from ui import app as program
from ui.settings import Settings
settings = Settings()
qt = program.application(settings)
class Watch(QObject):
    told = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is hjemveien.window and not self.told:
            self.told = True
            heavy = {"alembic", "reportlab", "xlsxwriter", "python_calamine", "psycopg"}
            tell("window")
            print("early", *sorted(heavy & set(sys.modules)), flush=True)
        return False
watch = Watch()
qt.installEventFilter(watch)
hjemveien = program.App(settings, "Kari Solheim", first_page="cases")
hjemveien.begin(os.environ["HJEMVEIEN_DATABASE"])
def look():
    window = hjemveien.window
    if window is None or window.current_key() != "cases":
        return
    page = window.page("cases")
    if page.model.rowCount():
        page.table.viewport().repaint()
        tell("list")
        timer.stop()
        QTimer.singleShot(0, qt.quit)
timer = QTimer(interval=1)
timer.timeout.connect(look)
timer.start()
QTimer.singleShot(60000, qt.quit)
qt.exec()
hjemveien.close()
"""


def main(cases: int = CASES, rounds: int = ROUNDS) -> list[Result]:
    bare, window, listed = [], [], []
    with tempfile.TemporaryDirectory(prefix="hjemveien-bench-") as folder:
        database = local_office(Path(folder), cases)
        address = str(database.path)
        database.close()
        for _round in range(rounds + 1):
            bare.append(_run(BARE, address, folder)["window"])
            ours = _run(OURS, address, folder)
            window.append(ours["window"])
            listed.append(ours["list"])
    theirs = statistics.median(bare[1:])
    return [
        _result(f"start to a painted window, {cases:,} cases", window[1:], theirs),
        _result(f"start to a painted list, {cases:,} cases", listed[1:], theirs),
    ]


def _result(name: str, ours: list[float], theirs: float) -> Result:
    middle = statistics.median(ours)
    return (name, middle, theirs, middle / theirs)


def _run(program: str, address: str, folder: str) -> dict[str, float]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HJEMVEIEN_DATABASE": address,
        "HJEMVEIEN_PASSPHRASE": PASSPHRASE,
        "HOME": folder,
        "XDG_CONFIG_HOME": folder,
        "BEGAN": str(time.time()),
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    told = (line.split() for line in done.stdout.splitlines())
    return {parts[0]: float(parts[1]) for parts in told if parts[0] in {"window", "list"}}


if __name__ == "__main__":
    for name, ours, theirs, ratio in main(10_000, 3):
        print(f"{name}: {ours * 1000:.0f} ms, {theirs * 1000:.0f} ms, {ratio:.2f}")
