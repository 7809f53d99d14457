"""Asks for the two days between which a case was received."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hjemveien.texts import _
from ui.kit import DateField, ErrorSummary, FormField, SheetDialog, row
from ui.shell.context import Context


class PeriodSheet(SheetDialog):
    """`chosen(code)` with both days as the filter writes them; nothing is saved."""

    chosen = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            parent, _("Received between two days"), _("Show these cases"), icon="list-filter"
        )
        today = context.today()
        self.first = DateField("", context.today, date(today.year, 1, 1))
        self.last = DateField("", context.today, today)
        self.first_field = FormField(_("From"), self.first, check=self._first_problem)
        self.last_field = FormField(_("To"), self.last, check=self._last_problem)
        self.summary = ErrorSummary()
        self.body.addLayout(row(self.first_field, self.last_field, spacing=16))
        self.body.addWidget(self.summary)

    def submit(self) -> None:
        if not self.summary.check([self.first_field, self.last_field]):
            return
        days = (day for day in (self.first.day(), self.last.day()) if day is not None)
        self.chosen.emit("/".join(day.isoformat() for day in days))
        self.accept()

    def _first_problem(self) -> str:
        missing = "" if self.first.text().strip() else _("From must be filled in.")
        return missing or self.first.problem()

    def _last_problem(self) -> str:
        if not self.last.text().strip():
            return _("To must be filled in.")
        if self.last.problem() or self.first.problem():
            return self.last.problem()
        first, last = self.first.day(), self.last.day()
        return _("To is before From.") if first and last and last < first else ""
