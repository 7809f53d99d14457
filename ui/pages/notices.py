"""Notices: what supervisors are told at once, and who has answered for it."""

from PySide6.QtWidgets import QWidget

from hjemveien.domain.access import ROLES
from hjemveien.domain.codes import PROTECTIONS, title
from hjemveien.services import notices
from hjemveien.services.change import Change
from hjemveien.services.notices import NoticeView
from hjemveien.texts import _, mark, moment_text, n_, number_text
from ui.kit import Button, Cell, Column, EmptyState, ListTable, PagedModel, box, column, row
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page

_KINDS = {
    "break_glass": (mark("Opened in an emergency"), "danger", "shield-alert"),
    "protection": (mark("Protection changed"), "warning", "shield"),
    "role_given": (mark("Role given"), "info", "user-plus"),
    "role_taken": (mark("Role taken away"), "info", "user"),
    "password_given": (mark("New password given"), "info", "key-round"),
}


def _kind(notice: NoticeView) -> Cell:
    words, kind, icon = _KINDS.get(notice.kind, (notice.kind, "neutral", "info"))
    return Cell(_(words), kind=kind, icon=icon)


def _what(notice: NoticeView) -> Cell:
    """A login and its role, a protection by its title, or somebody's own words."""
    if notice.kind == "protection":
        return Cell(title(PROTECTIONS, notice.text))
    login, _space, role = notice.text.partition(" ")
    if notice.kind in ("role_given", "role_taken") and role:
        return Cell(f"{login}: {title(ROLES, role)}")
    return Cell(notice.text, hint=notice.text)


def _seen(notice: NoticeView) -> Cell:
    if notice.seen_at is None:
        return Cell(_("Not seen"), kind="warning", icon="eye-off")
    return Cell(notice.seen_by or "", kind="success", icon="eye", hint=moment_text(notice.seen_at))


COLUMNS = (
    Column[NoticeView]("kind", mark("Notice"), _kind, 176, "pill"),
    Column[NoticeView]("when", mark("When"), lambda n: Cell(moment_text(n.at)), 128),
    Column[NoticeView]("number", mark("Case number"), lambda n: Cell(n.number), 108),
    Column[NoticeView]("by", mark("Who"), lambda n: Cell(n.by, hint=n.by), 124),
    Column[NoticeView]("what", mark("What"), _what, 140, stretch=True),
    Column[NoticeView]("seen", mark("Seen by"), _seen, 136, "pill"),
)


class NoticesPage(Page):
    """The unseen come first. Whoever marks one as seen answers for what follows."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.seen_button = Button(_("Mark as seen"), "primary", "eye", self.mark_seen)
        self.model = PagedModel(COLUMNS, lambda notice: notice.notice_id, self)
        self.table = ListTable(_("Notices"), self.model)
        self.table.set_empty(
            EmptyState(
                _("Nothing to be told"),
                _("Emergency openings, protections and roles that are given are told here."),
                icon="shield-check",
            )
        )
        buttons = row(self.seen_button, None, margins=(16, 12, 16, 8))
        self.setLayout(column(box(column(buttons, self.table, spacing=0), "surface")))
        self.table.picked.connect(self._chosen)
        self.table.opened.connect(self._open_case)
        self._chosen()

    def arrive(self, argument: object = None) -> None:
        del argument
        self._ask()

    def hear(self, change: Change) -> None:
        if {"notice", "case"} & change.topics:
            self._ask()

    def offered(self) -> tuple[Action, ...]:
        return (Action("mark_seen", _("Mark as seen"), self.mark_seen, icon="eye"),)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table,)

    def mark_seen(self) -> None:
        notice = self.table.current_row()
        if isinstance(notice, NoticeView) and notice.seen_at is None:
            key = notice.notice_id
            self.context.work.do(self, lambda session: notices.mark_seen(session, key))

    def _open_case(self, notice: NoticeView) -> None:
        """The case that it is about; opening it is written down like any other."""
        if notice.case_id is not None:
            self.context.go("cases", notice.case_id)

    def _ask(self) -> None:
        self.context.work.ask(self, notices.notices, self._show, self.context.refuse, key="notices")

    def _show(self, found: tuple[NoticeView, ...]) -> None:
        self.model.show_rows(found)
        unseen = sum(notice.seen_at is None for notice in found)
        self.count_changed.emit(n_("{n} not seen", "{n} not seen", unseen).format(
            n=number_text(unseen)))  # fmt: skip
        self._chosen()

    def _chosen(self, *_args: object) -> None:
        notice = self.table.current_row()
        self.seen_button.setEnabled(isinstance(notice, NoticeView) and notice.seen_at is None)
