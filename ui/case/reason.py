"""Why a case that is not one's own is opened: a choice or some words, and Enter goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from hjemveien.domain.access import REASONS
from hjemveien.texts import _
from ui.kit import FormField, RadioField, SheetDialog, TextArea, TextField, box, column

WORDS = "written"
LONGEST = 300


class ReasonSheet(SheetDialog):
    """`chosen(code, words)`; `code` is the choice to begin with, usually the latest."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget, code: str = "") -> None:
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
        self.body.addWidget(reasons)
        self.body.addWidget(self._field)
        self.choices.get(code, self.choices[REASONS[0][0]]).setChecked(True)
        for choice in self.choices.values():
            choice.toggled.connect(lambda _on: self._show_words())
        self._show_words()

    def submit(self) -> None:
        if self._field.validate():
            self.set_busy(True)
            words = self.words.text().strip() if self.code() == WORDS else ""
            self.chosen.emit(self.code(), words)

    def code(self) -> str:
        """The reason that is chosen now, one of domain.access.REASONS."""
        return next(code for code, choice in self.choices.items() if choice.isChecked())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.choices[self.code()].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.main.click()
            return
        super().keyPressEvent(event)

    def _show_words(self) -> None:
        self._field.setVisible(self.code() == WORDS)
        self._fit()
        if self.code() == WORDS and self.isVisible():
            self.words.setFocus()

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
