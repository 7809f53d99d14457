"""Administration: who works here and as what, and what the office decides about itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hjemveien.services.change import Change
from hjemveien.texts import _
from ui.administration.codes import CodesTab
from ui.administration.letterhead import LetterHeadTab
from ui.administration.people import PeopleTab
from ui.administration.profile import ProfileTab
from ui.administration.roles import RolesTab
from ui.administration.stages import StagesTab
from ui.administration.tab import AdminTab
from ui.administration.teams import TeamsTab
from ui.kit import Tabs, box, column
from ui.shell.actions import Action
from ui.shell.context import Context
from ui.shell.page import Page

TABS = (PeopleTab, RolesTab, TeamsTab, CodesTab, StagesTab, ProfileTab, LetterHeadTab)


class AdministrationPage(Page):
    """A tab a subject; each asks for what it shows when it is looked at."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.tabs = Tabs(_("Administration"))
        self.parts: dict[str, AdminTab] = {}
        for make in TABS:
            part = make(context)
            self.parts[part.KEY] = part
            self.tabs.addTab(part, _(part.TITLE))
            part.counted.connect(self._teller(part))
        self.setLayout(column(box(column(self.tabs, margins=(0, 8, 0, 0)), "surface")))
        self.tabs.currentChanged.connect(lambda _place: self._looked_at())

    @property
    def people(self) -> PeopleTab:
        part = self.parts["people"]
        assert isinstance(part, PeopleTab)
        return part

    def part(self) -> AdminTab:
        """The one that is shown."""
        found = self.tabs.currentWidget()
        assert isinstance(found, AdminTab)
        return found

    def show_part(self, key: str) -> None:
        self.tabs.setCurrentWidget(self.parts[key])

    def arrive(self, argument: object = None) -> None:
        """The argument may be the key of a tab."""
        if isinstance(argument, str) and argument in self.parts:
            self.show_part(argument)
        self.part().read()

    def hear(self, change: Change) -> None:
        if change.topics & self.part().TOPICS:
            self.part().read()

    def offered(self) -> tuple[Action, ...]:
        return self.part().offered()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.tabs.tabBar(), *self.part().panes())

    def remember(self) -> object:
        return (self.part().KEY, self.part().remember())

    def recall(self, remembered: object) -> None:
        assert isinstance(remembered, tuple)
        key, place = remembered
        self.parts[key].recall(place)
        self.show_part(key)

    def _looked_at(self) -> None:
        self.part().read()
        self.actions_changed.emit()

    def _teller(self, part: AdminTab) -> Callable[[str], None]:
        def tell(text: str) -> None:
            if self.part() is part:
                self.count_changed.emit(text)

        return tell
