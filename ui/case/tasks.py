"""Tasks of the case: add one in a line, tick it, take the tick back."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.services import drafts, writing
from hjemveien.services.change import Change
from hjemveien.services.drafts import DraftView
from hjemveien.services.views import CaseCard, TaskView
from hjemveien.services.wishes import AddTask, FinishTask
from hjemveien.texts import _, moment_text
from ui.case import looks
from ui.case.drafting import FieldsDraft
from ui.case.tab import CaseTab
from ui.case.undoing import tick_task
from ui.kit import (
    Button,
    CheckField,
    DateField,
    EmptyState,
    FormField,
    Pill,
    Text,
    TextField,
    box,
    clear,
    column,
    fix_width,
    grow,
    row,
    set_spacing,
)
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.work import Session


FORM = "task"


class TasksTab(CaseTab):
    """The task that is being written survives everything but its own saving."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title = TextField(limit=200)
        self.due = DateField("", context.today)
        self.title_field = FormField(_("New task"), self.title, check=lambda: "")
        self.due_field = fix_width(FormField(_("By"), self.due, optional=True), 170)
        self.add_button = Button(_("Add task"), "primary", "plus", self._add)
        self.whose = Text("", "caption", "muted", wraps=True)
        self.title.returnPressed.connect(self._add)
        self.due.returnPressed.connect(self._add)
        self._list = QVBoxLayout()
        set_spacing(self._list, 8)
        self.content.addLayout(row(grow(self.title_field), self.due_field))
        self.content.addLayout(row(self.add_button, grow(self.whose)))
        self.content.addLayout(self._list)
        self.content.addStretch(1)
        self._task_id = uuid4()
        self.draft = FieldsDraft(
            context, FORM, {"title": self.title, "due": self.due},
            lambda: {"operation": str(self._task_id)}, self,
        )  # fmt: skip

    def show_card(self, card: CaseCard) -> None:
        another = self.card is None or self.card.case_id != card.case_id
        if another:
            self.draft.flush()
            self.draft.clear()
            self.title_field.set_error("")
        super().show_card(card)
        self.whose.setText(_whose(card))
        if another:
            self._task_id = uuid4()
            self.draft.begin(str(card.case_id), self._give_back)
        clear(self._list)
        for task in card.tasks:
            self._list.addWidget(self._line(task))
        if not card.tasks:
            self._list.addWidget(
                EmptyState(_("No tasks"), _("Write what is to be done, and by when."), icon="check")
            )

    def _line(self, task: TaskView) -> QWidget:
        tick = CheckField(task.title, task.done_at is not None)
        tick.clicked.connect(lambda ticked, task=task: self._tick(task, ticked))
        cell = looks.deadline_cell(task.due_on, self.context.today())
        if task.done_at is not None:
            note = _("Done {moment} by {who}").format(
                moment=moment_text(task.done_at), who=task.done_by or "?"
            )
            return box(
                column(tick, Text(note, "caption", "muted"), spacing=2, margins=10),
                "card",
                task.title,
            )
        pill = Pill(cell.whole() if task.due_on else _("No date"), cell.kind or "neutral", "clock")
        who = Text(task.assigned, "caption", "muted")
        below = row(pill, who, None, spacing=8)
        return box(column(tick, below, spacing=4, margins=10), "card", task.title)

    def _add(self) -> None:
        if self.card is None or not self.due_field.validate():
            return
        case_id, sent = self.card.case_id, self.draft.now()
        wish = AddTask(case_id, self.title.text(), self.due.day(), task_id=self._task_id)
        forget = self.draft.sent()
        self.add_button.setEnabled(False)

        def operation(session: "Session") -> Change:
            change = writing.add_task(session, wish)
            drafts.save_draft(session, FORM, str(case_id), {})
            return change

        def added(_change: Change) -> None:
            forget()
            self.add_button.setEnabled(True)
            if self.card is not None and self.card.case_id == case_id:
                self._added(same=self.draft.now() == sent)

        self.context.work.do(self, operation, added, self._refused, self._task_id)

    def _added(self, same: bool) -> None:
        """What has been typed meanwhile is another task."""
        self._task_id = uuid4()
        self.title_field.set_error("")
        if same:
            self.draft.saved()
            self.draft.clear()
            self.title.setFocus()

    def _give_back(self, draft: DraftView) -> None:
        if draft.done:
            self.draft.drop()
        elif not self.draft.changed():
            self._task_id = UUID(draft.content["operation"])
            self.draft.put_back(draft)

    def _refused(self, refusal: Refusal) -> None:
        self.add_button.setEnabled(True)
        if isinstance(refusal, InvalidInput) and "title" in refusal.fields:
            self.title_field.set_error(refusal.fields["title"])
        else:
            self.context.refuse(refusal)

    def _tick(self, task: TaskView, done: bool) -> None:
        case_id = self.card.case_id if self.card is not None else None
        tick_task(self.context, self, FinishTask(task.task_id, done, case_id))


def _whose(card: CaseCard) -> str:
    """Whose the next task will be."""
    if card.caseworker is None:
        return _("Nobody has the case: the task is nobody's yet.")
    return _("For {name}, who has the case.").format(name=card.caseworker.name)
