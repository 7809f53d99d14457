"""Adds somebody to the household, from a day on."""

from PySide6.QtWidgets import QWidget

from hjemveien.domain import plausible
from hjemveien.domain.codes import MEMBER_ROLES, choices
from hjemveien.services import identity, members, register
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import AddMember, NewPerson
from hjemveien.texts import _
from ui.case.wishing import WishDialog
from ui.kit import ComboField, DateField, FormField, SpinField, TextField
from ui.shell.context import Context


class MemberDialog(WishDialog):
    FORM = "member"

    def __init__(self, context: Context, card: CaseCard, parent: QWidget) -> None:
        super().__init__(
            context, _("Add somebody to the household"), _("Add"), parent, about=card.case_id
        )
        self._card = card
        roles = [each for each in choices(MEMBER_ROLES, context.today()) if each[0] != "applicant"]
        self.role = ComboField("", roles)
        self.given, self.surname = TextField(limit=100), TextField(limit=100)
        self.number = TextField(limit=20)
        self.year = SpinField("", 0, context.today().year)
        self.year.setSpecialValueText(" ")
        self.day = DateField("", context.today, context.today())
        self.add("role", FormField(_("Role"), self.role))
        self.add("given_name", FormField(_("Given name"), self.given, optional=True))
        self.add(
            "surname",
            FormField(
                _("Surname"),
                self.surname,
                _("Write at least one of the names. Of a child a year of birth is enough."),
                optional=True,
                check=self._name_problem,
            ),
        )
        self.add(
            "id_number",
            FormField(
                _("National identity number"), self.number, optional=True,
                check=lambda: identity.problem(self.number.text()),
            ),
        )  # fmt: skip
        self.add(
            "birth_year",
            FormField(
                _("Year of birth"),
                self.year,
                optional=True,
                check=lambda: plausible.birth_year_problem(self.year.value(), context.today()),
            ),
        )
        self.add("valid_from", FormField(_("In the household from"), self.day))

    def _person(self) -> NewPerson:
        return NewPerson(
            role=str(self.role.value()), surname=self.surname.text(),
            given_name=self.given.text(), id_number=self.number.text(),
            birth_year=self.year.value() or None,
        )  # fmt: skip

    def _name_problem(self) -> str:
        return register.person_problems(self._person(), self.context.today()).get("surname", "")

    def send(self) -> None:
        wish = AddMember(self._card.case_id, self._person(), self.day.day() or self.context.today())
        self.wish(lambda session: members.add_member(session, wish))
