"""What the pictures show: every page of the rail, and of some pages several sides.

A page that is not named here is shown as it opens, so that a new one is in the pictures by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from ui.pictures import Camera
    from ui.work import Session

CASE_TABS = ("overview", "tasks", "goals", "household", "decisions", "changes", "access")
TELLING = ("venteliste", "tilbud", "innflytting")
INTAKE_TABS = ("numbers", "cells", "doubles", "columns")
Scenes = Callable[["Camera", Sequence[Path], bool], Iterator[str]]


def scenes(camera: "Camera", files: Sequence[Path], main: bool) -> Iterator[str]:
    """Brings each page on and gives the scene's name; with `main` one a page, and an open case."""
    for key in camera.window.keys():  # noqa: SIM118 - a method, not a mapping's
        if key in _OF_PAGES:
            yield from _OF_PAGES[key](camera, files, main)
        else:
            camera.window.show_page(key)
            yield key.replace("_", "-")


def _cases(camera: "Camera", _files: Sequence[Path], main: bool) -> Iterator[str]:
    from ui.pages.cases import CasesPage

    camera.window.show_page("cases")
    page = camera.window.page("cases")
    assert isinstance(page, CasesPage)
    camera.settle()
    page.split.show_list()
    page.table.clearSelection()
    page.table.select_first()
    yield "cases"
    case = _telling(camera)
    if case is None:
        return
    camera.window.show_page("cases", case)
    for place, name in enumerate(CASE_TABS[:1] if main else CASE_TABS):
        camera.settle()
        page.panel.tabs.setCurrentIndex(place)
        yield f"case-{name}"
    page.panel.tabs.setCurrentIndex(0)


def _waiting_list(camera: "Camera", _files: Sequence[Path], main: bool) -> Iterator[str]:
    for kind in ("working",) if main else ("working", "kostra"):
        camera.window.show_page("waiting_list", kind)
        yield f"waiting-list-{kind}"


def _dwellings(camera: "Camera", _files: Sequence[Path], main: bool) -> Iterator[str]:
    from ui.pages.dwellings import VIEWS, DwellingsPage

    for view in VIEWS[:1] if main else VIEWS:
        camera.window.show_page("dwellings", view)
        page = camera.window.page("dwellings")
        assert isinstance(page, DwellingsPage)
        camera.settle()
        page.split.show_list()
        page.table.select_first()
        yield f"dwellings-{view}"


def _statistics(camera: "Camera", _files: Sequence[Path], main: bool) -> Iterator[str]:
    from ui.pages.statistics import StatisticsPage

    camera.window.show_page("statistics")
    page = camera.window.page("statistics")
    assert isinstance(page, StatisticsPage)
    page.show_overview()
    yield "statistics"
    if main:
        return
    camera.settle()
    page.dashboard.show_charts()
    yield "statistics-charts"
    page.tabs.setCurrentWidget(page.split)
    yield "statistics-all"
    page.show_overview()
    page.dashboard.tile("waiting").click()
    yield "statistics-list"
    page.show_overview()


def _reports(camera: "Camera", _files: Sequence[Path], main: bool) -> Iterator[str]:
    camera.window.show_page("reports", "waiting_list")
    yield "reports"
    if not main:
        camera.window.show_page("reports", "statistics")
        yield "reports-statistics"


def _administration(camera: "Camera", _files: Sequence[Path], main: bool) -> Iterator[str]:
    from ui.pages.administration import AdministrationPage

    camera.window.show_page("administration")
    page = camera.window.page("administration")
    assert isinstance(page, AdministrationPage)
    for key in tuple(page.parts)[:1] if main else tuple(page.parts):
        page.show_part(key)
        yield f"administration-{key}"


def _intake(camera: "Camera", files: Sequence[Path], main: bool) -> Iterator[str]:
    from ui.pages.intake import IntakePage

    camera.window.show_page("intake")
    yield "import"
    if main or not files:
        return
    page = camera.window.page("intake")
    assert isinstance(page, IntakePage)
    page.read(files)
    for place, name in enumerate(INTAKE_TABS):
        camera.settle()
        page.tabs.setCurrentIndex(place)
        yield f"import-{name}"


_OF_PAGES: dict[str, Scenes] = {
    "cases": _cases,
    "waiting_list": _waiting_list,
    "dwellings": _dwellings,
    "statistics": _statistics,
    "reports": _reports,
    "administration": _administration,
    "intake": _intake,
}


def _telling(camera: "Camera") -> UUID | None:
    found: list[UUID | None] = []
    camera.work.ask(camera.owner, _telling_case, found.append)
    camera.until(lambda: bool(found))
    return found[0]


def _telling_case(session: "Session") -> UUID | None:
    """A case with much to see, high in the list: far on its way, with goals and with children."""
    from hjemveien.services.case_list import CaseFilter, case_page
    from hjemveien.services.goals import goals_of

    rows = case_page(session, CaseFilter(include_closed=False), "deadline", False, None).rows
    known = [row for row in rows[:12] if not row.protected]
    wanting = {row.case_id for row in known if goals_of(session, row.case_id)}
    telling = max(
        known, default=None,
        key=lambda row: (row.stage in TELLING, row.case_id in wanting, row.children),
    )  # fmt: skip
    return telling.case_id if telling else None
