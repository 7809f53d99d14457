"""Overview: the facts that matter now, what is to be done next, and the journal."""

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy

from hjemveien.domain.codes import GROUPS, JOURNAL_KINDS, KINDS, SITUATIONS, title
from hjemveien.domain.ranking import class_in_words, factors_in_words
from hjemveien.domain.refusal import Refusal
from hjemveien.domain.words import rooms_words
from hjemveien.services import drafts, writing
from hjemveien.services.change import Change
from hjemveien.services.drafts import DraftView
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import WriteNote
from hjemveien.texts import _, day_text
from ui.case import looks
from ui.case.application import ApplicationDialog
from ui.case.situation import SituationDialog
from ui.case.tab import CaseTab
from ui.kit import (
    Banner,
    Button,
    ComboField,
    JournalView,
    KeyValueGrid,
    SectionHeader,
    Text,
    TextArea,
    box,
    column,
    row,
)
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

DRAFT_AFTER_MS = 1000


class OverviewTab(CaseTab):
    """The note that is being typed survives everything but its own saving."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.warning = Banner("warning")
        self.facts = KeyValueGrid()
        self.edit_button = Button(_("Edit application …"), "quiet", "pencil", self._edit)
        self.situation_button = Button(
            _("New living situation …"), "quiet", "map-pin", self._observe
        )
        self.journal_header = SectionHeader(_("Journal"))
        self.journal = JournalView()
        self.note = TextArea(_("New note"), _("Write what happened or was agreed"), lines=3)
        self.kind = ComboField(_("Kind of note"), [(code, _(t)) for code, t in JOURNAL_KINDS])
        self.save_button = Button(_("Save note"), "primary", clicked=self._save_note)
        self.draft_state = Text("", "caption", "muted")
        for part in (self.warning, self.facts):
            self.content.addWidget(part)
        self.content.addLayout(row(self.edit_button, self.situation_button, None))
        self.content.addWidget(self.journal_header)
        self.content.addWidget(self.journal)
        self.content.addStretch(1)
        foot = column(
            self.note,
            row(self.save_button, self.kind, None, self.draft_state),
            spacing=8,
            margins=(20, 10, 20, 12),
        )
        footer = box(foot, "footer", _("New note"))
        footer.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.frame.addWidget(footer)
        self._entry_id = uuid4()
        self._pause = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._pause.timeout.connect(self._save_draft)
        self.note.textChanged.connect(self._typed)

    def show_card(self, card: CaseCard) -> None:
        another = self.card is None or self.card.case_id != card.case_id
        if another:
            self._flush_draft()
        super().show_card(card)
        self._show_warning(card)
        self.facts.set_values(_facts(card, self.context))
        self.journal.set_items([looks.journal_item(entry) for entry in card.journal])
        if another:
            self._fetch_draft()

    # Notes and their drafts

    def _typed(self) -> None:
        if self.card is not None and self.note.text().strip():
            self._pause.start()

    def _save_note(self) -> None:
        if self.card is None:
            return
        wish = WriteNote(
            self.card.case_id, self.note.text(), str(self.kind.value()), entry_id=self._entry_id
        )
        subject = str(self.card.case_id)
        self._pause.stop()
        self.save_button.setEnabled(False)

        def operation(session: "Session") -> Change:
            change = writing.write_note(session, wish)
            drafts.save_draft(session, "note", subject, {})
            return change

        self.save(operation, self._saved, self._not_saved)

    def _saved(self, _change: Change) -> None:
        self._entry_id = uuid4()
        self.save_button.setEnabled(True)
        self.note.blockSignals(True)
        self.note.setText("")
        self.note.blockSignals(False)
        self.draft_state.setText("")
        self.context.say(_("The note is saved"))

    def _not_saved(self, refusal: Refusal) -> None:
        """The text stays where it is, to be sent again."""
        self.save_button.setEnabled(True)
        self.context.refuse(refusal)

    def _flush_draft(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._save_draft()

    def _save_draft(self) -> None:
        if self.card is None:
            return
        subject, text = str(self.card.case_id), self.note.text()
        content = {"text": text, "kind": self.kind.value()} if text.strip() else {}
        self.context.work.keep(
            self,
            lambda session: _kept(session, subject, content),
            lambda _none: self._drafted(subject),
            lambda _refusal: self.draft_state.setText(_("The draft is not saved yet")),
        )

    def _drafted(self, subject: str) -> None:
        if self.card is not None and str(self.card.case_id) == subject:
            moment = self.context.now().astimezone().strftime("%H:%M")
            self.draft_state.setText(_("Draft saved {time}").format(time=moment))

    def _fetch_draft(self) -> None:
        assert self.card is not None
        owner, subject = self.context.person.name, str(self.card.case_id)
        self._entry_id = uuid4()
        self.note.blockSignals(True)
        self.note.setText("")
        self.note.blockSignals(False)
        self.draft_state.setText("")
        self.context.work.ask(
            self,
            lambda session: drafts.find_draft(session, owner, "note", subject),
            self._give_back,
            key="draft",
        )

    def _give_back(self, draft: DraftView | None) -> None:
        if draft is None or self.card is None or draft.subject != str(self.card.case_id):
            return
        if not self.note.text():
            self.note.blockSignals(True)
            self.note.setText(str(draft.content.get("text", "")))
            self.note.blockSignals(False)
            self.kind.set_value(draft.content.get("kind"))
            self._drafted(draft.subject)

    # Dialogs

    def _edit(self) -> None:
        if self.card is not None and self.card.application is not None:
            ApplicationDialog(self.context, self.card, self).open()

    def _observe(self) -> None:
        if self.card is not None:
            SituationDialog(self.context, self.card, self).open()

    def _show_warning(self, card: CaseCard) -> None:
        if card.duplicates:
            numbers = ", ".join(number or "?" for _case_id, number in card.duplicates)
            self.warning.say(
                _("May be registered already: {numbers}").format(numbers=numbers),
                "warning",
                _("Show"),
                lambda: self.context.go("cases", card.duplicates[0][0]),
            )
        elif card.protected:
            self.warning.say(_("Protected household. Tell nobody who or where it is."), "danger")
        else:
            self.warning.hide()


def _kept(session: "Session", subject: str, content: dict[str, object]) -> None:
    drafts.save_draft(session, "note", subject, content)


def _facts(card: CaseCard, context: Context) -> tuple[tuple[str, str], ...]:
    application, need, priority = card.application, card.need, card.priority
    situation = card.situations[0] if card.situations else None
    applicant = next((member for member in card.members if member.role == "applicant"), None)
    facts = [
        (_("Deadline"), _deadline(card, context)),
        (_("Received"), _received(card)),
        (_("Kind"), title(KINDS, application.kind) if application else ""),
        (_("Main group"), title(GROUPS, application.main_group) if application else ""),
        (
            _("Living situation"),
            f"{title(SITUATIONS, situation.situation)}{_in_brackets(situation.words)}"
            if situation
            else "",
        ),
        (_("Dwelling need"), _need(need)),
        (
            _("Priority"),
            class_in_words(priority.priority_class) if priority else _("No class set"),
        ),
        (_("Factors"), factors_in_words(priority.factors) if priority else ""),
        (_("Telephone"), applicant.phone if applicant and not card.protected else ""),
        (_("Reason"), application.reason if application else ""),
    ]
    if card.moved_in_on or card.allocated_dwelling:
        moved = ", ".join(
            part
            for part in (
                day_text(card.moved_in_on) if card.moved_in_on else "",
                card.allocated_dwelling,
            )
            if part
        )
        facts.insert(2, (_("Moved in"), moved))
    return tuple(facts)


def _deadline(card: CaseCard, context: Context) -> str:
    cell = looks.deadline_cell(card.next_deadline, context.today())
    words = cell.whole()
    return f"{words} · {card.next_task}" if card.next_task else words


def _received(card: CaseCard) -> str:
    application = card.application
    if application is None or application.received_on is None:
        return _("Not known")
    if application.received_precision == "month":
        return application.received_on.strftime("%m.%Y")
    return day_text(application.received_on)


def _need(need: object) -> str:
    from hjemveien.services.views import NeedView

    if not isinstance(need, NeedView):
        return ""
    parts = [
        rooms_words(need.rooms_min) if need.rooms_min else "",
        _("adapted") if need.adapted else "",
        _("wheelchair") if need.wheelchair else "",
        _("lift") if need.lift else "",
        need.area,
        need.words,
    ]
    return ", ".join(part for part in parts if part)


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""
