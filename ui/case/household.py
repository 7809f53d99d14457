"""Household: who, in which role, from when; each person can be edited."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.domain.codes import MEMBER_ROLES, PROTECTIONS, SITUATIONS, title
from hjemveien.services.views import CaseCard, MemberView, StaffView
from hjemveien.texts import _, day_text
from ui.case.leave import LeaveDialog
from ui.case.member import MemberDialog
from ui.case.person import PersonDialog
from ui.case.protect import ProtectDialog
from ui.case.tab import CaseTab
from ui.case.who_may import WhoMay
from ui.kit import (
    Button,
    Elided,
    IconButton,
    KeyValueGrid,
    Pill,
    SectionHeader,
    box,
    clear,
    column,
    grow,
    hide_unless,
    row,
    set_spacing,
)
from ui.shell.context import Context


class HouseholdTab(CaseTab):
    """The identity of a protected household is shown only when somebody asks for it here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._revealed = False
        self.add_button = Button(_("Add somebody …"), icon="user-plus", clicked=self.add)
        self.reveal_button = Button(_("Show identity"), icon="eye", clicked=self._reveal)
        self._people = QVBoxLayout()
        set_spacing(self._people, 8)
        self._lived = KeyValueGrid()
        self._stays = KeyValueGrid()
        self._stays_header = SectionHeader(_("Temporary stays"))
        self.protect_button = Button(_("Protection …"), icon="shield", clicked=self.protect)
        self.who_may = WhoMay(context)
        hide_unless(context.database.kind != "local", self.who_may)
        self.content.addLayout(
            row(self.add_button, self.protect_button, self.reveal_button, None, spacing=8)
        )
        self.content.addLayout(self._people)
        self.content.addWidget(SectionHeader(_("Living situation over time")))
        self.content.addWidget(self._lived)
        self.content.addWidget(self._stays_header)
        self.content.addWidget(self._stays)
        self.content.addWidget(self.who_may)
        self.content.addStretch(1)

    def show_card(self, card: CaseCard) -> None:
        if self.card is None or self.card.case_id != card.case_id:
            self._revealed = False
        super().show_card(card)
        if self.context.database.kind != "local":
            self.who_may.show_card(card)
        self._show_people()
        self._lived.set_values(
            tuple(
                (day_text(view.observed_on), _with(title(SITUATIONS, view.situation), view.words))
                for view in card.situations
            )
        )
        stays = tuple(
            (f"{day_text(view.starts_on)} – {day_text(view.ends_on)}", view.place)
            for view in card.stays
        )
        self._stays.set_values(stays)
        self._stays_header.setVisible(bool(stays))

    def _show_people(self) -> None:
        assert self.card is not None
        hidden = self.card.protected and not self._revealed
        self.reveal_button.setVisible(self.card.protected)
        self.reveal_button.set_text(_("Hide identity") if self._revealed else _("Show identity"))
        clear(self._people)
        for member in (*self.card.members, *self.card.former):
            self._people.addWidget(self._card_of(member, hidden))

    def _card_of(self, member: MemberView, hidden: bool) -> QWidget:
        assert self.card is not None
        role = Pill(title(MEMBER_ROLES, member.role), "neutral", _ROLE_ICONS.get(member.role, ""))
        name = _("Protected") if hidden else member.name or _child_words(member)
        head: list[QWidget] = [Elided(name, "strong"), role]
        if member.valid_to:
            head.append(Pill(_("Moved out"), "neutral"))
        leave = IconButton(
            "log-out",
            _("{name} leaves the household").format(name=name),
            lambda: self._leave(member, name),
        )
        hide_unless(not hidden and member.role != "applicant" and not member.valid_to, leave)
        edit = Button(_("Edit …"), "quiet", "pencil", lambda: self._edit(member))
        hide_unless(not hidden, edit)
        edit.setAccessibleName(_("Edit {name}").format(name=name))
        facts = KeyValueGrid()
        facts.set_values(_protection(self.card) if hidden else _facts(member))
        top = row(grow(head[0]), *head[1:], leave, edit)
        return box(column(top, facts, spacing=6, margins=12), "card", name)

    def know_staff(self, staff: tuple[StaffView, ...]) -> None:
        super().know_staff(staff)
        self.who_may.know_staff(staff)

    def protect(self) -> None:
        """Ask how the household is to be protected, and why."""
        if self.card is not None:
            ProtectDialog(self.context, self.card, self).open()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back to it asks anew."""
        super().showEvent(event)
        if self._revealed and self.card is not None:
            self._reveal()

    def _reveal(self) -> None:
        self._revealed = not self._revealed
        self._show_people()

    def add(self) -> None:
        """Ask who is to be in the household."""
        if self.card is not None:
            MemberDialog(self.context, self.card, self).open()

    def _leave(self, member: MemberView, name: str) -> None:
        if self.card is not None:
            LeaveDialog(self.context, self.card, member, name, self).open()

    def _edit(self, member: MemberView) -> None:
        if self.card is not None:
            PersonDialog(self.context, self.card, member, self).open()


_ROLE_ICONS = {"applicant": "user", "co_applicant": "users", "child": "baby", "other": "user"}


def _child_words(member: MemberView) -> str:
    if member.role == "child" and member.birth_year:
        return _("Child born {year}").format(year=member.birth_year)
    return title(MEMBER_ROLES, member.role)


def _facts(member: MemberView) -> tuple[tuple[str, str], ...]:
    born = day_text(member.birth_date) if member.birth_date else str(member.birth_year or "")
    number = member.id_number or member.id_missing_reason
    if member.person_id is None:
        facts = [(_("Born"), born)]
    else:
        facts = [
            (_("Identity number"), number or _("Missing")),
            (_("Born"), born),
            (_("Telephone"), member.phone),
            (_("Address"), " ".join(part for part in (member.address, member.postcode) if part)),
        ]
    if member.share is not None:
        facts.append((_("Lives here"), _("{n} % of the time").format(n=round(member.share * 100))))
    ending = f" – {day_text(member.valid_to)}" if member.valid_to else ""
    facts.append((_("In the household from"), f"{day_text(member.valid_from)}{ending}"))
    return tuple(facts)


def _protection(card: CaseCard) -> tuple[tuple[str, str], ...]:
    return ((_("Protection"), title(PROTECTIONS, card.protection)),)


def _with(text: str, words: str) -> str:
    return f"{text} ({words})" if words else text
