"""Waiting list: the working list and the KOSTRA list, in order, as of any day, with reasons."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QWidget

from hjemveien.domain.ranking import factors_in_words
from hjemveien.domain.words import household_words
from hjemveien.reports.waiting_list import Print, Printed, print_waiting_list
from hjemveien.services import waiting_list
from hjemveien.services.change import Change
from hjemveien.services.views import WaitingList, WaitingRow
from hjemveien.texts import _, day_text, mark, n_, number_text
from ui.case import looks
from ui.kit import (
    Banner,
    Cell,
    Choice,
    Column,
    DateField,
    DayChoice,
    EmptyState,
    ListTable,
    PagedModel,
    ProgressBanner,
    RadioField,
    SplitPane,
    Text,
    box,
    column,
    row,
)
from ui.openings import listing, told
from ui.shell.actions import Action
from ui.shell.columns import keep_columns
from ui.shell.context import Context
from ui.shell.exporting import copy_rows, export_action
from ui.shell.page import Page
from ui.waiting.detail import WaitingDetail, name_of, need_of

if TYPE_CHECKING:
    from ui.work import Session


class WaitingListPage(Page):
    """The list is derived each time it is shown; what one list lacks it names with the reason."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: WaitingList | None = None
        self.working = RadioField(_("Working list"))
        self.kostra = RadioField(_("KOSTRA list"))
        self.working.setChecked(True)
        self._choice = QButtonGroup(self)
        for button in (self.working, self.kostra):
            self._choice.addButton(button)
        self.day = DateField(_("As of"), context.today, context.today())
        self.as_of = DayChoice(_("As of"), self.day, context.today, at_right=True)
        self.definition = Text("", "caption", "muted", wraps=True)
        self.left_out = Banner("info")
        self.progress = ProgressBanner()
        self.model = PagedModel(_COLUMNS, lambda r: r.case_id, self)
        self.table = ListTable(_("Waiting list"), self.model, many=True)
        keep_columns(context, self.table, "waiting_list")
        self.table.offer_columns(self.table.columns.of_column)
        self.table.offer_rows(self._row_choices)
        self.detail = WaitingDetail(context)
        kinds = box(row(self.working, self.kostra, margins=(0, 4, 0, 4)))
        choices = row(kinds, None, self.as_of)
        # Where they are while an error stands below the day.
        choices.setAlignment(kinds, Qt.AlignmentFlag.AlignTop)
        top = column(
            choices,
            self.definition,
            self.left_out,
            self.progress,
            spacing=8,
            margins=(16, 12, 16, 8),
        )
        left = box(column(top, self.table, spacing=0), "surface")
        self.split = SplitPane(left, self.detail, share=70)
        self.setLayout(column(self.split))
        self._choice.buttonClicked.connect(lambda _button: self._load())
        self.as_of.changed.connect(self._load)
        self.table.picked.connect(self.detail.show_row)
        self.table.export_wanted.connect(
            lambda _rows: copy_rows(context, self.table, "waiting_list")
        )
        self.table.opened.connect(lambda r: self.context.go("cases", r.case_id))

    def arrive(self, argument: object = None) -> None:
        if argument in waiting_list.KINDS:
            self.kostra.setChecked(argument == "kostra")
            self.working.setChecked(argument != "kostra")
        self._load()

    def hear(self, change: Change) -> None:
        if "waiting_list" in change.topics:
            self._load()

    def offered(self) -> tuple[Action, ...]:
        return (
            Action("print_list", _("Save or print …"), self.save_as, "Ctrl+P", "printer", top=True),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.detail)

    def remember(self) -> object:
        return self.kind(), self.as_of.day() or self.context.today()

    def recall(self, remembered: object) -> None:
        if isinstance(remembered, tuple):
            self.kostra.setChecked(remembered[0] == "kostra")
            self.as_of.set_day(remembered[1])

    def kind(self) -> str:
        return "kostra" if self.kostra.isChecked() else "working"

    def _row_choices(self) -> tuple[Choice, ...]:
        rows = self.table.selected_rows()
        one = Choice(
            _("Open the case"), lambda: self.context.go("cases", rows[0].case_id),
            icon="folder-open",
        )  # fmt: skip
        copy = Choice(_("Copy"), self.table.copy, icon="copy")
        return (one, copy) if len(rows) == 1 else (copy,)

    def save_as(self) -> None:
        """Ask where to, and write the list as it is shown; without a day there is none."""
        self.as_of.settle()
        as_of = self.as_of.day()
        if as_of is None:
            self.day.setFocus()
            return
        dialog = QFileDialog(self, _("Save the waiting list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        endings = {"PDF (*.pdf)": "pdf", "Excel (*.xlsx)": "xlsx", "CSV (*.csv)": "csv"}
        dialog.setNameFilters(list(endings))
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(
            lambda name: dialog.setDefaultSuffix(endings.get(name, "pdf"))
        )
        dialog.selectFile(_("waiting-list-{day}.pdf").format(day=as_of.isoformat()))
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def write(self, target: Path) -> None:
        """Write the list of the chosen day to a file, off the screen's thread."""
        as_of = self.as_of.day()
        if as_of is None:
            self._show_no_day()
            return
        wanted = Print(target, as_of, self.context.person.name, self.context.now(), self.kind())
        total = len(self._shown.rows) if self._shown else 0
        asked = _filter(wanted.kind, wanted.as_of)
        tell, action = self.context.work.teller(), export_action(target)

        def operation(session: "Session", progress: Any, cancelled: Any) -> Printed:
            return print_waiting_list(
                session, wanted, lambda done: progress(min(done, total), total), cancelled,
                lambda rows: tell(told(action, "waiting_list", rows=rows, **asked)),
            )  # fmt: skip

        ticket = self.context.work.long(
            self,
            operation,
            self._written,
            self.context.refuse,
            listing=listing("waiting_list", **asked),
        )
        self.progress.follow(ticket, _("Writing the waiting list"))

    def _written(self, printed: Printed) -> None:
        self.context.say(
            n_("{n} household written", "{n} households written", printed.rows).format(
                n=number_text(printed.rows)
            )
        )

    def _load(self) -> None:
        """Ask for the list of the chosen day; what was shown for another day goes at once."""
        as_of, kind = self.as_of.day(), self.kind()
        if as_of is None:
            self._show_no_day()
            return
        if self._shown is not None and (self._shown.as_of, self._shown.kind) != (as_of, kind):
            self._forget()
        self.context.work.ask(
            self, lambda session: waiting_list.waiting_list(session, as_of, kind), self._show,
            self.context.refuse, key="list",
            listing=listing("waiting_list", **_filter(kind, as_of)),
        )  # fmt: skip

    def _forget(self) -> None:
        self._shown = None
        self.model.show_rows(())
        self.detail.show_nothing()
        for part in (self.definition, self.left_out):
            part.hide()
        self.count_changed.emit("")
        self.status_changed.emit("")

    def _show_no_day(self) -> None:
        """No list of another day may be taken for the one that was asked for."""
        self.as_of.right()
        self._forget()
        self.table.set_empty(
            EmptyState(
                _("Choose a day"),
                _("The list is shown when the day is a date that has come."),
                _("Show today"),
                self._choose_today,
                "list-ordered",
            )
        )

    def _choose_today(self) -> None:
        self.as_of.set_day(self.context.today())
        self._load()

    def _show(self, shown: WaitingList) -> None:
        if (shown.as_of, shown.kind) != (self.as_of.day(), self.kind()):
            return  # Asked before another day was chosen.
        self._shown = shown
        self.definition.show()
        self.model.show_rows(shown.rows)
        self.definition.setText(f"{shown.definition} {shown.order}")
        self._show_left_out(shown)
        self.count_changed.emit(number_text(len(shown.rows)))
        households = n_("{n} household", "{n} households", len(shown.rows))
        self.status_changed.emit(
            _("{households} as of {day}").format(
                households=households.format(n=number_text(len(shown.rows))),
                day=day_text(shown.as_of),
            )
        )
        if not shown.rows:
            self.table.set_empty(
                EmptyState(
                    _("Nobody is on the list"),
                    _("A household comes on the list by a positive decision."),
                    icon="list-ordered",
                )
            )
        self._refresh_detail(shown)

    def _refresh_detail(self, shown: WaitingList) -> None:
        """What stands beside the list is of the same day as the list."""
        self.detail.explain(shown.weighing)
        if self.table.current_row() is None:
            self.table.select_first()
        current = self.table.current_row()
        if self.detail.left_out and shown.left_out:
            self.detail.show_left_out(shown.left_out)
        elif current is not None:
            self.detail.show_row(current)
        else:
            self.detail.show_nothing()

    def _show_left_out(self, shown: WaitingList) -> None:
        self.left_out.setVisible(bool(shown.left_out))
        if shown.left_out:
            numbers = ", ".join(each.number or "?" for each, _why in shown.left_out[:8])
            self.left_out.say(
                _("On the working list and not here: {n} ({numbers})").format(
                    n=len(shown.left_out), numbers=numbers
                ),
                "info",
                _("Show why"),
                lambda: self.detail.show_left_out(shown.left_out),
            )


def _filter(kind: str, as_of: date) -> dict[str, str | int]:
    """How the list is cut, for the access log."""
    return {"kind": kind, "as_of": as_of.isoformat()}


def _applicant(shown: WaitingRow) -> Cell:
    second = [shown.number, household_words(shown.adults, shown.children)]
    if shown.duplicate_of:
        second.append(_("may be registered already"))
    return Cell(name_of(shown), " · ".join(second))


def _factors(shown: WaitingRow) -> Cell:
    words = factors_in_words(shown.factors)
    return Cell(words or "–", hint=words)


_COLUMNS: tuple[Column[WaitingRow], ...] = (
    Column("place", mark("Place"), lambda r: Cell(number_text(r.place)), 60, "number"),
    Column("name", mark("Applicant"), _applicant, 200, "two_lines", True, least=144),
    Column("class", mark("Class"), lambda r: looks.class_cell(r.priority_class), 110, "pill"),
    Column("factors", mark("Factors"), _factors, 150, stretch=True, least=90),
    Column("need", mark("Dwelling need"), lambda r: Cell(need_of(r) or "–"), 120, least=112),
    Column(
        "days", mark("Days"), lambda r: Cell(number_text(r.days) if r.days is not None else "–"),
        64, "number",
    ),
    Column("worker", mark("Caseworker"), lambda r: looks.worker_cell(r.caseworker), 118, "avatar"),
)  # fmt: skip
