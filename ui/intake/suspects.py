"""Cases that may be one and the same, side by side; a person answers, once."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hjemveien.domain.codes import GROUPS, OUTCOMES, title
from hjemveien.services import duplicates
from hjemveien.services.change import Change
from hjemveien.services.duplicates import SIDES, SideView, SuggestionView
from hjemveien.texts import _, day_text, n_, number_text
from ui.kit import (
    Button,
    EmptyState,
    SectionHeader,
    Text,
    box,
    clear,
    column,
    row,
    scrolling,
    set_spacing,
)
from ui.openings import wide
from ui.shell.context import Context


class SuspectsView(QWidget):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._to_come = 0
        self._found: tuple[SuggestionView, ...] | None = None
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        set_spacing(self._body, 12, 16)
        self.setLayout(column(scrolling(inner)))

    def expect(self, pairs: int) -> None:
        """So many more will be there when the files that are looked at are read in."""
        self._to_come = pairs
        if self._found is not None:
            self._show(self._found)

    def load(self) -> None:
        self.context.work.ask(
            self, duplicates.open_suggestions, self._show, self.context.refuse, key="suspects",
            listing=wide("duplicates"),
        )  # fmt: skip

    def _show(self, found: tuple[SuggestionView, ...]) -> None:
        self._found = found
        clear(self._body)
        if self._to_come and found:
            self._body.addWidget(Text(self._coming(), "body", "muted", wraps=True))
        for suggestion in found:
            self._body.addWidget(self._pair(suggestion))
        if not found:
            title = _("Nothing to decide yet") if self._to_come else _("Nothing to decide")
            why = self._coming() if self._to_come else _("No two cases look alike.")
            self._body.addWidget(EmptyState(title, why, icon="copy"))
        self._body.addStretch(1)

    def _coming(self) -> str:
        words = n_(
            "{n} case in the files may be registered already: it is decided here after reading in.",
            "{n} cases in the files may be registered already: they are decided here after reading"
            " in.",
            self._to_come,
        )
        return words.format(n=number_text(self._to_come))

    def _pair(self, found: SuggestionView) -> QWidget:
        grid = QGridLayout()
        set_spacing(grid, 6)
        for place, (name, words) in enumerate(SIDES):
            grid.addWidget(Text(_(words), "body", "muted"), place, 0)
            left, right = _value(found.first, name), _value(found.second, name)
            look = "body" if left == right else "strong"
            grid.addWidget(Text(left, look, wraps=True), place, 1)
            grid.addWidget(Text(right, look, wraps=True), place, 2)
        for side in (1, 2):
            grid.setColumnStretch(side, 1)
        same = Button(_("Same household"), "primary", "check", lambda: self._answer(found, "same"))
        different = Button(_("Different"), clicked=lambda: self._answer(found, "different"))
        show = Button(
            _("Show the case"), "quiet", "folder-open",
            lambda: self.context.go("cases", found.second.case_id),
        )  # fmt: skip
        header = SectionHeader(
            _("{first} and {second}").format(
                first=found.first.number or "?", second=found.second.number or "?"
            )
        )
        kept = _("If they are the same, {first} is kept and {second} is closed.").format(
            first=found.first.number or "?", second=found.second.number or "?"
        )
        why = " · ".join(_(reason) for reason in found.reasons)
        buttons = row(same, different, show, None)
        reasons = Text(why, "caption", "muted", wraps=True)
        outcome = Text(kept, "caption", "muted", wraps=True)
        parts = (header, reasons, grid, outcome, buttons)
        return box(column(*parts, spacing=10, margins=14), "card")

    def _answer(self, found: SuggestionView, answer: str) -> None:
        def told(_change: Change) -> None:
            words = (
                _("{first} is kept; {second} is closed as registered twice")
                if answer == "same"
                else _("{first} and {second} are kept as two cases")
            )
            numbers = {"first": found.first.number or "?", "second": found.second.number or "?"}
            self.context.say(words.format(**numbers))
            self.load()

        self.context.work.do(
            self,
            lambda session: duplicates.answer_duplicate(session, found.suggestion_id, answer),
            told,
            self.context.refuse,
            listing=wide("duplicates"),
        )


def _value(side: SideView, name: str) -> str:
    if side.protected and name in {"name", "id_number", "phone"}:
        return _("Protected")
    value = getattr(side, name)
    if name == "main_group":
        return title(GROUPS, value)
    if name == "decision_outcome":
        return title(OUTCOMES, value)
    if name.endswith("_on"):
        return day_text(value)
    return str(value) if value not in (None, "") else "–"
