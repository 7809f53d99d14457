"""Reports: choose a document, see it as it will be on paper, save it or print it."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.reports.catalogue import Document, Order, all_documents
from hjemveien.texts import _, n_
from ui.kit import (
    Button,
    CheckField,
    ComboField,
    DateField,
    FormField,
    ProgressBanner,
    RadioField,
    Text,
    box,
    column,
    fix_width,
    row,
    scrolling,
    set_spacing,
)
from ui.openings import Told, listing, told
from ui.paper.preview import Preview
from ui.paper.printing import make_printer, print_pdf
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page

if TYPE_CHECKING:
    from ui.work import Session


@dataclass(frozen=True)
class Made:
    """A document as it is previewed, saved and printed, and how many rows its longest table has."""

    name: str
    order: Order
    pdf: bytes
    rows: int

    def told(self, action: str) -> Told:
        return told(action, self.name, rows=self.rows, **_told(self.order))


class ReportsPage(Page):
    """What is previewed is what is saved and printed: one PDF, made once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._made: Made | None = None
        self._documents = all_documents()
        self.choices = [RadioField(_(document.title)) for document in self._documents]
        self.choices[0].setChecked(True)
        self.day = DateField("", context.today, context.today())
        kinds = (("working", _("Working list")), ("kostra", _("KOSTRA list")))
        self.kind = ComboField(_("List"), kinds)
        self.anonymous = CheckField(_("Anonymised, for a committee"))
        self.public = CheckField(_("For outside the office: small numbers are hidden"))
        self.preview = Preview(context)
        self.progress = ProgressBanner()
        self.print_button = Button(_("Print …"), "primary", "printer", self.print_it)
        self.save_button = Button(_("Save as PDF …"), icon="save", clicked=self.save_as)
        self._place()
        for choice in self.choices:
            choice.clicked.connect(self._chosen)
        self.day.day_changed.connect(lambda _day: self._make())
        self.kind.chosen.connect(lambda _value: self._make())
        for tick in (self.anonymous, self.public):
            tick.clicked.connect(self._make)

    def _place(self) -> None:
        side = QVBoxLayout()
        set_spacing(side, 12, (20, 16, 20, 16))
        side.addWidget(Text(_("Document"), "subtitle"))
        for choice in self.choices:
            side.addWidget(choice)
        self.kind_field = FormField(_("List"), self.kind)
        self.day_field = FormField(_("As of"), self.day)
        for part in (self.day_field, self.kind_field, self.anonymous, self.public):
            side.addWidget(part)
        side.addWidget(self.print_button)
        side.addWidget(self.save_button)
        side.addWidget(self.progress)
        side.addStretch(1)
        panel = fix_width(box(column(scrolling(box(side, "surface"))), "surface"), 330)
        whole = row(panel, self.preview, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def arrive(self, argument: object = None) -> None:
        for document, choice in zip(self._documents, self.choices, strict=True):
            if document.name == argument:
                choice.setChecked(True)
        self._chosen()

    def offered(self) -> tuple[Action, ...]:
        return (
            Action("print_report", _("Print …"), self.print_it, "Ctrl+P", "printer"),
            Action("save_report", _("Save as PDF …"), self.save_as, "Ctrl+S", "save"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.choices[0], self.preview)

    def pdf(self) -> bytes:
        """The document as it is previewed; empty until it is made."""
        return self._made.pdf if self._made else b""

    def save_as(self) -> None:
        dialog = QFileDialog(self, _("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PDF (*.pdf)"])
        dialog.setDefaultSuffix("pdf")
        day = (self.day.day() or self.context.today()).isoformat()
        dialog.selectFile(f"{self._document().name}-{day}.pdf")
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def save(self, target: Path) -> None:
        """Put the previewed PDF there, whole or not at all, once the access log is told."""
        made, work = self._made, self.context.work
        if made is None:
            return

        def put() -> None:
            work.aside(
                self, lambda: _put(made.pdf, target), lambda _none: self._saved(target),
                self.context.refuse,
            )  # fmt: skip

        work.tell(self, made.told("export"), lambda _none: put(), self.context.refuse)

    def print_it(self) -> None:
        made = self._made
        if made is None:
            return
        printer = make_printer(landscape=made.name == "waiting_list")
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_on(printer, made))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: Any, made: Made) -> None:
        """Send it to the printer once the access log is told."""

        def send() -> None:
            pages = print_pdf(made.pdf, printer)
            words = n_("{n} page sent to the printer", "{n} pages sent to the printer", pages)
            self.context.say(words.format(n=pages))

        self.context.work.tell(self, made.told("print"), lambda _none: send(), self.context.refuse)

    def _saved(self, target: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

        self.context.say(_("The report is saved"), _("Open PDF"), show)

    def _document(self) -> Document:
        for document, choice in zip(self._documents, self.choices, strict=True):
            if choice.isChecked():
                return document
        return self._documents[0]

    def _chosen(self) -> None:
        choices = self._document().choices
        self.kind_field.setVisible("list" in choices)
        self.anonymous.setVisible("anonymous" in choices)
        self.public.setVisible("public" in choices)
        self._make()

    def _make(self) -> None:
        if not self.day_field.validate():
            return
        document = self._document()
        order = Order(
            as_of=self.day.day() or self.context.today(),
            by=self.context.person.name,
            at=self.context.now(),
            kind=str(self.kind.value()),
            anonymous=self.anonymous.isChecked(),
            public=self.public.isChecked(),
        )

        def operation(session: "Session", _progress: Any, cancelled: Any) -> Made:
            sink, rows = io.BytesIO(), [0]
            document.write(session, order, sink, lambda done: rows.append(done), cancelled)
            return Made(document.name, order, sink.getvalue(), max(rows))

        ticket = self.context.work.long(
            self, operation, self._show_made, self.context.refuse,
            listing=listing("report", document=document.name, **_told(order)),
        )  # fmt: skip
        self.progress.follow(ticket, _("Making the report"))

    def _show_made(self, made: Made) -> None:
        self._made = made
        self.preview.show_pdf(made.pdf)
        pages = self.preview.page_count()
        self.status_changed.emit(n_("{n} page", "{n} pages", pages).format(n=pages))


def _told(order: Order) -> dict[str, str | int]:
    """How the document is cut, for the access log."""
    return {"as_of": order.as_of.isoformat(), "kind": order.kind, "anonymous": order.anonymous}


def _put(pdf: bytes, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(pdf)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refusal(
            _("The file could not be written. Is it open elsewhere, or the folder read-only?")
        ) from error
