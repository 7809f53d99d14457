"""Drafts on this computer: from when the database has given their key, and what was left of old."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hjemveien.domain.refusal import Refusal
from ui.shell.context import Context

if TYPE_CHECKING:
    from hjemveien.persistence.kept import KeptDraft, KeptDrafts
    from ui.work import Session


class Keeping(QObject):
    """Begins as soon as it is made; `context.kept` is there when the key is."""

    def __init__(self, context: Context, data_dir: Path, place: str) -> None:
        super().__init__(context)
        self._context = context
        self._data_dir, self._place = data_dir, place
        context.work.keep(self, _key, self._begin, _not_now)

    def _begin(self, key: bytes) -> None:
        from hjemveien.persistence.kept import KeptDrafts, folder_for

        kept = KeptDrafts(folder_for(self._data_dir, self._place), key)
        self._context.kept = kept
        self._context.work.near(self, kept.all, lambda left: self._bring_in(kept, left))

    def _bring_in(self, kept: "KeptDrafts", left: "tuple[KeptDraft, ...]") -> None:
        """What a program that was ended had kept: forms find it in the database from now on."""
        for draft in left:
            self._bring_in_one(kept, draft)

    def _bring_in_one(self, kept: "KeptDrafts", draft: "KeptDraft") -> None:
        work = self._context.work

        def restore(session: "Session") -> None:
            from hjemveien.services.drafts import restore_draft

            restore_draft(session, draft)

        def restored(_none: None) -> None:
            work.near(
                self, lambda: kept.drop(draft.owner, draft.form, draft.subject, draft.saved_at)
            )

        work.keep(self, restore, restored, _not_now)


def _key(session: "Session") -> bytes:
    from hjemveien.services.drafts import kept_key

    return kept_key(session)


def _not_now(_refusal: Refusal) -> None:
    """A login that may keep no drafts has none here either."""
