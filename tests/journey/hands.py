"""Two hands on the keys and none on the mouse: every press is counted, and waits are for eyes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.journey.driving import Driver

# A search for a part by F6 or Tab that goes on longer has lost its way.
MOST_STEPS = 25


class Hands(Driver):
    """`pressed` is how many keys it has taken so far."""

    pressed = 0

    def receiver(self) -> QWidget:
        """Whatever has the keyboard: an open menu, a dialog, or the part with the focus."""

        def look() -> QWidget | None:
            if QApplication.activeWindow() is None:
                self.bring_forward()
                return None
            popup, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
            return popup or focus or QApplication.activeWindow()

        return self.until(look, "something with the keyboard")  # type: ignore[no-any-return]

    def bring_forward(self) -> None:
        """A screen without a window manager leaves the keyboard nowhere when a window goes."""
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow()]
        wanted = QApplication.activeModalWidget() or next(iter(shown), None)
        if wanted is not None:
            wanted.activateWindow()

    def press(self, keys: str) -> None:
        """A key or a shortcut, in Qt's portable spelling."""
        combination = QKeySequence(keys)[0]  # type: ignore[index]
        self.pressed += 1
        part = self.receiver()
        QTest.keyClick(part, combination.key(), combination.keyboardModifiers())
        self.qt.processEvents()

    def type(self, text: str) -> None:
        self.pressed += len(text)
        QTest.keyClicks(self.receiver(), text)
        self.qt.processEvents()

    def walk_to(self, keys: str, is_there: Callable[[], Any], what: str) -> None:
        """Press F6 or Tab until the keyboard is where one wants it."""
        for _step in range(MOST_STEPS):
            if is_there():
                return
            self.press(keys)
        raise SystemExit(f"{keys} never came to {what}")

    def on(self, part: QWidget) -> bool:
        """Whether the keyboard is on this part."""
        now = QApplication.focusWidget()
        return now is part or (now is not None and part.isAncestorOf(now))

    def go(self, words: str, key: str) -> Any:
        """To a page by the palette."""
        window = self.app.window
        assert window is not None
        # Until what was asked at the start is answered the window may still be made anew.
        self.until(lambda: self.app.work and not self.app.work.busy(), "a window at rest")
        self.receiver()

        def opened() -> bool:
            """Pressed again where the window was made anew, or was not in front yet."""
            if not window.finder.isVisible():
                self.press("Ctrl+K")
            return window.finder.isVisible()

        self.until(opened, "the palette")
        self.type(words)
        self.press("Return")
        self.until(lambda: window.current_key() == key, key)
        return window.page(key)

    def into_dialog(self) -> QWidget:
        """The dialog that has opened, once the keyboard is in it."""

        def look() -> QWidget | None:
            if QApplication.activeWindow() is None:
                self.bring_forward()
            dialog = QApplication.activeModalWidget()
            now = QApplication.focusWidget()
            return dialog if dialog and now and dialog.isAncestorOf(now) else None

        return self.until(look, "a dialog")  # type: ignore[no-any-return]

    def name_file(self, name: str) -> None:
        """Into a file dialog, whose field for the name has the keyboard."""
        dialog = self.into_dialog()
        self.press("Ctrl+A")
        self.type(name)
        self.press("Return")
        # The first may have gone to the list of names that is offered while one types.
        if isValid(dialog) and dialog.isVisible():
            self.press("Return")
