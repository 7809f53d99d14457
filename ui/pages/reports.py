"""Reports: choose a document, see it as it will be on paper, save it or print it."""

import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.reports.catalogue import Document, Order, all_documents
from hjemveien.texts import _, mark, n_, number_text
from ui.kit import (
    Button,
    CheckField,
    ComboField,
    DateField,
    DayChoice,
    EmptyState,
    FormField,
    ProgressBanner,
    RadioField,
    Text,
    box,
    column,
    fix_width,
    hide_unless,
    period_problem,
    row,
    scrolling,
    set_spacing,
)
from ui.openings import listing, told
from ui.paper.outlet import Outlet, Paper
from ui.paper.preview import Preview
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page
from ui.work import Ticket, steps

if TYPE_CHECKING:
    from ui.work import Session

SIDE_PX = 340
# As lists and figures are called where they are saved from their own pages.
FILES = {"waiting_list": mark("waiting-list-{day}"), "statistics": mark("statistics-{day}")}


def file_name(document: str, day: date) -> str:
    """What is proposed for a report of this kind, without the ending; it names nobody."""
    return _(FILES.get(document, f"{document}-{{day}}")).format(day=day.isoformat())


class ReportsPage(Page):
    """What is previewed is what is saved and printed: one PDF, made once.

    While another is made there is nothing to print: what stood there was chosen otherwise.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.outlet = Outlet(context, self)
        self._documents = all_documents()
        self._making: Ticket[Paper] | None = None
        self.choices = [RadioField(_(document.title)) for document in self._documents]
        self.choices[0].setChecked(True)
        self.start = DateField("", context.today)
        self.begins = DayChoice(
            _("From"), self.start, context.today, optional=True, above=True,
            check=self._order_problem,
        )  # fmt: skip
        self.day = DateField("", context.today, context.today())
        self.as_of = DayChoice(_("As of"), self.day, context.today, above=True)
        kinds = (("working", _("Working list")), ("kostra", _("KOSTRA list")))
        self.kind = ComboField(_("List"), kinds)
        self.anonymous = CheckField(_("Anonymised, for a committee"))
        self.public = CheckField(_("For outside the office: small numbers are hidden"), True)
        self.preview = Preview(context)
        self.progress = ProgressBanner()
        self.print_button = Button(_("Print …"), "primary", "printer", self.print_it)
        self.save_button = Button(_("Save as PDF …"), icon="save", clicked=self.save_as)
        self.open_button = Button(
            _("Open PDF …"), icon="folder-open", clicked=self.open_pdf,
            hint=_("Saves it first, and shows it in this computer's own reader"),
        )  # fmt: skip
        self._place()
        self._offer(False)
        self._wire()

    def _place(self) -> None:
        side = QVBoxLayout()
        set_spacing(side, 12, (20, 16, 20, 16))
        side.addWidget(Text(_("What do you need on paper?"), "subtitle", wraps=True))
        for document, choice in zip(self._documents, self.choices, strict=True):
            what_for = Text(_(document.purpose), "caption", "muted", wraps=True)
            hide_unless(bool(document.purpose), what_for)
            choice.setAccessibleDescription(what_for.text())
            side.addLayout(column(choice, row(24, what_for, spacing=0), spacing=2))
        side.addSpacing(4)
        self.kind_field = FormField(_("List"), self.kind)
        for part in (self.begins, self.as_of, self.kind_field, self.anonymous, self.public):
            side.addWidget(part)
        side.addSpacing(4)
        for button in (self.print_button, self.save_button, self.open_button):
            side.addWidget(button)
        side.addWidget(self.progress)
        side.addStretch(1)
        panel = fix_width(box(column(scrolling(box(side, "surface"))), "surface"), SIDE_PX)
        whole = row(panel, self.preview, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _wire(self) -> None:
        for choice in self.choices:
            choice.clicked.connect(self._chosen)
        for day in (self.begins, self.as_of):
            day.changed.connect(self._make)
        self.kind.chosen.connect(lambda _value: self._make())
        for tick in (self.anonymous, self.public):
            tick.clicked.connect(self._make)
        self.outlet.began.connect(self.progress.follow)
        self.progress.given_up.connect(self._given_up)

    def arrive(self, argument: object = None) -> None:
        for document, choice in zip(self._documents, self.choices, strict=True):
            if document.name == argument:
                choice.setChecked(True)
        self._chosen()

    def offered(self) -> tuple[Action, ...]:
        return (
            Action("print_report", _("Print …"), self.print_it, "Ctrl+P", "printer"),
            Action("save_report", _("Save as PDF …"), self.save_as, "Ctrl+S", "save"),
            Action("open_report", _("Open PDF …"), self.open_pdf, icon="folder-open"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.choices[0], self.preview)

    def pdf(self) -> bytes:
        """The document as it is previewed; empty until it is made."""
        return self.outlet.paper.pdf if self.outlet.paper else b""

    # A day that is still being typed is taken first, and its report is not made yet.

    def print_it(self) -> None:
        self._settle()
        self.outlet.print_it()

    def save_as(self) -> None:
        self._settle()
        self.outlet.save_as()

    def open_pdf(self) -> None:
        self._settle()
        self.outlet.open_pdf()

    def save(self, target: Path) -> None:
        """Put the previewed PDF there, whole or not at all."""
        self.outlet.save(target)

    def _document(self) -> Document:
        for document, choice in zip(self._documents, self.choices, strict=True):
            if choice.isChecked():
                return document
        return self._documents[0]

    def _chosen(self) -> None:
        choices = self._document().choices
        self.begins.setVisible("period" in choices)
        self.kind_field.setVisible("list" in choices)
        self.anonymous.setVisible("anonymous" in choices)
        self.public.setVisible("public" in choices)
        self._make()

    def _order(self) -> Order:
        return Order(
            as_of=self.as_of.day() or self.context.today(),
            by=self.context.person.name,
            at=self.context.now(),
            kind=str(self.kind.value()),
            anonymous=self.anonymous.isChecked(),
            public=self.public.isChecked(),
            start=self.begins.day() if self._has_period() else None,
        )

    def _has_period(self) -> bool:
        return "period" in self._document().choices

    def _order_problem(self) -> str:
        return period_problem(self.start.day(), self.as_of.day())

    def _days_right(self) -> bool:
        """Both are asked, so that both say what is wrong."""
        return all([self.as_of.right(), not self._has_period() or self.begins.right()])

    def _settle(self) -> None:
        self.as_of.settle()
        if self._has_period():
            self.begins.settle()

    def _make(self) -> None:
        """Make it as it is chosen now; what was chosen before is no longer wanted."""
        if self._making is not None:
            self._making.cancel()
        self._offer(False)
        if not self._days_right():
            self._say_why(
                _("Choose a day"), _("The report is made when the day is a date that has come.")
            )
            return
        document, order = self._document(), self._order()
        detail = _told(order)

        def operation(session: "Session", progress: Any, cancelled: Any) -> Paper:
            told_on, rows, sink = steps(progress, cancelled), [0], io.BytesIO()

            def step(done: int, of: int) -> None:
                rows.append(done)
                told_on(done, of)

            step(0, 0)
            document.write(session, order, sink, step)
            name = file_name(document.name, order.as_of)
            counted = {"rows": max(rows), **detail}
            return Paper(
                name, sink.getvalue(), document.name == "waiting_list",
                lambda action: told(action, document.name, **counted),
            )  # fmt: skip

        self._making = self.context.work.long(
            self, operation, self._show_paper, self._refused,
            listing=listing("report", document=document.name, **detail),
        )  # fmt: skip
        self.progress.follow(self._making, _("Making the report"))

    def _show_paper(self, paper: Paper) -> None:
        self.outlet.paper = paper
        self._offer(True)
        self.preview.show_pdf(paper.pdf)
        pages = self.preview.page_count()
        self.status_changed.emit(n_("{n} page", "{n} pages", pages).format(n=number_text(pages)))

    def _offer(self, there: bool) -> None:
        if not there:
            self.outlet.paper = None
        for button in (self.print_button, self.save_button, self.open_button):
            button.setEnabled(there)

    def _refused(self, refusal: Refusal) -> None:
        self._say_why(_("The report was not made"), refusal.text, _("Try again"))

    def _given_up(self) -> None:
        if self.outlet.paper is None:
            self._say_why(_("Cancelled"), _("No report was made."), _("Make the report"))

    def _say_why(self, title: str, why: str, action: str = "") -> None:
        self.preview.say(EmptyState(title, why, action, self._make, "file-text"))
        self.status_changed.emit("")


def _told(order: Order) -> dict[str, str | int]:
    """How the document is cut, for the access log."""
    begins = {"from": order.start.isoformat()} if order.start else {}
    cut: dict[str, str | int] = {
        "as_of": order.as_of.isoformat(),
        "kind": order.kind,
        "anonymous": order.anonymous,
    }
    return {**cut, **begins}
