"""Whether the office's rights and accounts are as they should be, a line a question."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.services.office_state import Finding
from hjemveien.texts import _, n_
from ui.kit import (
    Banner,
    Button,
    IconButton,
    IconLabel,
    Text,
    box,
    clear,
    column,
    grow,
    row,
    scrolling,
    set_spacing,
)


class StatePane(QWidget):
    """Show what was found with `show_findings`; `check_button` asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self.check_button = Button(_("Check now"), icon="shield-check")
        self.back_button = IconButton("arrow-left", _("Back to the list"))
        self.verdict = Banner("info")
        self.lines = QVBoxLayout()
        set_spacing(self.lines, 8)
        note = Text(
            _(
                "Every role, right, rule and account of the database is held against what this "
                "program makes. Nothing is changed."
            ),
            "body", "muted", wraps=True,
        )  # fmt: skip
        inner = column(
            row(self.back_button, Text(_("Office check"), "subtitle"), None), note,
            row(self.check_button, None), self.verdict, self.lines, None,
            spacing=12, margins=(16, 16, 16, 16),
        )  # fmt: skip
        self.setLayout(column(scrolling(box(inner, "surface"))))

    def show_findings(self, found: tuple[Finding, ...]) -> None:
        """What is off comes first, and stands in the banner as a number."""
        clear(self.lines)
        wrong = [finding for finding in found if not finding.fine]
        if wrong:
            words = n_("{n} thing is not as it should be.", "{n} things are not as they should be.",
                       len(wrong))  # fmt: skip
            self.verdict.say(words.format(n=len(wrong)), "danger")
        else:
            self.verdict.say(_("Everything is as it should be."), "success")
        for finding in (*wrong, *(each for each in found if each.fine)):
            self.lines.addWidget(_line(finding))


def _line(finding: Finding) -> QWidget:
    sign = IconLabel("circle-check" if finding.fine else "circle-alert", "")
    sign.set_icon("circle-check" if finding.fine else "circle-alert",
                  "success" if finding.fine else "danger")  # fmt: skip
    sign.setAccessibleName(_("Fine") if finding.fine else _("Off"))
    words = column(
        Text(finding.subject, "strong"), Text(finding.words, "body", "muted", wraps=True), spacing=2
    )
    return box(row(sign, grow(box(words)), spacing=8))
