"""Who is kept out of the case and with whom it is shared, with ways to change both."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.services import partiality, sharing
from hjemveien.services.partiality import LockView
from hjemveien.services.sharing import ShareView
from hjemveien.services.views import CaseCard, StaffView
from hjemveien.texts import _, day_text
from ui.case.keeping_out import KeepOutDialog, ShareDialog
from ui.kit import (
    Button,
    SectionHeader,
    Text,
    box,
    clear,
    column,
    grow,
    hide_unless,
    row,
    set_spacing,
)
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


class _Found(NamedTuple):
    locks: tuple[LockView, ...]
    shares: tuple[ShareView, ...]


class WhoMay(QWidget):
    """Locks are a supervisor's; shares belong to whoever has the case open."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._card: CaseCard | None = None
        self._staff: tuple[StaffView, ...] = ()
        self.lock_button = Button(_("Keep somebody out …"), icon="lock", clicked=self._keep_out)
        self.share_button = Button(_("Share with a partner …"), icon="link", clicked=self._share)
        self._supervises = context.person.may("supervisor")
        hide_unless(self._supervises, self.lock_button)
        self.lines = QVBoxLayout()
        set_spacing(self.lines, 6)
        self.setLayout(
            column(
                SectionHeader(_("Who may see the case")),
                row(self.lock_button, self.share_button, None, spacing=8),
                self.lines, spacing=8,
            )
        )  # fmt: skip

    def know_staff(self, staff: tuple[StaffView, ...]) -> None:
        self._staff = staff

    def show_card(self, card: CaseCard) -> None:
        self._card = card
        self.share_button.setVisible(not card.protected)
        self.ask()

    def ask(self) -> None:
        card, supervises = self._card, self._supervises
        if card is None:
            return

        def read(session: "Session") -> _Found:
            locks = partiality.locks_of(session, card.case_id) if supervises else ()
            return _Found(locks, sharing.shares_of(session, card.case_id))

        self.context.work.ask(self, read, self._show, self.context.refuse, key="who_may")

    def _show(self, found: _Found) -> None:
        clear(self.lines)
        for lock in found.locks:
            words = _("Kept out since {day}: {reason}").format(
                day=day_text(lock.set_at.astimezone().date()), reason=lock.reason
            )
            self._add(lock.name, words, _("Let in again"), self._lifting(lock.lock_id))
        for share in found.shares:
            until = day_text(share.until) if share.until else _("no end")
            words = _("Shared until {day}: {basis}").format(day=until, basis=share.basis)
            self._add(share.name, words, _("Share no longer"), self._ending(share.share_id))
        if not (found.locks or found.shares):
            self.lines.addWidget(Text(_("As the roles say, and nobody else."), "body", "muted"))

    def _add(self, name: str, words: str, action: str, run: Callable[[], object]) -> None:
        button = Button(action, "quiet", clicked=run)
        button.setAccessibleName(f"{action}: {name}")
        told = box(
            column(Text(name, "strong"), Text(words, "body", "muted", wraps=True), spacing=2)
        )
        self.lines.addWidget(box(row(grow(told), button, spacing=8), "card"))

    def _lifting(self, lock_id: UUID) -> Callable[[], object]:
        return lambda: self.context.work.do(
            self, lambda session: partiality.lift_lock(session, lock_id), lambda _change: self.ask()
        )

    def _ending(self, share_id: UUID) -> Callable[[], object]:
        return lambda: self.context.work.do(
            self, lambda session: sharing.end_share(session, share_id), lambda _change: self.ask()
        )

    def _keep_out(self) -> None:
        if self._card is not None:
            self._open(KeepOutDialog(self.context, self._card, self._staff, self))

    def _share(self) -> None:
        if self._card is not None:
            self._open(ShareDialog(self.context, self._card, self._staff, self))

    def _open(self, dialog: KeepOutDialog | ShareDialog) -> None:
        dialog.accepted.connect(self.ask)
        dialog.open()
