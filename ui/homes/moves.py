"""Dialogs about how a dwelling stands: its condition, that it is vacant, that it is let."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hjemveien.domain import homes, pathway
from hjemveien.domain.refusal import Conflict, Refusal
from hjemveien.domain.words import in_a_row
from hjemveien.exchange.reading import money
from hjemveien.services import locating, occupancy
from hjemveien.services.change import Change
from hjemveien.services.dwelling_seeing import began, running, seen, undo_of, undo_of_letting
from hjemveien.services.dwelling_wishes import (
    RegisterLet,
    ReportVacant,
    Seen,
    SetCondition,
    TakeBack,
)
from hjemveien.services.dwellings import DwellingView
from hjemveien.services.views import CaseCard
from hjemveien.texts import _
from ui.case.conflict import ConflictDialog
from ui.case.opening import CaseOpening
from ui.case.wishing import WishDialog
from ui.homes.form import amount_problem, amount_text
from ui.kit import Banner, ComboField, DateField, FormField, TextField, fix_width, row
from ui.shell.context import Context

# Where a household is when a dwelling is let to it.
LETTING_STAGES = ("tilbud", "innflytting")


class StandingDialog(WishDialog):
    """What they share: what was seen, a conflict with both values, and a toast that takes back."""

    def __init__(
        self, context: Context, view: DwellingView, title: str, main: str, parent: QWidget
    ) -> None:
        super().__init__(context, title, main, parent, about=view.dwelling_id)
        self.view = view
        self.today = context.today()
        self.seen = seen(view, self.today)
        self.undo: TakeBack | None = None

    def send_as_seen(self, seen: Seen) -> None:
        """Send it, as if this had been seen."""
        raise NotImplementedError

    def send(self) -> None:
        self.send_as_seen(self.seen)

    def granted(self, _change: Change) -> None:
        undo = self.undo
        context, work = self.context, self.context.work
        if undo is None:
            context.say(self.saved_text)
        else:
            # The window asks, for by then the form is gone.
            owner: QObject = context
            context.undoable(
                self.saved_text,
                lambda: work.do(owner, lambda session: occupancy.take_back(session, undo),
                                None, context.refuse),
            )  # fmt: skip
        self.accept()

    def day_field(
        self, label: str, name: str = "day", check: Callable[[], str] | None = None
    ) -> DateField:
        field = DateField("", self.context.today, self.today)
        self.fields[name] = fix_width(FormField(label, field, check=check), 190)
        return field

    def _refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, Conflict) and refusal.clashes:
            dialog = ConflictDialog(refusal, self)
            dialog.chosen.connect(lambda mine: self._again(refusal, mine))
            dialog.open()
            return
        super()._refused(refusal)

    def _again(self, conflict: Conflict, mine: frozenset[str]) -> None:
        """Mine where I chose it knowing theirs; where I did not, nothing is sent."""
        if not {clash.name for clash in conflict.clashes} <= mine:
            self.accept()
            return
        theirs: dict[str, Any] = {clash.name: clash.saved for clash in conflict.clashes}
        known = {"condition": self.seen.condition, "occupancy": self.seen.occupancy, **theirs}
        self.undo = None
        self.seen = Seen(known["condition"], known["occupancy"])
        self.send_as_seen(self.seen)


class ConditionDialog(StandingDialog):
    FORM = "dwelling_condition"

    def __init__(self, context: Context, view: DwellingView, parent: QWidget) -> None:
        title = _("Set the condition of {address}").format(address=view.address)
        super().__init__(context, view, title, _("Set condition"), parent)
        self.saved_text = _("The condition is set")
        codes = homes.CONDITIONS if view.row.occupancy == "let" else homes.IDLE
        self.condition = ComboField("", [(code, _(words)) for code, words in codes])
        self.condition.set_value(view.row.condition)
        self.day = self.day_field(_("From"))
        self.ready = _ready_field(context, view)
        self.remark = TextField(limit=200)
        self.fields["condition"] = FormField(_("Condition"), self.condition)
        self.fields["ready_on"] = FormField(_("Expected ready"), self.ready, optional=True)
        self.fields["note"] = FormField(_("Note"), self.remark, optional=True)
        self.body.removeWidget(self.summary)
        self.body.addLayout(row(self.fields["condition"], self.fields["day"], None, spacing=16))
        for name in ("ready_on", "note"):
            self.body.addWidget(self.fields[name])
        self.body.addWidget(self.summary)

    def send_as_seen(self, seen: Seen) -> None:
        wish = SetCondition(
            self.view.dwelling_id, str(self.condition.value()), self.day.day() or self.today,
            seen, self.remark.text(), self.ready.day(),
        )  # fmt: skip
        self.undo = undo_of(self.view, wish.keys, self.today)
        self.wish(lambda session: occupancy.set_condition(session, wish))


class VacantDialog(StandingDialog):
    """Somebody moves out, or what stands empty does so for another reason."""

    FORM = "dwelling_vacant"

    def __init__(self, context: Context, view: DwellingView, parent: QWidget) -> None:
        self.moves_out = view.row.occupancy == "let"
        title, main = _vacant_words(view, self.moves_out)
        super().__init__(context, view, title, main, parent)
        self.saved_text = _("Registered as vacant") if self.moves_out else _("Saved")
        self.day = self.day_field(_("Vacant from") if self.moves_out else _("From"))
        self.reason = ComboField("", [(c, _(w)) for c, w in homes.REASONS], _("Choose"))
        self.reason.set_value(view.row.reason or None)
        self.condition = ComboField("", [(code, _(words)) for code, words in homes.IDLE])
        self.condition.set_value(view.row.condition)
        self.ready = _ready_field(context, view)
        self.fields["reason"] = FormField(_("Why it is vacant"), self.reason)
        self.fields["condition"] = FormField(_("Condition"), self.condition)
        self.fields["ready_on"] = FormField(_("Expected ready"), self.ready, optional=True)
        self.body.removeWidget(self.summary)
        self.body.addLayout(row(self.fields["day"], self.fields["condition"], None, spacing=16))
        for name in ("reason", "ready_on"):
            self.body.addWidget(self.fields[name])
        self.body.addWidget(self.summary)

    def send_as_seen(self, seen: Seen) -> None:
        lease = running(self.view, self.today) if self.moves_out else None
        wish = ReportVacant(
            self.view.dwelling_id, self.day.day() or self.today, str(self.condition.value()),
            str(self.reason.value() or ""), seen, self.ready.day(),
            lease.lease_id if lease else None, lease.version if lease else 0,
        )  # fmt: skip
        self.undo = undo_of(self.view, wish.keys, self.today, lease)
        self.wish(lambda session: occupancy.report_vacant(session, wish))


class LetDialog(StandingDialog):
    """Somebody moves in. A case that is named is opened first, for the lease is tied to it."""

    FORM = "dwelling_let"

    def __init__(self, context: Context, view: DwellingView, parent: QWidget) -> None:
        title = _("Let {address}").format(address=view.address)
        super().__init__(context, view, title, _("Register as let"), parent)
        self.saved_text = _("Registered as let")
        self.day = self.day_field(_("Moves in"), check=self._day_problem)
        self.until = DateField("", context.today)
        self.rent, self.deposit = TextField(limit=20), TextField(limit=20)
        self.rent.setText(amount_text(view.values["monthly_rent"]))
        self.deposit.setText(amount_text(view.values["deposit"]))
        self.number = TextField(limit=40)
        self.stage_notice = Banner("info")
        self.number.left.connect(self._look_for_stage)
        self.number.textChanged.connect(lambda _text: self.stage_notice.hide())
        self._case_id: UUID | None = None
        self._opening = CaseOpening(context, self)
        self._opening.opened.connect(self._case_opened)
        self._opening.declined.connect(self._no_case)
        self._opening.dismissed.connect(lambda: self.set_busy(False))
        self._fill()

    def _fill(self) -> None:
        self.fields["ends_on"] = FormField(
            _("Lease until"), self.until, _("Leave empty for an open-ended lease."), optional=True,
            check=lambda: occupancy.end_problem(self.day.day() or self.today, self.until.day()),
        )  # fmt: skip
        self.fields["rent"] = _amount_field(_("Rent a month"), self.rent)
        self.fields["deposit"] = _amount_field(_("Deposit"), self.deposit)
        self.fields["case"] = FormField(
            _("Case number"), self.number,
            _("The tenant's case. Leave it empty for a protected household."), optional=True,
        )  # fmt: skip
        self.body.removeWidget(self.summary)
        for name in ("day", "ends_on"):
            self.body.addLayout(row(self.fields[name], None))
        self.body.addLayout(row(self.fields["rent"], self.fields["deposit"], spacing=16))
        self.body.addWidget(self.fields["case"])
        self.body.addWidget(self.stage_notice)
        self.body.addWidget(self.summary)

    def submit(self) -> None:
        """A case number that leads nowhere is told with all else that is wrong."""
        super().submit()
        number = self.number.text().strip()
        if self._wrong() and number:
            self.context.work.ask(
                self, lambda session: locating.locate_case(session, number), None, self._no_case,
                key="case",
            )  # fmt: skip

    def _day_problem(self) -> str:
        return occupancy.begin_problem(self.day.day() or self.today, began(self.view, self.today))

    def _wrong(self) -> list[FormField]:
        return [field for field in self.fields.values() if field.error()]

    def _look_for_stage(self) -> None:
        number = self.number.text().strip()
        if number:
            self.context.work.ask(
                self, lambda session: locating.stage_of(session, number), self._tell_stage,
                lambda _refusal: None, key="stage",
            )  # fmt: skip

    def _tell_stage(self, found: tuple[str, str]) -> None:
        number, stage = found
        if stage in LETTING_STAGES:
            return
        words = _("Case {number} is at {stage}. A dwelling is usually let at {usual}.")
        usual = in_a_row([pathway.stage_title(code) for code in LETTING_STAGES])
        self.stage_notice.say(
            words.format(number=number, stage=pathway.stage_title(stage), usual=usual)
        )

    def send(self) -> None:
        number = self.number.text().strip()
        self._case_id = None
        if not number:
            self.send_as_seen(self.seen)
            return
        self.set_busy(True)
        self.context.work.ask(
            self, lambda session: locating.locate_case(session, number), self._opening.open,
            self._no_case, key="case",
        )  # fmt: skip

    def send_as_seen(self, seen: Seen) -> None:
        wish = RegisterLet(
            self.view.dwelling_id, self.day.day() or self.today, seen, self.until.day(),
            money.read_text(self.rent.text().strip()), money.read_text(self.deposit.text().strip()),
            self._case_id,
        )  # fmt: skip
        self.undo = undo_of_letting(self.view, wish, self.today)
        self.wish(lambda session: occupancy.register_let(session, wish))

    def _case_opened(self, card: CaseCard) -> None:
        self._case_id = card.case_id
        self.send_as_seen(self.seen)

    def _no_case(self, refusal: Refusal) -> None:
        self.set_busy(False)
        self.fields["case"].set_error(refusal.text)
        self.summary.show_errors(self._wrong())


def _vacant_words(view: DwellingView, moves_out: bool) -> tuple[str, str]:
    if moves_out:
        title = _("Register moving out of {address}").format(address=view.address)
        return title, _("Register as vacant")
    return _("Why {address} is vacant").format(address=view.address), _("Save")


def _ready_field(context: Context, view: DwellingView) -> DateField:
    from ui.homes.looks import ready_day

    return DateField("", context.today, ready_day(view.row.ready_on))


def _amount_field(word: str, field: TextField) -> FormField:
    def check() -> str:
        typed = field.text().strip()
        amount = money.read_text(typed)
        if typed and amount is None:
            return amount_problem(word)
        return occupancy.amount_problem(word, amount)

    return FormField(word, field, optional=True, check=check)
