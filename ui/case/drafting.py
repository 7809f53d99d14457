"""Keeps what is typed: on this computer within a second, in the database as soon as it answers.

A draft is given back when its form is next opened, also after a crash. It holds the key of the
save that it was last sent with, so that a save whose answer was lost is not typed in again.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from hjemveien.domain.refusal import Refusal
from hjemveien.services.change import Change
from hjemveien.texts import _
from ui.kit.labels import Text
from ui.kit.sheet import SheetDialog
from ui.kit.typed import parts_of, put_back, typed, when_typed
from ui.shell.context import Context

if TYPE_CHECKING:
    from hjemveien.services.drafts import DraftView
    from ui.work import Session

DRAFT_AFTER_MS = 1000


class FormDraft(QObject):
    """The draft of one form, about one subject at a time (a case's id, or empty).

    `content()` gives what is typed, empty where there is nothing worth keeping; `stated(text)`
    says where it is kept, for a quiet line beside the buttons.
    """

    stated = Signal(str)

    def __init__(
        self, context: Context, form: str, content: Callable[[], dict[str, Any]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._form = form
        self._content = content
        self._subject: str | None = None
        self._written = self._since_sent = self._quiet = False
        # When it was kept on this computer, until the database has it too.
        self._near_since: datetime | None = None
        self._pause = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._pause.timeout.connect(self._keep)
        context.closing.connect(self.flush)
        context.work.contact.changed.connect(self._say_near)

    def begin(self, subject: str, give_back: "Callable[[DraftView], None]") -> None:
        """From now on it is about this subject; what was kept of it is handed to `give_back`."""
        self.flush()
        self._subject, self._written, self._near_since = subject, False, None
        owner, form = self._context.person.name, self._form
        self.stated.emit("")

        def fetch(session: "Session") -> "DraftView | None":
            from hjemveien.services.drafts import find_draft

            return find_draft(session, owner, form, subject)

        def found(draft: "DraftView | None") -> None:
            if draft is not None and draft.subject == self._subject:
                self._written = True
                give_back(draft)

        self._context.work.ask(self, fetch, found, lambda _refusal: None, key="draft")

    def typed(self) -> None:
        """Something was typed; it is kept a second later, also while typing goes on."""
        if self._subject is not None and not self._quiet and not self._pause.isActive():
            self._pause.start()

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """What the program itself puts into the fields within is not typed."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def written(self) -> bool:
        """Whether the database may hold something of it."""
        return self._written

    def flush(self) -> None:
        """Keep now what waits to be kept."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def sent(self) -> Callable[[], None]:
        """The form is on its way: keep it as it was sent, for the answer may be lost.

        Returns what forgets that, once the answer is there.
        """
        self._pause.stop()
        self._since_sent = False
        context, subject = self._context, self._subject or ""
        owner, at = context.person.name, context.now()
        self._keep_near(owner, at, self._content())
        return lambda: _forget(context, owner, self._form, subject, at)

    def saved(self) -> None:
        """It was saved, and its draft in the database thrown away with that."""
        if self._since_sent:
            self.drop()
        self._pause.stop()
        self._written, self._near_since = False, None
        self.stated.emit("")

    def drop(self) -> None:
        """It was saved or is not wanted: forget it, here and in the database."""
        self._pause.stop()
        self._near_since = None
        if self._written and self._subject is not None:
            self._written = False
            self._send({})
        self.stated.emit("")

    def given_back(self, draft: "DraftView") -> None:
        """Say since when it has been kept."""
        self._say(_("Draft saved {time}"), draft.saved_at)

    def _keep(self) -> None:
        content = self._content()
        if content or self._written:
            self._written = bool(content)
            self._send(content)

    def _send(self, content: dict[str, Any]) -> None:
        """First to this computer, which always answers; then to the database."""
        assert self._subject is not None
        self._since_sent = True
        context, form, subject = self._context, self._form, self._subject
        owner, at = context.person.name, context.now()
        self._keep_near(owner, at, content)

        def write(session: "Session") -> None:
            from hjemveien.services.drafts import save_draft

            save_draft(session, form, subject, content)

        def saved(_none: None) -> None:
            _forget(context, owner, form, subject, at)
            if isValid(self) and content and subject == self._subject:
                self._near_since = None
                self._say(_("Draft saved {time}"), at)

        # The window asks, for by then the form may be gone.
        key = f"draft {form} {subject}"
        context.work.keep(context, write, saved, self._not_kept, key=key)

    def _keep_near(self, owner: str, at: datetime, content: dict[str, Any]) -> None:
        kept, subject = self._context.kept, self._subject
        if kept is None or subject is None:
            return

        context, form = self._context, self._form

        def put() -> None:
            from hjemveien.persistence.kept import KeptDraft

            kept.put(KeptDraft(owner, form, subject, at, content))

        def told(_none: None) -> None:
            if isValid(self) and content and subject == self._subject:
                self._near_since = at
                self._say_near()

        context.work.near(context, put, told, self._not_kept)

    def _say_near(self, _answers: bool = False) -> None:
        """Also of what was kept before anybody knew that the contact was lost."""
        if self._near_since is not None and not self._context.work.contact.answers():
            self._say(_("Draft kept on this computer {time}"), self._near_since)

    def _not_kept(self, _refusal: object) -> None:
        if isValid(self):
            self.stated.emit(_("The draft is not saved yet"))

    def _say(self, text: str, at: datetime) -> None:
        self.stated.emit(text.format(time=at.astimezone().strftime("%H:%M")))


def _forget(context: Context, owner: str, form: str, subject: str, at: datetime) -> None:
    """The database has it: take away what is on this computer up to then."""
    kept = context.kept
    if kept is not None:
        context.work.near(context, lambda: kept.drop(owner, form, subject, at))


class FieldsDraft(FormDraft):
    """The draft of a form made of fields, and of what else it `also` must know again."""

    def __init__(
        self,
        context: Context,
        form: str,
        fields: Mapping[str, QWidget],
        also: Callable[[], dict[str, Any]],
        parent: QObject,
    ) -> None:
        self._parts = parts_of(fields)
        self._also = also
        self._unchanged = self.now()
        super().__init__(context, form, self._whole, parent)
        for part in self._parts.values():
            when_typed(part, self.typed)

    def changed(self) -> bool:
        """Whether anything stands there that did not stand there at first."""
        return self.now() != self._unchanged

    def put_back(self, draft: "DraftView") -> None:
        """As it was typed."""
        self._put(draft.content.get("fields", {}))
        self.given_back(draft)

    def clear(self) -> None:
        """As it was at first."""
        self._put(self._unchanged)

    def now(self) -> dict[str, Any]:
        """What stands in the fields, by name."""
        return {name: typed(part) for name, part in self._parts.items()}

    def _put(self, values: Mapping[str, Any]) -> None:
        with self.quietly():
            for name, value in values.items():
                if name in self._parts:
                    put_back(self._parts[name], value)

    def _whole(self) -> dict[str, Any]:
        return {"fields": self.now(), **self._also()} if self.changed() else {}


class DialogDraft(QObject):
    """What every dialog of a case needs besides its fields: its draft, and a save that waits.

    `begin` when all fields are there, `send` instead of `Work.do`. Cancelling throws the draft
    away, unless it `stays`; Esc keeps it.
    """

    def __init__(
        self, dialog: SheetDialog, context: Context, form: str, subject: str, stays: bool = False
    ) -> None:
        super().__init__(dialog)
        if not form:
            raise ValueError("a form that keeps drafts has a name of its own")
        self._dialog, self._context = dialog, context
        self._form, self._subject, self._stays = form, subject, stays
        self._operation = uuid4()
        self._draft: FieldsDraft | None = None
        self._waiting = False
        self._state = Text("", "caption", "muted")
        dialog.add_status(self._state)
        dialog.rejected.connect(self._cancelled)
        context.work.contact.changed.connect(self._contact_changed)

    def begin(
        self,
        fields: Mapping[str, QWidget],
        also: Callable[[], dict[str, Any]] = dict,
        know: Callable[[dict[str, Any]], object] = bool,
    ) -> None:
        """Give back what was typed before; `know` takes what `also` gave then. Once."""
        if self._draft is not None:
            return
        draft = FieldsDraft(
            self._context, self._form, fields,
            lambda: {**also(), "operation": str(self._operation)}, self,
        )  # fmt: skip

        def give_back(found: "DraftView") -> None:
            if found.done:
                draft.drop()
            elif not draft.changed():
                self._operation = UUID(found.content["operation"])
                know(found.content)
                draft.put_back(found)

        self._draft = draft
        self._dialog.keeps_draft = True
        draft.stated.connect(self._state.setText)
        draft.begin(self._subject, give_back)

    def send(
        self,
        operation: "Callable[[Session], Change]",
        done: Callable[[Change], None],
        refused: Callable[[Refusal], None],
    ) -> None:
        """Save once, with the draft thrown away in the same transaction."""
        draft = self._draft
        assert draft is not None
        form, subject, written = self._form, self._subject, draft.written()
        forget = draft.sent()
        self._wait(True)

        def write(session: "Session") -> Change:
            from hjemveien.services.drafts import save_draft

            change = operation(session)
            if written:
                save_draft(session, form, subject, {})
            return change

        def saved(change: Change) -> None:
            self._wait(False)
            forget()
            draft.saved()
            done(change)

        def not_saved(refusal: Refusal) -> None:
            """What was typed is a draft again, also if the last of it never became one."""
            self._wait(False)
            draft.typed()
            refused(refusal)

        self._context.work.do(self._dialog, write, saved, not_saved, self._operation)

    def _wait(self, waiting: bool) -> None:
        self._waiting = waiting
        self._dialog.set_busy(waiting)
        self._contact_changed(self._context.work.contact.answers())

    def _contact_changed(self, answers: bool) -> None:
        if not self._waiting or answers:
            self._dialog.say_waiting("")
            return
        self._dialog.say_waiting(
            _(
                "Not saved yet: the database does not answer. It is sent by itself when the "
                "contact is back, also if you close this."
            )
        )

    def _cancelled(self) -> None:
        draft = self._draft
        if draft is None or self._waiting:
            return
        if self._stays or self._dialog.left_open:
            draft.flush()
        else:
            draft.drop()
