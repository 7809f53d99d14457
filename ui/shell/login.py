"""Logging in to a shared office: its address once, then the login, and a password never kept."""

from urllib.parse import unquote

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.texts import _
from ui.kit import (
    Banner,
    ErrorSummary,
    FormField,
    SecretField,
    Text,
    TextField,
    column,
    primary,
    row,
    set_spacing,
)
from ui.kit.buttons import Button
from ui.shell.places import USUAL_DATABASE, SharedPlace, pasted, place_from_parts


class LogIn(QWidget):
    """`entered(place, password)`; with a `place` only login and password are asked for.

    A password is asked for only where the computer does not log in by itself, as Kerberos does.
    """

    entered = Signal(object, str)
    back = Signal()
    elsewhere = Signal()

    def __init__(self, place: SharedPlace | None = None) -> None:
        super().__init__()
        self.place = place
        self.server = TextField(placeholder="db.fjordby.kommune.no")
        self.database = TextField()
        self.database.setText(USUAL_DATABASE)
        self.login, self.password = TextField(), SecretField()
        self.login.setText(place.login if place else "")
        # What a pasted address says besides: how the server is found and proven.
        self._options = ""
        self._fields = self._made_fields()
        self._errors = ErrorSummary()
        self.problem = Banner("danger")
        self.main = primary(_("Log in"), self.submit, "log-in")
        self._place_all()
        self.server.left.connect(self._take_apart)
        self.login.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.submit)

    def submit(self) -> None:
        self._take_apart()
        # What was wrong last time says nothing of a field that is empty now.
        self.problem.hide()
        if self._errors.check(self._fields):
            self.set_busy(True)
            self.entered.emit(self.wanted(), self.password.text())

    def wanted(self) -> SharedPlace:
        """Where to, and as whom."""
        login = self.login.text().strip()
        if self.place is not None:
            return SharedPlace(self.place.where, login, self.place.options)
        return place_from_parts(self.server.text(), self.database.text(), login, self._options)

    def _take_apart(self) -> None:
        """A whole address in the field for the server goes where its parts belong."""
        place = pasted(self.server.text())
        if place is None:
            return
        host, _slash, database = place.where.partition("/")
        self.server.setText(host)
        self.database.setText(unquote(database))
        self.login.setText(place.login or self.login.text())
        self._options = place.options

    def begin(self) -> None:
        """Put the cursor where the person has something to write."""
        empty = [field for field in self._inputs() if not field.text()]
        (empty or [self.password])[0].setFocus()

    def ask_password(self) -> None:
        """The server wants a password, and none was given: no fault of anybody's."""
        self.set_busy(False)
        self.problem.hide()
        self.password.setFocus()

    def show_problem(self, text: str) -> None:
        """Say why not; what was a wrong password is typed anew."""
        self.set_busy(False)
        self.problem.say(text)
        self.password.clear()
        self.password.setFocus()

    def set_busy(self, busy: bool) -> None:
        self.main.setEnabled(not busy)
        self.main.set_text(_("Logging in …") if busy else _("Log in"))

    def _made_fields(self) -> tuple[FormField, ...]:
        who = (
            FormField(_("User name"), self.login, optional=True),
            FormField(
                _("Password"), self.password,
                _("Leave it empty where this computer logs you in by itself."), optional=True,
            ),
        )  # fmt: skip
        if self.place is not None:
            return who
        address = _("Your administrator knows it: host, host:port, or the whole address.")
        where = (
            FormField(_("Server"), self.server, address),
            FormField(_("Database"), self.database),
        )
        return (*where, *who)

    def _place_all(self) -> None:
        body = QVBoxLayout()
        set_spacing(body, 12)
        if self.place is not None:
            other = Button(_("Another office …"), "link", clicked=self.elsewhere.emit)
            body.addLayout(row(Text(self.place.where, "strong"), other, None, spacing=12))
        for field in self._fields:
            body.addWidget(field)
        back = Button(_("Back"), clicked=self.back.emit)
        buttons = row(self.main, back, None)
        self.setLayout(column(body, self._errors, self.problem, buttons, None, spacing=12))

    def _inputs(self) -> tuple[TextField, ...]:
        if self.place is not None:
            return (self.login, self.password)
        return (self.server, self.login, self.password)
