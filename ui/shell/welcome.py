"""The first start and every start of a locked office: what to do, the passphrase, or the login."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _
from ui import office
from ui.kit import (
    Button,
    IconLabel,
    Text,
    clear,
    column,
    fix_width,
    grow,
    hide_unless,
    row,
    scrolling,
)
from ui.lanes import Lanes
from ui.office import Office
from ui.shell.login import LogIn
from ui.shell.passphrase import ChoosePassphrase, EnterPassphrase, card
from ui.shell.places import SharedPlace, place_of
from ui.shell.rail import Logo
from ui.theme import theme

Demo = Callable[[], Office]
# A login without a password is there within this time, or there is something to be seen.
SHOW_AFTER_MS = 300


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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

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

    With a path that exists it asks for the passphrase, else it offers the ways to begin;
    `log_in` is for a shared office that is known.
    """

    opened = Signal(object, str)

    def __init__(
        self, path: Path | None, lanes: Lanes, demo: Demo | None = None, known: str = ""
    ) -> None:
        """`known` is the address of the shared office that was joined before, if any.

        Without a path there is no place for an office on this computer.
        """
        super().__init__()
        self._path = path
        self._lanes = lanes
        self._demo = demo
        self._known = known
        self._goal = ""
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
        self._late = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._late.timeout.connect(self.show)
        self._form: LogIn | None = None
        if self._is_there():
            self.ask_passphrase()
        else:
            self.offer()

    def offer(self) -> None:
        """The ways to begin."""
        self._goal = ""
        choices = column(spacing=10)
        for choice in self._choices():
            choices.addWidget(choice)
        body = QWidget()
        body.setLayout(choices)
        note = _("How would you like to begin? You can do the other things later.")
        self._show(card(_("Welcome"), body, note))
        first = next(choice for choice in body.findChildren(ChoiceButton) if not choice.isHidden())
        first.setFocus()

    def ask_passphrase(self) -> None:
        form = EnterPassphrase(str(self._path))
        form.entered.connect(
            lambda passphrase: self._open(
                office.existing(str(self._path), passphrase), form.show_problem
            )
        )
        other = Button(_("Log in to a shared office …"), "link", clicked=self.join)
        holder = QWidget()
        holder.setLayout(column(card(_("Open the office"), form), row(other, None), spacing=12))
        self._show(holder)
        form.field.setFocus()

    def log_in(self, address: str) -> None:
        """Open the office there: at once where nothing need be typed, else ask."""
        self._known = address
        form = self._login_form(place_of(address))
        form.set_busy(True)
        self._late.start()

        def asked(refusal: Refusal) -> None:
            self._ask(form, refusal)
            self.show()

        self._try(office.existing(address, None), asked)

    def join(self) -> None:
        """Log in to the office that is known, or say which."""
        self._login_form(place_of(self._known) if self._known else None)

    def _choices(self) -> list[ChoiceButton]:
        demo = ChoiceButton(
            _("Try with demo data"),
            _("A filled office with invented people. What you do there hurts nobody, and is kept."),
            "sun",
            self._begin_demo,
        )
        hide_unless(self._demo is not None, demo)
        here = [] if self._path is None else self._choices_here(self._path)
        shared = ChoiceButton(
            _("Join a shared office"),
            _("Your municipality's PostgreSQL database, with your own login."),
            "building-2",
            self.join,
        )
        return [demo, *here, shared]

    def _choices_here(self, path: Path) -> list[ChoiceButton]:
        """What can be begun in a file on this computer."""
        return [
            ChoiceButton(
                _("Start an empty office on this computer"),
                _("One encrypted file, opened with a passphrase that you choose."),
                "file-plus",
                lambda: self._choose_passphrase(path, "cases"),
            ),
            ChoiceButton(
                _("Import what you have"),
                _("Reads waiting lists from Excel and dwellings from KOBO into an empty office."),
                "upload",
                lambda: self._choose_passphrase(path, "intake"),
            ),
        ]

    def _choose_passphrase(self, path: Path, goal: str) -> None:
        self._goal = goal
        form = ChoosePassphrase()
        form.back.connect(self.offer)
        form.chosen.connect(
            lambda passphrase: self._open(office.new_local(path, passphrase), form.problem.say)
        )
        note = _("The file is kept at {path}").format(path=path)
        self._show(card(_("A new office on this computer"), form, note))
        form.first.setFocus()

    def _login_form(self, place: SharedPlace | None) -> LogIn:
        form = LogIn(place)
        form.back.connect(self.ask_passphrase if self._is_there() else self.offer)
        form.elsewhere.connect(lambda: self._login_form(None))
        form.entered.connect(lambda wanted, password: self._enter(form, wanted, password))
        title = _("Log in to the office") if place else _("Join a shared office")
        self._form = form
        self._show(card(title, form))
        form.begin()
        return form

    def refuse(self, refusal: Refusal) -> None:
        """The office opened, and does not want whoever logged in."""
        form = self._form or self._login_form(place_of(self._known) if self._known else None)
        self.show()
        form.show_problem(refusal.text)

    def _is_there(self) -> bool:
        return self._path is not None and self._path.exists()

    def _enter(self, form: LogIn, place: SharedPlace, password: str) -> None:
        self._try(office.shared(place, password), lambda refusal: self._ask(form, refusal))

    def _ask(self, form: LogIn, refusal: Refusal) -> None:
        """A server that wants a password is no problem before one was typed."""
        from hjemveien.persistence.errors import NoPassword

        if isinstance(refusal, NoPassword):
            form.ask_password()
        else:
            form.show_problem(refusal.text)

    def _begin_demo(self) -> None:
        self._show(card(_("Making the demo office …"), grow(Text(_("This takes a moment.")))))
        if self._demo is not None:
            from ui.app import TRAINING

            self._goal = TRAINING
            self._lanes.aside(self, self._demo, self._opened, lambda _refusal: self.offer())

    def _open(self, chosen: Office, say: Callable[[str], object]) -> None:
        self._try(chosen, lambda refusal: say(refusal.text))

    def _try(self, chosen: Office, refused: Callable[[Refusal], object]) -> None:
        """Open it on a work thread, so that a slow disk or network does not freeze the window."""

        def failed(refusal: Refusal) -> None:
            self._late.stop()
            self.setEnabled(True)
            refused(refusal)

        def ready() -> Office:
            chosen.database()
            return chosen

        self.setEnabled(False)
        self._lanes.aside(self, ready, self._opened, failed)

    def _opened(self, chosen: Office) -> None:
        self._late.stop()
        self.setEnabled(True)
        self.opened.emit(chosen, self._goal)

    def _show(self, widget: QWidget) -> None:
        clear(self._place)
        self._place.addWidget(widget)
