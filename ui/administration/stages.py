"""Stages of the pathway: what the office calls them, and how long a case should stay at each."""

from collections.abc import Hashable

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QWidget

from hjemveien.domain.pathway import BY_CODE, ORDER, stage_title
from hjemveien.services import stage_settings
from hjemveien.services.stage_settings import MOST_DAYS, TITLE_LETTERS, StageView
from hjemveien.texts import _, mark, n_, number_text
from ui.administration.edit_sheet import EditSheet
from ui.administration.tab import AdminTab, place_in
from ui.kit import (
    Button,
    Cell,
    Column,
    FormField,
    ListTable,
    PagedModel,
    SpinField,
    Text,
    TextField,
    box,
    column,
    row,
)
from ui.shell.actions import Action
from ui.shell.context import Context


def _title(view: StageView) -> Cell:
    stage = BY_CODE[view.code]
    return Cell(stage_title(view.code), kind=stage.look, icon=stage.icon)


def _usual(view: StageView) -> Cell:
    own = view.words.shown()
    return Cell(view.built_in.shown() if own else "", hint=_("What the program calls it"))


def _target(view: StageView) -> Cell:
    if view.target_days is None:
        return Cell(_("None set"))
    return Cell(n_("{n} day", "{n} days", view.target_days).format(n=number_text(view.target_days)))


def _moves(view: StageView) -> Cell:
    ahead = [code for code in view.moves if ORDER[code] > ORDER[view.code]]
    words = ", ".join(stage_title(code) for code in ahead)
    return Cell(words, hint=words)


def _needs(view: StageView) -> Cell:
    words = " ".join(view.needs)
    return Cell(words, hint=words)


COLUMNS = (
    Column[StageView]("title", mark("Stage"), _title, 160, "pill"),
    Column[StageView]("usual", mark("Called by the program"), _usual, 140),
    Column[StageView]("target", mark("Target"), _target, 90),
    Column[StageView]("moves", mark("May go on to"), _moves, 200, stretch=True),
    Column[StageView]("needs", mark("Needs first"), _needs, 200, stretch=True),
)


class StagesTab(AdminTab):
    """The order is the pathway's and its rules rest on it; titles and targets are the office's."""

    KEY = "stages"
    TITLE = mark("Stages")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.edit_button = Button(_("Change stage …"), "primary", "pencil", self.edit)
        self.model = PagedModel(COLUMNS, lambda view: view.code, self)
        self.table = ListTable(_("Stages"), self.model)
        note = _("A new title is shown at once on every page. The order stays: the rules for "
                 "moving a case rest on it. "
                 "Back to an earlier stage is a move with a reason.")  # fmt: skip
        top = column(
            row(self.edit_button, None), Text(note, "body", "muted", wraps=True),
            spacing=8, margins=(16, 12, 16, 8),
        )  # fmt: skip
        self.setLayout(column(box(column(top, self.table, spacing=0), "surface")))
        self.table.opened.connect(lambda _view: self.edit())
        self.table.picked.connect(lambda _view: self.edit_button.setEnabled(True))
        self.edit_button.setEnabled(False)

    def read(self) -> None:
        self.context.work.ask(
            self, stage_settings.list_stages, self._show, self.context.refuse, key="stages"
        )

    def offered(self) -> tuple[Action, ...]:
        return (Action("edit_stage", _("Change stage …"), self.edit, icon="pencil"),)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table,)

    def remember(self) -> object:
        return place_in(self.table)

    def recall(self, remembered: object) -> None:
        self._wanted = remembered if isinstance(remembered, Hashable) else None

    def edit(self) -> None:
        view = self.table.current_row()
        if isinstance(view, StageView):
            StageSheet(self.context, self, view).open()

    def _show(self, views: tuple[StageView, ...]) -> None:
        self.model.show_rows(views)
        self.counted.emit(n_("{n} stage", "{n} stages", len(views)).format(n=len(views)))
        self.keep_place(self.table)


class StageSheet(EditSheet):
    """Empty titles leave the program's own; an empty target is none."""

    def __init__(self, context: Context, parent: QWidget, view: StageView) -> None:
        super().__init__(
            context, parent, _("Change stage"), view.code,
            {"nb": view.words.nb, "nn": view.words.nn, "en": view.words.en,
             "target_days": view.target_days},
            stage_settings.edit_stage,
            _("An empty title leaves what the program says. The code behind it stays the same, "
              "so figures and history are not touched."),
        )  # fmt: skip
        for name, label in (
            ("nb", _("Title in bokmål")), ("nn", _("Title in nynorsk")),
            ("en", _("Title in English")),
        ):  # fmt: skip
            field = TextField(placeholder=getattr(view.built_in, name), limit=TITLE_LETTERS)
            self.add(name, FormField(label, field, optional=True))
        days = TargetField()
        hint = _("How many days a case should stay here at most. Empty for no target.")
        self.add(
            "target_days",
            FormField(
                _("Target in days"), days, hint, optional=True,
                check=lambda: stage_settings.target_problem(days.value() or None),
            ),
        )  # fmt: skip


class TargetField(SpinField):
    """Takes less than nothing too, so that -5 is refused in words and not read as 5."""

    def __init__(self) -> None:
        super().__init__("", -MOST_DAYS, MOST_DAYS)

    def textFromValue(self, value: int) -> str:
        return str(value) if value else ""

    def valueFromText(self, text: str) -> int:
        return int(text) if text.strip() else 0

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        if not text.strip():
            return QValidator.State.Acceptable, text, place
        return super().validate(text, place)

    def stepBy(self, steps: int) -> None:
        self.setValue(max(0, self.value() + steps))
