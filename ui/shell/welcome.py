"""The first start and every start of a locked office: what to do, or the passphrase."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _
from ui import office
from ui.kit import IconLabel, Text, clear, column, fix_width, grow, row, scrolling
from ui.lanes import Lanes
from ui.office import Office
from ui.shell.passphrase import ChoosePassphrase, EnterPassphrase, JoinShared, card
from ui.shell.rail import Logo
from ui.theme import theme

Demo = Callable[[], Office]


class ChoiceButton(QPushButton):
    """One of the ways to begin: an icon, what it is, and what happens then."""

    def __init__(self, title: str, note: str, icon: str, chosen: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "choice")
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = column(Text(title, "strong"), Text(note, "body", "muted", wraps=True), spacing=2)
        self._row = row(IconLabel(icon, "link", 22), 4, words, margins=(16, 12, 16, 12))
        self._row.setStretch(2, 1)
        self.setLayout(self._row)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: chosen())

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), self._row.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.heightForWidth(width)


class StartWindow(QWidget):
    """`opened(Office, page key)` once the database is open; before that nothing is shown of it.

    With a path that exists it asks for the passphrase, else it offers the ways to begin.
    """

    opened = Signal(object, str)

    def __init__(self, path: Path, lanes: Lanes, demo: Demo | None = None) -> None:
        super().__init__()
        self._path = path
        self._lanes = lanes
        self._demo = demo
        self._goal = "cases"
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Hjemveien"))
        self.resize(760, 720)
        self._place = column()
        head = row(Logo(), Text(_("Hjemveien"), "title"), None, spacing=12)
        body = fix_width(QWidget(), 600)
        body.setLayout(column(head, self._place, None, spacing=20, margins=(0, 32, 0, 32)))
        holder = QWidget()
        holder.setLayout(row(None, body, None))
        self.setLayout(column(scrolling(holder), spacing=0))
        theme().wear(self)
        if path.exists():
            self.ask_passphrase()
        else:
            self.offer()

    def offer(self) -> None:
        """The ways to begin."""
        choices = column(spacing=10)
        for choice in self._choices():
            choices.addWidget(choice)
        body = QWidget()
        body.setLayout(choices)
        note = _("How would you like to begin? You can do the other things later.")
        self._show(card(_("Welcome"), body, note))

    def ask_passphrase(self) -> None:
        form = EnterPassphrase(str(self._path))
        form.entered.connect(
            lambda passphrase: self._open(
                office.existing(str(self._path), passphrase), form.show_problem
            )
        )
        self._show(card(_("Open the office"), form))
        form.field.setFocus()

    def _choices(self) -> list[ChoiceButton]:
        demo = ChoiceButton(
            _("Try with demo data"),
            _("A filled office with invented people. Nothing you do there matters."),
            "sun",
            self._begin_demo,
        )
        demo.setVisible(self._demo is not None)
        return [
            demo,
            ChoiceButton(
                _("Start an empty office on this computer"),
                _("One encrypted file, opened with a passphrase that you choose."),
                "file-plus",
                lambda: self._choose_passphrase("cases"),
            ),
            ChoiceButton(
                _("Import what you have"),
                _("Reads waiting lists from Excel and dwellings from KOBO into an empty office."),
                "upload",
                lambda: self._choose_passphrase("intake"),
            ),
            ChoiceButton(
                _("Join a shared office"),
                _("Your municipality's PostgreSQL database, with your own login."),
                "building-2",
                self._join,
            ),
        ]

    def _choose_passphrase(self, goal: str) -> None:
        self._goal = goal
        form = ChoosePassphrase()
        form.back.connect(self.offer)
        form.chosen.connect(
            lambda passphrase: self._open(
                office.new_local(self._path, passphrase), form.problem.say
            )
        )
        note = _("The file is kept at {path}").format(path=self._path)
        self._show(card(_("A new office on this computer"), form, note))
        form.first.setFocus()

    def _join(self) -> None:
        form = JoinShared()
        form.back.connect(self.offer)
        form.joined.connect(
            lambda address: self._open(office.existing(address, None), form.problem.say)
        )
        self._show(card(_("Join a shared office"), form))
        form.server.setFocus()

    def _begin_demo(self) -> None:
        self._show(card(_("Making the demo office …"), grow(Text(_("This takes a moment.")))))
        if self._demo is not None:
            self._lanes.aside(self, self._demo, self._opened, lambda _refusal: self.offer())

    def _open(self, chosen: Office, say: Callable[[str], object]) -> None:
        """Open it on a work thread, so that a slow disk does not freeze the window."""

        def failed(refusal: Refusal) -> None:
            self.setEnabled(True)
            say(refusal.text)

        def ready() -> Office:
            chosen.database()
            return chosen

        self.setEnabled(False)
        self._lanes.aside(self, ready, self._opened, failed)

    def _opened(self, chosen: Office) -> None:
        self.setEnabled(True)
        self.opened.emit(chosen, self._goal)

    def _show(self, widget: QWidget) -> None:
        clear(self._place)
        self._place.addWidget(widget)
