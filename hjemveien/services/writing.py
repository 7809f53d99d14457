"""Notes, tasks and a first need: what people write in a case; each is a row of its own."""

from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.refusal import InvalidInput, NotFound, Refusal
from hjemveien.persistence.tables import JournalEntry, Need, Task
from hjemveien.services import lists
from hjemveien.services.act import acting
from hjemveien.services.change import Change
from hjemveien.services.locating import case_or_refuse
from hjemveien.services.wishes import AddTask, FinishTask, FirstNeed, WriteNote
from hjemveien.texts import _

_CASE = frozenset({"case"})


def write_note(session: Session, wish: WriteNote) -> Change:
    """Add a note. The same note sent twice is kept once: its key is the client's own."""
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    if not wish.text.strip():
        text = _("Note is empty. Write something before saving it.")
        raise InvalidInput(text, {"text": text})
    if session.get(JournalEntry, wish.entry_id) is None:
        session.add(
            JournalEntry(
                id=wish.entry_id, case_id=case.id, at=act.at, by=act.by, kind=wish.kind,
                text=wish.text.strip(), confidential=wish.confidential,
            )
        )  # fmt: skip
    return Change(_CASE, frozenset({case.id}), created=wish.entry_id)


def add_task(session: Session, wish: AddTask) -> Change:
    """Add something to be done, with or without a day."""
    case = case_or_refuse(session, wish.case_id)
    if not wish.title.strip():
        text = _("Task is empty. Write what is to be done.")
        raise InvalidInput(text, {"title": text})
    if session.get(Task, wish.task_id) is None:
        session.add(
            Task(
                id=wish.task_id, case_id=case.id, title=wish.title.strip(), due_on=wish.due_on,
                assigned_id=wish.assigned_id or case.caseworker_id,
            )
        )  # fmt: skip
    lists.refresh(session, [case.id])
    return Change(_CASE, frozenset({case.id}), created=wish.task_id)


def finish_task(session: Session, wish: FinishTask) -> Change:
    """Tick a task, or take the tick back; the journal tells of both."""
    act = acting(session)
    task = session.scalars(select(Task).where(Task.id == wish.task_id)).one_or_none()
    if task is None:
        if wish.case_id is not None:
            case_or_refuse(session, wish.case_id)
        raise NotFound(_("The task is no longer there."))
    task.done_at = act.at if wish.done else None
    task.done_by = act.by if wish.done else None
    session.add(
        JournalEntry(
            id=uuid4(), case_id=task.case_id, at=act.at, by=act.by,
            kind="task_done" if wish.done else "task_reopened", data={"title": task.title},
        )
    )  # fmt: skip
    lists.refresh(session, [task.case_id])
    return Change(_CASE, frozenset({task.case_id}))


def first_need(session: Session, wish: FirstNeed) -> Change:
    """Write down what dwelling would fit. Raises Refusal where somebody did so meanwhile."""
    act = acting(session)
    case = case_or_refuse(session, wish.case_id)
    if session.scalar(select(Need.id).where(Need.case_id == case.id).limit(1)) is not None:
        raise Refusal(
            _("Somebody has written down the need meanwhile. Open the form again to see it.")
        )
    session.add(Need(id=wish.need_id, case_id=case.id, valid_from=act.day, **wish.fields))
    session.flush()
    lists.refresh(session, [case.id])
    return Change(frozenset({"case", "waiting_list"}), frozenset({case.id}), created=wish.need_id)
