"""Waiting list: the working list and the KOSTRA list, in order, as of any day, with reasons."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QWidget

from hjemveien.domain.codes import GROUPS, title
from hjemveien.domain.ranking import class_in_words, factors_in_words
from hjemveien.domain.words import household_words, rooms_words
from hjemveien.reports.waiting_list import Print, Printed, print_waiting_list
from hjemveien.services import waiting_list
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard, WaitingList, WaitingRow
from hjemveien.texts import _, day_text, mark, n_, number_text
from ui.case import looks
from ui.case.opening import CaseOpening
from ui.case.prioritise import PriorityDialog
from ui.kit import (
    Banner,
    Button,
    Cell,
    Choice,
    Column,
    DateField,
    Elided,
    EmptyState,
    KeyValueGrid,
    ListTable,
    PagedModel,
    ProgressBanner,
    RadioField,
    SplitPane,
    Text,
    box,
    column,
    fix_width,
    row,
    scrolling,
)
from ui.openings import listing, told
from ui.shell.actions import Action
from ui.shell.columns import keep_columns
from ui.shell.context import Context
from ui.shell.exporting import copy_rows, export_action
from ui.shell.page import Page

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
        self.definition = Text("", "caption", "muted", wraps=True)
        self.left_out = Banner("info")
        self.progress = ProgressBanner()
        self.model = PagedModel(_COLUMNS, lambda r: r.case_id, self)
        self.table = ListTable(_("Waiting list"), self.model, many=True)
        keep_columns(context, self.table, "waiting_list")
        self.table.offer_columns(self.table.columns.of_column)
        self.table.offer_rows(self._row_choices)
        self.detail = WaitingDetail(context)
        top = column(
            row(self.working, self.kostra, None, Text(_("As of")), fix_width(self.day, 150)),
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
        self.day.day_changed.connect(lambda _day: self._load())
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
        return self.kind(), self._as_of()

    def recall(self, remembered: object) -> None:
        if isinstance(remembered, tuple):
            self.kostra.setChecked(remembered[0] == "kostra")
            self.day.set_day(remembered[1])

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
        """Ask where to, and write the list as it is shown."""
        dialog = QFileDialog(self, _("Save the waiting list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        endings = {"PDF (*.pdf)": "pdf", "Excel (*.xlsx)": "xlsx", "CSV (*.csv)": "csv"}
        dialog.setNameFilters(list(endings))
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(
            lambda name: dialog.setDefaultSuffix(endings.get(name, "pdf"))
        )
        dialog.selectFile(_("waiting-list-{day}.pdf").format(day=self._as_of().isoformat()))
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.open()

    def write(self, target: Path) -> None:
        """Write the list to a file, off the screen's thread."""
        wanted = Print(
            target, self._as_of(), self.context.person.name, self.context.now(), self.kind()
        )

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

    def _as_of(self) -> date:
        return (
            self.context.today() if self.day.problem() else self.day.day() or self.context.today()
        )

    def _load(self) -> None:
        as_of, kind = self._as_of(), self.kind()
        self.context.work.ask(
            self, lambda session: waiting_list.waiting_list(session, as_of, kind), self._show,
            self.context.refuse, key="list",
            listing=listing("waiting_list", **_filter(kind, as_of)),
        )  # fmt: skip

    def _show(self, shown: WaitingList) -> None:
        self._shown = shown
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
        if self.table.current_row() is None:
            self.table.select_first()

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


