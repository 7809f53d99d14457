"""The menus that filters are added from: below the chips, and in each column's own menu."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from hjemveien.services.case_filter import CaseFilter
from hjemveien.services.views import StaffView
from hjemveien.texts import _
from ui.kit import Button, Choice, filled_on_opening
from ui.kit.menus import LINE
from ui.shell.context import Context
from ui.worklist import filters
from ui.worklist.period import PeriodSheet

Changed = Callable[[CaseFilter], object]


class FilterMenus:
    """`wanted()` is the filter in force; what is chosen goes to `changed`."""

    def __init__(
        self, context: Context, host: QWidget, wanted: Callable[[], CaseFilter], changed: Changed
    ) -> None:
        self.context = context
        self._host = host
        self._wanted = wanted
        self._changed = changed
        self.staff: tuple[StaffView, ...] = ()
        self.button = Button(_("Add a filter"), "addchip", "plus")
        self.button.setMenu(filled_on_opening(QMenu(self.button), self.all))

    def open(self) -> None:
        """As a click on the button, from the keyboard."""
        self.button.showMenu()

    def all(self) -> tuple[Choice, ...]:
        """Every kind with its own menu, and whether closed cases are shown."""
        kinds = tuple(
            Choice(_(words), below=tuple(self._of_kind(kind)))
            for kind, words in filters.KIND_TITLES
        )
        closed = self._wanted().include_closed
        return (*kinds, LINE, Choice(_("Closed too"), self._toggler(filters.CLOSED), closed))

    def of_column(self, column: str) -> Sequence[Choice]:
        """*Filter by this column*, where the column is something to filter by."""
        kinds = filters.OF_COLUMN.get(column, ())
        below = tuple(choice for kind in kinds for choice in self._of_kind(kind))
        text = _("Filter by this column")
        return (Choice(text, icon="list-filter", below=below),) if below else ()

    def _of_kind(self, kind: str) -> Iterable[Choice]:
        for part in filters.offered(kind, self._wanted(), self.staff):
            yield Choice(part.text, self._toggler(part.key), part.on)
        if kind == "received":
            yield LINE
            yield Choice(_("Between two days …"), self._ask_period)

    def _toggler(self, key: str) -> Callable[[], object]:
        return lambda: self._changed(filters.toggled(self._wanted(), key))

    def _ask_period(self) -> None:
        sheet = PeriodSheet(self.context, self._host)
        sheet.chosen.connect(lambda days: self._toggler(filters.period_key(days))())
        sheet.open()
