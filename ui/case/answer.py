"""The answer to “who has opened my case”: the paper as it will be, to be printed or saved."""

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.services.access import AccessRow
from hjemveien.texts import _
from ui.kit import Button, ProgressBanner, SheetDialog, box, column, hide_unless, row
from ui.openings import Told
from ui.paper.outlet import Outlet, Paper
from ui.paper.preview import Preview
from ui.shell.context import Context
from ui.theme import theme

if TYPE_CHECKING:
    from ui.work import Session


class AnswerView(QWidget):
    """`show_rows` makes the paper anew; it goes to the person it is about, and is told as that."""

    def __init__(self, context: Context, buttons: bool = True) -> None:
        """Without `buttons` whoever shows it offers the way out."""
        super().__init__()
        self.context = context
        self.outlet = Outlet(context, self)
        self.preview = Preview(context)
        self.progress = ProgressBanner()
        self.print_button = Button(_("Print …"), "primary", "printer", self.outlet.print_it)
        self.save_button = Button(_("Save as PDF …"), icon="save", clicked=self.outlet.save_as)
        line = row(self.print_button, self.save_button, None, margins=(16, 10, 16, 10))
        foot = box(line, "footer")
        hide_unless(buttons, foot)
        self.setLayout(column(self.preview, self.progress, foot, spacing=0))
        self._offer(False)
        self.outlet.began.connect(self.progress.follow)

    def show_rows(self, rows: Sequence[AccessRow], case_id: UUID | None) -> None:
        """The log of one case, or without one of everything about a person."""
        by, at = self.context.person.name, self.context.now()

        def operation(session: "Session", _progress: Any, _cancelled: Any) -> bytes:
            from hjemveien.reports.access_report import write_pdf
            from hjemveien.reports.heading import printed_head
            from hjemveien.services.heads import printed
            from hjemveien.services.office import office_name

            sink = io.BytesIO()
            write_pdf(
                rows, sink, office=office_name(session), by=by, at=at, audit=printed(session),
                head=printed_head(session),
            )  # fmt: skip
            return sink.getvalue()

        def show(pdf: bytes) -> None:
            self.outlet.paper = paper_of(pdf, len(rows), case_id, self.context.today())
            self.preview.show_pdf(pdf)
            self._offer(True)

        ticket = self.context.work.long(self, operation, show, self.context.refuse)
        self.progress.follow(ticket, _("Making the report"))

    def forget(self) -> None:
        """Show nobody's answer."""
        self.outlet.paper = None
        self.preview.clear()
        self._offer(False)

    def _offer(self, there: bool) -> None:
        for button in (self.print_button, self.save_button):
            button.setEnabled(there)


def paper_of(pdf: bytes, rows: int, case_id: UUID | None, day: date) -> Paper:
    """The file's name has the day and no number: it lies in folders that others see."""
    name = _("access-log-{day}").format(day=day.isoformat())
    return Paper(
        name, pdf, True, lambda action: Told(action, "access_log", (("rows", rows),), case_id)
    )


class AnswerSheet(SheetDialog):
    """The same over the case that it is about."""

    def __init__(
        self, context: Context, rows: Sequence[AccessRow], case_id: UUID | None, parent: QWidget
    ) -> None:
        super().__init__(
            parent, _("Answer to the applicant"), _("Print …"),
            _("What the person whom the case is about may know, in plain words."),
            icon="printer", width=860,
        )  # fmt: skip
        self.cancel.set_text(_("Close"))
        self.answer = AnswerView(context, buttons=False)
        self.add_button(_("Save as PDF …"), self.answer.outlet.save_as)
        self.answer.setMinimumHeight(theme().px(420))
        self.body.addWidget(self.answer)
        self.answer.show_rows(rows, case_id)

    def submit(self) -> None:
        self.answer.outlet.print_it()
