"""Keeping a filter: naming it, sharing it, changing what it holds, taking it away with undo."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hjemveien.domain.refusal import InvalidInput, Refusal
from hjemveien.services import saved_views
from hjemveien.services.filter_state import Shown, packed
from hjemveien.services.saved_views import LONGEST_NAME, KeptView
from hjemveien.services.wishes import SaveView
from hjemveien.texts import _
from ui.kit import LINE, CheckField, Choice, ErrorSummary, FormField, SheetDialog, TextField
from ui.shell.context import Context


class KeepSheet(SheetDialog):
    """Asks for the name of a filter, new or kept before; supervisors may keep it for all."""

    def __init__(
        self, context: Context, parent: QWidget, shown: Shown, kept: KeptView | None = None
    ) -> None:
        title = _("Change the saved filter") if kept else _("Save this filter")
        super().__init__(parent, title, _("Save the filter"), icon="bookmark", width=480)
        self.context = context
        self._shown, self._kept = shown, kept
        self.name = TextField("", limit=LONGEST_NAME)
        self.name.setText(kept.name if kept else "")
        hint = _("Stands on the left with the number of cases it has now.")
        self.name_field = FormField(_("Name"), self.name, hint)
        self.for_all = CheckField(
            _("Show it to everybody in the office"), bool(kept and kept.shared)
        )
        self.for_all.setVisible(context.person.may("supervisor"))
        self.summary = ErrorSummary()
        for part in (self.name_field, self.for_all, self.summary):
            self.body.addWidget(part)
        if shown.wanted.search.strip():
            self.note.setText(_("What you search for is not kept, for it may be somebody's name."))
            self.note.show()

    def submit(self) -> None:
        if not self.summary.check([self.name_field]):
            return
        wish = _wish(self._kept, self._shown, self.name.text(), self.for_all.isChecked())
        self.set_busy(True)
        self.context.work.do(
            self, lambda session: saved_views.save_view(session, wish),
            lambda _change: self._done(), self._refused,
        )  # fmt: skip

    def _done(self) -> None:
        said = _("The filter is saved")
        if self._kept is None:
            self.context.say(said)
        else:
            self.context.undoable(said, _putter_back(self.context, self._kept))
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.set_busy(False)
        if isinstance(refusal, InvalidInput) and "name" in refusal.fields:
            self.name_field.set_error(refusal.fields["name"])
            self.name.setFocus()
        else:
            self.show_refusal(refusal)


def choices_of(
    context: Context,
    host: QWidget,
    views: tuple[KeptView, ...],
    shown: Shown,
    current: KeptView | None,
) -> tuple[Choice, ...]:
    """Save what is shown, do something about the one that was chosen, choose another."""
    keep = Choice(
        _("Save this filter …"), lambda: KeepSheet(context, host, shown).open(), icon="bookmark"
    )
    chosen: tuple[Choice, ...] = ()
    if current is not None and _may_change(context, current):
        text = _("Let “{name}” be what is shown now").format(name=current.name)
        update = Choice(text, lambda: replace_view(context, current, shown), icon="save")
        chosen = (update, *choices_about(context, current, host)[1:])
    others = tuple(_of_view(context, view, current) for view in views)
    return (keep, *chosen, *((LINE,) if others else ()), *others)


def choices_about(context: Context, view: KeptView, host: QWidget) -> tuple[Choice, ...]:
    """What can be done with one kept filter by whoever sits here."""
    show = Choice(_("Show it"), lambda: context.go(view.page, view), icon="list-filter")
    if not _may_change(context, view):
        return (show,)
    rename = Choice(
        _("Change the name …"), lambda: KeepSheet(context, host, view.shown, view).open(),
        icon="pencil",
    )  # fmt: skip
    remove = Choice(
        _("Remove “{name}”").format(name=view.name), lambda: remove_view(context, view),
        icon="trash-2",
    )  # fmt: skip
    return (show, rename, remove)


def replace_view(context: Context, view: KeptView, shown: Shown) -> None:
    """The kept filter holds from now on what is shown."""
    wish = _wish(view, shown, view.name, view.shared)
    said = _("“{name}” is saved as it is shown").format(name=view.name)
    context.work.do(
        context, lambda session: saved_views.save_view(session, wish),
        lambda _change: context.undoable(said, _putter_back(context, view)), context.refuse,
    )  # fmt: skip


def remove_view(context: Context, view: KeptView) -> None:
    """Away at once, and back by Undo."""
    back = SaveView(view.page, view.name, view.state, view.shared, view_id=view.view_id)

    said = _("The filter “{name}” is removed").format(name=view.name)
    context.work.do(
        context, lambda session: saved_views.remove_view(session, view.view_id),
        lambda _change: context.undoable(said, lambda: _save(context, back)), context.refuse,
    )  # fmt: skip


def _putter_back(context: Context, view: KeptView) -> Callable[[], None]:
    """As it was before the save that was just done; refused where another came after."""
    changed = view.version + 1
    back = SaveView(view.page, view.name, view.state, view.shared, changed, view.view_id)
    return lambda: _save(context, back)


def _save(context: Context, wish: SaveView) -> None:
    context.work.do(
        context, lambda session: saved_views.save_view(session, wish), failed=context.refuse
    )


def _of_view(context: Context, view: KeptView, current: KeptView | None) -> Choice:
    on = current is not None and current.view_id == view.view_id
    return Choice(view.name, lambda: context.go(view.page, view), on)


def _may_change(context: Context, view: KeptView) -> bool:
    return not view.shared or context.person.may("supervisor")


def _wish(kept: KeptView | None, shown: Shown, name: str, shared: bool) -> SaveView:
    state = packed(shown)
    if kept is None:
        return SaveView("cases", name, state, shared)
    return SaveView(kept.page, name, state, shared, kept.version, kept.view_id)
