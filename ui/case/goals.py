"""Goals: what the household itself wants, the small steps there, and who says what is reached."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from hjemveien.services import goals
from hjemveien.services.views import CaseCard, GoalView, StepView
from hjemveien.services.wishes import AddStep, MarkReached, SetGoal
from hjemveien.texts import _, day_text, moment_text
from ui.case import looks
from ui.case.editing import EditDialog
from ui.case.tab import CaseTab
from ui.case.undoing import drop_goal, mark_reached
from ui.case.wishing import WishDialog
from ui.kit import (
    Button,
    CheckField,
    EmptyState,
    FormField,
    IconButton,
    Text,
    TextArea,
    TextField,
    box,
    clear,
    column,
    grow,
    line,
    row,
    set_spacing,
)
from ui.kit.flow import FlowLayout
from ui.shell.context import Context


class GoalsTab(CaseTab):
    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.new_button = Button(_("New goal …"), "primary", "plus", self.new)
        self.told = Text(
            _("Write it as the household says it. What it says is reached, and what you say, are "
              "two marks."),
            "caption", "muted", wraps=True,
        )  # fmt: skip
        self._list = QVBoxLayout()
        set_spacing(self._list, 12)
        self.content.addLayout(row(self.new_button, None))
        self.content.addWidget(self.told)
        self.content.addLayout(self._list)
        self.content.addStretch(1)

    def show_card(self, card: CaseCard) -> None:
        super().show_card(card)
        clear(self._list)
        for goal in card.goals:
            self._list.addWidget(self._goal(card, goal))
        if not card.goals:
            self._list.addWidget(
                EmptyState(
                    _("No goals yet"),
                    _("Ask what the household itself wants, and write it down in its own words."),
                    icon="flag",
                )
            )

    def new(self) -> None:
        if self.card is not None:
            GoalDialog(self.context, self.card, self).open()

    def _goal(self, card: CaseCard, goal: GoalView) -> QWidget:
        parts: list[Any] = [Text(looks.quoted(goal.words), "strong", wraps=True)]
        parts.append(Text(_stands(goal), "caption", "muted", wraps=True))
        if goal.dropped_on is None:
            parts.append(self._marks(card, goal, goal.goal_id, of_goal=True))
            for step in goal.steps:
                parts += [line(), self._step(card, step)]
        parts.append(_in_a_row(*self._buttons(card, goal)))
        return box(column(*parts, spacing=6, margins=12), "card", goal.words)

    def _buttons(self, card: CaseCard, goal: GoalView) -> tuple[Button, ...]:
        drop = partial(drop_goal, self.context, self, card.case_id, goal.goal_id)
        if goal.dropped_on is not None:
            return (Button(_("A goal again"), "quiet", "undo-2", lambda: drop(False)),)
        return (
            Button(
                _("New step …"), "quiet", "plus",
                lambda: StepDialog(self.context, card, goal, self).open(),
            ),
            Button(
                _("Edit …"), "quiet", "pencil",
                lambda: EditGoalDialog(self.context, card, goal, self).open(),
            ),
            Button(_("No goal any more"), "quiet", "x", lambda: drop(True)),
        )  # fmt: skip

    def _step(self, card: CaseCard, step: StepView) -> QWidget:
        said = f"{step.words} · {step.who}" if step.who else step.words
        edit = IconButton(
            "pencil", _("Edit step"),
            lambda: EditStepDialog(self.context, card, step, self).open(),
        )  # fmt: skip
        marks = self._marks(card, step, step.step_id, of_goal=False)
        return _holding(column(row(grow(Text(said, wraps=True)), edit), marks, spacing=2))

    def _marks(
        self, card: CaseCard, marked: GoalView | StepView, record_id: UUID, of_goal: bool
    ) -> QWidget:
        """The household's tick and ours, each with its day."""
        parts: list[CheckField] = []
        for by_household, text in (
            (True, _("Reached, says the household") if of_goal else _("Done, says the household")),
            (False, _("Reached, we say") if of_goal else _("Done, we say")),
        ):  # fmt: skip
            tick = CheckField(_with_day(text, marked, by_household), _is(marked, by_household))
            tick.clicked.connect(self._marker(card.case_id, record_id, of_goal, by_household))
            parts.append(tick)
        return _holding(column(*parts, spacing=2))

    def _marker(
        self, case_id: UUID, record_id: UUID, of_goal: bool, by_household: bool
    ) -> Callable[[bool], None]:
        def mark(reached: bool) -> None:
            wish = MarkReached(case_id, record_id, of_goal, by_household, reached)
            mark_reached(self.context, self, wish)

        return mark


