"""Edits one person: name, number, how to reach her."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.domain import plausible
from hjemveien.services import identity
from hjemveien.services.views import CaseCard, MemberView
from hjemveien.texts import _
from ui.case.editing import EditDialog
from ui.kit import DateField, FormField, PhoneField, SpinField, TextField, fix_width, row
from ui.shell.context import Context

# As long as a new application takes; what an import brought may be longer until it is changed.
NAME_LETTERS = 100


class PersonDialog(EditDialog):
    """A child known only by its birth year has that year alone to edit."""

    def __init__(
        self, context: Context, card: CaseCard, member: MemberView, parent: QWidget
    ) -> None:
        super().__init__(context, _("Edit person"), parent)
        self._case_id, self._member, self._protected = card.case_id, member, card.protected
        if member.person_id is None:
            self._build_child(member)
        else:
            self._build_person(member)
        self.body.addWidget(self.summary)

    def _build_child(self, member: MemberView) -> None:
        self.seen = {"birth_year": member.birth_year}
        self.year = SpinField(_("Year of birth"), 0, self.context.today().year)
        self.year.setSpecialValueText(" ")
        self.year.setValue(member.birth_year or 0)
        self.fields = {
            "birth_year": FormField(
                _("Year of birth"),
                self.year,
                optional=True,
                check=self.newly("birth_year", self._year_problem),
            )
        }
        self.body.addWidget(self.fields["birth_year"])

    def _build_person(self, member: MemberView) -> None:
        names = ("surname", "given_name", "id_number", "phone", "email", "address", "postcode")
        self.seen = {name: getattr(member, name) for name in names}
        self.seen["birth_date"] = member.birth_date
        self.texts = {name: _field(getattr(member, name) or "") for name in names}
        for name in ("surname", "given_name"):
            self.texts[name].setMaxLength(NAME_LETTERS)
        self.texts["phone"] = self.phone = PhoneField(number=member.phone or "")
        self.born = DateField("", self.context.today, member.birth_date)
        self.fields = {
            "given_name": FormField(_("Given name"), self.texts["given_name"], optional=True),
            "surname": FormField(_("Surname"), self.texts["surname"], optional=True),
            "id_number": FormField(
                _("National identity number"), self.texts["id_number"],
                _("11 digits. A D number does too."), True,
                lambda: identity.problem(self.texts["id_number"].text()),
            ),
            "birth_date": FormField(
                _("Date of birth"), self.born, optional=True,
                check=self.newly("birth_date", self._birth_problem),
            ),
            "phone": FormField(_("Telephone"), self.texts["phone"], optional=True),
            "email": FormField(
                _("Email"), self.texts["email"], optional=True,
                check=self.newly("email", self._email_problem),
            ),
            "address": FormField(_("Address"), self.texts["address"], optional=True),
            "postcode": fix_width(
                FormField(
                    _("Postcode"), self.texts["postcode"], optional=True,
                    check=self.newly("postcode", self._postcode_problem),
                ),
                160,
            ),
        }  # fmt: skip
        for pair in (
            ("given_name", "surname"), ("id_number", "birth_date"), ("phone", "email"),
            ("address", "postcode"),
        ):  # fmt: skip
            self.body.addLayout(row(*(self.fields[name] for name in pair), spacing=16))

    def _year_problem(self) -> str:
        return plausible.birth_year_problem(self.year.value(), self.context.today())

    def _birth_problem(self) -> str:
        return plausible.birth_problem(self.born.day(), self.context.today())

    def _email_problem(self) -> str:
        return plausible.email_problem(self.texts["email"].text())

    def _postcode_problem(self) -> str:
        return plausible.postcode_problem(self.texts["postcode"].text())

    def target(self) -> tuple[str, UUID, UUID, int]:
        member = self._member
        if member.person_id is None:
            return ("member", member.member_id, self._case_id, member.version)
        kind = "sealed" if self._protected else "person"
        return (kind, member.identity_id or member.person_id, self._case_id, member.person_version)

    def values(self) -> dict[str, Any]:
        if self._member.person_id is None:
            return {"birth_year": self.year.value() or None}
        typed: dict[str, Any] = {name: field.text().strip() for name, field in self.texts.items()}
        typed["phone"] = self.phone.number()
        digits = identity.digits_of(typed["id_number"])
        typed["id_number"] = digits or None
        typed["birth_date"] = self.born.day()
        return typed


def _field(text: str) -> TextField:
    field = TextField(limit=200)
    field.setText(text)
    return field
