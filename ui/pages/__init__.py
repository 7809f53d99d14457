"""The pages on the rail, in their order; a new page is one file and one entry here.

The modules are imported when a page is first visited, so that the first window waits for none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from hjemveien.texts import mark
from ui.shell.context import Context, Person
from ui.shell.page import Page

if TYPE_CHECKING:
    from ui.work import Session


@dataclass(frozen=True)
class PageEntry:
    """`title` is a source text wrapped in `mark()`; the shortcut follows from the place.

    `roles` are those that can do something with it; one of them is enough. With `shared` it is
    only for an office where a server knows who somebody is. `count` is shown on the rail. A page
    with `raw` shows what comes from files and logs, and is away while a visitor is here.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[Context], Page]
    roles: tuple[str, ...] = ("caseworker",)
    shared: bool = False
    count: "Callable[[Session], int] | None" = None
    raw: bool = False


def load(key: str) -> None:
    """Import the page's module ahead, on whatever thread."""
    import_module(f"ui.pages.{key}")


def _lazily(module: str, name: str) -> Callable[[Context], Page]:
    def make(context: Context) -> Page:
        page = getattr(import_module(f"ui.pages.{module}"), name)(context)
        assert isinstance(page, Page)
        return page

    return make


def _unseen(session: "Session") -> int:
    from hjemveien.services.notices import count_unseen

    return count_unseen(session)


PAGES = (
    PageEntry("my_day", mark("My day"), "sun", _lazily("my_day", "MyDayPage")),
    PageEntry("cases", mark("Cases"), "users", _lazily("cases", "CasesPage")),
    PageEntry("board", mark("Board"), "square-kanban", _lazily("board", "BoardPage")),
    PageEntry(
        "waiting_list",
        mark("Waiting list"),
        "list-ordered",
        _lazily("waiting_list", "WaitingListPage"),
    ),
    PageEntry("dwellings", mark("Dwellings"), "house", _lazily("dwellings", "DwellingsPage")),
    PageEntry(
        "statistics",
        mark("Statistics"),
        "chart-column",
        _lazily("statistics", "StatisticsPage"),
        ("caseworker", "statistics"),
    ),
    PageEntry("reports", mark("Reports"), "file-text", _lazily("reports", "ReportsPage")),
    PageEntry(
        "intake",
        mark("Import"),
        "upload",
        _lazily("intake", "IntakePage"),
        ("supervisor",),
        raw=True,
    ),
    PageEntry(
        "notices",
        mark("Notices"),
        "shield-alert",
        _lazily("notices", "NoticesPage"),
        ("supervisor",),
        shared=True,
        count=_unseen,
    ),
    PageEntry(
        "access_log",
        mark("Access log"),
        "eye",
        _lazily("access_log", "AccessLogPage"),
        ("logreader",),
        raw=True,
    ),
    PageEntry(
        "shared_cases",
        mark("Shared with me"),
        "link",
        _lazily("shared_cases", "SharedCasesPage"),
        ("partner",),
        shared=True,
    ),
    PageEntry(
        "administration",
        mark("Administration"),
        "settings",
        _lazily("administration", "AdministrationPage"),
        ("admin",),
    ),
)


def pages_for(person: Person, entries: tuple[PageEntry, ...] = PAGES) -> tuple[PageEntry, ...]:
    """What this person's roles can use."""
    return tuple(
        entry
        for entry in entries
        if person.may(*entry.roles) and (person.login or not entry.shared)
    )
