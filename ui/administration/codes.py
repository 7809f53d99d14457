"""Lists of coded answers: the office's words and order, and codes of its own where none rests."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hjemveien.domain.code_lists import BY_NAME, LISTS, CodedList
from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.domain.wording import Words
from hjemveien.services import code_words
from hjemveien.services.change import Change
from hjemveien.services.code_words import TITLE_LETTERS, AddCode, CodeView, OrderCodes, key_of
from hjemveien.texts import _, day_text, language, mark, n_, number_text
from ui.administration.edit_sheet import EditSheet
from ui.administration.tab import AdminTab, place_in
from ui.kit import (
    Banner,
    Button,
    Cell,
    Column,
    ComboField,
    DateField,
    ErrorSummary,
    FormField,
    ListTable,
    PagedModel,
    SheetDialog,
    TextField,
    box,
    column,
    fix_width,
    row,
)
from ui.kit.form import label_for
from ui.shell.actions import Action
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


class CodesTab(AdminTab):
    """One list at a time; what rests on it is said above it."""

    KEY = "codes"
    TITLE = mark("Code lists")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.chosen = ComboField(_("List"), [(each.name, _(each.title)) for each in LISTS])
        self.add_button = Button(_("New code …"), "primary", "plus", self.add)
        self.edit_button = Button(_("Change code …"), icon="pencil", clicked=self.edit)
        self.up_button = Button(_("Move up"), icon="arrow-up", clicked=lambda: self.shift(-1))
        self.down_button = Button(_("Move down"), icon="arrow-down", clicked=lambda: self.shift(1))
        self.rests = Banner("info")
        self.model = PagedModel(self._columns(), lambda view: view.code, self)
        self.table = ListTable(_("Codes"), self.model)
        self._place()
        self.chosen.chosen.connect(lambda _name: self.read())
        self.table.picked.connect(self._arrange)
        self.table.opened.connect(lambda _view: self.edit())
        self._arrange()

    def _place(self) -> None:
        choice = row(label_for(_("List"), self.chosen), fix_width(self.chosen, 340), None)
        buttons = row(
            self.add_button, self.edit_button, self.up_button, self.down_button, None, spacing=8
        )
        top = column(choice, self.rests, buttons, spacing=12, margins=(16, 12, 16, 8))
        whole = column(top, self.table, spacing=0)
        whole.setStretch(1, 100)
        self.setLayout(column(box(whole, "surface")))

    def _columns(self) -> tuple[Column[CodeView], ...]:
        spoken = language()
        others = [code for code in ("nb", "nn", "en") if code != spoken]
        names = {"nb": mark("Bokmål"), "nn": mark("Nynorsk"), "en": mark("English")}
        return (
            Column("title", mark("Title"), lambda view: _titled(view, spoken), 180, "two_lines"),
            *(Column(each, names[each], _in_language(each), 150, stretch=True) for each in others),
            Column("days", mark("In use"), self._days, 170),
            Column("state", mark("State"), self._state, 150, "pill"),
        )

    def _days(self, view: CodeView) -> Cell:
        if view.valid_from is None and view.valid_to is None:
            return Cell(_("Always"))
        begins = day_text(view.valid_from) if view.valid_from else ""
        ends = day_text(view.valid_to) if view.valid_to else ""
        return Cell(f"{begins} – {ends}".strip())

    def _state(self, view: CodeView) -> Cell:
        if view.hidden(self.context.today()):
            return Cell(_("Hidden"), kind="neutral", icon="eye-off")
        if view.own:
            return Cell(_("The office's"), kind="teal", icon="star")
        if view.words.shown():
            return Cell(_("Reworded"), kind="info", icon="pencil")
        return Cell(_("In use"), kind="success", icon="circle-check")

    def coded(self) -> CodedList:
        return BY_NAME[str(self.chosen.value())]

    def read(self) -> None:
        name = self.coded().name
        self.context.work.ask(
            self, lambda session: code_words.list_codes(session, name), self._show,
            self.context.refuse, key="codes",
        )  # fmt: skip

    def offered(self) -> tuple[Action, ...]:
        return (
            Action("add_code", _("New code …"), self.add, "Ctrl+Shift+N", "plus"),
            Action("edit_code", _("Change code …"), self.edit, icon="pencil"),
            Action("code_up", _("Move up"), lambda: self.shift(-1), "Alt+Up", "arrow-up"),
            Action("code_down", _("Move down"), lambda: self.shift(1), "Alt+Down", "arrow-down"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.chosen, self.table)

    def remember(self) -> object:
        return (self.coded().name, place_in(self.table))

    def recall(self, remembered: object) -> None:
        assert isinstance(remembered, tuple)
        name, self._wanted = remembered
        self.chosen.set_value(name)

    def add(self) -> None:
        if self.coded().open:
            CodeSheet(self.context, self, self.coded()).open()

    def edit(self) -> None:
        view = self.table.current_row()
        if isinstance(view, CodeView):
            ChangeCodeSheet(self.context, self, self.coded(), view).open()

    def shift(self, by: int) -> None:
        """Up or down among the others, at once."""
        seen = tuple(view.code for view in self.model.rows())
        view = self.table.current_row()
        if not isinstance(view, CodeView) or self.coded().ordered:
            return
        here = seen.index(view.code)
        there = min(max(here + by, 0), len(seen) - 1)
        if there == here:
            return
        order = list(seen)
        order.insert(there, order.pop(here))
        wish = OrderCodes(self.coded().name, tuple(order), seen)
        self.context.work.do(
            self, lambda session: code_words.order_codes(session, wish), failed=self._not_ordered
        )

    def _not_ordered(self, refusal: Refusal) -> None:
        self.context.refuse(refusal)
        self.read()

    def _show(self, views: tuple[CodeView, ...]) -> None:
        self.model.show_rows(views)
        self.keep_place(self.table)
        words = n_("{n} code", "{n} codes", len(views)).format(n=number_text(len(views)))
        self.counted.emit(words)
        self._arrange()

    def _arrange(self, *_args: object) -> None:
        coded = self.coded()
        stays = _("No code is deleted: hide one that is no longer used.")
        self.rests.say(" ".join((_(coded.rests), stays)), "info")
        there = self.table.current_row() is not None
        self.add_button.setVisible(coded.open)
        self.edit_button.setEnabled(there)
        for button in (self.up_button, self.down_button):
            button.setVisible(not coded.ordered)
            button.setEnabled(there)


def _in_language(code: str) -> Callable[[CodeView], Cell]:
    return lambda view: Cell(view.shown(code), hint=view.shown(code))


def _titled(view: CodeView, spoken: str) -> Cell:
    said = getattr(view.words, spoken)
    if said and not view.own:
        usual = _("The program says: {title}").format(title=getattr(view.built_in, spoken))
        return Cell(said, usual)
    return Cell(view.shown(spoken) or view.words.any())


class ChangeCodeSheet(EditSheet):
    """Empty titles leave the program's own; after its last day a code is no longer offered."""

    def __init__(self, context: Context, parent: QWidget, coded: CodedList, view: CodeView) -> None:
        super().__init__(
            context, parent, _("Change code"), key_of(coded.name, view.code), view.fields(),
            code_words.edit_code,
            _("The code behind it stays the same, in every case that has it. Change the words, "
              "not what they mean."),
        )  # fmt: skip
        for name, field in _title_fields(view.built_in).items():
            self.add(name, field)
        self.add("valid_from", FormField(_("First day"), _day(context), "", True))
        hint = _("Afterwards it is not offered any more, and stays readable where it stands.")
        self.add("valid_to", FormField(_("Last day"), _day(context), hint, True))


