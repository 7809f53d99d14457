"""The municipality as it is named, and what it has decided for its waiting list."""

from PySide6.QtWidgets import QWidget

from hjemveien.domain.ranking import KEY_TITLES, OPTIONAL_KEYS, order_in_words, order_keys_with
from hjemveien.services import municipality
from hjemveien.services.municipality import KOSTRA_KEY, NUMBER_DIGITS, ProfileView
from hjemveien.texts import _, mark
from ui.administration.edit_sheet import EditSheet
from ui.administration.tab import AdminTab
from ui.kit import (
    Button,
    CheckField,
    FormField,
    KeyValueGrid,
    Text,
    TextField,
    box,
    column,
    limit_width,
    row,
    scrolling,
)
from ui.shell.actions import Action
from ui.shell.context import Context

NAMES = {
    "waited": mark("Months waited weigh"),
    "decided": mark("Date of decision weighs"),
    "received": mark("Date received weighs"),
}


class ProfileTab(AdminTab):
    KEY = "profile"
    TITLE = mark("Municipality")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.edit_button = Button(_("Change …"), "primary", "pencil", self.edit)
        self.named, self.ordered = KeyValueGrid(190), KeyValueGrid(190)
        self.order = Text("", "body", "muted", wraps=True)
        names = Text(_("As it stands on paper and in figures."), "body", "muted", wraps=True)
        note = _("Class and stated factors always come first. These weigh only where the "
                 "municipality has decided so.")  # fmt: skip
        rules = Text(note, "body", "muted", wraps=True)
        inner = column(
            row(self.edit_button, None),
            _card(Text(_("Municipality"), "subtitle"), names, self.named),
            _card(
                Text(_("Order of the waiting list"), "subtitle"), rules, self.ordered, self.order
            ),
            None,
            spacing=16, margins=(16, 12, 16, 16),
        )  # fmt: skip
        holder = limit_width(box(inner, "surface"), 860)
        whole = row(holder, None, spacing=0)
        whole.setStretch(0, 100)
        self.setLayout(column(scrolling(box(whole, "surface"))))

    def read(self) -> None:
        self.context.work.ask(
            self, municipality.show_profile, self._show, self.context.refuse, key="profile"
        )

    def offered(self) -> tuple[Action, ...]:
        return (Action("edit_profile", _("Change municipality …"), self.edit, icon="building-2"),)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.edit_button,)

    def edit(self) -> None:
        self.context.work.ask(
            self, municipality.show_profile,
            lambda seen: ProfileSheet(self.context, self, seen).open(), self.context.refuse,
            key="edit",
        )  # fmt: skip

    def _show(self, shown: ProfileView) -> None:
        self.named.set_values(
            (
                (_("Name"), shown.name),
                (_("Municipality number"), shown.number),
                (_("The office's name"), shown.office_name),
                (_("Name in KOSTRA"), shown.kostra_name or _("The municipality's name")),
            )
        )
        titles = dict(KEY_TITLES)
        self.ordered.set_values(
            tuple(
                (_capital(_(titles[key])), _("Weighs") if key in shown.weigh else _("Not weighed"))
                for key in OPTIONAL_KEYS
            )
        )
        self.order.setText(order_in_words(order_keys_with(shown.weigh)))
        self.counted.emit("")


class ProfileSheet(EditSheet):
    def __init__(self, context: Context, parent: QWidget, seen: ProfileView) -> None:
        super().__init__(
            context, parent, _("Municipality"), "", seen.fields(), municipality.edit_profile
        )
        number = TextField(limit=NUMBER_DIGITS)
        self.add("name", FormField(_("Name"), TextField(limit=100)))
        self.add(
            "number",
            FormField(
                _("Municipality number"), number, _("Four digits, as KOSTRA has it."), True,
                lambda: municipality.number_problem(number.text()),
            ),
        )  # fmt: skip
        hint = _("Such as Housing office. It stands in the letter head.")
        self.add("office_name", FormField(_("The office's name"), TextField(limit=100), hint, True))
        hint = _("Only where KOSTRA calls the municipality something else.")
        self.add(KOSTRA_KEY, FormField(_("Name in KOSTRA"), TextField(limit=100), hint, True))
        self.body.insertWidget(
            self.body.count() - 1, Text(_("Order of the waiting list"), "strong")
        )
        for key in OPTIONAL_KEYS:
            tick = CheckField(_(NAMES[key]))
            field = FormField(_(NAMES[key]), tick, check=lambda: "")
            field.label.hide()
            self.add(key, field)


def _card(*parts: QWidget) -> QWidget:
    return box(column(*parts, spacing=12, margins=16), "card")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
