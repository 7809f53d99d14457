"""Administration: who has an account and as what, and whether the office is as it should be."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hjemveien.services import office, office_state, staffing
from hjemveien.services.change import Change
from hjemveien.services.staffing import Account
from hjemveien.texts import _, n_, number_text
from ui.administration.accounts import AccountSheet, CloseSheet, PasswordSheet
from ui.administration.columns import ACCOUNTS, NAMES
from ui.administration.office import ColleagueSheet, ProfileSheet
from ui.administration.state import StatePane
from ui.kit import Button, EmptyState, ListTable, PagedModel, SplitPane, box, column, row
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page

if TYPE_CHECKING:
    from ui.work import Session


class AdministrationPage(Page):
    """Accounts and the office check belong to a shared database; a local file has names alone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add_button = Button(_("Give account …"), "primary", "user-plus", self.add_account)
        self.password_button = Button(_("New password …"), clicked=self.new_password)
        self.close_button = Button(_("Close account …"), clicked=self.close_account)
        self.colleague_button = Button(
            _("Add a colleague …"), "primary", "user-plus", self.add_colleague
        )
        self.profile_button = Button(
            _("Municipality …"), icon="building-2", clicked=self.edit_profile
        )
        self.state_button = Button(_("Office check"), icon="shield-check")
        self.shared = context.database.kind != "local"
        self.model = PagedModel(
            ACCOUNTS if self.shared else NAMES, lambda account: account.login or account.name, self
        )
        self.table = ListTable(_("Accounts"), self.model)
        self.state = StatePane()
        self.table.set_empty(
            EmptyState(_("Nobody yet"), _("Whoever works here can be given cases."), icon="user")
        )
        self._place()
        self.table.picked.connect(self._chosen)
        self.state.check_button.clicked.connect(self.check)
        self._chosen()

    def _place(self) -> None:
        if self.shared:
            buttons = row(self.add_button, self.password_button, self.close_button, None, spacing=8)
            about = row(self.profile_button, self.state_button, None, spacing=8)
            top = column(buttons, about, spacing=8, margins=(16, 12, 16, 8))
        else:
            names = row(self.colleague_button, self.profile_button, None, spacing=8)
            top = column(names, margins=(16, 12, 16, 8))
        left = box(column(top, self.table, spacing=0), "surface")
        self.split = SplitPane(left, self.state, share=58)
        self.setLayout(column(self.split))
        self.state_button.clicked.connect(self.split.show_detail)
        self.state.back_button.clicked.connect(self.split.show_list)
        self.split.narrow_changed.connect(self._arrange)
        self._arrange(False)

    def _arrange(self, narrow: bool) -> None:
        """Where the check is a page of its own there is a way to it and back."""
        self.state_button.setVisible(self.shared and narrow)
        self.state.back_button.setVisible(narrow)
        if not self.shared:
            self.split.listing.show()
            self.state.hide()

    def arrive(self, argument: object = None) -> None:
        del argument
        self._ask()

    def hear(self, change: Change) -> None:
        if "office" in change.topics:
            self._ask()

    def offered(self) -> tuple[Action, ...]:
        about = Action("edit_profile", _("Municipality …"), self.edit_profile, icon="building-2")
        if not self.shared:
            new = _("Add a colleague …")
            return (Action("add_colleague", new, self.add_colleague, "Ctrl+N", "user-plus"), about)
        return (
            Action("add_account", _("Give account …"), self.add_account, "Ctrl+N", "user-plus"),
            Action("check_office", _("Office check"), self.check, icon="shield-check"),
            about,
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.state)

    def edit_profile(self) -> None:
        """What the municipality is called."""
        self.context.work.ask(
            self, office.profile, lambda seen: ProfileSheet(self.context, self, seen).open(),
            self.context.refuse,
        )  # fmt: skip

    def add_colleague(self) -> None:
        ColleagueSheet(self.context, self).open()

    def add_account(self) -> None:
        AccountSheet(self.context, self, self._given).open()

    def new_password(self) -> None:
        """In place of one that was forgotten."""
        account = self.chosen()
        if account is None:
            return
        login = account.login
        self.context.work.keep(
            self, lambda session: staffing.give_password(session, login),
            lambda password: self._given(login, password), self.context.refuse,
        )  # fmt: skip

    def close_account(self) -> None:
        account = self.chosen()
        if account is not None:
            CloseSheet(self.context, self, account, self._closed).open()

    def check(self) -> None:
        """Hold the office against what it should be."""
        self.split.show_detail()
        self.context.work.ask(
            self, office_state.check_office, self.state.show_findings, self.context.refuse,
            key="check",
        )  # fmt: skip

    def chosen(self) -> Account | None:
        found = self.table.current_row()
        return found if isinstance(found, Account) else None

    def _ask(self) -> None:
        read = staffing.list_accounts if self.shared else _colleagues
        self.context.work.ask(self, read, self._show, self.context.refuse, key="accounts")

    def _show(self, accounts: tuple[Account, ...]) -> None:
        self.model.show_rows(accounts)
        active = sum(account.active for account in accounts)
        words = n_("{n} account", "{n} accounts", active)
        if not self.shared:
            words = n_("{n} colleague", "{n} colleagues", active)
        self.count_changed.emit(words.format(n=number_text(active)))
        self._chosen()

    def _chosen(self, *_args: object) -> None:
        account = self.chosen()
        mine = account is not None and account.active
        self.password_button.setEnabled(mine)
        self.close_button.setEnabled(mine)

    def _given(self, login: str, password: str | None) -> None:
        self._ask()
        if password:
            PasswordSheet(self, login, password).open()
        else:
            self.context.say(_("{login} has the role too.").format(login=login))

    def _closed(self, connections: int) -> None:
        self._ask()
        words = n_("Closed; {n} connection ended.", "Closed; {n} connections ended.", connections)
        self.context.say(words.format(n=connections))


def _colleagues(session: "Session") -> tuple[Account, ...]:
    """Who works in an office without accounts."""
    return tuple(
        Account("", one.name, one.initials, one.active, (one.role,))
        for one in office.list_staff(session)
    )
