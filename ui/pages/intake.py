"""Import: choose files, look at what was understood, take it in, and check the numbers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.exchange import account
from hjemveien.exchange.intake.outcome import Intake
from hjemveien.exchange.intake.taking import preview, take_in
from hjemveien.exchange.reading.read import read_files
from hjemveien.exchange.reading.records import Problem, Reading
from hjemveien.services import source_rows
from hjemveien.services.change import Change
from hjemveien.services.source_rows import Became
from hjemveien.texts import _, day_text, n_
from ui.intake.columns import ColumnsView
from ui.intake.problems import ProblemsView
from ui.intake.reconciliation import ReconciliationView
from ui.intake.row_sheet import RowSheet
from ui.intake.suspects import SuspectsView
from ui.kit import (
    Banner,
    Button,
    DateField,
    DayChoice,
    EmptyState,
    ProgressBanner,
    Tabs,
    Text,
    box,
    column,
    row,
)
from ui.openings import wide
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page
from ui.work import steps

if TYPE_CHECKING:
    from ui.work import Session

ENDINGS = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt"


class IntakePage(Page):
    """Nothing is written before somebody has seen what was understood and says so."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setAcceptDrops(True)
        self._paths: tuple[Path, ...] = ()
        self._reading: Reading | None = None
        self._takeable = False
        self._is_in = False
        self._mapping: dict[str, str] = {}
        self.refusal = Banner("danger", closable=True)
        self.progress = ProgressBanner()
        self.empty = EmptyState(
            _("Read in what you have"),
            _("Excel, ODS and CSV: waiting lists, closed cases, temporary stays, and dwellings"
              " from KOBO. Nothing is written before you have looked."),
            _("Choose files …"), self.choose, "upload",
        )  # fmt: skip
        self.title = Text("", "subtitle")
        self.note = Text("", "body", "muted", wraps=True)
        self.day = DateField(_("The files speak for"), context.today)
        self.as_of = DayChoice(
            _("As of"), self.day, context.today, optional=True, at_right=True, to_come=True
        )
        self.take_button = Button(_("Read in"), "primary", "check", self.take)
        self.again_button = Button(_("Choose other files …"), clicked=self.choose)
        self.numbers, self.columns_view = ReconciliationView(), ColumnsView()
        self.problems, self.suspects = ProblemsView(), SuspectsView(context)
        self.tabs = Tabs(_("What the files say"))
        self.stack = QStackedWidget()
        self._place()
        self.columns_view.changed.connect(self._map)
        self.problems.opened.connect(self._open_cell)
        self.progress.given_up.connect(self._given_up)
        self.tabs.currentChanged.connect(lambda _place: self._look_at_suspects())
        self.as_of.changed.connect(self._read)

    def _place(self) -> None:
        for view in (self.numbers, self.problems, self.suspects, self.columns_view):
            self.tabs.addTab(view, "")
        self._name_tabs()
        head = column(
            row(self.title, None, self.as_of),
            self.note,
            row(self.take_button, self.again_button, None),
            spacing=8,
            margins=(16, 12, 16, 8),
        )
        shown = box(column(head, self.tabs, spacing=4), "surface")
        self.stack.addWidget(self.empty)
        self.stack.addWidget(shown)
        self._shown = shown
        top = column(self.refusal, self.progress, spacing=8, margins=(16, 8, 16, 0))
        whole = column(top, self.stack, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def arrive(self, argument: object = None) -> None:
        if isinstance(argument, tuple) and argument:
            self.read(argument)
        self._look_at_suspects()

    def hear(self, change: Change) -> None:
        if "case" in change.topics:
            self._look_at_suspects()

    def _look_at_suspects(self) -> None:
        """They go across cases, which is written down: so only when somebody looks."""
        if self.suspects.isVisible():
            self.suspects.load()

    def offered(self) -> tuple[Action, ...]:
        return (Action("choose_files", _("Choose files …"), self.choose, "Ctrl+O", "folder-open"),)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.take_button, self.tabs)

    def remember(self) -> object:
        return self._paths

    def recall(self, remembered: object) -> None:
        if isinstance(remembered, tuple) and remembered:
            self.read(remembered)

    # Choosing and reading

    def choose(self) -> None:
        dialog = QFileDialog(self, _("Choose files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("Tables ({endings})").format(endings=ENDINGS), _("All files (*)")])
        dialog.filesSelected.connect(lambda names: self.read([Path(name) for name in names]))
        dialog.open()

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files together and show what was understood; writes nothing."""
        self._paths, self._mapping = tuple(paths), {}
        self.columns_view.forget()
        self.as_of.set_day(None)
        self._read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.read(paths)

    def _map(self, mapping: dict[str, str]) -> None:
        self._mapping = mapping
        self._read()

    def _read(self) -> None:
        if not self._paths:
            return
        if not self.as_of.right():
            # What is on the page is of another day than the one that is asked for.
            self.take_button.setEnabled(False)
            return
        paths, as_of, mapping = self._paths, self.day.day(), dict(self._mapping)

        def operation(session: "Session", progress: Any, cancelled: Any) -> tuple[Reading, Intake]:
            step = steps(progress, cancelled)
            reading = read_files(paths, as_of, mapping=mapping, progress=step)
            step(0, 0)
            return reading, preview(session, reading, cancelled=cancelled)

        self.refusal.hide()
        self.take_button.setEnabled(False)
        ticket = self.context.work.long(
            self, operation, self._show, self._refused, listing=wide("import")
        )
        self.progress.follow(ticket, _("Reading the files"))

    def _show(self, answer: tuple[Reading, Intake]) -> None:
        reading, intake = answer
        self._reading = reading
        self.stack.setCurrentWidget(self._shown)
        self.as_of.set_day(reading.as_of)
        self.title.setText(", ".join(file.name for file in reading.files))
        self._show_account(reading, intake)
        self.columns_view.show_reading(reading)
        self.take_button.setVisible(True)
        self._takeable = not intake.already
        self.take_button.setEnabled(self._takeable)

    def _show_account(self, reading: Reading, intake: Intake) -> None:
        self._is_in = intake.wrote or intake.already
        self.note.setText(_note(reading, intake))
        held = account.held_back_in_words(intake) if intake.held_back else ""
        self.numbers.show_lines(account.reconciled(intake), held)
        self.suspects.expect(0 if intake.wrote or intake.already else _pairs_to_come(intake))
        self.problems.show_reading(reading)
        self.status_changed.emit(_("As of {day}").format(day=day_text(reading.as_of)))
        self._name_tabs(len([p for p in reading.problems if p.severity == "ask"]))

    def _name_tabs(self, asks: int = 0) -> None:
        titles = (
            _("Numbers"),
            _("Cells to look at {n}").format(n=asks) if asks else _("Cells to look at"),
            _("May be registered already"),
            _("Columns"),
        )
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)

    def _open_cell(self, problem: Problem) -> None:
        """The row that the cell is in; once it is read in, what it became."""
        reading = self._reading
        if reading is None:
            return
        digest = next((file.digest for file in reading.files if file.name == problem.file), "")
        if not self._is_in or problem.row is None:
            RowSheet(reading, problem, self).open()
            return
        sheet, number = problem.sheet, problem.row

        def show(became: Became) -> None:
            if became.case_id is not None:
                self.context.go("cases", became.case_id)
            elif became.dwelling_id is not None:
                self.context.go("dwellings", became.dwelling_id)
            else:
                RowSheet(reading, problem, self).open()

        self.context.work.ask(
            self, lambda session: source_rows.became(session, digest, sheet, number), show,
            self.context.refuse, key="cell", listing=wide("import"),
        )  # fmt: skip

    # Taking in

    def take(self) -> None:
        """Write what was shown, all of it or nothing."""
        reading = self._reading
        if reading is None or not self.as_of.settle() or self.as_of.day() != reading.as_of:
            return  # With another day they are read again first.

        def operation(session: "Session", progress: Any, cancelled: Any) -> Intake:
            return take_in(
                session, reading, cancelled=cancelled,
                progress=lambda done, total, _text: progress(done, total),
            )  # fmt: skip

        self.refusal.hide()
        self.take_button.setEnabled(False)
        ticket = self.context.work.long(
            self, operation, self._taken, self._refused, writes=True, listing=wide("import")
        )
        self.progress.follow(ticket, _("Reading in"))

    def _taken(self, intake: Intake) -> None:
        assert self._reading is not None
        self.take_button.setVisible(False)
        self._takeable = False
        self._show_account(self._reading, intake)
        self.tabs.setCurrentWidget(self.numbers)
        self.context.work.changed.emit(intake.change)
        cases = intake.added.cases
        self.context.say(
            n_("{n} case read in", "{n} cases read in", cases).format(n=cases),
            _("Show cases"),
            lambda: self.context.go("cases"),
        )

    def _given_up(self) -> None:
        """What stands on the page is as it was, and may be taken in."""
        self.take_button.setEnabled(self._takeable)
        self.context.say(_("Cancelled. Nothing was changed."))

    def _refused(self, refusal: Refusal) -> None:
        self.take_button.setEnabled(self._reading is not None)
        self.refusal.say(refusal.text, "danger")


def _pairs_to_come(intake: Intake) -> int:
    """Pairs that somebody will be asked about once the files are read in."""
    return intake.reconciliation.line("duplicates").count + len(intake.suggestions)


def _note(reading: Reading, intake: Intake) -> str:
    if intake.already:
        return _("These files were read in before. Nothing was changed.")
    parts = []
    asks = sum(problem.severity == "ask" for problem in reading.problems)
    if asks:
        parts.append(
            n_("{n} cell needs a person.", "{n} cells need a person.", asks).format(n=asks)
        )
    if intake.differences:
        count = len(intake.differences)
        parts.append(
            n_(
                "{n} thing is registered otherwise; nothing is overwritten.",
                "{n} things are registered otherwise; nothing is overwritten.",
                count,
            ).format(n=count)
        )
    parts.append(_("It is read in.") if intake.wrote else _("Nothing is written yet."))
    return " ".join(parts)
