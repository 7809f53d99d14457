"""Why a case that is not one's own is opened: an arrow or a letter chooses, and Enter goes on."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from hjemveien.domain.access import REASONS
from hjemveien.texts import _
from ui.kit import FormField, RadioField, SheetDialog, TextArea, TextField, box, column

WORDS = "written"
LONGEST = 300


class ReasonSheet(SheetDialog):
    """`chosen(code, words)`. Nothing is chosen at first: what is said here is kept for good.

    `latest` is where the keyboard begins. There an arrow chooses that one; a letter chooses the
    next reason that begins with it.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget, latest: str = "") -> None:
        super().__init__(
            parent,
            _("Why do you open this case?"),
            _("Open the case"),
            _("Somebody else has it. The reason is kept with your name; the applicant can ask."),
            icon="folder-open",
            width=460,
        )
        self.choices = {each: RadioField(_(title)) for each, title in REASONS}
        self.words = TextField(_("The reason in your own words"), limit=LONGEST)
        self._field = FormField(
            _("The reason in your own words"), self.words, check=self._words_problem
        )
        reasons = box(column(*self.choices.values(), spacing=6), "clear", _("Reason"))
        self.reason = FormField(_("Reason"), reasons, check=self._choice_problem)
        self.body.addWidget(self.reason)
        self.body.addWidget(self._field)
        self._first = self.choices.get(latest, self.choices[REASONS[0][0]])
        for choice in self.choices.values():
            choice.installEventFilter(self)
            choice.toggled.connect(lambda _on: self._show_words())
        self._show_words()

    def submit(self) -> None:
        if not self.reason.validate():
            self._fit()
        elif self._field.validate():
            self.set_busy(True)
            words = self.words.text().strip() if self.code() == WORDS else ""
            self.chosen.emit(self.code(), words)

    def code(self) -> str:
        """The reason that is chosen now, one of domain.access.REASONS; empty while none is."""
        return next((code for code, choice in self.choices.items() if choice.isChecked()), "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            chosen = self._meant(watched, event)
            if chosen is not None:
                chosen.setChecked(True)
                chosen.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _meant(self, watched: QObject, event: QKeyEvent) -> RadioField | None:
        """What a key on a choice chooses, where the choice itself would not."""
        everyone = list(self.choices.values())
        at = next((n for n, choice in enumerate(everyone) if choice is watched), None)
        if at is None:
            return None
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            # Qt's arrows move between choices only once one of them is chosen.
            return None if self.code() else everyone[at]
        letter = event.text().casefold()
        if not letter.isalpha() or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return None
        after = (*everyone[at + 1 :], *everyone[: at + 1])
        return next((each for each in after if each.text().casefold().startswith(letter)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.main.click()
            return
        super().keyPressEvent(event)

    def _show_words(self) -> None:
        self._field.setVisible(self.code() == WORDS)
        if self.code() and self.reason.error():
            self.reason.validate()
        self._fit()
        if self.code() == WORDS and self.isVisible():
            self.words.setFocus()

    def _choice_problem(self) -> str:
        return "" if self.code() else _("Reason: choose why you open the case.")

    def _words_problem(self) -> str:
        if self.code() == WORDS and not self.words.text().strip():
            return _("The reason must be written.")
        return ""


class GlassSheet(SheetDialog):
    """`chosen(words)`: somebody cleared opens a protected household that she does not have."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Open a protected household in an emergency?"),
            _("Open, and tell the supervisors"),
            _(
                "This household is protected and is not yours. If you open it, the supervisors "
                "are told at once: your name, the case number and the reason you write. It stays "
                "in the access log, and the household can ask who has seen its case."
            ),
            icon="shield-alert",
        )
        self.main.set_look("danger")
        self.words = TextArea(lines=3)
        hint = _("What has happened, without the person's name.")
        self._field = FormField(_("Why it cannot wait"), self.words, hint)
        self.body.addWidget(self._field)

    def submit(self) -> None:
        if self._field.validate():
            self.set_busy(True)
            self.chosen.emit(self.words.text().strip())
