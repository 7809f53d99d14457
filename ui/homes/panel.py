"""One dwelling beside the list: how it stands, its fields, and what was when."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from hjemveien.domain import homes
from hjemveien.domain.refusal import Refusal
from hjemveien.services import dwelling_editing, dwellings
from hjemveien.services.dwelling_wishes import ConfirmDwelling
from hjemveien.services.dwellings import DwellingView
from hjemveien.texts import _
from ui.homes import looks
from ui.homes.dialogs import EditDwellingDialog
from ui.homes.facts import FactsTab
from ui.homes.history import HistoryTab
from ui.homes.moves import ConditionDialog, LetDialog, VacantDialog
from ui.kit import (
    Banner,
    Button,
    Elided,
    EmptyState,
    IconButton,
    Pill,
    Tabs,
    box,
    column,
    grow,
    row,
)
from ui.openings import Listing
from ui.shell.actions import Action
from ui.shell.context import Context


class DwellingPanel(QWidget):
    """`closed` when the reader goes back to the list; `shown` when another dwelling stands here."""

    closed = Signal()
    shown = Signal()

    def __init__(self, context: Context, purpose: Listing) -> None:
        super().__init__()
        self.context = context
        self._purpose = purpose
        self._view: DwellingView | None = None
        self._wanted: UUID | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("The dwelling"))
        self.stack = QStackedWidget()
        self.nothing = EmptyState(
            _("No dwelling chosen"), _("Choose a dwelling in the list to see all about it."),
            icon="house",
        )  # fmt: skip
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self._build())
        self.setLayout(column(box(column(self.stack), "surface")))

    def view(self) -> DwellingView | None:
        return self._view

    def dwelling_id(self) -> UUID | None:
        return self._wanted

    def show_dwelling(self, dwelling_id: UUID) -> None:
        """Ask for it anew and show it when it is there."""
        self._wanted = dwelling_id
        today = self.context.today()
        self.context.work.ask(
            self, lambda session: dwellings.show_dwelling(session, dwelling_id, today),
            self._show, self._gone, key="dwelling", listing=self._purpose,
        )  # fmt: skip

    def ask_again(self) -> None:
        if self._wanted is not None:
            self.show_dwelling(self._wanted)

    def show_nothing(self) -> None:
        self._view = self._wanted = None
        self.stack.setCurrentWidget(self.nothing)
        self.shown.emit()

    # Doing

    def offered(self) -> tuple[Action, ...]:
        """What can be done with the dwelling that is shown."""
        if self._view is None:
            return ()
        let = self._view.row.occupancy == "let"
        vacant = _("Register moving out …") if let else _("Why it is vacant …")
        return (
            Action("edit_dwelling", _("Edit the dwelling …"), self.edit, "Ctrl+E", "pencil"),
            Action("set_condition", _("Set condition …"), self.set_condition, "", "settings"),
            Action("report_vacant", vacant, self.report_vacant, "", "door-open"),
            *(() if let else (
                Action("register_let", _("Register as let …"), self.let, "", "key-round"),
            )),
        )  # fmt: skip

    def edit(self) -> None:
        if self._view is not None:
            EditDwellingDialog(self.context, self._view, self).open()

    def set_condition(self) -> None:
        if self._view is not None:
            ConditionDialog(self.context, self._view, self).open()

    def report_vacant(self) -> None:
        if self._view is not None:
            VacantDialog(self.context, self._view, self).open()

    def let(self) -> None:
        if self._view is not None:
            LetDialog(self.context, self._view, self).open()

    def confirm(self) -> None:
        """Somebody has looked at what stands here, and it is right."""
        if self._view is None:
            return
        wish = ConfirmDwelling(self._view.dwelling_id)
        self.context.work.do(
            self, lambda session: dwelling_editing.confirm_dwelling(session, wish),
            lambda _change: self.context.say(_("The dwelling is not blocked any more")),
            self.context.refuse,
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _build(self) -> QWidget:
        self.name = Elided("", "title")
        self.byline = Elided("", "body", "muted")
        self.state = Pill()
        self.back = IconButton("arrow-left", _("Back to the list"), self.closed.emit)
        self.blocked = Banner("danger")
        self.let_button = Button(_("Let it …"), "primary", "key-round", self.let)
        self.out_button = Button(_("Moves out …"), "primary", "door-open", self.report_vacant)
        self.edit_button = Button(_("Edit …"), icon="pencil", clicked=self.edit)
        self.more_button = Button(_("More"), icon="ellipsis")
        self.facts = FactsTab(self.context)
        self.history = HistoryTab(self.context)
        self.tabs = Tabs(_("Parts of the dwelling"))
        self.tabs.addTab(self.facts, _("Overview"))
        self.tabs.addTab(self.history, _("History"))
        head = column(
            row(self.back, column(grow(self.name), self.byline, spacing=2), self.state, spacing=8),
            self.blocked,
            row(
                self.let_button,
                self.out_button,
                self.edit_button,
                self.more_button,
                None,
                spacing=8,
            ),
            spacing=8,
            margins=(20, 16, 20, 8),
        )
        part = QWidget()
        whole = column(head, self.tabs, spacing=4)
        whole.setStretch(1, 1)
        part.setLayout(whole)
        return part

    def _show(self, view: DwellingView) -> None:
        self._view = view
        self.name.setText(view.address)
        kind = looks.size_cell(view.row)
        place = (view.row.unit_number, view.row.postcode, kind.whole())
        self.byline.setText(" · ".join(part for part in place if part))
        cell = looks.state_cell(view.row.state)
        self.state.set_pill(cell.text, cell.kind, cell.icon)
        self._show_block(view)
        let = view.row.occupancy == "let"
        self.let_button.setVisible(not let and not view.blocked)
        self.out_button.setVisible(let)
        more: list[tuple[str, Callable[[], object]]] = [
            (_("Set condition …"), self.set_condition),
        ]
        if not let:
            more.append((_("Why it is vacant …"), self.report_vacant))
        self.more_button.set_menu(more)
        self.facts.show_dwelling(view)
        self.history.show_dwelling(view)
        self.stack.setCurrentIndex(1)
        self.shown.emit()

    def _show_block(self, view: DwellingView) -> None:
        self.blocked.setVisible(bool(view.blocked))
        if not view.blocked:
            return
        if "missing_required" in view.blocked:
            action, run = _("Fill in"), self.edit
        elif "unknown_status" in view.blocked:
            action, run = _("Set condition"), self.set_condition
        else:
            action, run = _("The fields are right"), self.confirm
        self.blocked.say(why_blocked(view), "danger", action, run)

    def _gone(self, refusal: Refusal) -> None:
        self.show_nothing()
        self.context.refuse(refusal)


def why_blocked(view: DwellingView) -> str:
    """What keeps it from being offered, and which fields to fill in."""
    words = []
    known = dict(homes.BLOCKINGS)
    for code in view.blocked:
        if code == "missing_required" and view.missing:
            names = ", ".join(homes.field_word(name).lower() for name in view.missing)
            words.append(_("Missing: {fields}.").format(fields=names))
        else:
            words.append(_(known[code]) if code in known else code)
    return _("Blocked, and not offered to anybody.") + " " + " ".join(words)