class CodeSheet(SheetDialog):
    """A code of the office's own."""

    def __init__(self, context: Context, parent: QWidget, coded: CodedList) -> None:
        super().__init__(parent, _("New code"), _("Add"), _(coded.title), "plus", 520)
        self.context, self._coded = context, coded
        self.fields = _title_fields(Words(), first_needed=True)
        self.day = _day(context)
        self.summary = ErrorSummary()
        for field in self.fields.values():
            self.body.addWidget(field)
        self.day_field = FormField(_("First day"), self.day, optional=True)
        self.body.addWidget(self.day_field)
        self.body.addWidget(self.summary)

    def submit(self) -> None:
        if not self.summary.check([*self.fields.values(), self.day_field]):
            return
        typed = {name: str(field.field.property("text")) for name, field in self.fields.items()}
        wish = AddCode(self._coded.name, Words(**typed), self.day.day())
        self.set_busy(True)

        def add(session: "Session") -> Change:
            return code_words.add_code(session, wish)

        self.context.work.do(self, add, lambda _change: self.accept(), self._refuse)

    def _refuse(self, refusal: Refusal) -> None:
        named = [name for name in getattr(refusal, "fields", {}) if name in self.fields]
        if isinstance(refusal, InvalidInput) and named:
            self.set_busy(False)
            for name in named:
                self.fields[name].set_error(refusal.fields[name])
            self.summary.show_errors([self.fields[name] for name in named])
        else:
            self.show_refusal(refusal)


def _title_fields(built_in: Words, first_needed: bool = False) -> dict[str, FormField]:
    labels = {
        "nb": _("Title in bokmål"), "nn": _("Title in nynorsk"), "en": _("Title in English"),
    }  # fmt: skip
    return {
        name: FormField(
            label, TextField(placeholder=getattr(built_in, name), limit=TITLE_LETTERS),
            optional=not (first_needed and name == "nb"),
        )
        for name, label in labels.items()
    }  # fmt: skip


def _day(context: Context) -> DateField:
    return DateField("", context.today)
