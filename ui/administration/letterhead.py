"""The letter head: address, telephone, e-mail and logo, beside what it will look like on paper."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from hjemveien.domain.refusal import InvalidInput
from hjemveien.services import municipality
from hjemveien.services.change import Change
from hjemveien.services.municipality import LetterHead
from hjemveien.texts import _, mark
from ui.administration.edit_sheet import EditSheet
from ui.administration.tab import AdminTab
from ui.kit import (
    Button,
    FormField,
    IconButton,
    KeyValueGrid,
    SplitPane,
    Text,
    TextArea,
    TextField,
    box,
    column,
    row,
    scrolling,
)
from ui.paper.preview import Preview
from ui.shell.actions import Action
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


class LetterHeadTab(AdminTab):
    """What is drawn at the right is the PDF itself, as reports begin with it."""

    KEY = "letterhead"
    TITLE = mark("Letter head")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._head = LetterHead()
        self.edit_button = Button(_("Change …"), "primary", "pencil", self.edit)
        self.see_button = Button(_("See it on paper"), icon="eye")
        self.logo_button = Button(_("Choose logo …"), icon="folder-open", clicked=self.choose_logo)
        self.remove_button = Button(_("Remove logo"), icon="x", clicked=self.remove_logo)
        self.facts = KeyValueGrid(120)
        self.preview = Preview(context)
        note = _("Printed above reports and answers. The office's name stands under Municipality. "
                 "A logo is a PNG or SVG file of at most 2 MB.")  # fmt: skip
        inner = column(
            Text(_("Letter head"), "subtitle"),
            Text(note, "body", "muted", wraps=True),
            row(self.edit_button, self.see_button, None),
            row(self.logo_button, self.remove_button, None),
            self.facts, None, spacing=16, margins=(16, 12, 16, 16),
        )  # fmt: skip
        left = box(column(scrolling(box(inner, "surface"))), "surface")
        self.back_button = IconButton("arrow-left", _("Back"))
        self._bar = box(row(self.back_button, None, margins=(8, 6, 8, 6)), "footer")
        right = box(column(self._bar, self.preview, spacing=0))
        self.split = SplitPane(left, right, share=40)
        self.setLayout(column(self.split))
        self.see_button.clicked.connect(self.split.show_detail)
        self.back_button.clicked.connect(self.split.show_list)
        self.split.narrow_changed.connect(self._arrange)
        self._arrange(False)

    def _arrange(self, narrow: bool) -> None:
        """Where the paper is a page of its own there is a way to it and back."""
        self.see_button.setVisible(narrow)
        self._bar.setVisible(narrow)

    def read(self) -> None:
        self.context.work.ask(
            self, municipality.letter_head, self._show, self.context.refuse, key="head"
        )

    def offered(self) -> tuple[Action, ...]:
        return (
            Action("edit_head", _("Change letter head …"), self.edit, icon="pencil"),
            Action("choose_logo", _("Choose logo …"), self.choose_logo, icon="folder-open"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.edit_button, self.preview)

    def edit(self) -> None:
        HeadSheet(self.context, self, self._head).open()

    def choose_logo(self) -> None:
        dialog = QFileDialog(self, _("Choose logo"), "", _("Pictures (*.png *.svg)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_logo(Path(name)))
        dialog.open()

    def take_logo(self, path: Path) -> None:
        """Put the picture in this file above letters."""
        from ui.administration.logo import read_logo

        try:
            self._set_logo(read_logo(path))
        except InvalidInput as refusal:
            self.context.refuse(refusal)

    def remove_logo(self) -> None:
        before = self._head.logo
        self._set_logo(b"")
        if before:
            self.context.undoable(_("The logo is removed"), lambda: self._set_logo(before))

    def _set_logo(self, logo: bytes) -> None:
        seen = self._head.logo

        def put(session: "Session") -> Change:
            return municipality.set_logo(session, logo, seen)

        self.context.work.do(self, put, failed=self.context.refuse)

    def _show(self, head: LetterHead) -> None:
        self._head = head
        self.remove_button.setVisible(bool(head.logo))
        self.facts.set_values(
            (
                (_("Office"), head.office),
                (_("Address"), head.address),
                (_("Telephone"), head.phone),
                (_("E-mail"), head.email),
            )
        )
        self.counted.emit("")
        at = self.context.now()

        def draw() -> bytes:
            from hjemveien.reports.heading import write_sample

            sink = io.BytesIO()
            write_sample(head, sink, at)
            return sink.getvalue()

        self.context.work.aside(self, draw, self.preview.show_pdf)


class HeadSheet(EditSheet):
    def __init__(self, context: Context, parent: QWidget, head: LetterHead) -> None:
        super().__init__(
            context, parent, _("Letter head"), "", head.fields(), municipality.edit_head
        )
        lines = _("One line a line, such as street and postal place.")
        self.add("address", FormField(_("Address"), TextArea(lines=4), lines, True))
        self.add("phone", FormField(_("Telephone"), TextField(limit=40), optional=True))
        email = TextField(limit=100)
        self.add(
            "email",
            FormField(
                _("E-mail"), email, "", True, lambda: municipality.email_problem(email.text())
            ),
        )
