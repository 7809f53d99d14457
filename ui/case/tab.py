"""The base of the case's tabs: they get the card, and who works here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.domain.refusal import Refusal
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard, StaffView
from ui.kit import box, column, scrolling, set_spacing
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


class CaseTab(QWidget):
    """Fill `self.content`; `show_card` replaces what is shown, keeping what is being typed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.card: CaseCard | None = None
        self.staff: tuple[StaffView, ...] = ()
        inner = box(QVBoxLayout(), "surface")
        self.content = cast(QVBoxLayout, inner.layout())
        set_spacing(self.content, 12, (20, 12, 20, 16))
        self._area = scrolling(inner)
        self.frame = column(self._area, spacing=0)
        self.setLayout(self.frame)

    def show_card(self, card: CaseCard) -> None:
        self.card = card

    def leave(self) -> None:
        """The case is closed and the tab goes; keep what was typed."""

    def know_staff(self, staff: tuple[StaffView, ...]) -> None:
        self.staff = staff

    def save(
        self,
        operation: "Callable[[Session], Change]",
        done: Callable[[Change], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Write through Work; refusals show as a banner where nobody else takes them."""
        self.context.work.do(self, operation, done, failed or self.context.refuse)
