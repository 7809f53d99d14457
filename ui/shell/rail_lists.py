"""What the rail shows below the pages: kept filters with live counts, and recently opened cases."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from hjemveien.services.case_filter import Asker
from hjemveien.services.change import Change
from hjemveien.texts import _, number_text
from ui.kit.menus import Choice
from ui.shell.actions import Action, Actions
from ui.shell.context import Context
from ui.shell.rail import Rail, RailButton

if TYPE_CHECKING:
    from hjemveien.services.recent import RecentCase
    from hjemveien.services.saved_views import KeptView
    from ui.work import Session

# Where many save, counts are asked for once in so long and not at each save.
PAUSE_MS = 700
PAGE = "cases"
Found = tuple[tuple["KeptView", ...], tuple[int, ...], tuple["RecentCase", ...]]


class RailLists(QObject):
    """Asks quietly and again when something changes; `views` are the filters it shows.

    They are actions of the registry too, so that the palette and a menu find them.
    """

    def __init__(self, context: Context, rail: Rail, registry: Actions) -> None:
        super().__init__(rail)
        self.context = context
        self._registry = registry
        self.views: tuple[KeptView, ...] = ()
        self._rail = rail
        self._recent: tuple[RecentCase, ...] = ()
        self._buttons: dict[UUID, RailButton] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        context.case_opened.connect(self._note)
        self._pause.start()

    def hear(self, change: Change) -> None:
        if change.topics & {"case", "saved_views", "office"} and not self._pause.isActive():
            self._pause.start()

    def ask(self) -> None:
        """Filters, their counts, and what was opened: three short reads in one question."""
        person = self.context.person
        if not person.may("caseworker"):
            return
        asker, name = Asker(self.context.today(), person.staff_id), person.name

        def read(session: "Session") -> Found:
            from hjemveien.services import recent, saved_views

            views = saved_views.list_views(session, PAGE, name)
            return (
                views,
                saved_views.counts(session, views, asker),
                recent.recent_cases(session, name),
            )

        self.context.work.ask(self, read, self._show, lambda _refusal: None, key="lists")

    def button_of(self, view_id: UUID) -> RailButton:
        return self._buttons[view_id]

    def _note(self, case_id: UUID) -> None:
        """Opened: it stands first from now on."""
        from hjemveien.services import recent

        self.context.work.keep(
            self, lambda session: recent.note_opened(session, case_id), lambda _none: self.ask(),
            lambda _refusal: None,
        )  # fmt: skip

    def _show(self, found: Found) -> None:
        views, counts, recent = found
        if (views, recent) != (self.views, self._recent):
            self.views, self._recent = views, recent
            self._build()
        for view, count in zip(views, counts, strict=True):
            self._buttons[view.view_id].set_count(count_text(count))

    def _build(self) -> None:
        self._buttons = {view.view_id: self._of_view(view) for view in self.views}
        opened = [self._of_case(case) for case in self._recent]
        self._rail.set_sections(
            (
                (_("Saved filters"), tuple(self._buttons.values())),
                (_("Recently opened"), opened),
            )
        )
        title = _("Saved filters")
        actions = [self._action(view, title) for view in self.views]
        self._registry.set_group("saved_filters", title, actions, "go")

    def _action(self, view: "KeptView", within: str) -> Action:
        return Action(
            f"filter.{view.view_id}", view.name, lambda: self.context.go(PAGE, view),
            icon=_icon(view), within=within,
        )  # fmt: skip

    def _of_view(self, view: "KeptView") -> RailButton:
        return RailButton(
            view.name,
            _icon(view),
            lambda: self.context.go(PAGE, view),
            lambda: self._choices(view),
        )

    def _choices(self, view: "KeptView") -> tuple[Choice, ...]:
        from ui.worklist.kept import choices_about

        return choices_about(self.context, view, self._rail)

    def _of_case(self, case: "RecentCase") -> RailButton:
        # With a visitor here all names are the same word, and the number tells cases apart.
        name = case.number if self.context.visiting else case.name
        name = name or case.number or _("No name")
        return RailButton(name, "history", lambda: self.context.go(PAGE, case.case_id))


def _icon(view: "KeptView") -> str:
    return "users" if view.shared else "bookmark"


def count_text(count: int) -> str:
    """Beyond what is counted it is more than that."""
    from hjemveien.services.saved_views import COUNT_CAP

    if count > COUNT_CAP:
        return f"{number_text(COUNT_CAP)}+"
    return number_text(count)
