"""Choosing a passphrase (twice, with a hint of its strength) and entering one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hjemveien.texts import _, n_
from ui.kit import Banner, ErrorSummary, FormField, SecretField, Text, box, column, primary, row
from ui.kit.buttons import Button

LEAST_LETTERS = 8
GOOD_LETTERS = 16


def strength_text(passphrase: str) -> tuple[str, str]:
    """Words and tone for how well it protects; length counts more than odd characters."""
    if not passphrase:
        return "", "muted"
    if len(passphrase) < LEAST_LETTERS:
        missing = LEAST_LETTERS - len(passphrase)
        text = n_("{n} more character is needed.", "{n} more characters are needed.", missing)
        return text.format(n=missing), "danger"
    if len(passphrase) < GOOD_LETTERS or len(set(passphrase)) < 6:
        return _("Enough, but a short sentence is stronger."), "warning"
    return _("Strong."), "success"


class ChoosePassphrase(QWidget):
    """`chosen(passphrase)`; `back` when the person changed her mind."""

    chosen = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = SecretField()
        self.second = SecretField()
        self._strength = Text("", "caption", "muted")
        self._strength.hide()
        self._first_field = FormField(
            _("Passphrase"),
            self.first,
            _("A short sentence that only you know. Spaces are fine."),
            check=self._check_first,
        )
        self._second_field = FormField(
            _("The passphrase once more"), self.second, check=self._check_second
        )
        self._errors = ErrorSummary()
        self.problem = Banner("danger")
        self.main = primary(_("Make the office"), self.submit, "check")
        warning = Banner(
            "warning",
            _("Nobody can recover the passphrase. Keep it where you keep the office's keys."),
        )
        self.setLayout(
            column(
                warning,
                self._first_field,
                self._strength,
                self._second_field,
                self._errors,
                self.problem,
                row(self.main, Button(_("Back"), clicked=self.back.emit), None),
                None,
                spacing=12,
            )
        )
        self.first.textChanged.connect(self._tell_strength)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.submit)

    def submit(self) -> None:
        if self._errors.check((self._first_field, self._second_field)):
            self.chosen.emit(self.first.text())

    def _check_first(self) -> str:
        if not self.first.text():
            return _("Passphrase must be filled in.")
        text, tone = strength_text(self.first.text())
        return _("Passphrase is too short.") + " " + text if tone == "danger" else ""

    def _check_second(self) -> str:
        same = self.first.text() == self.second.text()
        return "" if same else _("The passphrases differ. Write the same one twice.")

    def _tell_strength(self, passphrase: str) -> None:
        text, tone = strength_text(passphrase)
        self._strength.setText(text)
        self._strength.set_tone(tone)
        self._strength.setVisible(bool(text))


class EnterPassphrase(QWidget):
    """`entered(passphrase)`; `show_problem` when it does not open."""

    entered = Signal(str)

    def __init__(self, place: str) -> None:
        super().__init__()
        self.field = SecretField()
        self._form = FormField(_("Passphrase"), self.field, place)
        self.problem = Banner("danger")
        self.main = primary(_("Open"), self.submit, "key-round")
        self.buttons = row(self.main, None)
        self.setLayout(column(self._form, self.problem, self.buttons, None, spacing=12))
        self.field.returnPressed.connect(self.submit)

    def submit(self) -> None:
        if self._form.validate():
            self.set_busy(True)
            self.entered.emit(self.field.text())

    def show_problem(self, text: str) -> None:
        self.set_busy(False)
        self.problem.say(text)
        self.field.selectAll()
        self.field.setFocus()

    def set_busy(self, busy: bool) -> None:
        self.main.setEnabled(not busy)
        self.main.set_text(_("Opening …") if busy else _("Open"))


def card(title: str, body: QWidget, note: str = "") -> QWidget:
    """A titled card in the middle of a start window."""
    words = [Text(title, "title", wraps=True)]
    if note:
        words.append(Text(note, "body", "muted", wraps=True))
    return box(column(*words, 4, body, spacing=6, margins=(28, 24, 28, 24)), "card")
