"""A new observation of how the household lives; earlier ones stay."""

from PySide6.QtWidgets import QWidget

from hjemveien.domain.codes import SITUATIONS, choices
from hjemveien.services import deciding
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import ObserveSituation
from hjemveien.texts import _
from ui.case.wishing import WishDialog
from ui.kit import ComboField, DateField, FormField, TextField
from ui.shell.context import Context


class SituationDialog(WishDialog):
    FORM = "situation"

    def __init__(self, context: Context, card: CaseCard, parent: QWidget) -> None:
        super().__init__(
            context, _("New living situation"), _("Save observation"), parent, about=card.case_id
        )
        self._card = card
        self.situation = ComboField("", choices(SITUATIONS, context.today()))
        if card.situations:
            self.situation.set_value(card.situations[0].situation)
        self.day = DateField("", context.today, context.today())
        self.release = DateField("", context.today)
        self.words = TextField(limit=300)
        self.add("situation", FormField(_("Living situation"), self.situation))
        self.add("observed_on", FormField(_("As of"), self.day))
        self.add(
            "release_on",
            FormField(
                _("Release or discharge"), self.release,
                _("Within two months it counts as homeless (NIBR)."), optional=True,
            ),
        )  # fmt: skip
        self.add("words", FormField(_("In words"), self.words, optional=True))

    def send(self) -> None:
        day = self.day.day() or self.context.today()
        wish = ObserveSituation(
            self._card.case_id, str(self.situation.value()), day, self.words.text(),
            self.release.day(),
        )  # fmt: skip
        self.wish(lambda session: deciding.observe_situation(session, wish))
