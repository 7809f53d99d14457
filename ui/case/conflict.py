"""Somebody saved first: both values with their authors, and nothing is lost either way."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import Conflict, FieldClash
from hjemveien.texts import _, moment_text
from ui.kit import RadioField, SheetDialog, Text, box, column


class ConflictDialog(SheetDialog):
    """`chosen(names)` are the fields in which mine is to stand; the others keep theirs."""

    chosen = Signal(object)

    def __init__(self, conflict: Conflict, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Somebody else saved first"),
            _("Save my choice"),
            _("Nothing is lost: choose for each field which value is to stand."),
        )
        self._mine: list[tuple[str, RadioField]] = []
        for clash in conflict.clashes:
            self.body.addWidget(self._choice(clash))

    def submit(self) -> None:
        self.chosen.emit(frozenset(name for name, mine in self._mine if mine.isChecked()))
        self.accept()

    def _choice(self, clash: FieldClash) -> QWidget:
        mine = RadioField(_("Yours: {value}").format(value=clash.yours))
        saved = _("{who}: {value}").format(who=clash.by or _("Somebody else"), value=clash.theirs)
        when = f" ({moment_text(clash.at)})" if clash.at else ""
        theirs = RadioField(f"{saved}{when}")
        theirs.setChecked(True)
        self._mine.append((clash.name, mine))
        return box(
            column(Text(clash.field, "strong"), mine, theirs, margins=12), "card", clash.field
        )
