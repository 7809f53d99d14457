"""Roles: what each opens and who has it; on a shared database given and taken one at a time."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hjemveien.domain.access import ROLES
from hjemveien.services import colleagues, staffing
from hjemveien.services.colleagues import Colleague
from hjemveien.texts import _, mark, n_, number_text
from ui.administration.tab import AdminTab, place_in
from ui.kit import (
    Banner,
    Button,
    Cell,
    Column,
    ComboField,
    ErrorSummary,
    FormField,
    ListTable,
    PagedModel,
    SheetDialog,
    box,
    column,
    row,
)
from ui.shell.actions import Action
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

OPENS = {
    "caseworker": mark("Works with cases: own, unassigned, and others' with a reason"),
    "supervisor": mark("Casework, imports, keeping out, notices, and giving cases to others"),
    "cleared": mark("Casework, and protected households that are assigned to her"),
    "statistics": mark("Figures alone, and no case"),
    "admin": mark("Accounts, roles and this page, and no case"),
    "logreader": mark("Who has opened a case, and no case"),
    "partner": mark("The lines of cases that are shared with her"),
}


@dataclass(frozen=True)
class RoleView:
    code: str
    title: str
    people: tuple[Colleague, ...]


def _title(view: RoleView) -> Cell:
    return Cell(_(view.title), hint=_(view.title))


def _who(view: RoleView) -> Cell:
    words = ", ".join(one.name for one in view.people)
    return Cell(words or _("Nobody"), hint=words)


COLUMNS = (
    Column[RoleView]("title", mark("Role"), _title, 200),
    Column[RoleView](
        "count", mark("People"), lambda view: Cell(number_text(len(view.people))), 80, "number"
    ),
    Column[RoleView](
        "opens", mark("Opens"), lambda view: Cell(_(OPENS[view.code]), hint=_(OPENS[view.code])),
        260, stretch=True,
    ),
    Column[RoleView]("who", mark("Who has it"), _who, 180, stretch=True),
)  # fmt: skip


class RolesTab(AdminTab):
    """Nobody gives herself a role or takes her own, and the supervisors are told of each."""

    KEY = "roles"
    TITLE = mark("Roles")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shared = context.database.kind != "local"
        self._people: tuple[Colleague, ...] = ()
        self.give_button = Button(_("Give the role …"), "primary", "user-plus", self.give)
        self.take_button = Button(_("Take the role away …"), icon="user", clicked=self.take)
        self.model = PagedModel(COLUMNS, lambda view: view.code, self)
        self.table = ListTable(_("Roles"), self.model)
        self.note = Banner("info", _note(self.shared))
        buttons = row(self.give_button, self.take_button, None)
        top = column(self.note, *([buttons] if self.shared else ()), spacing=12,
                     margins=(16, 12, 16, 8))  # fmt: skip
        if not self.shared:
            for button in (self.give_button, self.take_button):
                button.setParent(self)
                button.hide()
        self.setLayout(column(box(column(top, self.table, spacing=0), "surface")))
        self.table.picked.connect(self._arrange)
        self._arrange()

    def read(self) -> None:
        self.context.work.ask(
            self, colleagues.list_colleagues, self._show, self.context.refuse, key="roles"
        )

    def offered(self) -> tuple[Action, ...]:
        if not self.shared:
            return ()
        return (
            Action("give_role", _("Give the role …"), self.give, "Ctrl+Shift+N", "user-plus"),
            Action("take_role", _("Take the role away …"), self.take, icon="user"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table,)

    def remember(self) -> object:
        return place_in(self.table)

    def recall(self, remembered: object) -> None:
        self._wanted = remembered if isinstance(remembered, Hashable) else None

    def give(self) -> None:
        view = self.chosen()
        if view is not None:
            RoleSheet(self.context, self, view, self._without(view), giving=True).open()

    def take(self) -> None:
        view = self.chosen()
        if view is not None:
            RoleSheet(self.context, self, view, self._others(view.people), giving=False).open()

    def chosen(self) -> RoleView | None:
        found = self.table.current_row()
        return found if isinstance(found, RoleView) else None

    def _without(self, view: RoleView) -> tuple[Colleague, ...]:
        """Those with an account who are not this yet."""
        has = {one.staff_id for one in view.people}
        return self._others(
            tuple(one for one in self._people if one.active and one.staff_id not in has)
        )

    def _others(self, people: tuple[Colleague, ...]) -> tuple[Colleague, ...]:
        """All but who sits here: nobody changes her own."""
        mine = self.context.person.login
        return tuple(one for one in people if one.login and one.login != mine)

    def _show(self, found: tuple[Colleague, ...]) -> None:
        self._people = found
        self.model.show_rows(
            tuple(
                RoleView(code, words, tuple(o for o in found if o.active and code in o.roles))
                for code, words in ROLES
            )
        )
        self.counted.emit(n_("{n} role", "{n} roles", len(ROLES)).format(n=len(ROLES)))
        self.keep_place(self.table)
        self._arrange()

    def _arrange(self, *_args: object) -> None:
        view = self.chosen()
        self.give_button.setEnabled(view is not None and bool(self._without(view)))
        self.take_button.setEnabled(view is not None and bool(self._others(view.people)))


class RoleSheet(SheetDialog):
    """Give one role to somebody, or take it away and leave her the others."""

    def __init__(
        self,
        context: Context,
        parent: RolesTab,
        view: RoleView,
        people: tuple[Colleague, ...],
        giving: bool,
    ) -> None:
        title = _("Give the role {role}") if giving else _("Take the role {role} away")
        main = _("Give the role") if giving else _("Take it away")
        note = (
            _("It holds at once. The supervisors are told.") if giving else
            _("It holds at once, and the other roles stay. The supervisors are told.")
        )  # fmt: skip
        super().__init__(parent, title.format(role=_(view.title)), main, note, width=480)
        self.context, self._view, self._giving = context, view, giving
        self._tab = parent
        options = [(one.login, _("{name} ({login})").format(name=one.name, login=one.login))
                   for one in people]  # fmt: skip
        self.who = ComboField("", options)
        self.who_field = FormField(_("Who"), self.who)
        self.summary = ErrorSummary()
        self.left = Banner("warning")
        for part in (self.who_field, self.summary, self.left):
            self.body.addWidget(part)
        if view.code == "cleared" and not giving:
            self.who.chosen.connect(lambda login: self._count(str(login)))

    def submit(self) -> None:
        if not self.summary.check([self.who_field]):
            return
        login, role, giving = str(self.who.value()), self._view.code, self._giving
        self.set_busy(True)

        def change(session: "Session") -> bool:
            if giving:
                staffing.add_role(session, login, role)
            else:
                staffing.take_role(session, login, role)
            return True

        self.context.work.keep(self, change, lambda _done: self._done(), self.show_refusal)

    def _count(self, login: str) -> None:
        """What she alone can open, and no longer will."""
        self.left.hide()
        self.context.work.ask(
            self, lambda session: staffing.held_cases(session, login), self._tell,
            lambda _refusal: None, key="held",
        )  # fmt: skip

    def _tell(self, held: staffing.HeldCases) -> None:
        words = staffing.what_becomes_of(held, protected_alone=True)
        if words:
            self.left.say(" ".join(words))

    def _done(self) -> None:
        self.context.say(_("Saved"))
        self._tab.read()
        self.accept()


def _note(shared: bool) -> str:
    if shared:
        return _("The server enforces these. Nobody gives herself a role or takes her own: another "
                 "administrator does.")  # fmt: skip
    return _("In an office on this computer a role is a word and opens nothing: whoever has the "
             "passphrase may do everything. A shared office enforces them.")  # fmt: skip
