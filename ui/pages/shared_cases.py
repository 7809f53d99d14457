"""Shared with me: the cases whose line a partner outside the office may see, and until when."""

from PySide6.QtWidgets import QWidget

from hjemveien.domain import pathway
from hjemveien.services.change import Change
from hjemveien.services.sharing import SharedRow, shared_with_me
from hjemveien.texts import _, day_text, mark, n_, number_text
from ui.kit import Cell, Column, EmptyState, ListTable, PagedModel, Text, box, column
from ui.shell.context import Context
from ui.shell.page import Page


def _who(row: SharedRow) -> Cell:
    return Cell(row.name or _("No name"), row.number)


def _stage(row: SharedRow) -> Cell:
    stage = pathway.BY_CODE.get(row.stage)
    if stage is None:
        return Cell(row.stage)
    return Cell(pathway.stage_title(row.stage), kind=stage.look, icon=stage.icon)


def _until(row: SharedRow) -> Cell:
    return Cell(day_text(row.until) if row.until else _("no end"))


COLUMNS = (
    Column[SharedRow]("name", mark("Applicant"), _who, 200, "two_lines", True),
    Column[SharedRow]("stage", mark("Stage"), _stage, 152, "pill"),
    Column[SharedRow]("since", mark("Since"), lambda row: Cell(day_text(row.stage_since)), 110),
    Column[SharedRow]("caseworker", mark("Caseworker"), lambda row: Cell(row.caseworker), 160),
    Column[SharedRow](
        "basis", mark("Legal basis"), lambda row: Cell(row.basis, hint=row.basis), 160, stretch=True
    ),
    Column[SharedRow]("until", mark("Shared until"), _until, 120),
)


class SharedCasesPage(Page):
    """A line a case and nothing behind it: what stands in a case is the office's."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.model = PagedModel(COLUMNS, lambda row: (row.case_id, row.basis), self)
        self.table = ListTable(_("Shared with me"), self.model)
        self.table.set_empty(EmptyState(_("Nothing is shared with you now"), icon="link"))
        note = _("The office shows you where these cases stand. Ask the caseworker for more.")
        top = column(Text(note, "body", "muted", wraps=True), margins=(16, 12, 16, 8))
        self.setLayout(column(box(column(top, self.table, spacing=0), "surface")))

    def arrive(self, argument: object = None) -> None:
        del argument
        self._ask()

    def hear(self, change: Change) -> None:
        if "case" in change.topics:
            self._ask()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table,)

    def _ask(self) -> None:
        today = self.context.today()
        self.context.work.ask(
            self, lambda session: shared_with_me(session, today), self._show,
            self.context.refuse, key="shared",
        )  # fmt: skip

    def _show(self, rows: tuple[SharedRow, ...]) -> None:
        self.model.show_rows(rows)
        words = n_("{n} case", "{n} cases", len(rows))
        self.count_changed.emit(words.format(n=number_text(len(rows))))
