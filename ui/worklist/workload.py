"""How much each caseworker has: open cases and those overdue; from there to her cases."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.services import office
from hjemveien.services.case_filter import CaseFilter
from hjemveien.services.workloads import Load, workloads
from hjemveien.texts import _, mark, number_text
from ui.kit import Cell, Column, EmptyState, ListTable, PagedModel, SheetDialog
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


@dataclass(frozen=True)
class Worker:
    """Somebody and what she has; `staff_id` is None for the cases that nobody has."""

    staff_id: UUID | None
    name: str
    load: Load


class WorkloadSheet(SheetDialog):
    """Whoever has most stands first; Enter shows the cases behind the line."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            parent, _("Open cases by caseworker"), _("Show the cases"),
            _("Closed cases are not counted. Overdue: the next deadline has passed."),
            icon="users", width=560,
        )  # fmt: skip
        self.context = context
        self.model = PagedModel(_COLUMNS, lambda worker: worker.name, self)
        self.table = ListTable(_("Open cases by caseworker"), self.model, tight=True)
        self.table.setMinimumHeight(320)
        self.table.set_empty(EmptyState(_("No open cases"), icon="users"))
        self.table.opened.connect(lambda _worker: self.submit())
        self.body.addWidget(self.table)
        today = context.today()

        def read(session: "Session") -> tuple[Worker, ...]:
            loads, staff = workloads(session, today), office.list_staff(session)
            names = {one.staff_id: one.name for one in staff if one.active or one.staff_id in loads}
            found = [Worker(key, name, loads.get(key, Load())) for key, name in names.items()]
            if None in loads:
                found.append(Worker(None, _("Not assigned"), loads[None]))
            return tuple(sorted(found, key=lambda each: -each.load.open))

        context.work.ask(self, read, self._show, self.show_refusal)

    def submit(self) -> None:
        worker = self.table.current_row()
        if worker is None:
            return
        self.accept()
        ids = (worker.staff_id,) if worker.staff_id else ()
        wanted = CaseFilter(caseworker_ids=ids, unassigned=not ids, include_closed=False)
        self.context.go("cases", wanted)

    def _show(self, workers: tuple[Worker, ...]) -> None:
        self.model.show_rows(workers)
        self.table.select_first()


_COLUMNS: tuple[Column[Worker], ...] = (
    Column("name", mark("Caseworker"), lambda each: Cell(each.name, hint=each.name), 220,
           stretch=True),
    Column("open", mark("Open cases"), lambda each: Cell(number_text(each.load.open)), 120,
           "number"),
    Column("late", mark("Overdue"), lambda each: Cell(number_text(each.load.late)), 120,
           "number"),
)  # fmt: skip
