"""What fills the window: rail, top bar, pages made when first visited, status bar, words.

A change of language builds everything inside it anew, because a text is then made in one place
and in one way; pages hand over what they remember.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from hjemveien.services.change import Change
from hjemveien.services.views import StaffView
from hjemveien.texts import _, number_text, set_language
from ui.guidance.side import HelpSide
from ui.guidance.stops import stops
from ui.guidance.tour import Tour
from ui.kit.banner import Banner
from ui.kit.layout import clear, column, row, set_spacing
from ui.kit.reading_order import order_tabs
from ui.kit.toast import Toast
from ui.lanes import CrashReport
from ui.pages import PAGES, PageEntry
from ui.palette.palette import CommandPalette
from ui.shell.actions import Actions
from ui.shell.bars import StatusBar, TopBar
from ui.shell.context import Context, DatabaseNote, Person, Word
from ui.shell.dialogs import AboutSheet, CrashSheet, ShortcutSheet
from ui.shell.menu import SettingsMenu
from ui.shell.menu_bar import MenuBar
from ui.shell.page import Page
from ui.shell.panes import first_focusable, focus_next_pane
from ui.shell.rail import Rail, logo_pixmap
from ui.shell.rail_lists import RailLists
from ui.shell.standing import CASES, register, register_page
from ui.shell.visit import HiddenPage, forget_searches
from ui.shell.who import WhoDialog, meant, person_of
from ui.theme import theme

RAIL_NARROWS_PX = 1000


class Shell(QWidget):
    """The content of the window `host`, which asks it through methods of the same names."""

    def __init__(
        self, host: QMainWindow, context: Context, pages: tuple[PageEntry, ...] = PAGES
    ) -> None:
        super().__init__()
        self.context = context
        self._host = host
        self._entries = pages
        self._pages: dict[str, Page] = {}
        self._remembered: dict[str, object] = {}
        self._current = ""
        self._without_since: datetime | None = None
        self.registry = Actions(host)
        self.menu_bar = MenuBar(host.menuBar(), self.registry)
        self._place = QVBoxLayout(self)
        set_spacing(self._place, 0)
        host.setWindowIcon(QIcon(logo_pixmap(64)))
        self._build()
        self._wire()

    # What others ask of it

    def show_page(self, key: str, argument: object = None) -> None:
        entry = next(entry for entry in self._entries if entry.key == key)
        page = self._made(entry)
        self.finder.close_it()
        self._current = key
        self.rail.choose(key)
        self.top.show_page(_(entry.title))
        self.status.set_page_text("")
        self._stack.setCurrentWidget(page)
        self._offer(page)
        page.arrive(argument)
        order_tabs(self)
        self.help.tell(key, _(entry.title))
        self._focus_page(page)

    def page(self, key: str) -> Page:
        """The page, made if it was not; not shown."""
        return self._made(next(entry for entry in self._entries if entry.key == key))

    def current_key(self) -> str:
        return self._current

    def has_page(self, key: str) -> bool:
        return key in self.keys()

    def keys(self) -> tuple[str, ...]:
        return tuple(entry.key for entry in self._entries)

    def speak(self, language: str) -> None:
        """Everything in another language, at once."""
        set_language(language)
        self.context.settings.language = language
        self._rebuild()

    def receive_visitor(self) -> None:
        """Names away, or back: everything is made anew, so that nothing old is left on it."""
        self.context.receive_visitor(not self.context.visiting)
        self._rebuild()

    def reword(self) -> None:
        """Everything in the office's own words, which have changed."""
        self._rebuild()

    def show_office(self, note: DatabaseNote) -> None:
        self.context.database = note
        self.rail.show_office(note)
        self.status.show_database(note)

    def know_office(self, note: DatabaseNote, staff: Sequence[StaffView]) -> None:
        """What was learnt when the database opened; asks who sits here if nobody is known."""
        self.show_office(note)
        self._ask_counts()
        if self.context.person.login:
            return
        known = [one for one in staff if meant(one, self.context.person.name)]
        if known:
            self._become(person_of(known[0]))
        elif staff and not self.context.settings.text("person"):
            self._ask_who()

    # Building

    def _build(self) -> None:
        self.rail = Rail(self._entries, self.context.person, self.context.database)
        self.rail.chosen.connect(self.show_page)
        self.rail_lists = RailLists(self.context, self.rail, self.registry)
        self.menu = SettingsMenu(self._host, self.registry)
        self.menu.look_chosen.connect(self._choose_look)
        self.menu.language_chosen.connect(self.speak)
        self.menu.zoom_chosen.connect(theme().set_zoom)
        self.menu.person_wanted.connect(self._ask_who)
        self.menu.lock_minutes = self.context.settings.lock_minutes
        self.menu.lock_time_chosen.connect(self._choose_lock_time)
        self.menu.lock_wanted.connect(self.context.lock_wanted)
        self.menu.choosing = not self.context.person.login
        self.menu.password_wanted.connect(self.ask_password)
        self.rail.set_menu(self.menu.menu)
        self.top = TopBar()
        self.banner = Banner(closable=True)
        self._stack = QStackedWidget()
        self.status = StatusBar(self.context.database)
        self._banner_row = QWidget()
        self._banner_row.setLayout(column(self.banner, margins=(16, 8, 16, 0)))
        self._banner_row.hide()
        self.banner.closed.connect(self._banner_row.hide)
        self.contact_notice = Banner("warning")
        self._contact_row = QWidget()
        self._contact_row.setLayout(column(self.contact_notice, margins=(16, 8, 16, 0)))
        self._contact_row.hide()
        right = column(self.top, self._contact_row, self._banner_row, self._stack, spacing=0)
        right.setStretch(3, 1)
        upper: QHBoxLayout = row(self.rail, right, spacing=0)
        upper.setStretch(1, 1)
        body = QWidget()
        body.setProperty("look", "page")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = column(upper, self.status, spacing=0)
        whole.setStretch(0, 1)
        body.setLayout(whole)
        self._place.addWidget(body)
        self.toast = Toast(body)
        opens = self._open_case if self.has_page(CASES) else None
        self.finder = CommandPalette(self, self.context, self.registry, opens)
        self.finder.subject = self._subject
        self.help = HelpSide(body, self.registry)
        self.help.shortcuts_wanted.connect(self.show_shortcuts)
        self.help.tour_wanted.connect(self.begin_tour)
        self.tour = Tour(self)
        self.tour.ended.connect(lambda: self._focus_page(self.page(self._current)))
        self.top.palette_wanted.connect(self.finder.open)
        self.status.visit_ended.connect(self.receive_visitor)
        self.status.show_visit(self.context.visiting)
        register(self.registry, self, self._entries)
        self.menu_bar.speak()
        self._narrow_rail()
        self._show_contact()

    def _wire(self) -> None:
        context, work = self.context, self.context.work
        context.said.connect(self._say)
        context.warned.connect(self._warn)
        context.went.connect(self.show_page)
        work.changed.connect(self._hear)
        work.refused.connect(context.refuse)
        work.crashed.connect(self.show_crash)
        work.busy_changed.connect(lambda _busy: self._show_state())
        work.contact.changed.connect(self._contact_changed)
        theme().changed.connect(self._theme_changed)

    def _rebuild(self) -> None:
        for key, page in self._pages.items():
            if not isinstance(page, HiddenPage):
                self._remembered[key] = page.remember()
        self._pages.clear()
        self.registry.remove_group("page")
        self.registry.remove_group("everywhere")
        clear(self._place)
        self._build()
        self._ask_counts()
        if self._current:
            self.show_page(self._current)

    def _made(self, entry: PageEntry) -> Page:
        page = self._pages.get(entry.key)
        if page is None:
            hidden = entry.raw and self.context.visiting
            make = HiddenPage if hidden else entry.factory
            page = self._pages[entry.key] = make(self.context)
            page.count_changed.connect(self._page_says(page, self.top.count.setText))
            page.status_changed.connect(self._page_says(page, self.status.set_page_text))
            page.actions_changed.connect(lambda: self._offer_again(page))
            self._stack.addWidget(page)
            if entry.key in self._remembered:
                page.recall(self._remembered.pop(entry.key))
                if self.context.visiting:
                    forget_searches(page)
        return page

    def _page_says(self, page: Page, show: Callable[[str], None]) -> Callable[[str], None]:
        """Only the page that is shown speaks in the bars."""

        def say(text: str) -> None:
            if self._stack.currentWidget() is page:
                show(text)

        return say

    # Actions

    def through(self, page: str, action: str) -> Callable[[], None]:
        """What does an action of another page, there."""

        def go() -> None:
            self.show_page(page)
            self.registry.run(action)

        return go

    def _open_case(self, case_id: UUID) -> None:
        self.show_page(CASES, case_id)

    def _subject(self) -> str:
        """What the actions of the page are about."""
        page = self._pages.get(self._current)
        return page.subject() if page is not None else ""

    def _offer(self, page: Page) -> None:
        offered = page.offered()
        title = self.top.title.text()
        register_page(self.registry, self, self._current, title, offered)
        self.top.show_actions([action for action in offered if action.top])

    def _offer_again(self, page: Page) -> None:
        if self._stack.currentWidget() is page:
            self._offer(page)

    def _focus_page(self, page: Page) -> None:
        """The keyboard follows the eye: to the first place of the page."""
        for pane in page.panes():
            target = first_focusable(pane)
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def walk_panes(self, steps: int) -> None:
        """The keyboard to the next part of the window, or with -1 to the one before."""
        page = self._pages.get(self._current)
        panes = (self.rail, *(page.panes() if page else ()), self.help, self.top)
        focus_next_pane(panes, steps)

    # Words

    def _say(self, word: Word) -> None:
        self.toast.say(word.text, word.action, word.run)

    def _warn(self, word: Word) -> None:
        self.banner.say(word.text, word.kind, word.action, word.run)
        self._banner_row.show()

    def _contact_changed(self, answers: bool) -> None:
        self._without_since = None if answers else self.context.now()
        self._show_contact()

    def _show_contact(self) -> None:
        """A calm word that nothing is lost, for as long as the database does not answer."""
        since = self._without_since
        self._contact_row.setVisible(since is not None)
        if since is not None:
            text = _(
                "No contact with the database since {time}. Go on writing: it is kept here and "
                "sent by itself when the contact is back."
            )
            self.contact_notice.say(text.format(time=since.astimezone().strftime("%H:%M")))
        self._show_state()

    def _show_state(self) -> None:
        if self._without_since is not None:
            self.status.set_trouble(_("Waiting for the database"))
        else:
            self.status.set_busy(self.context.work.busy())

    def show_crash(self, report: CrashReport) -> None:
        CrashSheet(self._host, report).open()

    def close_window(self) -> None:
        self._host.close()

    def show_help(self) -> None:
        """About the page that is shown, or away again."""
        self.help.toggle(self._current, self.top.title.text())

    def begin_tour(self) -> None:
        """Point at one part after the other."""
        self.help.close_it()
        self.tour.begin(stops(self))

    def show_shortcuts(self) -> None:
        ShortcutSheet(self._host, self.registry).open()

    def show_about(self) -> None:
        AboutSheet(self._host, self.context.database, self.context.person).open()

    def ask_password(self, first: bool = False) -> None:
        """For one's own password; `first` where the one that is there is an administrator's."""
        from ui.shell.own_password import NewPasswordSheet

        NewPasswordSheet(self.context, self._host, first).open()

    def _ask_who(self) -> None:
        dialog = WhoDialog(self._host, self.context)
        dialog.chosen.connect(self._choose_person)
        dialog.open()

    def _choose_person(self, person: Person) -> None:
        self.context.settings.keep("person", person.name)
        self._become(person)

    def _become(self, person: Person) -> None:
        self.context.person = person
        self.rail.show_person(person)
        # Pages that show what is mine ask again.
        self._hear(Change(frozenset({"office"})))

    def _ask_counts(self) -> None:
        """What waits on a page, quietly beside its name."""
        for entry in self._entries:
            if entry.count is not None:
                self.context.work.ask(
                    self, entry.count, self._counter(entry.key), lambda _refusal: None,
                    key=f"count {entry.key}",
                )  # fmt: skip

    def _counter(self, key: str) -> Callable[[int], None]:
        return lambda count: self.rail.set_count(key, number_text(count) if count else "")

    def _hear(self, change: Change) -> None:
        self._ask_counts()
        self.rail_lists.hear(change)
        for page in tuple(self._pages.values()):
            page.hear(change)

    # Looks

    def _choose_look(self, choice: str) -> None:
        self.context.settings.look = choice
        theme().set_choice(choice)

    def _choose_lock_time(self, minutes: int) -> None:
        self.menu.lock_minutes = minutes
        self.context.lock_time_chosen.emit(minutes)

    def _theme_changed(self) -> None:
        self.context.settings.zoom_percent = theme().zoom_percent
        self._host.setWindowIcon(QIcon(logo_pixmap(64)))
        self._narrow_rail()

    def _narrow_rail(self) -> None:
        self.rail.set_narrow(self.width() < theme().px(RAIL_NARROWS_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow_rail()
