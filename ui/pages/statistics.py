"""Statistics: the office's figures as of a day, each number opening its list; export to files."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from hjemveien.reports.aggregated import aggregated
from hjemveien.reports.statistics import Block, Figures, behind, statistics
from hjemveien.reports.statistics.period import Period, period_of
from hjemveien.reports.writers import write_statistics
from hjemveien.services.behind import SHOWN, BehindRow, behind_rows
from hjemveien.services.change import Change
from hjemveien.texts import _, day_text, mark, n_, number_text
from ui.figures.block import BlockView, shown
from ui.kit import (
    Cell,
    CheckField,
    Column,
    DateField,
    EmptyState,
    ListTable,
    PagedModel,
    ProgressBanner,
    SectionHeader,
    SplitPane,
    Text,
    Tile,
    box,
    column,
    fix_width,
    row,
)
from ui.openings import Listing, listing, told
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.exporting import copy_rows, export_action
from ui.shell.page import Page
from ui.theme import theme

if TYPE_CHECKING:
    from ui.work import Session

LARGE = 150
ENDINGS = {"Excel (*.xlsx)": "xlsx", "CSV (*.csv)": "csv", "JSON (*.json)": "json",
           "PDF (*.pdf)": "pdf"}  # fmt: skip


class StatisticsPage(Page):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._figures: Figures | None = None
        # Somebody with the role statistics alone sees what the server counts, and no rows.
        self.counts_only = not context.person.may("caseworker")
        self._heard = False
        self.start = DateField(_("From"), context.today)
        self.day = DateField(_("To and as of"), context.today, context.today())
        self.public = CheckField(_("Hide small numbers when exporting"), True)
        self.progress = ProgressBanner()
        self.tiles = _tiles(self._open_block)
        self.blocks = PagedModel(_BLOCKS, lambda block: block.key, self)
        self.list = ListTable(_("Statistics"), self.blocks, tight=True)
        self.block = BlockView(None if self.counts_only else self.open_number)
        self.behind_title = SectionHeader("")
        self.behind_rows = PagedModel(_BEHIND, lambda each: each.key, self)
        self.behind_list = ListTable(_("The list behind the number"), self.behind_rows, many=True)
        self.behind_list.set_empty(
            EmptyState(_("Choose a number"), _("Every number opens its list here."), icon="list")
        )
        self._place()
        self.list.picked.connect(self._show_block)
        self.behind_list.opened.connect(self._open_case)
        self.behind_list.export_wanted.connect(
            lambda _rows: copy_rows(context, self.behind_list, "behind_number")
        )
        for field in (self.start, self.day):
            field.day_changed.connect(lambda _day: self._load())

    def _place(self) -> None:
        bar = row(
            Text(_("From")), fix_width(self.start, 150), Text(_("To and as of")),
            fix_width(self.day, 150), None, self.public, spacing=8,
        )  # fmt: skip
        tiles = QGridLayout()
        for place, tile in enumerate(self.tiles.values()):
            tiles.addWidget(tile, 0, place)
        self._show_tiles()
        theme().changed.connect(self._show_tiles)
        choices = QWidget()
        choices.setLayout(column(bar, tiles, spacing=12, margins=16))
        head = row(self.behind_title, None, margins=(16, 8, 16, 4))
        below = box(column(head, self.behind_list, spacing=0), "surface")
        right = QWidget()
        lay = QVBoxLayout(right)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(self.block, 3)
        lay.addWidget(below, 2)
        self.split = SplitPane(box(column(self.list), "surface"), right, share=30)
        whole = column(choices, self.progress, self.split, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        for part in (choices, below):
            part.setVisible(not self.counts_only)

    def _show_tiles(self) -> None:
        """Where letters are large the tiles leave their room to the list, which says the same."""
        for tile in self.tiles.values():
            tile.setVisible(theme().zoom_percent < LARGE and not self.counts_only)

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
        return (self.list, self.block, self.behind_list)

    def remember(self) -> object:
        return self._days()

    def recall(self, remembered: object) -> None:
        if isinstance(remembered, tuple):
            self.start.set_day(remembered[0])
            self.day.set_day(remembered[1])

    # Asking

    def _days(self) -> tuple[date | None, date]:
        start = None if self.start.problem() else self.start.day()
        last = None if self.day.problem() else self.day.day()
        return start, last or self.context.today()

    def _period(self) -> Period:
        start, last = self._days()
        return period_of(None, start if start and start <= last else None, last)

    def _load(self) -> None:
        period, count = self._period(), self._count
        ticket = self.context.work.long(
            self, lambda session, _progress, _cancelled: count(session, period, False), self._show,
            self.context.refuse, listing=self._listing("statistics"),
        )  # fmt: skip
        self.progress.follow(ticket, _("Counting"))

    def _count(self, session: "Session", period: Period, public: bool) -> Figures:
        """On a work thread."""
        if self.counts_only:
            return aggregated(session, period)
        return statistics(session, period, public=public)

    def _listing(self, purpose: str, **detail: str) -> Listing | None:
        """What the access log is told; counts that the server makes itself show no rows."""
        if self.counts_only:
            return None
        start, last = self._days()
        begins = {"from": start.isoformat()} if start else {}
        return listing(purpose, as_of=last.isoformat(), **begins, **detail)

    def _show(self, figures: Figures) -> None:
        chosen = self.list.current_row()
        self._figures = figures
        self.blocks.show_rows(figures.blocks)
        if chosen is None or not self.list.select_id(chosen.key):
            self.list.select_first()
        current = self.list.current_row()
        if current is not None:
            self._show_block(current)
        self._fill_tiles(figures)
        day = day_text(figures.period.as_of)
        self.status_changed.emit(_("Figures as of {day}").format(day=day))

    def _show_block(self, block: Block) -> None:
        self.block.show_block(block)
        self.behind_rows.show_rows(())
        self.behind_title.set_title("")

    def _open_block(self, key: str) -> None:
        self.list.select_id(key)

    def _fill_tiles(self, figures: Figures) -> None:
        if self.counts_only:
            return
        for (key, path), tile in zip(_TILES, self.tiles.values(), strict=True):
            value: Any = figures.block(key).value
            for step in path:
                value = value.get(step) if isinstance(value, dict) else None
            tile.set_number(shown(value))

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

        def show(answer: tuple[int, tuple[BehindRow, ...]]) -> None:
            count, lines = answer
            words = n_("{label}: {n} line", "{label}: {n} lines", count)
            note = _("The first {n} are shown.").format(n=SHOWN) if count > SHOWN else ""
            self.behind_title.set_title(words.format(label=label, n=number_text(count)))
            self.behind_title.set_note(note)
            self.behind_rows.show_rows(lines)

        self.context.work.ask(
            self, read, show, self.context.refuse, key="behind",
            listing=self._listing("behind_number", number="/".join(path)),
        )  # fmt: skip

    def _open_case(self, chosen: BehindRow) -> None:
        if chosen.case_id is not None:
            self.context.go("cases", chosen.case_id)

    # Export

    def export_as(self) -> None:
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
        """Write the figures; hidden small numbers where the box is ticked."""
        period, public, now = self._period(), self.public.isChecked(), self.context.now()

        tell, action = self.context.work.teller(), export_action(target)
        as_of = period.as_of.isoformat()

        def operation(session: "Session", _progress: Any, _cancelled: Any) -> None:
            figures = self._count(session, period, public)
            tell(told(action, "statistics", blocks=len(figures.blocks), as_of=as_of))
            write_statistics(figures, target, now)

        ticket = self.context.work.long(
            self, operation, lambda _none: self.context.say(_("The figures are written")),
            self.context.refuse, listing=self._listing("statistics"),
        )  # fmt: skip
        self.progress.follow(ticket, _("Writing the figures"))


_TILES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("waiting_list", ("as_of", "total")),
    ("days_waited", ("median",)),
    ("decision_to_move_in", ("all", "median")),
    ("applications", ("total",)),
)


def _tiles(opened: Any) -> dict[str, Tile]:
    return {
        "waiting_list": Tile(
            _("On the waiting list"), icon="hourglass", opened=lambda: opened("waiting_list")
        ),
        "days_waited": Tile(
            _("Median days waited so far"), icon="clock", opened=lambda: opened("days_waited")
        ),
        "decision_to_move_in": Tile(
            _("Median days to move-in"), icon="house",
            opened=lambda: opened("decision_to_move_in"),
        ),
        "applications": Tile(
            _("Applications"), icon="inbox", opened=lambda: opened("applications")
        ),
    }  # fmt: skip


_BLOCKS: tuple[Column[Block], ...] = (
    Column("title", mark("Statistic"), lambda block: Cell(block.title), 160, stretch=True),
)
_BEHIND: tuple[Column[BehindRow], ...] = (
    Column("title", mark("Who or what"), lambda r: Cell(r.title, r.note), 240, "two_lines", True),
)
