"""Reports: choose a document, see it as it will be on paper, save it or print it."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from ui.openings import listing, told
from ui.paper.outlet import Outlet, Paper
from ui.paper.preview import Preview
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page

if TYPE_CHECKING:
    from ui.work import Session


class ReportsPage(Page):
    """What is previewed is what is saved and printed: one PDF, made once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.outlet = Outlet(context, self)
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
        self.print_button = Button(_("Print …"), "primary", "printer", self.outlet.print_it)
        self.save_button = Button(_("Save as PDF …"), icon="save", clicked=self.outlet.save_as)
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
            Action("print_report", _("Print …"), self.outlet.print_it, "Ctrl+P", "printer"),
            Action("save_report", _("Save as PDF …"), self.outlet.save_as, "Ctrl+S", "save"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.choices[0], self.preview)

    def pdf(self) -> bytes:
        """The document as it is previewed; empty until it is made."""
        return self.outlet.paper.pdf if self.outlet.paper else b""

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

        def operation(session: "Session", _progress: Any, cancelled: Any) -> Paper:
            sink, rows = io.BytesIO(), [0]
            document.write(session, order, sink, lambda done: rows.append(done), cancelled)
            detail = {"rows": max(rows), **_told(order)}
            return Paper(
                f"{document.name}-{order.as_of.isoformat()}", sink.getvalue(),
                document.name == "waiting_list",
                lambda action: told(action, document.name, **detail),
            )  # fmt: skip

        ticket = self.context.work.long(
            self, operation, self._show_paper, self.context.refuse,
            listing=listing("report", document=document.name, **_told(order)),
        )  # fmt: skip
        self.progress.follow(ticket, _("Making the report"))

    def _show_paper(self, paper: Paper) -> None:
        self.outlet.paper = paper
        self.preview.show_pdf(paper.pdf)
        pages = self.preview.page_count()
        self.status_changed.emit(n_("{n} page", "{n} pages", pages).format(n=pages))


def _told(order: Order) -> dict[str, str | int]:
    """How the document is cut, for the access log."""
    return {"as_of": order.as_of.isoformat(), "kind": order.kind, "anonymous": order.anonymous}
