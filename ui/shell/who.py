"""Who are you: one of the staff, or a name typed. A name is no proof, and the dialog says so."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hjemveien.services.views import StaffView
from hjemveien.texts import _
from ui.kit import ComboField, FormField, SheetDialog, TextField
from ui.shell.context import Context, Person
from ui.work import Session

SOMEBODY_ELSE = "somebody else"


class WhoDialog(SheetDialog):
    """`chosen(Person)`; the staff are asked for when it opens."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, context: Context) -> None:
        super().__init__(
            parent,
            _("Who are you?"),
            _("Continue"),
            _("Your name goes with everything you write. It is a name and no proof."),
            icon="arrow-right",
            width=480,
        )
        self._context = context
        self.staff = ComboField(_("Staff"), empty=_("Choose yourself"))
        self.name = TextField(_("Your name"), limit=80)
        self.name.setText(context.person.name)
        self._staff_field = FormField(_("Staff"), self.staff, check=self._nobody_chosen)
        self._name_field = FormField(_("Your name"), self.name)
        self.body.addWidget(self._staff_field)
        self.body.addWidget(self._name_field)
        self._staff_field.hide()
        self.staff.chosen.connect(lambda _value: self._show_name())
        context.work.ask(self, _active_staff, self._show_staff, lambda _refusal: None)

    def submit(self) -> None:
        person = self.staff.value()
        if not self._staff_field.isHidden() and not self._staff_field.validate():
            self.staff.setFocus()
        elif isinstance(person, Person):
            self.chosen.emit(person)
            self.accept()
        elif self._name_field.validate():
            self.chosen.emit(Person(" ".join(self.name.text().split())))
            self.accept()

    def _show_staff(self, staff: tuple[StaffView, ...]) -> None:
        self._staff_field.setVisible(bool(staff))
        known: list[tuple[object, str]] = [(person_of(one), one.name) for one in staff]
        self.staff.set_options([*known, (SOMEBODY_ELSE, _("Somebody else"))])
        for one in staff:
            if one.name == self._context.person.name:
                self.staff.set_value(person_of(one))
        self._show_name()
        if staff:
            self.staff.setFocus()

    def _show_name(self) -> None:
        typed = self._staff_field.isHidden() or self.staff.value() == SOMEBODY_ELSE
        self._name_field.setVisible(typed)

    def _nobody_chosen(self) -> str:
        if self.staff.value() is not None:
            return ""
        return _("Staff: choose yourself, or “Somebody else” to write your name.")


def person_of(one: StaffView) -> Person:
    return Person(one.name, one.staff_id, one.role)


def meant(one: StaffView, name: str) -> bool:
    """Whether the name is this member of the staff's, by name or initials."""
    return one.active and name.casefold() in (one.name.casefold(), one.initials.casefold())


def _active_staff(session: "Session") -> tuple[StaffView, ...]:
    from hjemveien.services.office import list_staff

    return tuple(one for one in list_staff(session) if one.active)
