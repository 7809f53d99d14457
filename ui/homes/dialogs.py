"""Dialogs that write a dwelling's own fields: a new one, and changes to what stands there."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hjemveien.domain import homes
from hjemveien.services import dwelling_editing
from hjemveien.services.change import Change
from hjemveien.services.dwelling_wishes import AddDwelling
from hjemveien.services.dwellings import DwellingView
from hjemveien.services.wishes import EditRecord
from hjemveien.texts import _
from ui.case.editing import EditDialog
from ui.case.wishing import WishDialog
from ui.homes.form import DwellingForm
from ui.kit import ComboField, DateField, FormField, SectionHeader, row
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

_WIDTH = 680


class NewDwellingDialog(WishDialog):
    """`added(id)` when it stands in the register. Nobody lives in a new dwelling yet."""

    FORM = "dwelling"
    DRAFT_STAYS = True
    added = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, _("New dwelling"), _("Add dwelling"), parent, width=_WIDTH)
        self.saved_text = _("The dwelling is in the register")
        self.form = DwellingForm({})
        self.condition = ComboField("", [(code, _(words)) for code, words in homes.IDLE])
        self.since = DateField("", context.today, context.today())
        self.reason = ComboField("", [(c, _(w)) for c, w in homes.REASONS], _("Not known"))
        self.fields = {
            **self.form.fields,
            "condition": FormField(_("Condition"), self.condition),
            "since": FormField(_("At our disposal since"), self.since),
            "reason": FormField(_("Why it is vacant"), self.reason, optional=True),
        }
        self.body.removeWidget(self.summary)
        self.form.lay_out(self.body)
        self.body.addWidget(SectionHeader(_("Today")))
        self.body.addLayout(row(self.fields["condition"], self.fields["since"], None, spacing=16))
        self.body.addWidget(self.fields["reason"])
        self.body.addWidget(self.summary)

    def send(self) -> None:
        since = self.since.day() or self.context.today()
        wish = AddDwelling(
            self.form.values(), str(self.condition.value()), since, str(self.reason.value() or "")
        )
        self.wish(lambda session: dwelling_editing.add_dwelling(session, wish))

    def granted(self, change: Change) -> None:
        super().granted(change)
        self.added.emit(change.created)


class EditDwellingDialog(EditDialog):
    def __init__(self, context: Context, view: DwellingView, parent: QWidget) -> None:
        super().__init__(context, _("Edit {address}").format(address=view.address), parent, _WIDTH)
        self._view = view
        self._sent: EditRecord | None = None
        self.form = DwellingForm(view.values)
        self.fields = dict(self.form.fields)
        self.seen = dict(view.values)
        self.form.lay_out(self.body)
        self.body.addWidget(self.summary)

    def target(self) -> tuple[str, UUID, UUID, int]:
        key = self._view.dwelling_id
        return "dwelling", key, key, self._view.version

    def values(self) -> dict[str, Any]:
        return self.form.values()

    def _saved(self, _change: Change) -> None:
        """It can be taken back as long as nobody else has changed the same fields."""
        sent, context = self._sent, self.context
        if sent is not None:
            back = EditRecord(
                "dwelling", sent.record_id, sent.case_id, sent.seen_version,
                {name: self._view.values[name] for name in sent.changes}, sent.changes,
            )  # fmt: skip
            context.undoable(
                _("Saved"),
                lambda: context.work.do(
                    context, lambda session: dwelling_editing.edit_dwelling(session, back),
                    None, context.refuse,
                ),
            )  # fmt: skip
        self.accept()

    def _send(self, wish: EditRecord) -> None:
        self._sent = wish
        super()._send(wish)

    def save(self, session: "Session", wish: EditRecord) -> Change:
        return dwelling_editing.edit_dwelling(session, wish)
