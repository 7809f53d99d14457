"""Ctrl+K: one field over the window, and below it what can be done, opened and gone to."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from hjemveien.services.views import CaseRow
from hjemveien.texts import _
from ui.kit.fields import TextField
from ui.kit.labels import IconLabel, Text
from ui.kit.layout import box, column, line, row
from ui.openings import told
from ui.palette.entries import Entry, case_entry, entry_of, lines, offered, still_matches
from ui.palette.lines import LineList
from ui.palette.recent import Recent
from ui.shell.actions import Actions
from ui.shell.context import Context
from ui.theme import theme

if TYPE_CHECKING:
    from ui.work import Session

PAUSE_MS, SETTLED_MS, MOST_CASES = 80, 1500, 6
WIDTH_PX, TOP_SHARE, MOST_PX, LEAST_PX = 640, 11, 460, 120


class PaletteField(TextField):
    """`moved(steps)` for arrows and pages, `entered` for Enter, `left_open` for Escape."""

    moved = Signal(int)
    entered = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        steps = {key.Key_Down: 1, key.Key_Up: -1, key.Key_PageDown: 6, key.Key_PageUp: -6,
                 key.Key_Tab: 1, key.Key_Backtab: -1}  # fmt: skip
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (key.Key_Return, key.Key_Enter):
            self.entered.emit()
        elif event.key() == key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab moves the choice: nothing behind the palette is to be reached."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            event.setAccepted(event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab))
            if event.isAccepted():
                self.keyPressEvent(event)
                return True
        return super().event(event)


class CommandPalette(QWidget):
    """Lies over its host. `subject()` names what the page's actions are about, if anything.

    Cases are searched for only where the person may see the work list (`open_case` is given).
    """

    def __init__(
        self,
        host: QWidget,
        context: Context,
        registry: Actions,
        open_case: Callable[[UUID], object] | None,
    ) -> None:
        super().__init__(host)
        self._host = host
        self.context, self._registry = context, registry
        self._open_case = open_case
        self.subject: Callable[[], str] = lambda: ""
        self.recent = Recent(context.settings)
        self._cases: tuple[Entry, ...] = ()
        self._found = 0
        self._before: QWidget | None = None
        self.setAccessibleName(_("Search or do"))
        self.field = PaletteField(_("Search or do"), _("Search for a case, an action or a page"))
        self.list = LineList(_("Results"))
        self.nothing = Text(_("Nothing has all of these words."), "body", "muted")
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._wire()
        host.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Begin anew, with what was used lately."""
        self._before = QApplication.focusWidget()
        self._cases = ()
        self.field.clear()
        self._show_lines()
        self._fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_it(self) -> None:
        """Away, and the keyboard back where it was."""
        if self.isHidden():
            return
        self._tell_search()
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        """Do what is chosen."""
        index = self.list.currentIndex()
        if not index.isValid():
            return
        entry = self.list.lines.entry(index.row())
        if entry.run is None:
            return
        self.recent.use(entry)
        self.close_it()
        entry.run()

    def titles(self) -> list[str]:
        """What stands in the list, headings too."""
        return [entry.title for entry in self.list.lines.entries()]

    # Building

    def _build(self) -> None:
        self.field.setProperty("look", "palette")
        top = row(IconLabel("search", "muted", 18), self.field, spacing=10, margins=(16, 6, 12, 6))
        keys = Text(_("↑↓ choose  ·  Enter do  ·  Esc close"), "caption", "muted")
        hint = Text(_("Type “?” for all shortcuts"), "caption", "muted")
        foot = row(keys, None, hint, margins=(16, 7, 16, 8))
        self._nothing = box(column(self.nothing, margins=(16, 16, 16, 16)))
        body = column(top, line(), self._nothing, self.list, box(foot, "footer"), spacing=0)
        self.card: QFrame = box(body, "palette", _("Search or do"))
        self.card.setParent(self)

    def _wire(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.field.moved.connect(self._move)
        self.field.entered.connect(self.choose)
        self.field.escaped.connect(self.close_it)
        self.list.clicked.connect(lambda _index: self.choose())
        self._pause.timeout.connect(self._search)
        self._settled.timeout.connect(self._tell_search)
        theme().changed.connect(self._fit)
        self._registry.changed.connect(self._actions_changed)

    # What is typed

    def _typed(self, typed: str) -> None:
        self._settled.stop()
        self._cases = tuple(case for case in self._cases if still_matches(typed, case))
        self._pause.start()
        self._show_lines()

    def _search(self) -> None:
        typed = self.field.text().strip()
        if self._open_case is None or not typed or typed == "?":
            return

        def read(session: "Session") -> Sequence[CaseRow]:
            from hjemveien.services.case_list import CaseFilter, case_page

            return case_page(session, CaseFilter(search=typed), "name", rows=MOST_CASES).rows

        self.context.work.ask(
            self, read, lambda rows: self._know_cases(typed, rows), lambda _refusal: None,
            key="cases",
        )  # fmt: skip

    def _know_cases(self, typed: str, rows: Sequence[CaseRow]) -> None:
        if typed != self.field.text().strip() or self.isHidden() or self._open_case is None:
            return
        go = self._open_case
        self._cases = tuple(case_entry(found, typed, go) for found in rows)
        self._found = len(rows)
        self._settled.start()
        self._show_lines(keep=True)

    def _tell_search(self) -> None:
        """A search that has come to rest is written down: how many it found, never what it was."""
        if self._settled.isActive() or self.sender() is self._settled:
            self._settled.stop()
            found = told("search", "work_list", rows=self._found)
            self.context.work.tell(self, found, failed=lambda _refusal: None)

    def _show_lines(self, keep: bool = False) -> None:
        """`keep` leaves the choice where it is, when only cases have come."""
        before = self._chosen_key() if keep else ""
        groups = offered(self._registry, self.subject())
        known = {action.key: entry_of(action) for action in self._registry.all()}
        recent = self.recent.entries(known)
        shown = lines(self.field.text(), groups, self._cases, recent)
        self.list.lines.show(shown)
        self._nothing.setVisible(not shown)
        self.list.setVisible(bool(shown))
        rows = self.list.lines.choosable()
        same = [row for row in rows if shown[row].key == before]
        self._choose_row((same or rows)[0] if rows else -1)
        self._fit()

    def _chosen_key(self) -> str:
        index = self.list.currentIndex()
        return self.list.lines.entry(index.row()).key if index.isValid() else ""

    def _move(self, steps: int) -> None:
        rows = self.list.lines.choosable()
        if not rows:
            return
        now = self.list.currentIndex().row()
        place = rows.index(now) if now in rows else 0
        wanted = place + steps
        if abs(steps) == 1:
            wanted %= len(rows)
        self._choose_row(rows[min(max(wanted, 0), len(rows) - 1)])

    def _choose_row(self, number: int) -> None:
        if number < 0:
            self.field.setAccessibleDescription("")
            return
        self.list.setCurrentIndex(self.list.lines.index(number))
        # The heading above the first line is part of what one wants to see.
        if number == 1:
            self.list.scrollToTop()
        self.field.setAccessibleDescription(self.list.lines.entry(number).said())

    def _actions_changed(self) -> None:
        if self.isVisible():
            self._show_lines(keep=True)

    # Its place

    def _fit(self) -> None:
        host = self._host
        self.setGeometry(host.rect())
        px = theme().px
        wide = min(px(WIDTH_PX), host.width() - px(32))
        top = host.height() * TOP_SHARE // 100
        room = host.height() - top - px(40)
        most = max(min(room - px(100), px(MOST_PX)), px(LEAST_PX))
        self.list.setFixedHeight(min(self.list.needed_height() + px(6), most))
        layout = self.card.layout()
        if layout is not None:
            layout.activate()
        high = min(self.card.sizeHint().height(), room)
        self.card.setGeometry((host.width() - wide) // 2, top, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_it()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What lies behind steps back."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(8, 16, 22, 110))
        painter.end()
