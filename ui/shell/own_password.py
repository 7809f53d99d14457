"""A new password of one's own on a shared database, in place of the first that somebody gave."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hjemveien.services import staffing
from hjemveien.texts import _
from ui.kit import ErrorSummary, FormField, SecretField, SheetDialog
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


class NewPasswordSheet(SheetDialog):
    """The server is told what it needs to know it again, and never the password."""

    def __init__(self, context: Context, parent: QWidget, first: bool = False) -> None:
        """`first` is for whoever came in by a password that an administrator has seen."""
        note = (
            _("You logged in with a password that somebody else has seen. Choose one of your own "
              "now, or later by “Change password …” in the menu.") if first else
            _("For whoever logs in with a password. It is changed for this office's server.")
        )  # fmt: skip
        super().__init__(
            parent, _("Change password"), _("Change password"), note,
            icon="key-round", width=480,
        )  # fmt: skip
        self.context = context
        self.first, self.second = SecretField(), SecretField()
        hint = _("At least {n} letters. A short sentence that only you know is fine.")
        self.fields = (
            FormField(
                _("New password"), self.first, hint.format(n=staffing.LEAST_LETTERS),
                check=self._first_problem,
            ),
            FormField(_("The password once more"), self.second, check=self._second_problem),
        )  # fmt: skip
        self.summary = ErrorSummary()
        for part in (*self.fields, self.summary):
            self.body.addWidget(part)

    def submit(self) -> None:
        if not self.summary.check(self.fields):
            return
        password, changed = self.first.text(), self.context.password_changed
        self.set_busy(True)

        def change(session: "Session") -> None:
            staffing.change_own_password(session, password)

        def done() -> None:
            # The next connection is made with it.
            changed(password)
            self.context.say(_("The password is changed"))
            self.accept()

        self.context.work.keep(self, change, lambda _none: done(), self.show_refusal)

    def _first_problem(self) -> str:
        if len(self.first.text()) < staffing.LEAST_LETTERS:
            words = _("New password needs at least {n} letters.")
            return words.format(n=staffing.LEAST_LETTERS)
        return ""

    def _second_problem(self) -> str:
        same = self.first.text() == self.second.text()
        return "" if same else _("The passwords differ. Write the same one twice.")
