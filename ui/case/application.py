"""Edits the application: what was asked for, and when it came."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from hjemveien.domain import plausible
from hjemveien.domain.codes import CHANNELS, GROUPS, KINDS, Titles, choices
from hjemveien.services.views import CaseCard
from hjemveien.texts import _
from ui.case.editing import EditDialog
from ui.kit import CheckField, ComboField, DateField, FormField, TextArea, TextField, row
from ui.shell.context import Context


class ApplicationDialog(EditDialog):
    def __init__(self, context: Context, card: CaseCard, parent: QWidget) -> None:
        super().__init__(context, _("Edit application"), parent)
        assert card.application is not None
        self._case_id, self._application = card.case_id, card.application
        seen = card.application
        self.seen = {
            "received_on": seen.received_on, "kind": seen.kind, "channel": seen.channel,
            "main_group": seen.main_group, "lived_in_municipal": seen.lived_in_municipal,
            "reason": seen.reason, "note": seen.note,
        }  # fmt: skip
        self.received = DateField("", context.today, seen.received_on)
        self.kind = self._combo(KINDS, seen.kind)
        self.channel = self._combo(CHANNELS, seen.channel, _("Not known"))
        self.group = self._combo(GROUPS, seen.main_group)
        self.municipal = CheckField(
            _("Lived in a municipal dwelling when applying"), seen.lived_in_municipal
        )
        self.reason = TextField(limit=200)
        self.reason.setText(seen.reason)
        self.remark = TextArea()
        self.remark.setText(seen.note)
        self.fields = {
            "received_on": FormField(
                _("Date received"),
                self.received,
                optional=True,
                check=self.newly("received_on", self._received_problem),
            ),
            "kind": FormField(_("Kind of application"), self.kind),
            "channel": FormField(_("How it came in"), self.channel, optional=True),
            "main_group": FormField(_("Main group"), self.group),
            "reason": FormField(_("Reason"), self.reason, optional=True),
            "note": FormField(_("Briefly about the situation"), self.remark, optional=True),
        }
        self.body.addLayout(row(self.fields["received_on"], self.fields["kind"], None, spacing=16))
        self.body.addLayout(
            row(self.fields["channel"], self.fields["main_group"], None, spacing=16)
        )
        self.body.addWidget(self.municipal)
        for name in ("reason", "note"):
            self.body.addWidget(self.fields[name])
        self.body.addWidget(self.summary)

    def kept_fields(self) -> dict[str, QWidget]:
        return {**super().kept_fields(), "lived_in_municipal": self.municipal}

    def target(self) -> tuple[str, UUID, UUID, int]:
        application = self._application
        return ("application", application.application_id, self._case_id, application.version)

    def values(self) -> dict[str, Any]:
        return {
            "received_on": self.received.day(),
            "kind": self.kind.value(),
            "channel": self.channel.value() or "",
            "main_group": self.group.value(),
            "lived_in_municipal": self.municipal.isChecked(),
            "reason": self.reason.text().strip(),
            "note": self.remark.text().strip(),
        }

    def _received_problem(self) -> str:
        return plausible.received_problem(self.received.day(), self.context.today())

    def _combo(self, titles: Titles, value: str, empty: str = "") -> ComboField:
        field = ComboField("", choices(titles, self.context.today(), value), empty)
        field.set_value(value)
        return field
