"""Cases: search as you type, filter, order, and the case itself beside the list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QMenu

from hjemveien.services import case_list, office, saved_views
from hjemveien.services.case_filter import Asker, CaseFilter
from hjemveien.services.change import Change
from hjemveien.services.filter_state import Shown
from hjemveien.services.saved_views import KeptView
from hjemveien.services.search import CAP
from hjemveien.services.views import CaseRow, StaffView
from hjemveien.texts import _, n_, number_text
from ui.case import looks
from ui.case.panel import CasePanel
from ui.kit import (
    LINE,
    ChipBar,
    Choice,
    EmptyState,
    IconButton,
    ListTable,
    PagedModel,
    SearchField,
    SplitPane,
    box,
    column,
    filled_on_opening,
    grow,
    row,
)
from ui.openings import told
from ui.shell.actions import Action
from ui.shell.columns import keep_columns
from ui.shell.context import Context
from ui.shell.exporting import copy_rows
from ui.shell.page import Page
from ui.worklist import filters
from ui.worklist.columns import case_columns
from ui.worklist.filter_menu import FilterMenus
from ui.worklist.kept import KeepSheet, choices_of

if TYPE_CHECKING:
    from ui.work import Session

# A search is at rest when nothing more was typed for so long.
SETTLED_MS = 1500
OPEN_CASES = CaseFilter(include_closed=False)


class CasesPage(Page):
    """The work list. What it is filtered by shows as chips; each can be taken away alone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._filter = OPEN_CASES
        self._staff: tuple[StaffView, ...] = ()
        self._wanted: UUID | None = None
        # What the next answer is to bring: the first row, opened or not; a case that is not in it.
        self._going: bool | None = None
        self._sifting = False
        self.search = SearchField(
            _("Search cases"), _("Search for name, case number, identity number or address")
        )
        self.filters = FilterMenus(context, self, lambda: self._filter, self._refilter)
        self.chips = ChipBar(self.filters.button)
        self._views: tuple[KeptView, ...] = ()
        self._kept: KeptView | None = None
        self.keep_button = IconButton("bookmark", _("Saved filters"))
        self.keep_button.setMenu(filled_on_opening(QMenu(self.keep_button), self._kept_choices))
        self.model = PagedModel(case_columns(context.today), lambda row: row.case_id, self)
        self.table = ListTable(_("Cases"), self.model, many=True)
        keep_columns(context, self.table, "cases")
        self.columns_button = IconButton("sliders-horizontal", _("Columns and rows"))
        self.columns_button.setMenu(
            filled_on_opening(QMenu(self.columns_button), self.table.columns.of_all)
        )
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self.panel = CasePanel(context)
        self.split = SplitPane(self._listing(), self.panel, share=61)
        self.setLayout(column(self.split))
        self._wire()

    def _listing(self) -> Any:
        buttons = row(self.keep_button, self.columns_button, spacing=2)
        above = row(grow(self.search), buttons)
        top = column(above, self.chips, spacing=8, margins=(16, 12, 16, 8))
        return box(column(top, self.table, spacing=0), "surface")

    def _wire(self) -> None:
        self.search.searched.connect(self._searched)
        self.search.to_list.connect(self._go_to_list)
        self.chips.removed.connect(lambda key: self._refilter(filters.toggled(self._filter, key)))
        self.table.offer_columns(self._column_choices)
        self.table.offer_rows(self._row_choices)
        self.table.selectionModel().selectionChanged.connect(lambda *_both: self._tell_chosen())
        self.split.narrow_changed.connect(self.panel.stand_alone)
        self.table.sort_wanted.connect(self._sort)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._opened)
        self.table.export_wanted.connect(
            lambda _rows: copy_rows(self.context, self.table, "work_list")
        )
        self._settled.timeout.connect(self._tell_search)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self.context.refuse)
        self.model.total_changed.connect(self._count)
        self.panel.closed.connect(self._back_to_list)
        self.panel.opened.connect(lambda: self.actions_changed.emit())
        self.panel.left.connect(lambda: self.actions_changed.emit())
        self.panel.sealed.connect(self.search.clear_search)
        self.model.set_order("deadline", False)

    # What the window asks of a page

    def arrive(self, argument: object = None) -> None:
        if isinstance(argument, CaseFilter):
            self._filter, self._kept = argument, None
            self.search.setText(argument.search)
        if isinstance(argument, KeptView):
            self._show_kept(argument)
        if isinstance(argument, UUID):
            self._show_case(argument)
        self.context.work.ask(self, office.list_staff, self._know_staff)
        self._ask_views()
        self._load()

    def hear(self, change: Change) -> None:
        if "case" in change.topics:
            self.model.refresh()
            self.panel.hear(change)
        if "saved_views" in change.topics:
            self._ask_views()
        if "office" in change.topics:
            if self._filter.mine:
                self._load()
            self.context.work.ask(self, office.list_staff, self._know_staff)

    def offered(self) -> tuple[Action, ...]:
        return (
            Action(
                "new_application", _("New application"), self.register, "Ctrl+N", "plus",
                top=True, primary=True,
            ),
            Action("search_cases", _("Search cases"), self.search.setFocus, "Ctrl+F", "search"),
            Action(
                "filter_cases", _("Filter by …"), self.filters.open, "Ctrl+Shift+F", "list-filter"
            ),
            Action(
                "save_filter", _("Save this filter …"), self._keep, "Ctrl+Shift+S", "bookmark"
            ),
            Action("assign_cases", _("Assign …"), self.assign, "Ctrl+Shift+A", "user"),
            *self.panel.offered(),
        )  # fmt: skip

    def subject(self) -> str:
        card = self.panel.card()
        return looks.case_name(card) if card is not None else ""

    def panes(self) -> tuple[Any, ...]:
        return (self.search, self.chips, self.table, self.panel)

    def remember(self) -> object:
        return self._filter, self.model.sorted_by, self.model.descending, self.panel.case_id()

    def recall(self, remembered: object) -> None:
        if not isinstance(remembered, tuple):
            return
        self._filter, key, descending, case_id = remembered
        self.search.setText(self._filter.search)
        self.model.set_order(key, descending)
        if case_id is not None:
            self._show_case(case_id)

    # Doing

    def register(self) -> None:
        """Open the form for a new application."""
        from ui.case.register import RegisterDialog

        dialog = RegisterDialog(self.context, self._staff, self)
        dialog.registered.connect(self._registered)
        dialog.open()

    def assign(self) -> None:
        """Ask to whom the chosen cases go."""
        from ui.worklist.reassign import ReassignSheet

        rows = self.table.selected_rows()
        if rows:
            ReassignSheet(self.context, rows, self._staff, self).open()

    def _take(self) -> None:
        from ui.worklist.reassign import To, give

        me = self.context.person
        give(self.context, self.table.selected_rows(), To(me.staff_id, me.name))

    def _row_choices(self) -> Sequence[Choice]:
        rows = self.table.selected_rows()
        one = Choice(_("Open the case"), lambda: self._opened(rows[0]), icon="folder-open")
        mine = Choice(_("Assign to me"), self._take, icon="user")
        return (
            *((one,) if len(rows) == 1 else ()),
            *((mine,) if self.context.person.staff_id else ()),
            Choice(_("Assign …"), self.assign, icon="users"),
            LINE,
            Choice(_("Copy"), self.table.copy, icon="copy"),
        )

    def _registered(self, case_id: UUID) -> None:
        self._filter = OPEN_CASES
        self.search.setText("")
        self._show_case(case_id)
        self._load()

    def _show_case(self, case_id: UUID) -> None:
        self._wanted = case_id
        # The row that was chosen before must not come back with the list and take its place.
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
        self.panel.open_case(case_id)
        self.split.show_detail()

    def _load(self) -> None:
        wanted, sort = self._filter, self.model.sorted_by
        descending, asker = self.model.descending, self._asker()

        def fetch(session: "Session", last: CaseRow | None) -> Sequence[CaseRow]:
            after = (last.sort_value, last.case_id) if last else None
            return case_list.case_page(session, wanted, sort, descending, after, asker=asker).rows

        self.model.load(
            self.context.work, fetch, lambda session: case_list.count_cases(session, wanted, asker)
        )
        self._show_chips()

    def _asker(self) -> Asker:
        return Asker(self.context.today(), self.context.person.staff_id)

    def _refilter(self, wanted: CaseFilter) -> None:
        self._filter = wanted
        self._load()

    def _searched(self, text: str) -> None:
        self._settled.stop()
        self._sifting = bool(text.strip())
        if self._sifting:
            self._settled.start()
        self._refilter(replace(self._filter, search=text))

    def _go_to_list(self, opens: bool) -> None:
        """The keyboard goes to the first that was found; one that is alone is opened by Enter."""
        self._going = opens
        if not self.model.waits():
            self._arrive_in_list()

    def _arrive_in_list(self) -> None:
        opens, self._going = self._going, None
        if opens is None or not self.model.rowCount():
            return
        self.table.setFocus()
        self.table.select_first()
        first = self.model.row(0)
        if opens and self.model.rowCount() == 1:
            self._opened(first)
        else:
            self._picked(first)

    def _put_away_others(self) -> None:
        """What a search does not find stands not beside it: a note would go to the wrong case."""
        shown = self.panel.shown_id()
        if self._sifting and shown is not None and self.model.row_of(shown) < 0:
            self.panel.put_away()
        self._sifting = False

    def _tell_search(self) -> None:
        """A search that has come to rest is written down: how many it found, never what it was."""
        self._settled.stop()
        found = self.model.total if self.model.total is not None else self.model.rowCount()
        self.context.work.tell(
            self, told("search", "work_list", rows=found), failed=lambda _refusal: None
        )

    def _sort(self, key: str, descending: bool) -> None:
        self.model.set_order(key, descending)
        self._load()

    # Filters

    def _show_chips(self) -> None:
        self.chips.set_chips(filters.chips(self._filter, self._staff))

    def _shown(self) -> Shown:
        return Shown(self._filter, self.model.sorted_by, self.model.descending)

    def _show_kept(self, view: KeptView) -> None:
        shown = view.shown
        self._kept, self._filter = view, shown.wanted
        self.search.setText("")
        self.model.set_order(shown.sort, shown.descending)

    def _keep(self) -> None:
        KeepSheet(self.context, self, self._shown()).open()

    def _kept_choices(self) -> Sequence[Choice]:
        return choices_of(self.context, self, self._views, self._shown(), self._kept)

    def _ask_views(self) -> None:
        name = self.context.person.name
        self.context.work.ask(
            self, lambda session: saved_views.list_views(session, "cases", name),
            self._know_views, lambda _refusal: None, key="views",
        )  # fmt: skip

    def _know_views(self, views: tuple[KeptView, ...]) -> None:
        self._views = views
        if self._kept is not None:
            kept = self._kept.view_id
            self._kept = next((view for view in views if view.view_id == kept), None)

    def _column_choices(self, column: str) -> Sequence[Choice]:
        return (*self.filters.of_column(column), *self.table.columns.of_column(column))

    def _know_staff(self, staff: tuple[StaffView, ...]) -> None:
        self._staff = self.filters.staff = staff
        self.panel.know_staff(staff)
        self._show_chips()

    # Answers

    def _loaded(self) -> None:
        if self._wanted is not None and self.table.select_id(self._wanted):
            self._wanted = None
        self._refresh_preview()
        self._show_empty()
        self._put_away_others()
        self._arrive_in_list()

    def _refresh_preview(self) -> None:
        """What stands beside the list says of the row what the list says."""
        current = self.table.current_row()
        if current is not None and self.panel.stack.currentWidget() is self.panel.preview_part:
            self.panel.preview(current)

    def _show_empty(self) -> None:
        if self.model.rowCount():
            return
        if self._filter != OPEN_CASES:
            empty = EmptyState(
                _("No case matches"), _("No case has all of what you search and filter by."),
                _("Clear search and filters"), self._clear, "search",
            )  # fmt: skip
        else:
            empty = EmptyState(
                _("No cases yet"), _("Register an application, or read in the lists you have."),
                _("New application"), self.register,
            )  # fmt: skip
        self.table.set_empty(empty)

    def _clear(self) -> None:
        self.search.setText("")
        self._filter, self._kept = OPEN_CASES, None
        self._load()

    def _count(self, total: int) -> None:
        capped = bool(self._filter.search.strip()) and total >= CAP
        self.count_changed.emit(f"{number_text(total)}+" if capped else number_text(total))
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        """How many there are, and how many of them are chosen where it is more than one."""
        total, chosen = self.model.total, self.table.chosen_count()
        if total is None:
            return
        said = n_("{n} case", "{n} cases", total).format(n=number_text(total))
        if self._filter.search.strip() and total >= CAP:
            said = _("The newest {n} cases: type more to find others").format(n=number_text(total))
        if chosen > 1:
            said = _("{cases} · {n} chosen").format(cases=said, n=number_text(chosen))
        self.status_changed.emit(said)

    def _picked(self, row: CaseRow) -> None:
        """The register part alone: the content is opened on purpose."""
        if row.case_id not in (self.panel.case_id(), self._wanted):
            self.panel.preview(row)

    def _opened(self, row: CaseRow) -> None:
        if self._settled.isActive():
            self._tell_search()
        self.panel.open_case(row.case_id)
        self.split.show_detail()
        self.panel.setFocus()

    def _back_to_list(self) -> None:
        self.split.show_list()
        self.table.setFocus()
