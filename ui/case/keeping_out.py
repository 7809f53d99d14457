"""Dialogs about who may see a case besides the roles: kept out, or shared with a partner."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.services import partiality, sharing
from hjemveien.services.partiality import LockOut
from hjemveien.services.sharing import ShareCase
from hjemveien.services.views import CaseCard, StaffView
from hjemveien.texts import _
from ui.case.wishing import WishDialog
from ui.kit import ComboField, DateField, FormField, TextField
from ui.shell.context import Context


class KeepOutDialog(WishDialog):
    """Somebody who is partial sees nothing of the case until it is lifted."""

    FORM = "keep_out"

    def __init__(
        self, context: Context, card: CaseCard, staff: tuple[StaffView, ...], parent: QWidget
    ) -> None:
        super().__init__(
            context, _("Keep somebody out of the case"), _("Keep out"), parent, about=card.case_id
        )
        self._card = card
        self.who = ComboField("", _named(staff, but=context.person.staff_id))
        self.reason = TextField(limit=300)
        self.add("staff_id", FormField(_("Who"), self.who))
        self.add(
            "reason",
            FormField(
                _("Reason"), self.reason,
                _("Such as kinship or enmity. The person is told nothing: the case is not there."),
            ),
        )  # fmt: skip

    def send(self) -> None:
        wish = LockOut(self._card.case_id, UUID(str(self.who.value())), self.reason.text())
        self.wish(lambda session: partiality.lock_out(session, wish))


class ShareDialog(WishDialog):
    """A partner sees the case's line, and nothing that stands in it."""

    FORM = "share"

    def __init__(
        self, context: Context, card: CaseCard, staff: tuple[StaffView, ...], parent: QWidget
    ) -> None:
        super().__init__(context, _("Share with a partner"), _("Share"), parent, about=card.case_id)
        self._card = card
        self.who = ComboField("", _named(tuple(p for p in staff if p.role == "partner")))
        self.basis = TextField(limit=300)
        self.until = DateField("", context.today)
        self.add("staff_id", FormField(_("Partner"), self.who))
        self.add(
            "basis",
            FormField(_("Legal basis"), self.basis, _("A consent with its day, or the rule.")),
        )
        self.add("until", FormField(_("Last day"), self.until, optional=True))

    def send(self) -> None:
        wish = ShareCase(
            self._card.case_id, UUID(str(self.who.value())), self.basis.text(), self.until.day()
        )
        self.wish(lambda session: sharing.share_case(session, wish))


def _named(staff: tuple[StaffView, ...], but: object = None) -> list[tuple[object, str]]:
    return [(one.staff_id, one.name) for one in staff if one.active and one.staff_id != but]
