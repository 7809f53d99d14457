"""Sets the priority class and the stated factors; never without a reason."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.domain.codes import FACTORS, choices
from hjemveien.services import deciding
from hjemveien.services.views import PriorityView
from hjemveien.services.wishes import SetPriority
from hjemveien.texts import _
from ui.case.wishing import WishDialog
from ui.kit import CheckField, ComboField, FormField, TextArea, box, column
from ui.shell.context import Context


class PriorityDialog(WishDialog):
    FORM = "priority"

    def __init__(
        self, context: Context, case_id: UUID, seen: PriorityView | None, parent: QWidget
    ) -> None:
        super().__init__(context, _("Set class"), _("Set class"), parent, about=case_id)
        self._case_id = case_id
        self.saved_text = _("The class is set")
        classes = [(n, _("Class {number}").format(number=n)) for n in deciding.CLASSES]
        self.chosen = ComboField("", classes, _("No class"))
        stated = seen.factors if seen else ()
        self.factors = {
            code: CheckField(words, code in stated)
            for code, words in choices(FACTORS, context.today(), *stated)
        }
        self.reason = TextArea(lines=3)
        if seen:
            self.chosen.set_value(seen.priority_class)
        self.add(
            "priority_class",
            FormField(_("Class"), self.chosen, _("1 is the most urgent."), optional=True),
        )
        ticks = box(column(*self.factors.values(), spacing=4), "clear", _("Stated factors"))
        self.add("factors", FormField(_("Stated factors"), ticks, optional=True))
        self.add(
            "reason",
            FormField(
                _("Reason"), self.reason, _("Stands in the journal and in an appeal."),
            ),
        )  # fmt: skip
        self.reason.setFocus()

    def send(self) -> None:
        chosen = self.chosen.value()
        wish = SetPriority(
            self._case_id, int(str(chosen)) if chosen else None, self.reason.text(),
            tuple(code for code, box in self.factors.items() if box.isChecked()),
        )  # fmt: skip
        self.wish(lambda session: deciding.set_priority(session, wish))
