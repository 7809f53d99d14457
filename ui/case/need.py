"""What dwelling would fit: edits what is known, or writes it down for the first time."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from PySide6.QtWidgets import QWidget

from hjemveien.services import writing
from hjemveien.services.change import Change
from hjemveien.services.views import CaseCard
from hjemveien.services.wishes import EditRecord, FirstNeed
from hjemveien.texts import _
from ui.case.editing import EditDialog
from ui.kit import CheckField, FormField, SpinField, Text, TextArea, TextField, row
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session

MOST_ROOMS = 12


class NeedDialog(EditDialog):
    def __init__(self, context: Context, card: CaseCard, parent: QWidget) -> None:
        super().__init__(context, _("Dwelling need"), parent)
        self._case_id, self._need = card.case_id, card.need
        # The same each time, so that half a first need is given back as its draft.
        self._first_id = uuid5(card.case_id, "need")
        need = card.need
        self.least, self.most = (_rooms(_("Rooms, at least")), _rooms(_("Rooms, at most")))
        self.least.setValue(need.rooms_min or 0 if need else 0)
        self.most.setValue(need.rooms_max or 0 if need else 0)
        self.ticks = {
            "wheelchair": CheckField(_("Wheelchair"), bool(need and need.wheelchair)),
            "lift": CheckField(_("Lift"), bool(need and need.lift)),
            "adapted": CheckField(_("Adapted dwelling"), bool(need and need.adapted)),
            "pets": CheckField(_("Pets"), bool(need and need.pets)),
        }
        self.area, self.words = TextField(limit=200), TextArea(lines=3)
        self.area.setText(need.area if need else "")
        self.words.setText(need.words if need else "")
        self.fields = {
            "rooms_min": FormField(_("Rooms, at least"), self.least, optional=True),
            "rooms_max": FormField(
                _("Rooms, at most"), self.most, optional=True, check=self._most_problem
            ),
            "area": FormField(_("Area"), self.area, optional=True),
            "words": FormField(_("In words"), self.words, optional=True),
        }
        self.seen = self.values()
        self.body.addLayout(
            row(self.fields["rooms_min"], self.fields["rooms_max"], None, spacing=16)
        )
        counted = _("Rooms are counted without kitchen and bath.")
        self.body.addWidget(Text(counted, "caption", "muted", wraps=True))
        self.body.addWidget(Text(_("The dwelling must suit"), "strong"))
        for tick in self.ticks.values():
            self.body.addWidget(tick)
        for name in ("area", "words"):
            self.body.addWidget(self.fields[name])
        self.body.addWidget(self.summary)

    def kept_fields(self) -> dict[str, QWidget]:
        return {**super().kept_fields(), **self.ticks}

    def target(self) -> tuple[str, UUID, UUID, int]:
        need = self._need
        if need is None:
            return ("need", self._first_id, self._case_id, 1)
        return ("need", need.need_id, self._case_id, need.version)

    def values(self) -> dict[str, Any]:
        return {
            "rooms_min": self.least.value() or None,
            "rooms_max": self.most.value() or None,
            **{name: tick.isChecked() for name, tick in self.ticks.items()},
            "area": self.area.text().strip(),
            "words": self.words.text().strip(),
        }

    def save(self, session: "Session", wish: EditRecord) -> Change:
        if self._need is not None:
            return super().save(session, wish)
        return writing.first_need(session, FirstNeed(wish.case_id, wish.record_id, wish.changes))

    def _most_problem(self) -> str:
        least, most = self.least.value(), self.most.value()
        if most and least > most:
            return _("Rooms, at most is less than at least. Raise it, or leave it empty.")
        return ""


def _rooms(name: str) -> SpinField:
    field = SpinField(name, 0, MOST_ROOMS)
    field.setSpecialValueText(" ")
    return field
