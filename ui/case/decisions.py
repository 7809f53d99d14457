"""Decisions, priority and offers: each with its reasons, newest first."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.domain.codes import OUTCOMES, TRACKS, title
from hjemveien.domain.ranking import class_in_words, factors_in_words
from hjemveien.domain.words import rooms_words
from hjemveien.services.views import CaseCard, DecisionView, OfferView
from hjemveien.texts import _, day_text, mark, n_
from ui.case.decide import DecisionDialog
from ui.case.prioritise import PriorityDialog
from ui.case.tab import CaseTab
from ui.kit import (
    Button,
    EmptyState,
    KeyValueGrid,
    Pill,
    SectionHeader,
    Text,
    box,
    clear,
    column,
    row,
    set_spacing,
)
from ui.shell.context import Context

_LOOKS = {"granted": "success", "refused": "danger", "dismissed": "neutral"}
_SIGNS = {"granted": "circle-check", "refused": "circle-x", "dismissed": "circle-x"}
ANSWERS = (
    ("accepted", mark("Accepted")),
    ("declined", mark("Declined")),
    ("unanswered", mark("Not answered")),
)


class DecisionsTab(CaseTab):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.decide_button = Button(_("Register decision …"), icon="scale", clicked=self.decide)
        self.class_button = Button(_("Set class …"), icon="flag", clicked=self.prioritise)
        self._priority = KeyValueGrid()
        self._decisions = QVBoxLayout()
        self._offers = KeyValueGrid()
        self._offers_header = SectionHeader(_("Offers"))
        set_spacing(self._decisions, 8)
        self.content.addLayout(row(self.decide_button, self.class_button, None))
        self.content.addLayout(self._decisions)
        self.content.addWidget(SectionHeader(_("Priority")))
        self.content.addWidget(self._priority)
        self.content.addWidget(self._offers_header)
        self.content.addWidget(self._offers)
        self.content.addStretch(1)

    def show_card(self, card: CaseCard) -> None:
        super().show_card(card)
        clear(self._decisions)
        for decision in card.decisions:
            self._decisions.addWidget(_decision_card(decision))
        if not card.decisions:
            self._decisions.addWidget(
                EmptyState(
                    _("No decision yet"),
                    _("A decision needs an outcome, a legal basis and reasons."),
                    icon="scale",
                )
            )
        self._show_priority(card)
        self._offers.set_values(tuple(_offer(offer) for offer in card.offers))
        self._offers_header.setVisible(bool(card.offers))

    def decide(self) -> None:
        if self.card is not None:
            DecisionDialog(self.context, self.card, self).open()

    def prioritise(self) -> None:
        if self.card is not None:
            PriorityDialog(self.context, self.card.case_id, self.card.priority, self).open()

    def _show_priority(self, card: CaseCard) -> None:
        priority = card.priority
        if priority is None:
            self._priority.set_values(((_("Class"), _("No class set")),))
            return
        self._priority.set_values(
            (
                (_("Class"), class_in_words(priority.priority_class)),
                (_("Factors"), factors_in_words(priority.factors)),
                (_("Reason"), priority.reason or priority.words),
                (_("From"), f"{day_text(priority.valid_from)} · {priority.set_by}"),
            )
        )


def _decision_card(decision: DecisionView) -> QWidget:
    outcome = title(OUTCOMES, decision.outcome)
    pill = Pill(outcome, _LOOKS.get(decision.outcome, "neutral"), _SIGNS.get(decision.outcome, ""))
    facts = KeyValueGrid()
    lease = decision.lease_months
    facts.set_values(
        (
            (_("Track"), title(TRACKS, decision.track)),
            (_("Legal basis"), decision.legal_basis),
            (_("Reasons"), decision.reasons),
            (_("Dwelling"), _dwelling(decision)),
            (_("Lease"), n_("{n} month", "{n} months", lease).format(n=lease) if lease else ""),
            (_("Decided by"), decision.decided_by),
        )
    )
    head = row(Text(_day(decision), "strong"), pill, None)
    return box(column(head, facts, spacing=6, margins=12), "card", f"{outcome} {_day(decision)}")


def _day(decision: DecisionView) -> str:
    if decision.decided_on is None:
        return _("Date not known")
    if decision.decided_precision == "month":
        return decision.decided_on.strftime("%m.%Y")
    return day_text(decision.decided_on)


def _dwelling(decision: DecisionView) -> str:
    rooms = rooms_words(decision.rooms) if decision.rooms else ""
    return ", ".join(part for part in (decision.dwelling_type, rooms) if part)


def _offer(offer: OfferView) -> tuple[str, str]:
    answer = title(ANSWERS, offer.answer)
    return day_text(offer.offered_on), f"{answer} ({offer.words})" if offer.words else answer
