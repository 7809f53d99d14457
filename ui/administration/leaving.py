"""Somebody has left, or is back: never deleted, and her cases go to others."""

from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.domain.pathway import stage_title
from hjemveien.services import colleagues
from hjemveien.services.change import Change
from hjemveien.services.colleagues import Colleague, HeldCase
from hjemveien.services.office_editing import EditOffice
from hjemveien.texts import _, mark, n_, number_text
from ui.kit import (
    Cell,
    Column,
    ComboField,
    FormField,
    ListTable,
    PagedModel,
    SheetDialog,
    Text,
    least_height,
)
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

Held = tuple[HeldCase, ...]
SHOWN_PX = 220
LATER = "later"


def _name(held: HeldCase) -> Cell:
    return Cell(_("Protected") if held.protected else held.name or _("No name"))


def _columns() -> tuple[Column[HeldCase], ...]:
    return (
        Column("number", mark("Case number"), lambda held: Cell(held.number), 130),
        Column("name", mark("Name"), _name, 180, stretch=True),
        Column("stage", mark("Stage"), lambda held: Cell(stage_title(held.stage)), 140),
    )


class LeaveSheet(SheetDialog):
    """The open cases are listed and handed over in the same save, or left for later."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        one: Colleague,
        held: Held,
        others: tuple[Colleague, ...],
    ) -> None:
        self._back = not one.active and not held
        super().__init__(parent, _title(one, self._back), _main(one, self._back), width=560)
        self.context, self._one, self._held = context, one, held
        self.note.setText(_note(context, one, self._back))
        self.note.show()
        self.model = PagedModel(_columns(), lambda each: each.case_id, self)
        self.table = least_height(ListTable(_("Her open cases"), self.model, tight=True), SHOWN_PX)
        self.receiver = ComboField(
            "", [(other.staff_id, other.name) for other in others], _("Nobody: not assigned")
        )
        if one.active:
            # What happens where nothing is chosen harms nobody.
            self.receiver.insertItem(0, _("Later: they stay as they are for now"), LATER)
            self.receiver.setCurrentIndex(0)
        self.receiver_field = FormField(_("Give the cases to"), self.receiver, check=lambda: "")
        if held:
            self._list()

    def _list(self) -> None:
        count = len(self._held)
        words = n_("{n} open case", "{n} open cases", count).format(n=number_text(count))
        self.body.addWidget(Text(words, "strong"))
        self.body.addWidget(self.table)
        self.body.addWidget(self.receiver_field)
        self.model.show_rows(self._held)

    def submit(self) -> None:
        one, to_id = self._one, self.receiver.value()
        hands_over = bool(self._held) and to_id != LATER
        active = self._back
        self.set_busy(True)

        def leave(session: "Session") -> Change:
            change = Change(frozenset({"office"}))
            if one.active != active:
                wish = EditOffice(str(one.staff_id), {"active": active}, one.fields())
                change = colleagues.edit_colleague(session, wish)
            if hands_over:
                change = colleagues.hand_over(session, one.staff_id, cast("UUID | None", to_id))
            return change

        self.context.work.do(self, leave, lambda _change: self._done(), self.show_refusal)

    def _done(self) -> None:
        self.context.say(_("Saved"))
        self.accept()


def _title(one: Colleague, back: bool) -> str:
    if back:
        return _("{name} is back").format(name=one.name)
    return (_("{name} has left") if one.active else _("Cases of {name}")).format(name=one.name)


def _main(one: Colleague, back: bool) -> str:
    if back:
        return _("Works here again")
    return _("Has left") if one.active else _("Hand over")


def _note(context: Context, one: Colleague, back: bool) -> str:
    if back:
        return _("She can be given cases again.")
    if not one.active:
        return _("She no longer works here and still has these cases.")
    stays = _("She is no longer offered when cases are given. Nothing that she has written is "
              "deleted.")  # fmt: skip
    if context.database.kind == "local":
        return stays
    return stays + " " + _("A supervisor gives her cases to others on the page Cases.")
