"""Shows the work list in a real window, lets a screen reader read it once, and ends.

`python -m tests.ui.reader.shown FOLDER READER…`; what the reader says goes to standard output.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from tests.ui.walk.office import opened
from ui.pages.cases import CasesPage
from ui.shell.window import MainWindow
from ui.theme import theme

NAME = "hjemveien"


def main(folder: Path, reader: list[str]) -> int:
    app = QApplication([NAME])
    app.setApplicationName(NAME)
    theme().install("light", 100)
    with opened(folder) as context:
        window = MainWindow(context.settings)
        window.furnish(context)
        process = QProcess()
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        process.finished.connect(lambda code, _how: app.exit(code))
        process.errorOccurred.connect(lambda _fault: app.exit(2))
        window.show_page("cases")
        page = window.page("cases")
        assert isinstance(page, CasesPage)
        page.table.rows_model.loaded.connect(lambda: _begin(process, reader))
        window.show()
        code = app.exec()
        window.close()
    return code


def _begin(process: QProcess, reader: list[str]) -> None:
    if process.state() == QProcess.ProcessState.NotRunning:
        process.start(reader[0], [*reader[1:], NAME])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
