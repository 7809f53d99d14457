"""What is to be seen: every page of the rail, each of its tabs, an open case, and files read."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QTabBar, QWidget

from tests.ui.walk.findings import shown_in
from tests.ui.walk.office import Stage
from ui.pages import PAGES

DATA = Path(__file__).resolve().parents[2] / "data" / "office-a"
FILES = (DATA / "venteliste.xlsx", DATA / "boliger_kobo.csv")


def scenes(stage: Stage) -> Iterator[tuple[str, str]]:
    """Brings one scene after the other on; gives the page's key and the scene's name."""
    for entry in PAGES:
        page = stage.page(entry.key)
        yield entry.key, entry.key
        yield from _tabs(stage, page, entry.key)
    page = stage.page("cases", stage.telling_case())
    yield "cases", "open case"
    yield from _tabs(stage, page, "cases", "open case")
    page = stage.page("intake", FILES)
    yield "intake", "files understood"
    yield from _tabs(stage, page, "intake", "files understood")


def panes(stage: Stage, key: str) -> tuple[QWidget, ...]:
    """The parts that F6 goes through."""
    window = stage.window
    return tuple(
        pane for pane in (window.rail, window.top, *window.page(key).panes()) if pane.isVisible()
    )


def _tabs(stage: Stage, page: QWidget, key: str, name: str = "") -> Iterator[tuple[str, str]]:
    """Every other tab there; left again as it was."""
    for place in range(len(_bars(page))):
        first, count = _bars(page)[place].currentIndex(), _bars(page)[place].count()
        for number in range(count):
            # Found anew each time: what a tab showed may have been made anew meanwhile.
            bar = _bars(page)[place]
            if number == first or not bar.isTabVisible(number) or not bar.isTabEnabled(number):
                continue
            title = bar.tabText(number)
            bar.setCurrentIndex(number)
            stage.settle()
            yield key, f"{name or key} › {title}"
        _bars(page)[place].setCurrentIndex(first)


def _bars(page: QWidget) -> list[QTabBar]:
    return [bar for bar in shown_in(page) if isinstance(bar, QTabBar)]
