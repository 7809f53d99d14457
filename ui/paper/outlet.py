"""The way out of a paper that is shown: saved or printed, once the access log has been told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.texts import _, n_
from ui.openings import Told
from ui.paper.pages import count_pages
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
    """Set `paper`; without one there is nothing to save or print.

    `began(ticket, text)` tells of printing, to be followed by a `ProgressBanner`.
    """

    began = Signal(object, str)

    def __init__(self, context: Context, host: QWidget) -> None:
        super().__init__(host)
        self.context = context
        self.paper: Paper | None = None
        self._saved: tuple[Paper, Path] | None = None
        self._host = host

    def open_pdf(self) -> None:
        """Show it in the computer's own reader; it must lie in a file first, so ask where to."""
        if self._saved is not None and self._saved[0] is self.paper and self._saved[1].exists():
            show_file(self._saved[1])
        else:
            self.save_as(show_file)

    def save_as(self, then: Callable[[Path], object] | None = None) -> None:
        """Ask where to; `then` is done with the file when it is there."""
        if self.paper is None:
            return
        dialog = QFileDialog(self._host, _("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["PDF (*.pdf)"])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self.paper.name}.pdf")
        dialog.fileSelected.connect(lambda path: self.save(Path(path), then))
        dialog.open()

    def save(self, target: Path, then: Callable[[Path], object] | None = None) -> None:
        """Put the PDF there, whole or not at all."""
        paper, work = self.paper, self.context.work
        if paper is None:
            return

        def put_it() -> None:
            work.aside(
                self, lambda: put(paper.pdf, target),
                lambda _none: self._is_saved(paper, target, then), self.context.refuse,
            )  # fmt: skip

        work.tell(self, paper.told("export"), lambda _none: put_it(), self.context.refuse)

    def print_it(self) -> None:
        """Ask which printer, how many copies and which pages."""
        if self.paper is None:
            return
        printer = make_printer(landscape=self.paper.landscape)
        dialog = QPrintDialog(printer, self._host)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, count_pages(self.paper.pdf))
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: Any) -> None:
        paper = self.paper
        if paper is None:
            return

        def sent(pages: int) -> None:
            words = n_("{n} page sent to the printer", "{n} pages sent to the printer", pages)
            self.context.say(words.format(n=pages))

        def send() -> None:
            ticket = work.apart(
                self, lambda step: print_pdf(paper.pdf, printer, step), sent, self.context.refuse
            )
            self.began.emit(ticket, _("Printing"))

        work = self.context.work
        work.tell(self, paper.told("print"), lambda _none: send(), self.context.refuse)

    def _is_saved(self, paper: Paper, target: Path, then: Callable[[Path], object] | None) -> None:
        self._saved = (paper, target)
        self.context.say(_("The report is saved"), _("Open PDF"), lambda: show_file(target))
        if then is not None:
            then(target)


def show_file(path: Path) -> None:
    """In whatever the computer opens such files with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


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
