"""Protects the case's whole household, changes how, or ends it; always with a reason."""

from PySide6.QtWidgets import QWidget

from hjemveien.domain.codes import PROTECTIONS
from hjemveien.services import protection
from hjemveien.services.protection import Protect
from hjemveien.services.views import CaseCard
from hjemveien.texts import _
from ui.case.wishing import WishDialog
from ui.kit import ComboField, FormField, Text, TextField
from ui.shell.context import Context


class ProtectDialog(WishDialog):
    FORM = "protect"

    def __init__(self, context: Context, card: CaseCard, parent: QWidget) -> None:
        super().__init__(
            context, _("Protect the household"), _("Change protection"), parent, about=card.case_id
        )
        self._card = card
        self.saved_text = _("Protection is changed")
        self.level = ComboField("", [(code, _(words)) for code, words in PROTECTIONS])
        self.level.set_value(card.protection)
        self.reason = TextField(limit=300)
        told = Text(
            _(
                "Everybody in the household is protected. Who they are is then seen only by those "
                "who are cleared and have the case; a supervisor gives it to one of them. You may "
                "lose sight of the case at once."
            ),
            "body", "muted", wraps=True,
        )  # fmt: skip
        self.body.insertWidget(0, told)
        self.add("level", FormField(_("Protection"), self.level))
        self.add("reason", FormField(_("Why, without names"), self.reason))

    def send(self) -> None:
        wish = Protect(self._card.case_id, str(self.level.value()), self.reason.text())
        self.wish(lambda session: protection.protect(session, wish))
