"""Lets somebody leave the household: she moved out on a day, or was registered by mistake."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hjemveien.services import members
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard, MemberView
from hjemveien.services.wishes import LeaveHousehold
from hjemveien.texts import _
from ui.case.wishing import WishDialog
from ui.kit import ComboField, DateField, FormField
from ui.shell.context import Context

MOVED, MISTAKE = "moved", "mistake"


class LeaveDialog(WishDialog):
    """`name` is what the person is called on the screen."""

    FORM = "member_leaves"

    def __init__(
        self, context: Context, card: CaseCard, member: MemberView, name: str, parent: QWidget
    ) -> None:
        title = _("{name} leaves the household").format(name=name)
        super().__init__(context, title, _("Take out"), parent, about=member.member_id)
        self._wish = LeaveHousehold(card.case_id, member.member_id, member.version, None)
        self.why = ComboField(
            "", [(MOVED, _("Has moved out")), (MISTAKE, _("Was registered by mistake"))]
        )
        self.day = DateField("", context.today, context.today())
        self.add("why", FormField(_("Reason"), self.why))
        self._day_field = self.add("day", FormField(_("Moved out on"), self.day))
        self.why.currentIndexChanged.connect(self._why_chosen)

    def _why_chosen(self) -> None:
        moved = self.why.value() == MOVED
        self._day_field.setVisible(moved)
        if not moved and self.day.day() is None:
            self.day.set_day(self.context.today())

    def send(self) -> None:
        day = self.day.day() if self.why.value() == MOVED else None
        wish = LeaveHousehold(
            self._wish.case_id, self._wish.member_id, self._wish.seen_version, day
        )
        self.wish(lambda session: members.leave_household(session, wish))

    def granted(self, _change: Change) -> None:
        context, wish = self.context, self._wish
        # The window asks, for by then the form is gone.
        owner: QObject = context
        context.undoable(
            _("Taken out of the household"),
            lambda: context.work.do(
                owner, lambda session: members.take_back_leaving(session, wish), None,
                context.refuse,
            ),
        )  # fmt: skip
        self.accept()
