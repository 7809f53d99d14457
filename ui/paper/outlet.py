"""The way out of a paper that is shown: saved or printed, once the access log has been told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _, n_
from ui.openings import Told
from ui.paper.printing import make_printer, print_pdf
from ui.shell.context import Context


@dataclass(frozen=True)
class Paper:
    """A document as it is previewed, saved and printed: one PDF, made once.

    `name` is the file's name that is proposed, and names nobody; `told(action)` is what the access
    log is told.
    """

    name: str
    pdf: bytes
    landscape: bool
    told: Callable[[str], Told]


class Outlet(QObject):
    """Set `paper`; without one there is nothing to save or print."""

    def __init__(self, context: Context, host: QWidget) -> None:
        super().__init__(host)
        self.context = context
        self.paper: Paper | None = None
        self._host = host

    def save_as(self) -> None:
        """Ask where to."""
        if self.paper is None:
            return
        dialog = QFileDialog(self._host, _("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PDF (*.pdf)"])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self.paper.name}.pdf")
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def save(self, target: Path) -> None:
        """Put the PDF there, whole or not at all."""
        paper, work = self.paper, self.context.work
        if paper is None:
            return

        def put_it() -> None:
            work.aside(
                self, lambda: put(paper.pdf, target), lambda _none: self._saved(target),
                self.context.refuse,
            )  # fmt: skip

        work.tell(self, paper.told("export"), lambda _none: put_it(), self.context.refuse)

    def print_it(self) -> None:
        """Ask which printer."""
        if self.paper is None:
            return
        printer = make_printer(landscape=self.paper.landscape)
        dialog = QPrintDialog(printer, self._host)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: Any) -> None:
        paper = self.paper
        if paper is None:
            return

        def send() -> None:
            pages = print_pdf(paper.pdf, printer)
            words = n_("{n} page sent to the printer", "{n} pages sent to the printer", pages)
            self.context.say(words.format(n=pages))

        work = self.context.work
        work.tell(self, paper.told("print"), lambda _none: send(), self.context.refuse)

    def _saved(self, target: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

        self.context.say(_("The report is saved"), _("Open PDF"), show)


def put(pdf: bytes, target: Path) -> None:
    """Write it beside the target and move it there. Raises Refusal in words."""
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(pdf)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refusal(
            _("The file could not be written. Is it open elsewhere, or the folder read-only?")
        ) from error
