"""Statistics: the office's figures as of a day, each number opening its list; export to files.

The first view is a handful of numbers and charts; behind it stand all figures, one by one.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget
from shiboken6 import isValid

from hjemveien.reports.aggregated import aggregated
from hjemveien.reports.statistics import Block, Figures, behind, statistics
from hjemveien.reports.statistics.period import Period, period_in_words, period_of
from hjemveien.reports.writers import write_statistics
from hjemveien.services.behind import BehindRow, behind_rows
from hjemveien.services.change import Change
from hjemveien.texts import _, mark
from ui.figures.behind import BehindView
from ui.figures.block import BlockView
from ui.figures.dashboard import Dashboard
from ui.kit import (
    Cell,
    CheckField,
    Column,
    DateField,
    DayChoice,
    EmptyState,
    ListTable,
    PagedModel,
    ProgressBanner,
    SplitPane,
    Tabs,
    box,
    column,
    hide_unless,
    period_problem,
)
from ui.kit.flow import FlowLayout
from ui.openings import Listing, listing, told
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.exporting import copy_rows, export_action
from ui.shell.page import Page
from ui.work import Ticket, steps

if TYPE_CHECKING:
    from ui.work import Session

ENDINGS = {"Excel (*.xlsx)": "xlsx", "CSV (*.csv)": "csv", "JSON (*.json)": "json",
           "PDF (*.pdf)": "pdf"}  # fmt: skip


class StatisticsPage(Page):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        # Somebody with the role statistics alone sees what the server counts, and no rows.
        self.counts_only = not context.person.may("caseworker")
        self._counting: Ticket[Figures] | None = None
        self._came_from: QWidget | None = None
        self.start = DateField(_("From"), context.today)
        self.day = DateField(_("To and as of"), context.today, context.today())
        self.begins = DayChoice(
            _("From"), self.start, context.today, optional=True, check=self._order_problem
        )
        self.as_of = DayChoice(_("To and as of"), self.day, context.today)
        self.public = CheckField(_("Hide small numbers when exporting"), True)
        self.progress = ProgressBanner()
        self.dashboard = Dashboard(
            None if self.counts_only else self.open_number, lambda: context.go("cases")
        )
        self.blocks = PagedModel(_BLOCKS, lambda block: block.key, self)
        self.list = ListTable(_("Statistics"), self.blocks, tight=True)
        self.block = BlockView(None if self.counts_only else self.open_number)
        self.behind = BehindView()
        self.behind_rows, self.behind_list = self.behind.rows, self.behind.list
        self.split = SplitPane(box(column(self.list), "surface"), self.block, share=30)
        self.tabs = Tabs(_("How much is shown"))
        self.no_period = EmptyState(
            _("Choose a period"),
            _("The figures are shown when both days are dates that have come."),
            _("Show today"), self._choose_today, "chart-column",
        )  # fmt: skip
        self.stack = QStackedWidget()
        self._place()
        self.list.picked.connect(self._show_block)
        self.behind_list.opened.connect(self._open_case)
        self.behind_list.export_wanted.connect(
            lambda _rows: copy_rows(context, self.behind_list, "behind_number")
        )
        self.behind.left.connect(self._leave_list)
        for choice in (self.begins, self.as_of):
            choice.changed.connect(self._load)

    def _place(self) -> None:
        self.bar = QWidget()
        choices = FlowLayout(self.bar, 16)
        for part in (
            self.begins,
            self.as_of,
            self.public,
        ):
            choices.addWidget(part)
        hide_unless(not self.counts_only, self.bar)
        self.tabs.addTab(self.dashboard, _("Overview"))
        self.tabs.addTab(self.split, _("All figures"))
        for view in (self.tabs, self.behind, self.no_period):
            self.stack.addWidget(view)
        top = column(self.bar, self.progress, spacing=12, margins=(16, 12, 16, 4))
        whole = column(top, self.stack, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def arrive(self, argument: object = None) -> None:
        del argument
        self._load()

    def hear(self, change: Change) -> None:
        if change.topics and self.isVisible():
            self._load()

    def offered(self) -> tuple[Action, ...]:
        return (
            Action("export_figures", _("Export …"), self.export_as, "Ctrl+E", "download", top=True),
        )

    def panes(self) -> tuple[QWidget, ...]:
        if self.stack.currentWidget() is self.behind:
            return (self.behind_list,)
        if self.stack.currentWidget() is self.no_period:
            return (self.bar,)
        shown = (self.dashboard,) if self.tabs.currentIndex() == 0 else (self.list, self.block)
        return (*shown, self.bar)

    def remember(self) -> object:
        return (*self._days(), self.tabs.currentIndex())

    def recall(self, remembered: object) -> None:
        if isinstance(remembered, tuple):
            self.as_of.set_day(remembered[1])
            self.begins.set_day(remembered[0])
            self.tabs.setCurrentIndex(remembered[2])

    # Asking

    def _days(self) -> tuple[date | None, date]:
        """As they are chosen; today where no day is right, for which nothing is counted."""
        return self.begins.day(), self.as_of.day() or self.context.today()

    def _order_problem(self) -> str:
        return period_problem(self.start.day(), self.as_of.day())

    def _days_right(self) -> bool:
        """Both are asked, so that both say what is wrong."""
        return all([self.as_of.right(), self.begins.right()])

    def _period(self) -> Period:
        start, last = self._days()
        return period_of(None, start, last)

    def _load(self) -> None:
        """Count again; what an earlier question was about is no longer wanted."""
        if self._counting is not None:
            self._counting.cancel()
        if not self._days_right():
            self._show_no_period()
            return
        if self.stack.currentWidget() is self.no_period:
            self.stack.setCurrentWidget(self.tabs)
        period, count = self._period(), self._count

        def operation(session: "Session", progress: Any, cancelled: Any) -> Figures:
            figures = count(session, period, False, steps(progress, cancelled))
            _load_drawing()
            return figures

        self._counting = self.context.work.long(
            self, operation, self._show, self.context.refuse, listing=self._listing("statistics")
        )
        self.progress.follow(self._counting, _("Counting"))

    def _show_no_period(self) -> None:
        """No figures of another period may be taken for those that were asked for."""
        self.stack.setCurrentWidget(self.no_period)
        self.status_changed.emit("")

    def _choose_today(self) -> None:
        self.as_of.set_day(self.context.today())
        self.begins.set_day(None)
        self._load()

    def _count(self, session: "Session", period: Period, public: bool, step: Any) -> Figures:
        """On a work thread."""
        if self.counts_only:
            return aggregated(session, self.context.today())
        return statistics(session, period, public=public, step=step)

    def _listing(self, purpose: str, **detail: str) -> Listing | None:
        """What the access log is told; counts that the server makes itself show no rows."""
        if self.counts_only:
            return None
        start, last = self._days()
        begins = {"from": start.isoformat()} if start else {}
        return listing(purpose, as_of=last.isoformat(), **begins, **detail)

    def _show(self, figures: Figures) -> None:
        chosen = self.list.current_row()
        self.dashboard.show_figures(figures)
        self.blocks.show_rows(figures.blocks)
        if chosen is None or not self.list.select_id(chosen.key):
            self.list.select_first()
        current = self.list.current_row()
        if current is not None:
            self._show_block(current)
        self.status_changed.emit(period_in_words(figures.period))

    def _show_block(self, block: Block) -> None:
        self.block.show_block(block)

    # The list behind a number

    def open_number(self, label: str, path: tuple[str, ...]) -> None:
        """Show what a number was counted from, to those who may see it."""
        if self.counts_only:
            return
        period = self._period()

        def read(session: "Session") -> tuple[int, tuple[BehindRow, ...]]:
            found = behind(session, period, path)
            ids: tuple[UUID, ...] = found.ids
            known = found.kind in {"case", "household", "dwelling", "row"}
            return len(ids), behind_rows(session, found.kind, ids) if known else ()

        self._came_from = self.focusWidget()
        self.behind.ask_for(label)
        self.bar.hide()
        self.stack.setCurrentWidget(self.behind)
        self.behind_list.setFocus()
        self.context.work.ask(
            self, read, lambda answer: self.behind.show_lines(label, *answer), self._no_list,
            key="behind", listing=self._listing("behind_number", number="/".join(path)),
        )  # fmt: skip

    def _no_list(self, refusal: Any) -> None:
        self._leave_list()
        self.context.refuse(refusal)

    def show_overview(self) -> None:
        """The first view, from its top."""
        self._leave_list()
        self.tabs.setCurrentWidget(self.dashboard)
        self.dashboard.show_top()

    def _leave_list(self) -> None:
        """Back to where the number stands."""
        self.stack.setCurrentWidget(self.tabs)
        self.bar.setVisible(not self.counts_only)
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()

    def _open_case(self, chosen: BehindRow) -> None:
        if chosen.case_id is not None:
            self.context.go("cases", chosen.case_id)

    # Export

    def export_as(self) -> None:
        right = [choice.settle() for choice in (self.begins, self.as_of)]
        if not all(right):
            (self.day if right[0] else self.start).setFocus()
            return
        dialog = QFileDialog(self, _("Export the figures"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(ENDINGS))
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(
            lambda name: dialog.setDefaultSuffix(ENDINGS.get(name, "xlsx"))
        )
        day = self._days()[1].isoformat()
        dialog.selectFile(_("statistics-{day}.xlsx").format(day=day))
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        dialog.open()

    def export(self, target: Path) -> None:
        """Write the figures of the chosen days; hidden small numbers where the box is ticked."""
        if not self._days_right():
            self._show_no_period()
            return
        period, public, now = self._period(), self.public.isChecked(), self.context.now()

        tell, action = self.context.work.teller(), export_action(target)
        as_of = period.as_of.isoformat()

        def operation(session: "Session", progress: Any, cancelled: Any) -> None:
            step = steps(progress, cancelled)
            figures = self._count(session, period, public, step)
            step(1, 1)
            tell(told(action, "statistics", blocks=len(figures.blocks), as_of=as_of))
            write_statistics(figures, target, now)

        ticket = self.context.work.long(
            self, operation, lambda _none: self.context.say(_("The figures are written")),
            self.context.refuse, listing=self._listing("statistics"),
        )  # fmt: skip
        self.progress.follow(ticket, _("Writing the figures"))


def _load_drawing() -> None:
    """On a work thread, so that the first chart does not wait for its library on the screen's."""
    from hjemveien.reports.paper import charts, ranks

    charts.svg(ranks.ranks((), (), 1, 1))


_BLOCKS: tuple[Column[Block], ...] = (
    Column("title", mark("Statistic"), lambda block: Cell(block.title), 160, stretch=True),
)
