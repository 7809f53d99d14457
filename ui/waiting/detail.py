"""Why a household stands where it does, beside the waiting list, and what can be done about it."""

from PySide6.QtWidgets import QWidget

from hjemveien.domain.codes import GROUPS, title
from hjemveien.domain.ranking import class_in_words, factors_in_words
from hjemveien.domain.words import household_words, rooms_words
from hjemveien.services.views import CaseCard, WaitingRow
from hjemveien.texts import _, day_text, number_text
from ui.case.opening import CaseOpening
from ui.case.prioritise import PriorityDialog
from ui.kit import Button, Elided, KeyValueGrid, Text, box, column, row, scrolling
from ui.shell.context import Context


class WaitingDetail(QWidget):
    """Why a household stands where it does, and what can be done about it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._row: WaitingRow | None = None
        self.left_out = False
        self.name = Elided("", "title")
        self.place = Elided("", "body", "muted")
        self.why = Text("", "body", wraps=True)
        self.facts = KeyValueGrid(120)
        self.opening = CaseOpening(context, self)
        self.opening.opened.connect(self._set_class)
        self.opening.declined.connect(context.refuse)
        self.open_button = Button(_("Open the case"), "primary", "folder-open", self._open)
        self.class_button = Button(_("Set class …"), icon="flag", clicked=self._prioritise)
        self.weighing = Text("", "caption", "muted", wraps=True)
        self.buttons = box(row(self.open_button, self.class_button, None))
        body = column(
            self.name,
            self.place,
            8,
            Text(_("Why here?"), "subtitle"),
            self.why,
            8,
            self.facts,
            8,
            self.buttons,
            16,
            self.weighing,
            None,
            spacing=4,
            margins=(20, 16, 20, 16),
        )
        self._body = box(body)
        self.setLayout(column(scrolling(box(column(self._body, None), "surface"))))

    def show_row(self, shown: WaitingRow) -> None:
        self._row, self.left_out = shown, False
        self.buttons.show()
        self._body.show()
        self.name.setText(name_of(shown))
        self.place.setText(
            _("Place {place} · case {number}").format(place=shown.place, number=shown.number)
        )
        self.why.setText(shown.why)
        self.facts.set_values(
            (
                (_("Class"), class_in_words(shown.priority_class)),
                (_("Factors"), factors_in_words(shown.factors)),
                (_("Household"), household_words(shown.adults, shown.children)),
                (_("Main group"), title(GROUPS, shown.main_group)),
                (_("Dwelling need"), need_of(shown)),
                (_("Decision"), day_text(shown.decided_on)),
                (_("Days waited"), number_text(shown.days) if shown.days is not None else ""),
                (_("New household"), _("yes") if shown.new_household else _("no")),
                (_("Caseworker"), shown.caseworker),
            )
        )

    def explain(self, weighing: str) -> None:
        """How the factors of this list weigh."""
        self.weighing.setText(weighing)

    def show_left_out(self, left_out: tuple[tuple[WaitingRow, str], ...]) -> None:
        """Which households the other list has, each with its reason."""
        self._row, self.left_out = None, True
        self._body.show()
        self.name.setText(_("Not on this list"))
        self.place.setText("")
        self.why.setText(_("These have a positive decision and are not counted here:"))
        self.facts.set_values(tuple((each.number or "?", why) for each, why in left_out))
        self.buttons.hide()

    def show_nothing(self) -> None:
        """There is no list, or nobody is on it."""
        self._row, self.left_out = None, False
        self._body.hide()

    def _open(self) -> None:
        if self._row is not None:
            self.context.go("cases", self._row.case_id)

    def _prioritise(self) -> None:
        """The class belongs to the case's content, which is opened first."""
        if self._row is not None:
            self.opening.open(self._row.case_id)

    def _set_class(self, card: CaseCard) -> None:
        PriorityDialog(self.context, card.case_id, card.priority, self).open()


def name_of(shown: WaitingRow) -> str:
    if shown.protected:
        return _("Protected")
    return f"{shown.given_name} {shown.surname}".strip() or _("No name")


def need_of(shown: WaitingRow) -> str:
    rooms = rooms_words(shown.rooms) if shown.rooms else shown.need_words
    return ", ".join(part for part in (_("adapted") if shown.adapted else "", rooms) if part)
