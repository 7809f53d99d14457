"""Administration: who has an account and as what, and whether the office is as it should be."""

from PySide6.QtWidgets import QWidget

from hjemveien.services import office_state, staffing
from hjemveien.services.change import Change
from hjemveien.services.staffing import Account
from hjemveien.texts import _, n_, number_text
from ui.administration.accounts import AccountSheet, CloseSheet, PasswordSheet
from ui.administration.columns import COLUMNS
from ui.administration.state import StatePane
from ui.kit import Button, EmptyState, ListTable, PagedModel, SplitPane, box, column, row
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page


class AdministrationPage(Page):
    """Of a shared database alone: a local file has one owner and no accounts."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add_button = Button(_("Give account …"), "primary", "user-plus", self.add_account)
        self.password_button = Button(_("New password …"), clicked=self.new_password)
        self.close_button = Button(_("Close account …"), clicked=self.close_account)
        self.model = PagedModel(COLUMNS, lambda account: account.login, self)
        self.table = ListTable(_("Accounts"), self.model)
        self.state = StatePane()
        self.table.set_empty(
            EmptyState(
                _("No accounts"),
                _("A local file has none: whoever has its passphrase is everybody."),
                icon="user",
            )
        )
        self._place()
        self.table.picked.connect(self._chosen)
        self.state.check_button.clicked.connect(self.check)
        self._chosen()

    def _place(self) -> None:
        buttons = row(
            self.add_button, self.password_button, self.close_button, None,
            spacing=8, margins=(16, 12, 16, 8),
        )  # fmt: skip
        left = box(column(buttons, self.table, spacing=0), "surface")
        self.setLayout(column(SplitPane(left, self.state, share=58)))

    def arrive(self, argument: object = None) -> None:
        del argument
        self._ask()

    def hear(self, change: Change) -> None:
        if "office" in change.topics:
            self._ask()

    def offered(self) -> tuple[Action, ...]:
        return (
            Action("add_account", _("Give account …"), self.add_account, "Ctrl+N", "user-plus"),
            Action("check_office", _("Office check"), self.check, icon="shield-check"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.state)

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
        self.context.work.ask(
            self, office_state.check_office, self.state.show_findings, self.context.refuse,
            key="check",
        )  # fmt: skip

    def chosen(self) -> Account | None:
        found = self.table.current_row()
        return found if isinstance(found, Account) else None

    def _ask(self) -> None:
        shared = self.context.database.kind != "local"
        self.add_button.setEnabled(shared)
        self.state.check_button.setEnabled(shared)
        if not shared:
            self._show(())
            return
        self.context.work.ask(
            self, staffing.list_accounts, self._show, self.context.refuse, key="accounts"
        )

    def _show(self, accounts: tuple[Account, ...]) -> None:
        self.model.show_rows(accounts)
        active = sum(account.active for account in accounts)
        words = n_("{n} account", "{n} accounts", active)
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
