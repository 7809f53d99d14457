"""Moves the case: to which stage, from which day, why; the rules refuse in words."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from hjemveien.domain import pathway
from hjemveien.domain.codes import choices
from hjemveien.services import moves
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import MoveCase
from hjemveien.texts import _
from ui.case import looks
from ui.case.drafting import DialogDraft
from ui.case.undoing import tell_moved
from ui.kit import (
    ComboField,
    DateField,
    ErrorSummary,
    FormField,
    SheetDialog,
    Text,
    TextArea,
    fix_width,
)
from ui.shell.context import Context


class MoveDialog(SheetDialog):
    """The stages that the rules allow now come first; the others say what is missing when tried."""

    def __init__(self, context: Context, card: CaseCard, to_stage: str, parent: QWidget) -> None:
        super().__init__(parent, _("Change stage"), _("Move the case"), icon="arrow-right")
        self.context, self._card = context, card
        # A reason that was begun for one stage is none for another.
        subject = f"{card.case_id} {to_stage}".rstrip()
        self.draft = DialogDraft(self, context, "move", subject)
        self.body.addWidget(Text(_whose(card), "body", "muted"))
        self.stage = ComboField("", _choices(card))
        self.stage.set_value(to_stage or pathway.next_stage(card.stage) or card.stage)
        self.day = DateField("", context.today, context.today())
        self.reason = TextArea(lines=3)
        closings = choices(pathway.CLOSINGS, context.today())
        self.closing = ComboField("", closings, _("As the decision or move-in says"))
        self.stage_field = FormField(_("Stage"), self.stage)
        self.day_field = fix_width(FormField(_("From"), self.day, check=self._day_problem), 180)
        self.closing_field = FormField(_("How it ended"), self.closing, optional=True)
        self.reason_field = FormField(
            _("Reason"), self.reason, _("Stands in the journal. Write it so that others see why.")
        )
        self.summary = ErrorSummary()
        for part in (self.stage_field, self.day_field, self.closing_field, self.reason_field):
            self.body.addWidget(part)
        self.body.addWidget(self.summary)
        self.stage.currentIndexChanged.connect(self._stage_chosen)
        self._stage_chosen()
        self._known_stage = bool(to_stage)

    def submit(self) -> None:
        if not self.summary.check([self.day_field, self.reason_field]):
            return
        closing = self.closing.value() if self.stage.value() == "avsluttet" else None
        wish = MoveCase(
            self._card.case_id, str(self.stage.value()), self.reason.text(), self.day.day(),
            str(closing) if closing else None, self._card.version,
        )  # fmt: skip
        self.draft.send(
            lambda session: moves.move_case(session, wish),
            lambda change: self._moved(change, wish),
            self.show_refusal,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._known_stage:
            # Where it goes is said already; what is missing is why.
            self.reason.setFocus()
        fields = {
            "stage": self.stage, "day": self.day, "closing": self.closing, "reason": self.reason,
        }  # fmt: skip
        self.draft.begin(fields)

    def _moved(self, change: Change, wish: MoveCase) -> None:
        tell_moved(self.context, self._card, change, wish)
        self.accept()

    def _stage_chosen(self) -> None:
        self.closing_field.setVisible(self.stage.value() == "avsluttet")

    def _day_problem(self) -> str:
        day = self.day.day()
        if day is None:
            return _("From must be filled in.")
        if day > self.context.today():
            return _("From cannot be in the future.")
        return ""


def _whose(card: CaseCard) -> str:
    return " · ".join(part for part in (looks.case_name(card), card.number) if part)


def _choices(card: CaseCard) -> list[tuple[str, str]]:
    codes = [stage.code for stage in pathway.STAGES if stage.code != card.stage]
    allowed = [code for code in codes if code in card.open_moves]
    others = [code for code in codes if code not in card.open_moves]
    return [(code, pathway.stage_title(code)) for code in (*allowed, *others)]
