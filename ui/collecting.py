"""Python's search for cycles, on the screen's thread alone."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Collecting(QObject):
    """From now on cycles are looked for from the event loop and at no other moment.

    Python looks for them on whichever thread happens to allocate. A widget in a cycle would then be
    destroyed on a work thread, and Qt ends the program for that. What stands when the event loop
    comes round first, libraries and window, stays out of the search: looking through it all took
    180 ms each time, in which no key is answered.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()
        QTimer.singleShot(EVERY_MS, self, keep_apart)

    def end(self) -> None:
        """Give the search back to Python; no other thread of ours may be left."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()


def keep_apart() -> None:
    """Leave everything that exists now out of later searches."""
    gc.freeze()


def collect_due() -> None:
    """The oldest generation that Python itself would look through now."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation] > 0:
            gc.collect(generation)
            return
