"""Registers a decision: outcome, legal basis and reasons belong together."""

from PySide6.QtWidgets import QWidget

from hjemveien.domain.codes import OUTCOMES, TRACKS, choices
from hjemveien.services import deciding
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import MakeDecision
from hjemveien.texts import _
from ui.case.wishing import WishDialog
from ui.kit import (
    CheckField,
    ComboField,
    DateField,
    FormField,
    SpinField,
    TextArea,
    TextField,
    box,
    column,
)
from ui.shell.context import Context

LEASE_MONTHS = 36
MOST_TASKS = 5
# In a task's title, bokmål and nynorsk and English: it is then ticked beforehand.
_DECISION = ("vedtak", "decision")


class DecisionDialog(WishDialog):
    FORM = "decision"

    def __init__(self, context: Context, card: CaseCard, parent: QWidget) -> None:
        super().__init__(
            context, _("Register decision"), _("Register decision"), parent, 620, card.case_id
        )
        self._card = card
        self.saved_text = _("The decision is registered")
        self.track = ComboField("", choices(TRACKS, context.today()))
        self.outcome = ComboField("", choices(OUTCOMES, context.today()), _("Choose outcome"))
        self.day = DateField("", context.today, context.today())
        self.basis = TextField(limit=300)
        self.reasons = TextArea(lines=5)
        self.rooms = SpinField("", 0, 12)
        self.rooms.setSpecialValueText(" ")
        self.rooms.setValue((card.need.rooms_min if card.need else 0) or 0)
        self.lease = SpinField("", 0, 240)
        self.lease.setValue(LEASE_MONTHS)
        self.ticks = {
            task.task_id: CheckField(task.title, _is_about(task.title))
            for task in [each for each in card.tasks if each.done_at is None][:MOST_TASKS]
        }
        self._place()

    def _place(self) -> None:
        self.add("track", FormField(_("Track"), self.track))
        self.add("outcome", FormField(_("Outcome"), self.outcome))
        self.add("decided_on", FormField(_("Date of decision"), self.day))
        self.add(
            "legal_basis",
            FormField(_("Legal basis"), self.basis, _("The rule that the decision rests on.")),
        )
        self.add(
            "reasons",
            FormField(
                _("Reasons"), self.reasons,
                _("Rules, facts, and what weighed (forvaltningsloven §§ 24–25)."),
            ),
        )  # fmt: skip
        self.rooms_field = self.add("rooms", FormField(_("Rooms"), self.rooms, optional=True))
        self.lease_field = self.add(
            "lease_months", FormField(_("Lease in months"), self.lease, optional=True)
        )
        if self.ticks:
            ticks = box(column(*self.ticks.values(), spacing=4), "clear", _("Tasks done with this"))
            self.add("settled", FormField(_("Tasks done with this"), ticks, optional=True))
        self.outcome.currentIndexChanged.connect(self._outcome_chosen)
        self._outcome_chosen()

    def _outcome_chosen(self) -> None:
        granted = self.outcome.value() == "granted"
        self.rooms_field.setVisible(granted)
        self.lease_field.setVisible(granted)

    def send(self) -> None:
        granted = self.outcome.value() == "granted"
        wish = MakeDecision(
            self._card.case_id, str(self.outcome.value() or ""),
            self.day.day() or self.context.today(), self.basis.text(), self.reasons.text(),
            str(self.track.value()), rooms=(self.rooms.value() or None) if granted else None,
            lease_months=(self.lease.value() or None) if granted else None,
            settled=tuple(key for key, tick in self.ticks.items() if tick.isChecked()),
        )  # fmt: skip
        self.wish(lambda session: deciding.make_decision(session, wish))


def _is_about(title: str) -> bool:
    return any(word in title.casefold() for word in _DECISION)
