"""Staff: who works here, in which team, and as what; on a shared database with their accounts."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.services import colleagues, office_state, staffing, teams
from hjemveien.services.colleagues import Colleague
from hjemveien.services.office import CASE_ROLES
from hjemveien.services.staffing import Account
from hjemveien.services.teams import TeamView
from hjemveien.texts import _, mark, n_, number_text
from ui.administration.accounts import AccountSheet, CloseSheet, PasswordSheet
from ui.administration.colleague import ColleagueSheet, EditColleagueSheet
from ui.administration.columns import LOCAL, SHARED
from ui.administration.leaving import LeaveSheet
from ui.administration.state import StatePane
from ui.administration.tab import AdminTab, place_in
from ui.kit import Button, EmptyState, ListTable, PagedModel, SplitPane, box, column, row
from ui.shell.actions import Action
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


class PeopleTab(AdminTab):
    """Accounts and the office check belong to a shared database; a local file has names alone."""

    KEY = "people"
    TITLE = mark("Staff")
    # On a local file the number of cases stands beside each.
    TOPICS = frozenset({"office", "case"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shared = context.database.kind != "local"
        self.add_button = Button(_("Give account …"), "primary", "user-plus", self.add_account)
        self.colleague_button = Button(
            _("Add a colleague …"), "primary", "user-plus", self.add_colleague
        )
        self.edit_button = Button(_("Change …"), icon="pencil", clicked=self.edit)
        self.password_button = Button(_("New password …"), clicked=self.new_password)
        self.close_button = Button(_("Close account …"), clicked=self.close_account)
        self.leave_button = Button(_("Has left …"), icon="log-out", clicked=self.leave)
        self.state_button = Button(_("Office check"), icon="shield-check")
        self.model = PagedModel(
            SHARED if self.shared else LOCAL, lambda one: one.login or str(one.staff_id), self
        )
        self.table = ListTable(_("Staff"), self.model)
        self.state = StatePane()
        self.table.set_empty(
            EmptyState(_("Nobody yet"), _("Whoever works here can be given cases."), icon="user")
        )
        self._place()
        self._wire()

    def _place(self) -> None:
        if self.shared:
            first = row(self.add_button, self.edit_button, self.password_button, None, spacing=8)
            then = row(self.close_button, self.leave_button, self.state_button, None, spacing=8)
            top = column(first, then, spacing=8, margins=(16, 12, 16, 8))
        else:
            buttons = row(self.colleague_button, self.edit_button, self.leave_button, None)
            top = column(buttons, margins=(16, 12, 16, 8))
        left = box(column(top, self.table, spacing=0), "surface")
        self.split = SplitPane(left, self.state, share=62)
        self.setLayout(column(self.split))

    def _wire(self) -> None:
        self.table.picked.connect(self._chosen)
        self.table.opened.connect(lambda _one: self.edit())
        self.state.check_button.clicked.connect(self.check)
        self.state_button.clicked.connect(self.split.show_detail)
        self.state.back_button.clicked.connect(self.split.show_list)
        self.split.narrow_changed.connect(self._arrange)
        self._arrange(False)
        self._chosen()

    def _arrange(self, narrow: bool) -> None:
        """Where the check is a page of its own there is a way to it and back."""
        self.state_button.setVisible(self.shared and narrow)
        self.state.back_button.setVisible(narrow)
        if not self.shared:
            self.split.listing.show()
            self.state.hide()

    def read(self) -> None:
        self.context.work.ask(
            self, colleagues.list_colleagues, self._show, self.context.refuse, key="people"
        )

    def offered(self) -> tuple[Action, ...]:
        edit = Action("edit_colleague", _("Change …"), self.edit, icon="pencil")
        leave = Action("leave", _("Has left …"), self.leave, icon="log-out")
        if not self.shared:
            new = _("Add a colleague …")
            return (
                Action("add_colleague", new, self.add_colleague, "Ctrl+Shift+N", "user-plus"),
                edit, leave,
            )  # fmt: skip
        return (
            Action(
                "add_account", _("Give account …"), self.add_account, "Ctrl+Shift+N", "user-plus"
            ),
            edit, leave,
            Action("new_password", _("New password …"), self.new_password, icon="key-round"),
            Action("close_account", _("Close account …"), self.close_account, icon="lock"),
            Action("check_office", _("Office check"), self.check, icon="shield-check"),
        )  # fmt: skip

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.state) if self.shared else (self.table,)

    def remember(self) -> object:
        return place_in(self.table)

    def recall(self, remembered: object) -> None:
        self._wanted = remembered if isinstance(remembered, Hashable) else None

    # What can be done

    def add_colleague(self) -> None:
        self._with_teams(lambda found: ColleagueSheet(self.context, self, found).open())

    def add_account(self) -> None:
        AccountSheet(self.context, self, self._given).open()

    def edit(self) -> None:
        one = self.chosen()
        if one is not None:
            self._with_teams(
                lambda found: EditColleagueSheet(self.context, self, one, found).open()
            )

    def leave(self) -> None:
        """Says that somebody has left, or that she is back; what she has goes to others."""
        one = self.chosen()
        if one is None or (self.shared and one.login):
            return
        key = one.staff_id

        def ask(session: "Session") -> tuple[colleagues.HeldCase, ...]:
            return () if self.shared else colleagues.cases_of(session, key)

        others = tuple(
            each for each in self.model.rows()
            if each.active and each.staff_id != key and CASE_ROLES & set(each.roles)
        )  # fmt: skip
        self.context.work.ask(
            self, ask,
            lambda held: LeaveSheet(self.context, self, one, held, others).open(),
            self.context.refuse, key="leave",
        )  # fmt: skip

    def new_password(self) -> None:
        """In place of one that was forgotten."""
        one = self.chosen()
        if one is None or not one.login:
            return
        login = one.login
        self.context.work.keep(
            self, lambda session: staffing.give_password(session, login),
            lambda password: self._given(login, password), self.context.refuse,
        )  # fmt: skip

    def close_account(self) -> None:
        one = self.chosen()
        if one is not None and one.login:
            account = Account(one.login, one.name, one.initials, one.active, one.roles)
            CloseSheet(self.context, self, account, self._closed).open()

    def check(self) -> None:
        """Hold the office against what it should be."""
        self.split.show_detail()
        self.context.work.ask(
            self, office_state.check_office, self.state.show_findings, self.context.refuse,
            key="check",
        )  # fmt: skip

    def chosen(self) -> Colleague | None:
        found = self.table.current_row()
        return found if isinstance(found, Colleague) else None

    # What comes back

    def _with_teams(self, show: Callable[[tuple[TeamView, ...]], None]) -> None:
        self.context.work.ask(self, teams.list_teams, show, self.context.refuse, key="teams")

    def _show(self, found: tuple[Colleague, ...]) -> None:
        self.model.show_rows(found)
        active = sum(one.active for one in found)
        words = n_("{n} colleague", "{n} colleagues", active)
        self.counted.emit(words.format(n=number_text(active)))
        self.keep_place(self.table)
        self._chosen()

    def _chosen(self, *_args: object) -> None:
        one = self.chosen()
        account = one is not None and bool(one.login) and one.active
        named = one is not None and not (self.shared and one.login)
        self.edit_button.setEnabled(one is not None)
        self.password_button.setEnabled(account)
        mine = one is not None and one.login == self.context.person.login
        self.close_button.setEnabled(account and not mine)
        self.leave_button.setEnabled(named)
        back = one is not None and not one.active and not one.cases
        self.leave_button.set_text(_("Is back …") if back else _("Has left …"))

    def _given(self, login: str, password: str | None) -> None:
        self.read()
        if password:
            PasswordSheet(self, login, password).open()
        else:
            self.context.say(_("{login} has the role too.").format(login=login))

    def _closed(self, connections: int) -> None:
        self.read()
        words = n_("Closed; {n} connection ended.", "Closed; {n} connections ended.", connections)
        self.context.say(words.format(n=connections))

    def select(self, staff_id: UUID) -> None:
        self.table.select_id(str(staff_id))
