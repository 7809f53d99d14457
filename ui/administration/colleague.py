"""Dialogs about one who works here: added by name, and what is changed afterwards."""

from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.domain.access import ROLES
from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.services import colleagues
from hjemveien.services.change import Change
from hjemveien.services.colleagues import INITIALS, Colleague
from hjemveien.services.teams import TeamView
from hjemveien.texts import _
from ui.administration.edit_sheet import EditSheet
from ui.kit import ComboField, ErrorSummary, FormField, SheetDialog, TextField
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

Teams = tuple[TeamView, ...]
# A local file has no accounts, and so nothing that the other roles would open.
NAMED_ROLES = ("caseworker", "supervisor")


class ColleagueSheet(SheetDialog):
    """Somebody who works here, by name alone: a local file has no accounts."""

    def __init__(self, context: Context, parent: QWidget, teams: Teams) -> None:
        super().__init__(
            parent, _("Add a colleague"), _("Add"),
            _("A name to give cases to and to write under. It is a name and no proof."),
            icon="user-plus", width=460,
        )  # fmt: skip
        self.context = context
        self.name, self.initials = TextField(limit=100), TextField(limit=INITIALS)
        self.role = ComboField("", _roles())
        self.team = _team_field(teams)
        self.fields = (
            FormField(_("Name"), self.name),
            FormField(_("Initials"), self.initials, optional=True),
            FormField(_("Role"), self.role),
            FormField(_("Team"), self.team, optional=True),
        )
        self.fields[3].setVisible(bool(teams))
        self.summary = ErrorSummary()
        for part in (*self.fields, self.summary):
            self.body.addWidget(part)

    def submit(self) -> None:
        if not self.summary.check(self.fields):
            return
        name, initials, role = self.name.text(), self.initials.text(), str(self.role.value())
        team_id = cast("UUID | None", self.team.value())
        self.set_busy(True)

        def add(session: "Session") -> Change:
            return colleagues.add_colleague(session, name, initials, role, team_id)

        self.context.work.do(self, add, lambda _change: self.accept(), self._refuse)

    def _refuse(self, refusal: Refusal) -> None:
        if isinstance(refusal, InvalidInput) and "name" in refusal.fields:
            self.set_busy(False)
            self.fields[0].set_error(refusal.fields["name"])
            self.summary.show_errors([self.fields[0]])
        else:
            self.show_refusal(refusal)


class EditColleagueSheet(EditSheet):
    """Name, initials and team; the role only where it is a word and no account's."""

    def __init__(self, context: Context, parent: QWidget, one: Colleague, teams: Teams) -> None:
        super().__init__(
            context, parent, _("Change colleague"), str(one.staff_id), one.fields(),
            colleagues.edit_colleague,
            _("A new name is shown in every list. What she has written keeps the name it was "
              "written under."),
        )  # fmt: skip
        self.add("name", FormField(_("Name"), TextField(limit=100)))
        self.add("initials", FormField(_("Initials"), TextField(limit=INITIALS), optional=True))
        if teams:
            self.add("team_id", FormField(_("Team"), _team_field(teams), optional=True))
        if context.database.kind == "local":
            self.add("role", FormField(_("Role"), ComboField("", _roles(*one.roles))))


def _roles(*kept: str) -> list[tuple[object, str]]:
    return [(code, _(words)) for code, words in ROLES if code in (*NAMED_ROLES, *kept)]


def _team_field(teams: Teams) -> ComboField:
    return ComboField("", [(team.team_id, team.name) for team in teams], _("No team"))