class GoalDialog(WishDialog):
    FORM = "goal"

    def __init__(self, context: Context, card: CaseCard, parent: QWidget) -> None:
        super().__init__(context, _("New goal"), _("Save goal"), parent, about=card.case_id)
        self._card = card
        self.words = TextArea()
        self.add("words", FormField(_("What the household wants, in its own words"), self.words))

    def send(self) -> None:
        wish = SetGoal(self._card.case_id, self.words.text())
        self.wish(lambda session: goals.set_goal(session, wish))


class StepDialog(WishDialog):
    """Its draft is one about the case, as all of a case's are: it goes out of sight with it."""

    def __init__(self, context: Context, card: CaseCard, goal: GoalView, parent: QWidget) -> None:
        self.FORM = f"step:{goal.goal_id}"
        super().__init__(context, _("New step"), _("Save step"), parent, about=card.case_id)
        self._card, self._goal = card, goal
        self.words, self.who = TextField(limit=200), TextField(limit=100)
        self.body.insertWidget(0, Text(looks.quoted(goal.words), "body", "muted", wraps=True))
        self.add("words", FormField(_("What is to be done"), self.words))
        self.add("who", FormField(_("Who does it"), self.who, optional=True))

    def send(self) -> None:
        words, who = self.words.text(), self.who.text()
        wish = AddStep(self._card.case_id, self._goal.goal_id, words, who)
        self.wish(lambda session: goals.add_step(session, wish))


class EditGoalDialog(EditDialog):
    def __init__(self, context: Context, card: CaseCard, goal: GoalView, parent: QWidget) -> None:
        super().__init__(context, _("Edit goal"), parent, width=560)
        self._case_id, self._goal = card.case_id, goal
        self.seen = {"words": goal.words}
        self.words = TextArea()
        self.words.setText(goal.words)
        self.fields = {
            "words": FormField(_("What the household wants, in its own words"), self.words)
        }
        self.body.addWidget(self.fields["words"])
        self.body.addWidget(self.summary)

    def target(self) -> tuple[str, UUID, UUID, int]:
        return ("goal", self._goal.goal_id, self._case_id, self._goal.version)

    def values(self) -> dict[str, Any]:
        return {"words": self.words.text().strip()}


class EditStepDialog(EditDialog):
    def __init__(self, context: Context, card: CaseCard, step: StepView, parent: QWidget) -> None:
        super().__init__(context, _("Edit step"), parent, width=560)
        self._case_id, self._step = card.case_id, step
        self.seen = {"words": step.words, "who": step.who}
        self.words, self.who = TextField(limit=200), TextField(limit=100)
        self.words.setText(step.words)
        self.who.setText(step.who)
        self.fields = {
            "words": FormField(_("What is to be done"), self.words),
            "who": FormField(_("Who does it"), self.who, optional=True),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(self.summary)

    def target(self) -> tuple[str, UUID, UUID, int]:
        return ("step", self._step.step_id, self._case_id, self._step.version)

    def values(self) -> dict[str, Any]:
        return {"words": self.words.text().strip(), "who": self.who.text().strip()}


def _stands(goal: GoalView) -> str:
    said = _("Said {day}").format(day=day_text(goal.said_on))
    if goal.dropped_on is not None:
        left = _("No goal any more since {day}").format(day=day_text(goal.dropped_on))
        return f"{said} · {left}"
    return said


def _is(marked: GoalView | StepView, by_household: bool) -> bool:
    return (marked.household_done_on if by_household else marked.office_done_at) is not None


def _with_day(text: str, marked: GoalView | StepView, by_household: bool) -> str:
    at: date | datetime | None = marked.household_done_on
    if not by_household:
        at = marked.office_done_at
    if at is None:
        return text
    day = moment_text(at) if isinstance(at, datetime) else day_text(at)
    by = marked.office_done_by if not by_household else ""
    return f"{text}, {day}, {by}" if by else f"{text}, {day}"


def _in_a_row(*parts: QWidget) -> QWidget:
    """What has no room goes on the next line."""
    holder = QWidget()
    flow = FlowLayout(holder)
    for part in parts:
        flow.addWidget(part)
    return holder


def _holding(layout: QLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    return holder
