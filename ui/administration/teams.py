"""Teams: added, renamed, and who is in them."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.services import colleagues, teams
from hjemveien.services.change import Change
from hjemveien.services.colleagues import Colleague
from hjemveien.services.teams import SaveTeam, TeamView
from hjemveien.texts import _, mark, n_, number_text
from ui.administration.tab import AdminTab
from ui.kit import (
    Button,
    Cell,
    CheckField,
    Column,
    EmptyState,
    ErrorSummary,
    FormField,
    ListTable,
    PagedModel,
    SheetDialog,
    Text,
    TextField,
    box,
    column,
    row,
)
from ui.shell.actions import Action
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

People = tuple[Colleague, ...]


def _members(team: TeamView) -> Cell:
    words = ", ".join(team.members)
    return Cell(words or _("Nobody yet"), hint=words)


COLUMNS = (
    Column[TeamView]("name", mark("Team"), lambda team: Cell(team.name, hint=team.name), 200),
    Column[TeamView](
        "count", mark("People"), lambda team: Cell(number_text(len(team.members))), 90, "number"
    ),
    Column[TeamView]("members", mark("Who"), _members, 300, stretch=True),
)


class TeamsTab(AdminTab):
    KEY = "teams"
    TITLE = mark("Teams")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add_button = Button(_("New team …"), "primary", "plus", self.add)
        self.edit_button = Button(_("Change team …"), icon="pencil", clicked=self.edit)
        self.model = PagedModel(COLUMNS, lambda team: team.team_id, self)
        self.table = ListTable(_("Teams"), self.model)
        why = _("A team gathers people, so that lists can be filtered by it.")
        self.table.set_empty(
            EmptyState(_("No teams yet"), why, _("New team …"), self.add, icon="users")
        )
        top = column(row(self.add_button, self.edit_button, None), margins=(16, 12, 16, 8))
        self.setLayout(column(box(column(top, self.table, spacing=0), "surface")))
        self.table.opened.connect(lambda _team: self.edit())
        self.table.picked.connect(lambda _team: self.edit_button.setEnabled(True))
        self.edit_button.setEnabled(False)

    def read(self) -> None:
        self.context.work.ask(self, teams.list_teams, self._show, self.context.refuse, key="teams")

    def offered(self) -> tuple[Action, ...]:
        return (
            Action("add_team", _("New team …"), self.add, "Ctrl+Shift+N", "plus"),
            Action("edit_team", _("Change team …"), self.edit, icon="pencil"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table,)

    def add(self) -> None:
        self._open(None)

    def edit(self) -> None:
        team = self.table.current_row()
        if isinstance(team, TeamView):
            self._open(team)

    def _open(self, team: TeamView | None) -> None:
        self.context.work.ask(
            self, colleagues.list_colleagues,
            lambda people: TeamSheet(self.context, self, team, people).open(),
            self.context.refuse, key="people",
        )  # fmt: skip

    def _show(self, found: tuple[TeamView, ...]) -> None:
        self.model.show_rows(found)
        self.counted.emit(n_("{n} team", "{n} teams", len(found)).format(n=len(found)))
        self.edit_button.setEnabled(self.table.current_row() is not None)


class TeamSheet(SheetDialog):
    """The name, and a tick for each who is in it; whoever joins leaves the team she was in."""

    def __init__(
        self, context: Context, parent: QWidget, team: TeamView | None, people: People
    ) -> None:
        title = _("Change team") if team else _("New team")
        main = _("Save") if team else _("Add")
        super().__init__(parent, title, main, icon="users", width=480)
        self.context, self._team = context, team
        self.name = TextField(limit=60)
        self.name.setText(team.name if team else "")
        self.name_field = FormField(_("Name"), self.name)
        inside = frozenset(team.member_ids) if team else frozenset()
        self.ticks: dict[UUID, CheckField] = {
            one.staff_id: CheckField(_named(one, inside), one.staff_id in inside)
            for one in people
            if one.active
        }
        self.summary = ErrorSummary()
        self.body.addWidget(self.name_field)
        if self.ticks:
            ticks = box(column(*self.ticks.values(), spacing=6), "clear", _("Who is in the team"))
            self.body.addWidget(Text(_("Who is in the team"), "strong"))
            self.body.addWidget(ticks)
        self.body.addWidget(self.summary)

    def submit(self) -> None:
        if not self.summary.check([self.name_field]):
            return
        chosen = frozenset(key for key, tick in self.ticks.items() if tick.isChecked())
        wish = SaveTeam(self.name.text().strip(), chosen, self._team)
        if self._team is not None:
            wish = SaveTeam(wish.name, chosen, self._team, self._team.team_id)
        self.set_busy(True)

        def save(session: "Session") -> Change:
            return teams.save_team(session, wish)

        self.context.work.do(self, save, lambda _change: self.accept(), self._refuse)

    def _refuse(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidInput) and "name" in refusal.fields:
            self.set_busy(False)
            self.name_field.set_error(refusal.fields["name"])
            self.summary.show_errors([self.name_field])
        else:
            self.show_refusal(refusal)


def _named(one: Colleague, inside: frozenset[UUID]) -> str:
    if one.team and one.staff_id not in inside:
        return _("{name} (now in {team})").format(name=one.name, team=one.team)
    return one.name
