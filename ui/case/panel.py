"""One case: its register part as soon as it is picked, everything once it is opened.

What an open case is made of is imported with the first one: the list does not wait for it.
"""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from hjemveien.domain import pathway
from hjemveien.domain.refusal import NotFound, Refusal
from hjemveien.domain.words import household_words, in_a_row
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard, CaseRow, StaffView
from hjemveien.texts import _, day_text, n_
from ui.case import looks
from ui.case.opening import CaseOpening, read_case
from ui.case.presence import CasePresence
from ui.case.quiet_clipboard import QuietClipboard
from ui.kit import (
    Button,
    Elided,
    EmptyState,
    IconButton,
    KeyValueGrid,
    NameButton,
    Pill,
    StepsBar,
    Tabs,
    box,
    column,
    grow,
    row,
)
from ui.kit.flow import FlowLayout
from ui.shell.actions import Action
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.case.tab import CaseTab


class CasePanel(QWidget):
    """`closed` when the reader goes back to the list, `opened` when a case's content is shown.

    `left` when it is not shown any more, `sealed` when it was protected, or is out of sight, since.
    """

    closed = Signal()
    opened = Signal()
    left = Signal()
    sealed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("The case"))
        self._card: CaseCard | None = None
        self._case_id: UUID | None = None
        self._previewed: UUID | None = None
        self._wanted: UUID | None = None
        self._staff: tuple[StaffView, ...] = ()
        self._alone = False
        self.presence = CasePresence(context, self)
        self.clipboard = QuietClipboard(self)
        self.stack = QStackedWidget()
        self.nothing = EmptyState(
            _("No case chosen"), _("Choose a case in the list. Enter opens it."), icon="users"
        )
        self.opening = CaseOpening(context, self)
        self.opening.opened.connect(self._opened)
        self.opening.declined.connect(self._decline)
        self.opening.dismissed.connect(self._stay)
        self._built = False
        self._build_preview()
        self.declined = EmptyState(
            "", "", _("Back to the list"), self.closed.emit, icon="folder-open"
        )
        for part in (self.nothing, self.preview_part, self.declined):
            self.stack.addWidget(part)
        self.setLayout(column(box(column(self.stack), "surface")))

    def case_id(self) -> UUID | None:
        """The case whose content is open."""
        return self._case_id

    def shown_id(self) -> UUID | None:
        """The case that is open, on its way, or whose register part is shown."""
        return self._case_id or self._wanted or self._previewed

    def put_away(self) -> None:
        """Show no case."""
        self._leave_case()
        self._previewed = None
        self.stack.setCurrentWidget(self.nothing)

    def card(self) -> CaseCard | None:
        return self._card

    def stand_alone(self, alone: bool) -> None:
        """In a narrow window the case is a page of its own: the way back is said in words."""
        self._alone = alone
        if self._built:
            self._name_back()

    def know_staff(self, staff: tuple[StaffView, ...]) -> None:
        self._staff = staff
        if self._built:
            for tab in self._tabs():
                tab.know_staff(staff)

    def preview(self, shown: CaseRow) -> None:
        """Show what the register says: name, stage, dates, deadlines."""
        wanted = self._wanted if self._wanted == shown.case_id else None
        self._leave_case()
        self._previewed, self._wanted = shown.case_id, wanted
        today = self.context.today()
        self.preview_name.setText(_("Protected") if shown.protected else shown.name)
        self.preview_line.setText(
            " · ".join([shown.number, household_words(shown.adults, shown.children)])
        )
        self.preview_facts.set_values(
            (
                (_("Stage"), looks.stage_pill(shown.stage)),
                (_("Since"), day_text(shown.stage_since)),
                (_("Received"), day_text(shown.received_on)),
                (_("Decision"), day_text(shown.decided_on)),
                (_("Deadline"), looks.deadline_cell(shown.next_deadline, today).whole()),
                (_("Next task"), shown.next_task),
                (_("Caseworker"), shown.caseworker or _("Not assigned")),
            )
        )
        self.stack.setCurrentWidget(self.preview_part)

    def open_case(self, case_id: UUID) -> None:
        """Read the case whole and show it, once a reason is given where one is needed."""
        self._wanted = case_id
        self.opening.open(case_id)

    def hear(self, change: Change) -> None:
        if self._case_id is None or self._card is None:
            return
        mine = {self._case_id, self._card.household_id}
        if not change.ids or mine & change.ids:
            self._ask()

    def offered(self) -> tuple[Action, ...]:
        if self._card is None:
            return ()
        where = _("Part of the case")
        return (
            Action("next_step", _("Next step"), self.next_step, "Ctrl+Return", "arrow-right"),
            Action("change_stage", _("Change stage …"), self.change_stage, "Ctrl+M"),
            Action("assign_case", _("Assign the case …"), self.assign, "", "user-plus"),
            Action("write_note", _("Write a note"), self.write_note, "Ctrl+J", "message-square"),
            Action("new_task", _("New task"), self.new_task, "Ctrl+T", "square-check"),
            Action("set_class", _("Set class …"), self.decisions.prioritise, icon="flag"),
            Action("decide", _("Register decision …"), self.decisions.decide, icon="scale"),
            Action("protect", _("Protection …"), self.household.protect, icon="shield"),
            Action("add_member", _("Add somebody …"), self.household.add, icon="user-plus"),
            Action("new_goal", _("New goal …"), self.new_goal, icon="flag"),
            *(
                Action(f"part.{key}", title, partial(self.tabs.setCurrentWidget, tab), within=where)
                for key, title, tab in self._parts()
            ),
        )

    def _parts(self) -> "tuple[tuple[str, str, CaseTab], ...]":
        return (
            ("overview", _("Overview"), self.overview),
            ("tasks", _("Tasks"), self.tasks),
            ("goals", _("Goals"), self.goals),
            ("household", _("Household"), self.household),
            ("decisions", _("Decisions"), self.decisions),
            ("history", _("Changes"), self.history),
            ("access", _("Access"), self.access),
        )

    def next_step(self) -> None:
        """Ask for the stage after this one."""
        if self._card is not None:
            following = pathway.next_stage(self._card.stage)
            self._move(following or self._card.stage)

    def change_stage(self) -> None:
        if self._card is not None:
            self._move("")

    def assign(self) -> None:
        """Ask who is to have the case."""
        from ui.case.assign import AssignDialog, Assigned

        card = self._card
        if card is not None:
            has_it = card.caseworker.staff_id if card.caseworker else None
            case = Assigned(card.case_id, has_it)
            AssignDialog(self.context, self._staff, case, self).open()

    def write_note(self) -> None:
        self.tabs.setCurrentWidget(self.overview)
        self.overview.note.setFocus()

    def new_task(self) -> None:
        self.tabs.setCurrentWidget(self.tasks)
        self.tasks.title.setFocus()

    def show_goals(self) -> None:
        self.tabs.setCurrentWidget(self.goals)
        self.goals.new_button.setFocus()

    def new_goal(self) -> None:
        self.show_goals()
        self.goals.new()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._card is not None:
            self.presence.show(self._card.case_id)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presence.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    # Building

    def _build_preview(self) -> None:
        self.preview_name = Elided("", "title")
        self.preview_line = Elided("", "body", "muted")
        self.preview_facts = KeyValueGrid()
        self.open_button = Button(
            _("Open the case"), "primary", "folder-open", self._open_previewed
        )
        self.preview_part = QWidget()
        self.preview_part.setLayout(
            column(
                self.preview_name,
                self.preview_line,
                8,
                self.preview_facts,
                12,
                row(self.open_button, None),
                None,
                spacing=4,
                margins=(20, 16, 20, 16),
            )
        )

    def _open_previewed(self) -> None:
        if self._previewed is not None:
            self.open_case(self._previewed)

    def _ensure_case(self) -> None:
        """Made for the first case that is opened: the list need not wait for it at the start."""
        if not self._built:
            self._built = True
            self._build_case()
            self.stack.addWidget(self.case_part)
            self.know_staff(self._staff)

    def _build_case(self) -> None:
        from ui.case.access import AccessTab
        from ui.case.decisions import DecisionsTab
        from ui.case.goals import GoalsTab
        from ui.case.history import HistoryTab
        from ui.case.household import HouseholdTab
        from ui.case.overview import OverviewTab
        from ui.case.tasks import TasksTab

        self.name = Elided("", "title")
        self.byline = Elided("", "body", "muted")
        self.others = Pill("", "info", "users")
        self.others.hide()
        self.presence.others_changed.connect(self._show_others)
        self.back = IconButton("arrow-left", _("Back to the list"), self.closed.emit)
        self._name_back()
        self.steps = StepsBar()
        self.wanted = NameButton("", "flag", self.show_goals)
        self.next_button = Button("", "primary", "arrow-right", self.next_step)
        self.change_button = Button(_("Change stage …"), clicked=self.change_stage)
        self.assign_button = IconButton("user-plus", _("Assign the case …"), self.assign)
        self.overview = OverviewTab(self.context)
        self.tasks = TasksTab(self.context)
        self.goals = GoalsTab(self.context)
        self.household = HouseholdTab(self.context)
        self.decisions = DecisionsTab(self.context)
        self.history = HistoryTab(self.context)
        self.access = AccessTab(self.context)
        self.tabs = Tabs(_("Parts of the case"))
        for tab in self._tabs():
            self.tabs.addTab(tab, "")
        self.tabs.currentChanged.connect(self._tab_changed)
        doing = FlowLayout()
        for part in (self.next_button, self.change_button, self.assign_button, self.wanted):
            doing.addWidget(part)
        head = column(
            row(self.back, column(grow(self.name), self.byline, spacing=2), self.others, spacing=8),
            8,
            self.steps,
            8,
            doing,
            spacing=4,
            margins=(20, 16, 20, 8),
        )
        self.case_part = QWidget()
        whole = column(head, self.tabs, spacing=4)
        whole.setStretch(1, 1)
        self.case_part.setLayout(whole)

    def _name_back(self) -> None:
        self.back.set_look("quiet" if self._alone else "icon")
        self.back.setText(_("Back to the list") if self._alone else "")

    def _tabs(self) -> tuple["CaseTab", ...]:
        return tuple(tab for _key, _title, tab in self._parts())

    # Asking and showing

    def _ask(self) -> None:
        wanted = self._case_id
        if wanted is not None:
            self.context.work.ask(
                self, lambda session: read_case(session, wanted), self._show_again, self._lose,
                key="case",
            )  # fmt: skip

    def _show_again(self, card: CaseCard) -> None:
        """Read anew, unless another case is on its way: showing this one would lose that one."""
        if card.case_id == self._case_id and self._wanted in (None, card.case_id):
            self._show(card)

    def _opened(self, card: CaseCard) -> None:
        """Shown unless the reader has gone on to another meanwhile."""
        if card.case_id == self._wanted:
            self._show(card)

    def _show(self, card: CaseCard) -> None:
        before = self._card
        first = before is None or before.case_id != card.case_id
        self._ensure_case()
        self._case_id, self._wanted, self._card = card.case_id, None, card
        self._show_head(card)
        for tab in self._tabs():
            tab.show_card(card)
        self._name_tabs(card)
        self.stack.setCurrentWidget(self.case_part)
        self._tab_changed(0)
        if self.isVisible():
            self.presence.show(card.case_id)
        if card.protected:
            self.clipboard.begin()
        if card.protected and before is not None and not first and not before.protected:
            self.sealed.emit()
        if first:
            self.opened.emit()
            self.context.case_opened.emit(card.case_id)

    def _show_others(self, names: tuple[str, ...]) -> None:
        """Who else has the case open, so that nobody is surprised."""
        self.others.setVisible(bool(names))
        if names:
            text = n_("{names} is here too", "{names} are here too", len(names))
            self.others.set_pill(text.format(names=in_a_row(names)), "info", "users")

    def _lose(self, refusal: Refusal) -> None:
        """What was open is not ours to see any more: it goes from the screen at once."""
        if isinstance(refusal, NotFound):
            self._decline(refusal)
            self.sealed.emit()
        else:
            self.context.refuse(refusal)

    def _decline(self, refusal: Refusal) -> None:
        """Absent and forbidden look the same."""
        self._leave_case()
        self.declined.say(refusal.text)
        self.stack.setCurrentWidget(self.declined)

    def _stay(self) -> None:
        """No reason was given: what was shown before stays, and the keyboard goes back to it."""
        self._wanted = None
        if self._card is None:
            self.closed.emit()

    def _leave_case(self) -> None:
        """Nothing is left of a protected household's content when it is not the open one."""
        shown, self._card = self._card, None
        self._case_id = self._wanted = None
        self.presence.leave()
        self.clipboard.end()
        if shown is not None:
            self.left.emit()
        if shown is not None and shown.protected:
            for tab in self._tabs():
                tab.leave()
            self.stack.removeWidget(self.case_part)
            self.case_part.deleteLater()
            self._built = False

    def _show_head(self, card: CaseCard) -> None:
        self.name.setText(looks.case_name(card))
        adults = sum(member.role != "child" for member in card.members)
        children = len(card.members) - adults
        number = _("Case {number}").format(number=card.number) if card.number else _("No number")
        parts = [number, household_words(adults, children)]
        if card.caseworker:
            parts.append(card.caseworker.name)
        self.byline.setText(" · ".join(parts))
        self.steps.set_steps(looks.steps(card))
        wanted = looks.goals_line(card.goals)
        self.wanted.set_text(wanted or _("What does the household want itself?"))
        following = pathway.next_stage(card.stage)
        self.next_button.setVisible(following is not None)
        if following:
            self.next_button.set_text(_(pathway.BY_CODE[following].next_step))

    def _name_tabs(self, card: CaseCard) -> None:
        open_tasks = sum(task.done_at is None for task in card.tasks)
        for place, (key, title, _tab) in enumerate(self._parts()):
            if key == "tasks" and open_tasks:
                title = n_("Tasks {n}", "Tasks {n}", open_tasks).format(n=open_tasks)
            self.tabs.setTabText(place, title)

    def _tab_changed(self, _place: int) -> None:
        """What is read only when somebody looks."""
        for tab in (self.history, self.access):
            if self.tabs.currentWidget() is tab:
                tab.load()

    def _move(self, to_stage: str) -> None:
        from ui.case.move import MoveDialog

        if self._card is not None:
            MoveDialog(self.context, self._card, to_stage, self).open()
