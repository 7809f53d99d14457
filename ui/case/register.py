"""Registers a new application in under a minute: only a name is needed, drafts are kept."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hjemveien.domain import plausible
from hjemveien.domain.codes import CHANNELS, GROUPS, KINDS, PROTECTIONS, SITUATIONS, choices
from hjemveien.domain.identity_number import suggested_birth_date
from hjemveien.domain.refusal import Refusal
from hjemveien.services import identity, known_before, register
from hjemveien.services.change import Change
from hjemveien.services.views import StaffView
from hjemveien.services.wishes import NewApplication, NewPerson
from hjemveien.texts import _, day_text
from ui.case.wishing import WishDialog
from ui.kit import (
    Banner,
    CheckField,
    ComboField,
    DateField,
    FormField,
    PhoneField,
    SpinField,
    TextArea,
    TextField,
    row,
)
from ui.openings import told
from ui.shell.context import Context

DIGITS = 11
Found = tuple[known_before.KnownCase, ...]


class RegisterDialog(WishDialog):
    """`registered(case id)` once it is saved."""

    FORM = "application"
    DRAFT_STAYS = True

    registered = Signal(object)

    def __init__(self, context: Context, staff: tuple[StaffView, ...], parent: QWidget) -> None:
        super().__init__(
            context, _("New application"), _("Register application"), parent, width=720
        )
        self.note.setText(_("Fields not marked “Optional” must be filled in. A draft is kept."))
        self.note.show()
        self._make_fields(staff)
        self._place()
        self.number.left.connect(self._look_for_same)
        self.number.textChanged.connect(self._number_changed)
        self.given.setFocus()

    def _make_fields(self, staff: tuple[StaffView, ...]) -> None:
        self.given, self.surname = TextField(limit=100), TextField(limit=100)
        self.number, self.phone = TextField(limit=20), PhoneField()
        self.born = DateField("", self.context.today)
        self._suggested: date | None = None
        self.address, self.postcode = TextField(limit=200), TextField(limit=4)
        self.received = DateField("", self.context.today, self.context.today())
        self.kind = ComboField("", choices(KINDS, self.context.today()))
        self.channel = ComboField("", choices(CHANNELS, self.context.today()))
        self.group = ComboField("", choices(GROUPS, self.context.today()))
        self.group.set_value("ukjent")
        self.situation = ComboField("", choices(SITUATIONS, self.context.today()))
        self.situation.set_value("ukjent")
        self.municipal = CheckField(_("Lives in a municipal dwelling now"))
        self.child_count, self.rooms = SpinField("", 0, 20), SpinField("", 0, 12)
        self.rooms.setSpecialValueText(" ")
        self.partner = TextField(limit=200)
        self.words = TextArea(lines=3)
        self.protection = ComboField("", [(code, _(words)) for code, words in PROTECTIONS])
        takers = [(view.staff_id, view.name) for view in staff if view.takes_cases]
        self.caseworker = ComboField("", takers, _("Not assigned"))
        self.caseworker.set_value(self.context.person.staff_id)
        self.same = Banner("warning")
        self._knows, self._looked_for = False, ""

    def _place(self) -> None:
        one = _("Write at least one of the names.")
        self._pair(
            (
                "given_name",
                FormField(_("Given name"), self.given, one, True, check=self._name_problem),
            ),
            ("surname", FormField(_("Surname"), self.surname, " ", optional=True)),
        )
        self._pair(
            (
                "id_number",
                FormField(
                    _("National identity number"), self.number,
                    _("11 digits. A D number does too."), True,
                    lambda: identity.problem(self.number.text()),
                ),
            ),
            (
                "birth_date",
                FormField(
                    _("Date of birth"), self.born,
                    _("Suggested by the number. Change it if it is wrong."), True,
                    lambda: plausible.birth_problem(self.born.day(), self.context.today()),
                ),
            ),
        )  # fmt: skip
        self.body.insertWidget(self.body.count() - 1, self.same)
        self._pair(
            ("phone", FormField(_("Telephone"), self.phone, optional=True)),
            ("address", FormField(_("Address"), self.address, optional=True)),
            ("postcode", _postcode(self.postcode)),
        )
        self._pair(
            (
                "received_on",
                FormField(_("Date received"), self.received, check=self._received_problem),
            ),
            ("channel", FormField(_("How it came in"), self.channel)),
        )
        self._pair(
            ("kind", FormField(_("Kind of application"), self.kind)),
            ("main_group", FormField(_("Main group"), self.group)),
        )
        self._pair(
            ("situation", FormField(_("Living situation"), self.situation)),
            ("protection", FormField(_("Protected address"), self.protection)),
        )
        self.body.insertWidget(self.body.count() - 1, self.municipal)
        self._pair(
            ("partner", FormField(_("Co-applicant's name"), self.partner, optional=True)),
            ("children", FormField(_("Number of children"), self.child_count, optional=True)),
        )
        self._pair(
            ("rooms", FormField(_("Rooms needed"), self.rooms, optional=True)),
            ("caseworker", FormField(_("Caseworker"), self.caseworker, optional=True)),
        )
        self.add(
            "note",
            FormField(
                _("Briefly about the situation"), self.words,
                _("Write only what is needed to assess the housing need."), optional=True,
            ),
        )  # fmt: skip

    def _pair(self, *named: tuple[str, FormField]) -> None:
        self.fields.update(dict(named))
        line = row(*(field for _name, field in named), spacing=16)
        for place in range(len(named)):
            line.setStretch(place, 1)
        self.body.insertLayout(self.body.count() - 1, line)

    def send(self) -> None:
        wish = self._wish()
        self.wish(lambda session: register.register_application(session, wish))

    def kept_fields(self) -> dict[str, QWidget]:
        return {**super().kept_fields(), "municipal": self.municipal}

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, known_before.RegisteredAlready):
            # What is asked for loses its names in visitor mode by itself, a refusal does not.
            veil = self.context.work.veil
            self._ask_whether(veil(refusal.found) if veil else refusal.found)
        else:
            super()._refused(refusal)

    def granted(self, change: Change) -> None:
        self.context.say(
            _("The application is registered as case {number}").format(number=change.note)
        )
        self.registered.emit(change.created)
        self.accept()

    def _wish(self) -> NewApplication:
        chosen = self.caseworker.value()
        return NewApplication(
            applicant=NewPerson(
                surname=self.surname.text(), given_name=self.given.text(),
                id_number=self.number.text(), birth_date=self.born.day(), phone=self.phone.number(),
                address=self.address.text(), postcode=self.postcode.text(),
            ),
            others=self._others(),
            received_on=self.received.day(), kind=str(self.kind.value()),
            channel=str(self.channel.value()), main_group=str(self.group.value()),
            situation=str(self.situation.value()), note=self.words.text().strip(),
            lived_in_municipal=self.municipal.isChecked(),
            rooms_min=self.rooms.value() or None, protection=str(self.protection.value()),
            caseworker_id=chosen if isinstance(chosen, UUID) else None,
            known_already=self._knows,
        )  # fmt: skip

    def _others(self) -> tuple[NewPerson, ...]:
        children = tuple(NewPerson(role="child") for _n in range(self.child_count.value()))
        given, _space, surname = self.partner.text().strip().rpartition(" ")
        if not surname:
            return children
        return (NewPerson(role="co_applicant", surname=surname, given_name=given), *children)

    # Checks

    def _name_problem(self) -> str:
        if self.given.text().strip() or self.surname.text().strip():
            return ""
        return _("Name is missing. Write at least a surname or a given name.")

    def _received_problem(self) -> str:
        day = self.received.day()
        if day is None:
            return _("Date received must be filled in.")
        return plausible.received_problem(day, self.context.today())

    def _look_for_same(self) -> None:
        typed = self.number.text()
        if typed == self._looked_for:
            return
        self.same.hide()
        if typed and not identity.problem(typed):
            self._looked_for = typed
            self.context.work.ask(
                self, lambda session: known_before.registered_under(session, typed),
                self._tell_same, key="same",
            )  # fmt: skip

    def _number_changed(self) -> None:
        """Another number is somebody else's: what was chosen of the one before is not of this."""
        self._knows, self._looked_for = False, ""
        self.same.hide()
        self.main.set_text(_("Register application"))
        if len(identity.digits_of(self.number.text())) == DIGITS:
            self._look_for_same()
            self._suggest_birth()

    def _suggest_birth(self) -> None:
        """Put the day that the number suggests into the form; what somebody wrote there stays."""
        digits = identity.digits_of(self.number.text())
        if identity.problem(digits) or self.born.text().strip() not in ("", self._said()):
            return
        self._suggested = suggested_birth_date(digits, self.context.today())
        self.born.set_day(self._suggested)

    def _said(self) -> str:
        return day_text(self._suggested) if self._suggested else ""

    def _tell_same(self, found: Found) -> None:
        same = told("search", "same_number", rows=len(found))
        self.context.work.tell(self, same, failed=lambda _refusal: None)
        self._show_same(found)

    def _show_same(self, found: Found) -> None:
        if found:
            self.same.say(
                known_before.already_words(found), "warning", _("Open"),
                lambda: self._open_same(found[0].case_id),
            )  # fmt: skip

    def _ask_whether(self, found: Found) -> None:
        """Nothing is registered yet: the notice is pointed at, and a second press is a choice."""
        self._show_same(found)
        words = _(
            "{already} Open that case, or register anyway: the two cases are then marked as "
            "possibly the same."
        )
        self.same.text.setText(words.format(already=known_before.already_words(found)))
        self._knows = True
        self.main.set_text(_("Register anyway"))
        self.point_at(self.same)
        self.same.action.setFocus()

    def _open_same(self, case_id: UUID) -> None:
        self.context.go("cases", case_id)
        self.reject()


def _postcode(field: TextField) -> FormField:
    return FormField(
        _("Postcode"), field, optional=True,
        check=lambda: plausible.postcode_problem(field.text()),
    )  # fmt: skip