class WaitingDetail(QWidget):
    """Why a household stands where it does, and what can be done about it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._row: WaitingRow | None = None
        self.name = Elided("", "title")
        self.place = Elided("", "body", "muted")
        self.why = Text("", "body", wraps=True)
        self.facts = KeyValueGrid(120)
        self.opening = CaseOpening(context, self)
        self.opening.opened.connect(self._set_class)
        self.opening.declined.connect(context.refuse)
        self.open_button = Button(_("Open the case"), "primary", "folder-open", self._open)
        self.class_button = Button(_("Set class …"), icon="flag", clicked=self._prioritise)
        body = column(
            self.name,
            self.place,
            8,
            Text(_("Why here?"), "subtitle"),
            self.why,
            8,
            self.facts,
            8,
            row(self.open_button, self.class_button, None),
            None,
            spacing=4,
            margins=(20, 16, 20, 16),
        )
        self.setLayout(column(scrolling(box(body, "surface"))))

    def show_row(self, shown: WaitingRow) -> None:
        self._row = shown
        self.open_button.setVisible(True)
        self.class_button.setVisible(True)
        self.name.setText(_name(shown))
        self.place.setText(
            _("Place {place} · case {number}").format(place=shown.place, number=shown.number)
        )
        self.why.setText(shown.why)
        self.facts.set_values(
            (
                (_("Class"), class_in_words(shown.priority_class)),
                (_("Factors"), factors_in_words(shown.factors)),
                (_("Household"), household_words(shown.adults, shown.children)),
                (_("Main group"), title(GROUPS, shown.main_group)),
                (_("Dwelling need"), _need(shown)),
                (_("Decision"), day_text(shown.decided_on)),
                (_("Days waited"), number_text(shown.days) if shown.days is not None else ""),
                (_("New household"), _("yes") if shown.new_household else _("no")),
                (_("Caseworker"), shown.caseworker),
            )
        )

    def show_left_out(self, left_out: tuple[tuple[WaitingRow, str], ...]) -> None:
        """Which households the other list has, each with its reason."""
        self._row = None
        self.name.setText(_("Not on this list"))
        self.place.setText("")
        self.why.setText(_("These have a positive decision and are not counted here:"))
        self.facts.set_values(tuple((each.number or "?", why) for each, why in left_out))
        self.open_button.setVisible(False)
        self.class_button.setVisible(False)

    def _open(self) -> None:
        if self._row is not None:
            self.context.go("cases", self._row.case_id)

    def _prioritise(self) -> None:
        """The class belongs to the case's content, which is opened first."""
        if self._row is not None:
            self.opening.open(self._row.case_id)

    def _set_class(self, card: CaseCard) -> None:
        PriorityDialog(self.context, card.case_id, card.priority, self).open()


def _filter(kind: str, as_of: date) -> dict[str, str | int]:
    """How the list is cut, for the access log."""
    return {"kind": kind, "as_of": as_of.isoformat()}


def _name(shown: WaitingRow) -> str:
    if shown.protected:
        return _("Protected")
    return f"{shown.given_name} {shown.surname}".strip() or _("No name")


def _need(shown: WaitingRow) -> str:
    rooms = rooms_words(shown.rooms) if shown.rooms else shown.need_words
    return ", ".join(part for part in (_("adapted") if shown.adapted else "", rooms) if part)


def _applicant(shown: WaitingRow) -> Cell:
    second = [shown.number, household_words(shown.adults, shown.children)]
    if shown.duplicate_of:
        second.append(_("may be registered already"))
    return Cell(_name(shown), " · ".join(second))


def _factors(shown: WaitingRow) -> Cell:
    words = factors_in_words(shown.factors)
    return Cell(words or "–", hint=words)


_COLUMNS: tuple[Column[WaitingRow], ...] = (
    Column("place", mark("Place"), lambda r: Cell(number_text(r.place)), 60, "number"),
    Column("name", mark("Applicant"), _applicant, 200, "two_lines", True, least=144),
    Column("class", mark("Class"), lambda r: looks.class_cell(r.priority_class), 110, "pill"),
    Column("factors", mark("Factors"), _factors, 150, stretch=True, least=90),
    Column("need", mark("Dwelling need"), lambda r: Cell(_need(r) or "–"), 120, least=112),
    Column(
        "days", mark("Days"), lambda r: Cell(number_text(r.days) if r.days is not None else "–"),
        64, "number",
    ),
    Column("worker", mark("Caseworker"), lambda r: looks.worker_cell(r.caseworker), 118, "avatar"),
)  # fmt: skip
