"""Dwellings: the register and what stands empty, with one dwelling beside the list."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from hjemveien.services import dwelling_list
from hjemveien.services.change import Change
from hjemveien.services.dwelling_list import DwellingFilter, DwellingRow
from hjemveien.texts import _, n_, number_text
from ui.homes import columns
from ui.homes.dialogs import NewDwellingDialog
from ui.homes.filters import DwellingFilters
from ui.homes.panel import DwellingPanel
from ui.kit import (
    EmptyState,
    ListTable,
    PagedModel,
    RadioField,
    SplitPane,
    box,
    column,
)
from ui.openings import listing
from ui.shell.actions import Action
from ui.shell.columns import keep_columns
from ui.shell.context import Context
from ui.shell.exporting import copy_rows
from ui.shell.page import Page

if TYPE_CHECKING:
    from ui.work import Session

LISTING = listing("dwellings")
VIEWS = ("register", "vacant")


class DwellingsPage(Page):
    """Two lists over one filter: all dwellings, and those that nobody lives in."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted: UUID | None = None
        self._shown = ""
        self._states: tuple[str, ...] = ()
        self.register = RadioField(_("Register"))
        self.vacant = RadioField(_("Vacant now"))
        self.register.setChecked(True)
        self._choice = QButtonGroup(self)
        for button in (self.register, self.vacant):
            self._choice.addButton(button)
        self.filters = DwellingFilters(self.register, self.vacant)
        self.lists = {
            "register": self._list(_("Dwellings"), columns.register(context.today), "address"),
            "vacant": self._list(_("Vacant now"), columns.vacancies(context.today), "since"),
        }
        self.shown = QStackedWidget()
        for key, table in self.lists.items():
            keep_columns(context, table, f"dwellings_{key}")
            table.offer_columns(table.columns.of_column)
            self.shown.addWidget(table)
        self.panel = DwellingPanel(context, LISTING)
        self.split = SplitPane(self._listing(), self.panel, share=70)
        self.setLayout(column(self.split))
        self._wire()

    @property
    def table(self) -> ListTable[DwellingRow]:
        return self.lists[self.view()]

    @property
    def model(self) -> PagedModel[DwellingRow]:
        return self.table.rows_model

    def view(self) -> str:
        return "vacant" if self.vacant.isChecked() else "register"

    def _list(self, name: str, made: Any, sort: str) -> ListTable[DwellingRow]:
        model: PagedModel[DwellingRow] = PagedModel(made, lambda r: r.dwelling_id, self)
        model.set_order(sort, False)
        table: ListTable[DwellingRow] = ListTable(name, model, many=True)
        return table

    def _listing(self) -> QWidget:
        top = column(self.filters, margins=(16, 12, 16, 8))
        return box(column(top, self.shown, spacing=0), "surface")

    def _wire(self) -> None:
        self._choice.buttonClicked.connect(lambda _button: self._switched())
        self.filters.changed.connect(lambda _wanted: self._load())
        for table in self.lists.values():
            table.sort_wanted.connect(self._sort)
            table.picked.connect(self._picked)
            table.opened.connect(self._opened)
            table.export_wanted.connect(self._copy)
            table.rows_model.loaded.connect(self._loaded)
            table.rows_model.failed.connect(self.context.refuse)
            table.rows_model.total_changed.connect(self._count)
        self.panel.closed.connect(self._back_to_list)
        self.panel.shown.connect(self.actions_changed)

    # What the window asks of a page

    def arrive(self, argument: object = None) -> None:
        if argument in VIEWS:
            self._choose(str(argument))
        if isinstance(argument, DwellingFilter):
            self._choose("vacant" if argument.vacancies else "register")
            self.filters.set_filter(argument)
        if isinstance(argument, UUID):
            self._show(argument)
        self._load()

    def hear(self, change: Change) -> None:
        if "dwelling" in change.topics:
            self.model.refresh()
            self._ask_summary()
            self.panel.ask_again()

    def offered(self) -> tuple[Action, ...]:
        return (
            Action(
                "new_dwelling", _("New dwelling"), self.add, "Ctrl+Shift+N", "plus", top=True,
                primary=True,
            ),
            Action(
                "search_dwellings", _("Search dwellings"), self.filters.search.setFocus, "Ctrl+F",
                "search",
            ),
            Action(
                "vacant_dwellings", _("Show what is vacant"), self.show_vacant, icon="door-open"
            ),
            *self.panel.offered(),
        )  # fmt: skip

    def panes(self) -> tuple[QWidget, ...]:
        return (self.filters.search, self.table, self.panel)

    def remember(self) -> object:
        return (
            self.view(), self.filters.wanted, self.model.sorted_by, self.model.descending,
            self.panel.dwelling_id(),
        )  # fmt: skip

    def recall(self, remembered: object) -> None:
        if not isinstance(remembered, tuple):
            return
        view, wanted, key, descending, dwelling_id = remembered
        self._choose(view)
        self.filters.set_filter(wanted)
        self.model.set_order(key, descending)
        if dwelling_id is not None:
            self._show(dwelling_id)

    # Doing

    def add(self) -> None:
        """Open the form for a new dwelling."""
        dialog = NewDwellingDialog(self.context, self)
        dialog.added.connect(self._added)
        dialog.open()

    def _added(self, dwelling_id: UUID) -> None:
        self.filters.set_filter(DwellingFilter())
        self._choose("register")
        self._show(dwelling_id)
        self._load()

    def show_vacant(self) -> None:
        self._choose("vacant")
        self._load()
        self.table.setFocus()

    def _choose(self, view: str) -> None:
        (self.vacant if view == "vacant" else self.register).setChecked(True)
        self.shown.setCurrentWidget(self.table)
        self.filters.blockSignals(True)
        self.filters.show_vacancies(view == "vacant")
        self.filters.blockSignals(False)

    def _switched(self) -> None:
        self._choose(self.view())
        self._load()

    def _show(self, dwelling_id: UUID) -> None:
        self._wanted = dwelling_id
        self.panel.show_dwelling(dwelling_id)
        self.split.show_detail()

    def _load(self) -> None:
        today, wanted = self.context.today(), self.filters.wanted
        sort, descending = self.model.sorted_by, self.model.descending

        def fetch(session: "Session", last: DwellingRow | None) -> Sequence[DwellingRow]:
            after = (last.sort_value, last.dwelling_id) if last else None
            return dwelling_list.dwelling_page(session, today, wanted, sort, descending, after)

        self.model.load(
            self.context.work, fetch,
            lambda session: dwelling_list.count_dwellings(session, today, wanted),
            listing=LISTING,
        )  # fmt: skip
        self._ask_summary()

    def _ask_summary(self) -> None:
        today: date = self.context.today()
        self.context.work.ask(
            self, lambda session: dwelling_list.count_by_state(session, today), self._summarise,
            lambda _refusal: None, key="summary", listing=LISTING,
        )  # fmt: skip

    def _summarise(self, counts: dict[str, int]) -> None:
        vacant, soon, blocked = (counts.get(state, 0) for state in ("vacant", "soon", "blocked"))
        parts = (
            (n_("{n} vacant", "{n} vacant", vacant), vacant),
            (n_("{n} vacant soon", "{n} vacant soon", soon), soon),
            (n_("{n} blocked", "{n} blocked", blocked), blocked),
        )
        said = [text.format(n=number_text(number)) for text, number in parts if number]
        self._states = tuple(said)
        self._tell_status()

    def _sort(self, key: str, descending: bool) -> None:
        self.model.set_order(key, descending)
        self._load()

    def _copy(self, _rows: object) -> None:
        copy_rows(self.context, self.table, "dwellings")

    # Answers

    def _loaded(self) -> None:
        if self._wanted is not None and self.table.select_id(self._wanted):
            self._wanted = None
        if not self.model.rowCount():
            self.table.set_empty(self._empty())

    def _empty(self) -> EmptyState:
        if self.filters.is_filtered():
            return EmptyState(
                _("No dwelling matches"),
                _("No dwelling has all of what you search and filter by."),
                _("Clear search and filters"), self.filters.clear, "search",
            )  # fmt: skip
        if self.view() == "vacant":
            return EmptyState(
                _("Nothing stands empty"), _("Every dwelling in the register is let."),
                icon="door-open",
            )  # fmt: skip
        return EmptyState(
            _("No dwellings yet"), _("Read in the register from KOBO, or add a dwelling by hand."),
            _("New dwelling"), self.add, "house",
        )  # fmt: skip

    def _count(self, total: int) -> None:
        self.count_changed.emit(number_text(total))
        self._shown = n_("{n} dwelling", "{n} dwellings", total).format(n=number_text(total))
        self._tell_status()

    def _tell_status(self) -> None:
        """How many the list has, and how the whole register stands."""
        self.status_changed.emit(" · ".join(part for part in (self._shown, *self._states) if part))

    def _picked(self, picked: DwellingRow) -> None:
        if picked.dwelling_id != self.panel.dwelling_id():
            self.panel.show_dwelling(picked.dwelling_id)

    def _opened(self, picked: DwellingRow) -> None:
        self.panel.show_dwelling(picked.dwelling_id)
        self.split.show_detail()
        self.panel.setFocus()

    def _back_to_list(self) -> None:
        self.split.show_list()
        self.table.setFocus()
