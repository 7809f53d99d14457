"""Dialogs about the office itself: what the municipality is called, and who works there."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hjemveien.domain.access import ROLES
from hjemveien.domain.refusal import Refusal
from hjemveien.services import office
from hjemveien.services.change import Change
from hjemveien.services.office import Profile
from hjemveien.texts import _
from ui.kit import ComboField, ErrorSummary, FormField, SheetDialog, TextField
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

NUMBER_DIGITS = 4


class ProfileSheet(SheetDialog):
    """The municipality's name and number, as they stand on paper and in figures."""

    def __init__(self, context: Context, parent: QWidget, seen: Profile) -> None:
        super().__init__(parent, _("Municipality"), _("Save"), width=460)
        self.context = context
        self._seen = seen
        self.name, self.number = TextField(limit=100), TextField(limit=NUMBER_DIGITS)
        self.name.setText(seen.name)
        self.number.setText(seen.number)
        self.fields = (
            FormField(_("Name"), self.name),
            FormField(
                _("Municipality number"), self.number, _("Four digits, as KOSTRA has it."), True,
                self._number_problem,
            ),
        )  # fmt: skip
        self.summary = ErrorSummary()
        for part in (*self.fields, self.summary):
            self.body.addWidget(part)

    def submit(self) -> None:
        if not self.summary.check(self.fields):
            return
        name, number, demo = self.name.text(), self.number.text(), self._seen.demo
        self.set_busy(True)
        self.context.work.do(
            self, lambda session: office.set_office(session, name, number, demo),
            lambda _change: self.accept(), self.show_refusal,
        )  # fmt: skip

    def _number_problem(self) -> str:
        typed = self.number.text().strip()
        if typed and not (typed.isdecimal() and len(typed) == NUMBER_DIGITS):
            return _("Municipality number has four digits.")
        return ""


class ColleagueSheet(SheetDialog):
    """Somebody who works here, by name alone: a local file has no accounts."""

    ROLES = ("caseworker", "supervisor")

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            parent, _("Add a colleague"), _("Add"),
            _("A name to give cases to and to write under. It is a name and no proof."),
            icon="user-plus", width=460,
        )  # fmt: skip
        self.context = context
        self.name, self.initials = TextField(limit=100), TextField(limit=3)
        titles = dict(ROLES)
        self.role = ComboField("", [(code, _(titles[code])) for code in self.ROLES])
        self.fields = (
            FormField(_("Name"), self.name),
            FormField(_("Initials"), self.initials, optional=True),
            FormField(_("Role"), self.role),
        )
        self.summary = ErrorSummary()
        for part in (*self.fields, self.summary):
            self.body.addWidget(part)

    def submit(self) -> None:
        if not self.summary.check(self.fields):
            return
        name, initials, role = self.name.text(), self.initials.text(), str(self.role.value())
        self.set_busy(True)

        def add(session: "Session") -> Change:
            return office.add_staff(session, name, initials, role)

        self.context.work.do(self, add, lambda _change: self.accept(), self._refuse)

    def _refuse(self, refusal: Refusal) -> None:
        self.show_refusal(refusal)
