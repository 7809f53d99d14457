"""Whether the database answers: told by whoever notices first, waited for by what is to be sent."""

from threading import Condition

from PySide6.QtCore import QObject, Signal


class Contact(QObject):
    """`changed(bool)` on the screen's thread; all else may be called from any thread."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers = True
        self._given_up = False
        self._losses = 0
        self._news = Condition()

    def answers(self) -> bool:
        return self._answers

    def tell(self, answers: bool) -> None:
        """What somebody has just found out; the same again is no news."""
        with self._news:
            if self._answers == answers:
                return
            self._answers = answers
            self._losses += not answers
            self._news.notify_all()
        self.changed.emit(answers)

    def losses(self) -> int:
        """How often it has been lost."""
        return self._losses

    def worked(self, losses: int) -> None:
        """Something was answered that was begun after so many losses.

        What was begun before the last one may have had its answer before it, and says nothing.
        """
        if losses == self._losses:
            self.tell(True)

    def wait(self, seconds: float) -> bool:
        """Until it answers, or so long; False when nobody waits any more."""
        with self._news:
            self._news.wait_for(lambda: self._answers or self._given_up, seconds)
            return not self._given_up

    def give_up(self) -> None:
        """End all waiting: the window is closed."""
        with self._news:
            self._given_up = True
            self._news.notify_all()
