"""Overview: the facts that matter now, what is to be done next, and the journal."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PySide6.QtWidgets import QSizePolicy

from hjemveien.domain.codes import GROUPS, JOURNAL_KINDS, KINDS, SITUATIONS, choices, title
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
from ui.case.drafting import FormDraft
from ui.case.need import NeedDialog
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
    grow,
    row,
)
from ui.kit.flow import FlowLayout
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


EVENTS = "events"


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
        self.need_button = Button(_("Dwelling need …"), "quiet", "house", self._edit_need)
        self.journal_header = SectionHeader(_("Journal"))
        self.journal_kind = ComboField(
            _("Show in the journal"),
            [*choices(JOURNAL_KINDS, context.today()), (EVENTS, _("Events"))], _("Everything"),
        )  # fmt: skip
        self.journal_kind.chosen.connect(lambda _kind: self._show_journal())
        self.journal = JournalView()
        self.note = TextArea(_("New note"), _("Write what happened or was agreed"), 3, 1)
        self.note.sends = True
        self.note.sent.connect(self._send_note)
        self.kind = ComboField(_("Kind of note"), choices(JOURNAL_KINDS, context.today()))
        self.save_button = Button(_("Save note"), "primary", clicked=self._save_note)
        self.draft_state = Text("", "caption", "muted")
        for part in (self.warning, self.facts):
            self.content.addWidget(part)
        buttons = FlowLayout(gap=8)
        for button in (self.edit_button, self.situation_button, self.need_button):
            buttons.addWidget(button)
        self.content.addLayout(buttons)
        self.content.addLayout(row(grow(self.journal_header), self.journal_kind))
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
        self._sent = ""
        self.draft = FormDraft(context, "note", self._drafted, self)
        self.draft.stated.connect(self.draft_state.setText)
        self.note.textChanged.connect(self.draft.typed)

    def show_card(self, card: CaseCard) -> None:
        another = self.card is None or self.card.case_id != card.case_id
        if another:
            self.draft.flush()
        super().show_card(card)
        self._show_warning(card)
        self.facts.set_values(_facts(card, self.context))
        if another:
            self.journal_kind.set_value(None)
        self._show_journal()
        if another:
            self._begin_note()

    def _show_journal(self) -> None:
        """Newest first, of the kind that is chosen."""
        if self.card is None:
            return
        kind = self.journal_kind.value()
        written = [code for code, _words in JOURNAL_KINDS]
        wanted = [
            entry for entry in self.card.journal
            if kind is None or kind == (entry.kind if entry.kind in written else EVENTS)
        ]  # fmt: skip
        self.journal.set_items([looks.journal_item(entry) for entry in wanted])

    def leave(self) -> None:
        self.draft.flush()

    # Notes and their drafts

    def _begin_note(self) -> None:
        """An empty field for this case, until its draft is there."""
        assert self.card is not None
        self._new_entry()
        self._set_text("")
        self.draft.begin(str(self.card.case_id), self._give_back)

    def _new_entry(self) -> None:
        self._entry_id, self._sent = uuid4(), ""
        self.save_button.setEnabled(True)

    def _send_note(self) -> None:
        """By the keyboard, amid the text."""
        if self.save_button.isEnabled():
            self._save_note()

    def _save_note(self) -> None:
        if self.card is None:
            return
        entry, text = self._entry_id, self.note.text()
        wish = WriteNote(self.card.case_id, text, str(self.kind.value()), entry_id=entry)
        subject = str(self.card.case_id)
        self._sent = text
        self.save_button.setEnabled(False)
        forget = self.draft.sent()

        def operation(session: "Session") -> Change:
            change = writing.write_note(session, wish)
            drafts.save_draft(session, "note", subject, {})
            return change

        def saved(_change: Change) -> None:
            forget()
            self.context.say(_("The note is saved"))
            if entry == self._entry_id:
                self._keep_rest()

        def not_saved(refusal: Refusal) -> None:
            """The text stays where it is, to be sent again."""
            self.context.refuse(refusal)
            if entry == self._entry_id:
                self._sent = ""
                self.save_button.setEnabled(True)

        self.context.work.do(self, operation, saved, not_saved, operation_id=entry)

    def _keep_rest(self) -> None:
        """What was typed while the note was on its way is the beginning of another."""
        rest = _beyond(self._sent, self.note.text())
        self._new_entry()
        self._set_text(rest)
        if rest:
            self.draft.typed()
        else:
            self.draft.saved()

    def _drafted(self) -> dict[str, Any]:
        text = self.note.text()
        if not text.strip():
            return {}
        entry = str(self._entry_id)
        return {"text": text, "kind": self.kind.value(), "operation": entry, "sent": self._sent}

    def _give_back(self, draft: DraftView) -> None:
        if self.note.text():
            return
        text, sent = str(draft.content.get("text", "")), str(draft.content.get("sent", ""))
        if draft.done:
            text = _beyond(sent, text)
        elif "operation" in draft.content:
            self._entry_id = UUID(draft.content["operation"])
        self._set_text(text)
        self.kind.set_value(draft.content.get("kind"))
        if text:
            self.draft.given_back(draft)
        else:
            self.draft.drop()

    def _set_text(self, text: str) -> None:
        with self.draft.quietly():
            self.note.setText(text)

    # Dialogs

    def _edit(self) -> None:
        if self.card is not None and self.card.application is not None:
            ApplicationDialog(self.context, self.card, self).open()

    def _observe(self) -> None:
        if self.card is not None:
            SituationDialog(self.context, self.card, self).open()

    def _edit_need(self) -> None:
        if self.card is not None:
            NeedDialog(self.context, self.card, self).open()

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


def _beyond(sent: str, text: str) -> str:
    """What was typed after `sent` had been sent; all of it where the beginning was changed too."""
    return text[len(sent) :].lstrip() if text.startswith(sent) else text


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
        (_("Briefly about the situation"), application.note if application else ""),
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
        _rooms(need.rooms_min, need.rooms_max),
        _("adapted") if need.adapted else "",
        _("wheelchair") if need.wheelchair else "",
        _("lift") if need.lift else "",
        _("pets") if need.pets else "",
        need.area,
        need.words,
    ]
    return ", ".join(part for part in parts if part)


def _rooms(least: int | None, most: int | None) -> str:
    if least and most and most > least:
        return _("{least} to {most} rooms").format(least=least, most=most)
    if least:
        return rooms_words(least)
    return _("at most {rooms}").format(rooms=rooms_words(most)) if most else ""


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""
