"""Min dag: what is overdue, what is for today and for this week; ticked here, opened with Enter."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.services import my_day, office
from hjemveien.services.change import Change
from hjemveien.services.my_day import DayFilter, DayItem, LeftOver, MyDay
from hjemveien.services.views import StaffView
from hjemveien.services.wishes import FinishTask
from hjemveien.texts import _, n_, number_text
from ui.case.assign import AssignDialog, Assigned, give
from ui.case.undoing import tick_task, when_open
from ui.day.lines import Line, columns, lines_of
from ui.day.table import DayModel, DayTable
from ui.kit import Banner, Button, EmptyState, RadioField, Text, box, column, hide_unless, row
from ui.kit.menus import LINE, Choice
from ui.openings import listing
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page


class MyDayPage(Page):
    """The page a caseworker begins with. A tick is saved at once and can be taken back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._later = False
        self._chosen = False
        self._staff: tuple[StaffView, ...] = ()
        self.choices = {
            my_day.MINE: RadioField(_("Mine")),
            my_day.UNASSIGNED: RadioField(_("Not assigned")),
            my_day.EVERYBODY: RadioField(_("Everybody's")),
        }
        self._group = QButtonGroup(self)
        self.more = Banner("info")
        self.left = Text("", "body", "muted")
        self.later_button = Button("", "secondary", "calendar", self.show_later)
        self.model = DayModel(columns(context.today), self)
        self.table = DayTable(_("My day"), self.model)
        self.foot = box(row(self.left, None, self.later_button, margins=(16, 8, 16, 8)), "footer")
        whole = column(
            self._switch(),
            column(self.more, margins=(16, 0, 16, 0)),
            self.table,
            self.foot,
            spacing=0,
        )
        whole.setStretch(2, 1)
        self.setLayout(column(box(whole, "surface")))
        self.foot.hide()
        self._wire()

    def _switch(self) -> QHBoxLayout:
        for choice in self.choices.values():
            self._group.addButton(choice)
        hide_unless(self.context.person.may("supervisor"), self.choices[my_day.EVERYBODY])
        self._begin_with_mine()
        return row(*self.choices.values(), None, spacing=16, margins=(16, 12, 16, 12))

    def _begin_with_mine(self) -> None:
        known = self.context.person.staff_id or not self.context.person.may("supervisor")
        self.choices[my_day.MINE if known else my_day.EVERYBODY].setChecked(True)

    def _wire(self) -> None:
        self._group.buttonClicked.connect(lambda _button: self.show_whose(self.whose()))
        self.model.tick_wanted.connect(self._tick)
        self.table.opened.connect(self._open)
        self.table.offer_rows(self._choices)
        self.table.picked.connect(lambda _line: self.actions_changed.emit())

    # What the window asks of a page

    def arrive(self, argument: object = None) -> None:
        if argument in my_day.WHOSE:
            self._chosen = True
            self.choices[str(argument)].setChecked(True)
        self.context.work.ask(self, office.list_staff, self._know_staff)
        self._load()

    def hear(self, change: Change) -> None:
        if not change.topics & {"case", "office"}:
            return
        if "office" in change.topics and not self._chosen:
            # Somebody may have said who she is, and then there is something that is hers.
            self._begin_with_mine()
        if self.isVisible():
            self._load()

    def offered(self) -> tuple[Action, ...]:
        return (
            Action(
                "open_line", _("Open the case"), self.open_case, "", "folder-open", shows="Return"
            ),
            Action("tick_line", _("Tick the task"), self.tick, "", "square-check", shows="Space"),
            Action("take_case", _("Take the case"), self.take, "", "user-plus"),
            Action(
                "assign_case", _("Assign the case …"), self.assign, "Ctrl+Shift+A", "user-plus"
            ),
            Action("day_mine", _("Show mine"), lambda: self.show_whose(my_day.MINE), "", "user"),
            Action(
                "day_unassigned", _("Show those not assigned"),
                lambda: self.show_whose(my_day.UNASSIGNED), "", "inbox",
            ),
            Action("day_later", _("Show what comes later"), self.show_later, "", "calendar"),
            Action(
                "workload", _("Open cases by caseworker …"), self.show_workload, "", "users",
                top=self.context.person.may("supervisor"),
            ),
        )  # fmt: skip

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.choices[my_day.MINE])

    def remember(self) -> object:
        return self.whose(), self._later

    def recall(self, remembered: object) -> None:
        if isinstance(remembered, tuple):
            whose, self._later = remembered
            self._chosen = True
            self.choices[whose].setChecked(True)

    # Doing

    def whose(self) -> str:
        return next(key for key, choice in self.choices.items() if choice.isChecked())

    def show_whose(self, whose: str) -> None:
        self._chosen = True
        self.choices[whose].setChecked(True)
        self._load()

    def show_later(self) -> None:
        """What comes after this week as well, or no more."""
        self._later = not self._later
        self._load()

    def show_workload(self) -> None:
        """Who has how much."""
        from ui.worklist.workload import WorkloadSheet

        WorkloadSheet(self.context, self).open()

    def open_case(self) -> None:
        line = self.table.current_row()
        if line is not None:
            self._open(line)

    def tick(self) -> None:
        """Tick the task one stands on."""
        line = self.table.current_row()
        if isinstance(line, Line) and line.item.task_id is not None:
            self._tick(line)

    def take(self) -> None:
        """Have the case that one stands on; who had it can be given it back."""
        line, person = self.table.current_row(), self.context.person
        if isinstance(line, Line) and person.staff_id not in (None, line.item.caseworker_id):
            case = Assigned(line.item.case_id, line.item.caseworker_id)
            give(self.context, self, case, person.staff_id, person.name)

    def assign(self) -> None:
        """Ask who is to have the case that one stands on."""
        line = self.table.current_row()
        if isinstance(line, Line):
            case = Assigned(line.item.case_id, line.item.caseworker_id)
            AssignDialog(self.context, self._staff, case, self).open()

    def _choices(self) -> Sequence[Choice]:
        line = self.table.current_row()
        if not isinstance(line, Line):
            return ()
        task = line.item.task_id is not None
        mine = self.context.person.staff_id
        others = mine not in (None, line.item.caseworker_id)
        return (
            Choice(_("Open the case"), self.open_case, icon="folder-open"),
            Choice(_("Tick the task"), self.tick, icon="square-check", enabled=task),
            LINE,
            Choice(_("Take the case"), self.take, icon="user", enabled=others),
            Choice(_("Assign the case …"), self.assign, icon="user-plus"),
        )

    def _know_staff(self, staff: tuple[StaffView, ...]) -> None:
        self._staff = staff

    def _open(self, line: object) -> None:
        if isinstance(line, Line):
            self.context.go("cases", line.item.case_id)

    def _tick(self, line: Line) -> None:
        """The case is opened for it, and that is written; another's asks for a reason first."""
        task_id, case_id = line.item.task_id, line.item.case_id
        if task_id is None or line.ticked:
            return
        self.model.mark_ticked(line.key, True)
        wish = FinishTask(task_id, True, case_id)

        def back() -> None:
            self.model.mark_ticked(line.key, False)

        def refused(refusal: Refusal) -> None:
            back()
            self.context.refuse(refusal)

        when_open(
            self.context, self, case_id, lambda _session: None,
            lambda _nothing: tick_task(self.context, self, wish, refused), back,
        )  # fmt: skip

    # Asking and showing

    def _wanted(self) -> DayFilter:
        return DayFilter(self.whose(), self.context.person.staff_id, self._later)

    def _load(self) -> None:
        wanted, today = self._wanted(), self.context.today()
        self.context.work.ask(
            self, lambda session: my_day.my_day(session, wanted, today), self._show,
            self.context.refuse, key="day", listing=listing("my_day", whose=wanted.whose),
        )  # fmt: skip

    def _ask_left(self, shown: MyDay) -> None:
        """The numbers come behind the lines: in a large office they take longer."""
        wanted, today = self._wanted(), self.context.today()
        self.context.work.ask(
            self, lambda session: my_day.left_over(session, wanted, today, shown),
            self._show_left, lambda _refusal: None, key="left",
            listing=listing("my_day", whose=wanted.whose),
        )  # fmt: skip

    def _show(self, shown: MyDay) -> None:
        self._show_workers(self.whose() != my_day.MINE)
        place = self.table.currentIndex().row()
        self.model.show_rows(lines_of(shown.items, self.context.today()))
        if self.table.current_row() is None or not isinstance(self.table.current_row(), Line):
            self.table.select_near(max(place, 0))
        self.more.setVisible(shown.more)
        if shown.more:
            text = _("There is more than fits here: the first {n} of each kind are shown.")
            self.more.say(text.format(n=number_text(my_day.MOST)), "info")
        self._tell_counts(shown.items)
        self._ask_left(shown)

    def _show_workers(self, wanted: bool) -> None:
        """Whose each is, where they are several people's."""
        last = len(self.model.columns) - 1
        if self.table.isColumnHidden(last) == wanted:
            self.table.setColumnHidden(last, not wanted)
            self.table.columns.fit()

    def _show_left(self, left: LeftOver) -> None:
        parts = []
        if left.later:
            later = n_("{n} later", "{n} later", left.later)
            parts.append(later.format(n=number_text(left.later)))
        if left.undated:
            undated = n_("{n} without a date", "{n} without a date", left.undated)
            parts.append(undated.format(n=number_text(left.undated)))
        self.left.setText(" · ".join(parts))
        self.later_button.set_text(_("Show this week alone") if self._later else _("Show later"))
        self.foot.setVisible(bool(parts) or self._later)
        if not self.model.rowCount():
            self.table.set_empty(self._empty(left))

    def _tell_counts(self, items: tuple[DayItem, ...]) -> None:
        today = self.context.today()
        groups = [my_day.group_of(item.day, today) for item in items]
        late = groups.count(my_day.OVERDUE)
        self.count_changed.emit(number_text(len(items)))
        parts = (
            n_("{n} overdue", "{n} overdue", late).format(n=number_text(late)),
            _("{n} today").format(n=number_text(groups.count(my_day.TODAY))),
        )
        self.status_changed.emit(" · ".join(parts))

    def _empty(self, left: LeftOver) -> EmptyState:
        if self.whose() == my_day.MINE and self.context.person.staff_id is None:
            return EmptyState(
                _("Nobody has said who sits here"),
                _("Choose your name under Settings, and what is yours is shown here."),
                _("Show everybody's"), lambda: self.show_whose(my_day.EVERYBODY), "user",
            )  # fmt: skip
        why = {
            my_day.MINE: _("No task or deadline of yours is overdue or due this week."),
            my_day.UNASSIGNED: _("No case without a caseworker has anything due this week."),
            my_day.EVERYBODY: _("No task and no deadline is overdue or due this week."),
        }[self.whose()]
        action, run = self._next_thing(left)
        return EmptyState(_("Nothing to be done now"), why, action, run, "sun")

    def _next_thing(self, left: LeftOver) -> tuple[str, Any]:
        if left.later and not self._later:
            return _("Show later"), self.show_later
        if self.whose() == my_day.MINE:
            return _("Show those not assigned"), lambda: self.show_whose(my_day.UNASSIGNED)
        return _("Go to the cases"), lambda: self.context.go("cases")
