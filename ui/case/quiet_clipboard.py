"""Keeps what is copied out of a protected household's case from clipboard histories, and for long.

Whoever has the case open may copy from it. Programs that remember what was copied are asked not
to, each system in its own words, and when the case is left our text goes from the clipboard.
"""

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

# Klipper and those that follow it; the clipboard history of Windows.
_ASKS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
}
MARK = "x-kde-passwordManagerHint"


class QuietClipboard(QObject):
    """`begin` when a protected case is opened, `end` when it is left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._active = False
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._mark)

    def begin(self) -> None:
        self._active = True

    def end(self) -> None:
        """What was copied meanwhile goes; what others put there stays."""
        held = self._held()
        if self._active and held is not None and held.hasFormat(MARK):
            self._clipboard.clear()
        self._active = False

    def _held(self) -> QMimeData | None:
        """Without a screen an empty clipboard has no data at all."""
        return self._clipboard.mimeData()

    def _mark(self) -> None:
        held = self._held()
        # What is copied while one of our windows has the keyboard was copied here.
        ours = QGuiApplication.focusWindow() is not None
        if not self._active or not ours or held is None or held.hasFormat(MARK):
            return
        if not held.hasText():
            return
        quiet = QMimeData()
        quiet.setText(held.text())
        for name, value in _ASKS.items():
            quiet.setData(name, value)
        self._clipboard.setMimeData(quiet, QClipboard.Mode.Clipboard)
