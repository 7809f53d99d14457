"""Tavle: a column for each stage; cards are moved by dragging, by Alt and an arrow, or by name."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from hjemveien.domain import pathway
from hjemveien.services import board, case_card, office
from hjemveien.services.board import StageCount
from hjemveien.services.case_filter import Asker, CaseFilter
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard, CaseRow, StaffView
from hjemveien.texts import _, n_, number_text
from ui.board.column import StageColumn
from ui.board.edges import EdgeScroller
from ui.board.refused import RefusedSheet
from ui.case.assign import AssignDialog, Assigned, give
from ui.case.move import MoveDialog
from ui.case.undoing import when_open
from ui.kit import CheckField, ComboField, Elided, EmptyState, box, column, grow, row
from ui.kit.menus import LINE, Choice, fill_menu
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page

if TYPE_CHECKING:
    from ui.work import Session

ALL, MINE, NOBODY = "all", "mine", "nobody"
SOON = ("overdue", "week")


class BoardPage(Page):
    """A move is saved before a card is seen to move; what rules refuse they refuse in words."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._staff: tuple[StaffView, ...] = ()
        # Remembered in another language, and chosen again once the staff is known.
        self._kept: object = None
        self._follow: tuple[UUID, str] | None = None
        self.worker = ComboField(_("Caseworker"))
        self.soon = CheckField(_("Only with a deadline this week or overdue"))
        hint = Elided(_("Move a card: drag it, or Alt and an arrow"), "caption", "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.columns = tuple(StageColumn(s.code, context.today) for s in pathway.STAGES)
        self._current = self.columns[0]
        self.area = _sideways(box(row(*self.columns, spacing=8, margins=(16, 0, 16, 16))))
        self.edges = EdgeScroller(self.area)
        self.empty = EmptyState(
            _("No case matches"), _("No case has all of what the board is filtered by."),
            _("Show all cases"), self.show_all, "square-kanban",
        )  # fmt: skip
        self.empty.hide()
        top = row(self.worker, self.soon, grow(hint), spacing=16, margins=(16, 12, 16, 12))
        whole = column(top, self.area, self.empty, spacing=0)
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._name_workers()
        self._wire()

    def _wire(self) -> None:
        self.worker.chosen.connect(lambda _value: self._load())
        self.soon.toggled.connect(lambda _on: self._load())
        for place, each in enumerate(self.columns):
            each.view.opened.connect(self._open)
            each.view.dropped.connect(partial(self._move, to_stage=each.code))
            each.view.shifted.connect(partial(self._shift, place))
            each.view.left.connect(partial(self._step, place))
            each.view.entered_here.connect(partial(self._enter, each))
            each.view.hovered.connect(self.edges.begin)
            each.view.menu_wanted.connect(self._show_menu)
            each.model.failed.connect(self.context.refuse)
            each.model.loaded.connect(partial(self._loaded, each))

    # What the window asks of a page

    def arrive(self, argument: object = None) -> None:
        if argument == MINE:
            self.worker.set_value(MINE)
        self.context.work.ask(self, office.list_staff, self._know_staff)
        self._load()

    def hear(self, change: Change) -> None:
        if not change.topics & {"case", "office"}:
            return
        if self.isVisible():
            self._load()

    def offered(self) -> tuple[Action, ...]:
        return (
            Action(
                "change_stage", _("Change stage …"), self.change_stage, "Ctrl+M", "arrow-right",
                top=True,
            ),
            Action(
                "next_column", _("Move to the next stage"), lambda: self.shift(1), "",
                "arrow-right", shows="Alt+Right",
            ),
            Action(
                "column_before", _("Move to the stage before"), lambda: self.shift(-1), "",
                "arrow-left", shows="Alt+Left",
            ),
            Action("assign_case", _("Assign the case …"), self.assign, "Ctrl+Shift+A", "user-plus"),
            Action(
                "open_card", _("Open the case"), self.open_case, "", "folder-open", shows="Return"
            ),
            Action("board_mine", _("Show mine"), lambda: self.show_whose(MINE), "", "user"),
            Action("board_all", _("Show all cases"), self.show_all, "", "users"),
        )  # fmt: skip

    def panes(self) -> tuple[QWidget, ...]:
        return (self._current.view, self.worker)

    def remember(self) -> object:
        return self.worker.value(), self.soon.isChecked()

    def recall(self, remembered: object) -> None:
        if isinstance(remembered, tuple):
            self._kept = remembered[0]
            self.soon.setChecked(remembered[1])
            self._name_workers()

    # Doing

    def show_all(self) -> None:
        self.soon.setChecked(False)
        self.show_whose(ALL)

    def show_whose(self, whose: object) -> None:
        self.worker.set_value(whose)
        self._load()

    def change_stage(self) -> None:
        """Ask where the chosen card is to go."""
        chosen = self._current.view.current_row()
        if chosen is not None:
            self._open_move(chosen.case_id, "")

    def shift(self, step: int) -> None:
        """The chosen card one stage on, or with -1 one stage back."""
        chosen = self._current.view.current_row()
        if chosen is not None:
            self._shift(self.columns.index(self._current), chosen, step)

    def assign(self) -> None:
        chosen = self._current.view.current_row()
        if chosen is not None:
            case = Assigned(chosen.case_id, chosen.caseworker_id)
            AssignDialog(self.context, self._staff, case, self).open()

    def open_case(self) -> None:
        chosen = self._current.view.current_row()
        if chosen is not None:
            self._open(chosen)

    def _open(self, chosen: CaseRow) -> None:
        self.context.go("cases", chosen.case_id)

    def _take(self, chosen: CaseRow) -> None:
        person = self.context.person
        case = Assigned(chosen.case_id, chosen.caseworker_id)
        give(self.context, self, case, person.staff_id, person.name)

    def _shift(self, place: int, chosen: CaseRow, step: int) -> None:
        if 0 <= place + step < len(self.columns):
            self._move(chosen.case_id, to_stage=self.columns[place + step].code)

    def _move(self, case_id: UUID, to_stage: str) -> None:
        """Ask the rules first; the dialog then asks for the reason that stands in the journal."""
        day = self.context.today()

        def read(session: "Session") -> tuple[CaseCard, tuple[str, ...]]:
            card = case_card.show_case(session, case_id)
            same = card.stage == to_stage
            return card, () if same else board.why_not(session, case_id, to_stage, day)

        def go_on(answer: Any) -> None:
            card, reasons = answer
            if reasons:
                RefusedSheet(
                    self, to_stage, reasons, lambda: self.context.go("cases", case_id)
                ).open()
            elif card.stage != to_stage:
                self._ask_move(card, to_stage)

        when_open(self.context, self, case_id, read, go_on)

    def _open_move(self, case_id: UUID, to_stage: str) -> None:
        when_open(
            self.context, self, case_id, lambda session: case_card.show_case(session, case_id),
            lambda card: self._ask_move(card, to_stage),  # type: ignore[arg-type]
        )  # fmt: skip

    def _ask_move(self, card: CaseCard, to_stage: str) -> None:
        dialog = MoveDialog(self.context, card, to_stage, self)

        def moved() -> None:
            self._follow = card.case_id, str(dialog.stage.value())

        dialog.accepted.connect(moved)
        dialog.open()

    # Walking

    def _enter(self, entered: StageColumn) -> None:
        for each in self.columns:
            if each is not entered:
                each.view.clearSelection()
        self._current = entered
        self.area.ensureWidgetVisible(entered, 16, 0)

    def _step(self, place: int, step: int) -> None:
        """To the nearest column that has cards, at the same height."""
        number = self.columns[place].view.currentIndex().row()
        place += step
        while 0 <= place < len(self.columns):
            if self.columns[place].model.rowCount():
                self.columns[place].view.choose(number)
                self.columns[place].view.setFocus()
                return
            place += step

    def _show_menu(self, chosen: CaseRow, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self._choices(chosen))
        menu.popup(where)

    def _choices(self, chosen: CaseRow) -> tuple[Choice, ...]:
        stages = tuple(
            Choice(pathway.stage_title(s.code), partial(self._move, chosen.case_id, s.code))
            for s in pathway.STAGES
            if s.code != chosen.stage
        )
        mine = self.context.person.staff_id
        take = Choice(
            _("Take the case"), partial(self._take, chosen), icon="user",
            enabled=mine is not None and mine != chosen.caseworker_id,
        )  # fmt: skip
        return (
            Choice(_("Open the case"), partial(self._open, chosen), icon="folder-open"),
            LINE,
            Choice(_("Move to"), below=stages, icon="arrow-right"),
            take,
            Choice(_("Assign the case …"), self.assign, icon="user-plus"),
        )

    # Asking and showing

    def _filter(self) -> CaseFilter:
        chosen = self.worker.value()
        deadlines = SOON if self.soon.isChecked() else ()
        wanted = CaseFilter(deadlines=deadlines)
        if chosen == MINE:
            return replace(wanted, mine=True)
        if chosen == NOBODY:
            return replace(wanted, unassigned=True)
        return replace(wanted, caseworker_ids=(chosen,)) if isinstance(chosen, UUID) else wanted

    def _load(self) -> None:
        wanted = self._filter()
        asker = Asker(self.context.today(), self.context.person.staff_id)
        self.context.work.ask(
            self, lambda session: board.stage_counts(session, wanted, asker), self._show_counts,
            self.context.refuse, key="counts",
        )  # fmt: skip
        for each in self.columns:
            each.model.load(
                self.context.work,
                lambda session, last, code=each.code: board.cards(  # type: ignore[misc]
                    session, code, wanted, asker, last
                ),
            )

    def _show_counts(self, counts: tuple[StageCount, ...]) -> None:
        for each, known in zip(self.columns, counts, strict=True):
            each.show_count(known)
        # The last stage is where cases end: they are there to be seen and are no work.
        total = sum(known.count for known in counts[:-1])
        late = sum(known.late for known in counts[:-1])
        there = bool(total or counts[-1].count)
        self.area.setVisible(there)
        self.empty.setVisible(not there)
        self.count_changed.emit(number_text(total))
        shown = n_("{n} open case", "{n} open cases", total).format(n=number_text(total))
        overdue = n_("{n} overdue", "{n} overdue", late).format(n=number_text(late))
        self.status_changed.emit(f"{shown} · {overdue}")

    def _loaded(self, each: StageColumn) -> None:
        if self._follow is not None and self._follow[1] == each.code:
            if each.view.choose_case(self._follow[0]):
                self._follow = None
                each.view.setFocus()
        elif (
            each is self._current
            and each.view.hasFocus()
            and not each.view.currentIndex().isValid()
        ):
            each.view.choose(0)

    def _know_staff(self, staff: tuple[StaffView, ...]) -> None:
        self._staff = staff
        self._name_workers()

    def _name_workers(self) -> None:
        mine = [(MINE, _("Mine"))] if self.context.person.staff_id else []
        named = [(view.staff_id, view.name) for view in self._staff if view.takes_cases]
        options = [(ALL, _("All caseworkers")), *mine, (NOBODY, _("Not assigned")), *named]
        self.worker.set_options(options)
        if self._kept is not None and self._kept in [value for value, _text in options]:
            self.worker.set_value(self._kept)
            self._kept = None
            self._load()


def _sideways(holder: QFrame) -> QScrollArea:
    """Columns that do not fit are scrolled to; each scrolls its own cards."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setProperty("look", "clear")
    area.setWidget(holder)
    return area
