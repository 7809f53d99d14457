"""Dialogs about accounts: a new one or another role, a first password shown once, closing one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from hjemveien.domain.access import ROLES
from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.services import staffing
from hjemveien.services.staffing import Account, AddStaff, HeldCases
from hjemveien.texts import _
from ui.kit import Banner, ComboField, ErrorSummary, FormField, SheetDialog, Text, TextField
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


class AccountSheet(SheetDialog):
    """Somebody's login, name and role; a login that has an account gets the role besides."""

    def __init__(
        self, context: Context, parent: QWidget, done: Callable[[str, str | None], object]
    ) -> None:
        super().__init__(
            parent, _("Give somebody an account"), _("Give account"),
            _("The first password is shown once. A login that has an account gets the role too."),
        )  # fmt: skip
        self.context = context
        self._done = done
        self.login, self.name = TextField(limit=48), TextField(limit=100)
        self.role = ComboField("", [(code, _(words)) for code, words in ROLES])
        self.login_field = FormField(
            _("Login"), self.login, _("Small letters and digits, such as kari or kari.solheim."),
            check=self._problem,
        )  # fmt: skip
        self.name_field = FormField(_("Name"), self.name, optional=True)
        self.role_field = FormField(_("Role"), self.role)
        self.summary = ErrorSummary()
        for part in (self.login_field, self.name_field, self.role_field, self.summary):
            self.body.addWidget(part)

    def submit(self) -> None:
        if not self.summary.check([self.login_field, self.name_field, self.role_field]):
            return
        wish = self._wish()
        self.set_busy(True)

        def give(session: "Session") -> str:
            password = staffing.add_staff(session, staffing.known_by_name(session, wish))
            return password or ""

        self.context.work.keep(
            self, give, lambda password: self._given(wish, password), self._refuse
        )

    def _wish(self) -> AddStaff:
        return AddStaff(self.login.text().strip(), str(self.role.value()), self.name.text())

    def _problem(self) -> str:
        try:
            staffing.check(self._wish())
        except InvalidInput as refusal:
            return refusal.text
        return ""

    def _given(self, wish: AddStaff, password: str) -> None:
        self.accept()
        self._done(wish.login, password or None)

    def _refuse(self, refusal: Refusal) -> None:
        self.show_refusal(refusal)


class PasswordSheet(SheetDialog):
    """A first password, to be read aloud or copied now: it is kept nowhere."""

    def __init__(self, parent: QWidget, login: str, password: str) -> None:
        super().__init__(
            parent, _("First password"), _("Close"),
            _("It is shown this once and kept nowhere. Whoever gets it should change it."),
            icon="", width=480,
        )  # fmt: skip
        self.cancel.hide()
        self._password = password
        self.shown = Text(password, "title")
        self.body.addWidget(Text(login, "strong"))
        self.body.addWidget(self.shown)
        self.add_button(_("Copy"), self.copy)

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self._password)

    def done(self, result: int) -> None:
        """What was copied does not outlive the dialog."""
        if QGuiApplication.clipboard().text() == self._password:
            QGuiApplication.clipboard().clear()
        super().done(result)


class CloseSheet(SheetDialog):
    """Takes somebody's account away, and ends what she has open."""

    def __init__(
        self, context: Context, parent: QWidget, account: Account, done: Callable[[int], object]
    ) -> None:
        super().__init__(
            parent, _("Close the account"), _("Close account"),
            _("{name} is out at once: what she has open ends, and the login is closed. What she "
              "has written stays. Cases she has must be given to others.").format(
                name=account.name),
            icon="lock",
        )  # fmt: skip
        self.context = context
        self._account = account
        self._done = done
        self.left = Banner("warning")
        self.body.addWidget(self.left)
        if context.database.kind != "local":
            context.work.ask(
                self, lambda session: staffing.held_cases(session, account.login), self._tell,
                lambda _refusal: None,
            )  # fmt: skip

    def _tell(self, held: HeldCases) -> None:
        words = staffing.what_becomes_of(held)
        if words:
            self.left.say(" ".join(words))

    def submit(self) -> None:
        self.set_busy(True)
        login = self._account.login
        self.context.work.keep(
            self, lambda session: staffing.revoke(session, login), lambda _none: self._end(),
            self.show_refusal,
        )  # fmt: skip

    def _end(self) -> None:
        """A second step, when the first is committed: nobody slips in between."""
        login = self._account.login
        self.context.work.keep(
            self, lambda session: staffing.end_connections(session, login), self._ended,
            self.show_refusal,
        )  # fmt: skip

    def _ended(self, connections: int) -> None:
        self.accept()
        self._done(connections)
