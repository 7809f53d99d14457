"""Every job of the journey by keyboard alone: nothing clicks, and keys go to every page.

Run as a process of its own: `python -m tests.journey.driving_keys first|second FOLDER`.
"""

import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.journey.driving import DATA, NOTE, PASSPHRASE, SOMEBODY
from tests.journey.hands import Hands
from ui.case.register import RegisterDialog
from ui.pages.cases import CasesPage
from ui.pages.intake import IntakePage
from ui.pages.statistics import StatisticsPage
from ui.pages.waiting_list import WaitingListPage
from ui.shell.passphrase import ChoosePassphrase, EnterPassphrase
from ui.shell.welcome import ChoiceButton
from ui.shell.who import WhoDialog

# Somebody who looks for her keys finds one or two in a second: under a minute, talking included.
MOST_KEYS = 75


def first(folder: Path) -> None:
    """From the first start to a filled office with work done in it."""
    hands = Hands(folder)
    hands.app.begin(str(folder / "office.db"))
    begin(hands)
    take_in(hands)
    work_on_a_case(hands)
    register(hands)
    print_the_list(hands)
    export_the_figures(hands)
    hands.picture("keys")
    hands.end()


def begin(hands: Hands) -> None:
    hands.seen(ChoiceButton)
    chosen = hands.receiver()
    assert "tomt" in chosen.accessibleName(), chosen.accessibleName()
    hands.press("Return")
    hands.seen(ChoosePassphrase)
    for _time in range(2):
        hands.type(PASSPHRASE)
        hands.press("Return")
    hands.until(lambda: hands.app.window and hands.app.window.current_key(), "the window")


def take_in(hands: Hands) -> None:
    page: IntakePage = hands.go("import", "intake")
    hands.press("Ctrl+O")
    hands.name_file(
        " ".join(f'"{DATA / name}"' for name in ("venteliste.xlsx", "boliger_kobo.csv"))
    )
    hands.until(page.take_button.isVisible, "what was understood")
    hands.walk_to("F6", lambda: hands.on(page.take_button), "the button that reads in")
    hands.press("Return")
    hands.until(lambda: not page.take_button.isVisible(), "the import")


def find(hands: Hands, words: str) -> CasesPage:
    page: CasesPage = hands.go("saker", "cases")
    hands.press("Ctrl+F")
    hands.type(words)
    hands.until(lambda: page.model.rowCount() == 1, f"the case {words}")
    hands.walk_to("F6", lambda: hands.on(page.table), "the list")
    hands.press("Home")
    hands.press("Return")
    hands.until(lambda: page.panel.card() is not None, "the open case")
    return page


def work_on_a_case(hands: Hands) -> None:
    panel: Any = find(hands, SOMEBODY).panel
    hands.press("Ctrl+Return")
    move: Any = hands.into_dialog()
    hands.walk_to("Tab", lambda: hands.on(move.reason), "the reason")
    hands.type("Søknaden er komplett")
    hands.press("Ctrl+Return")
    hands.until(lambda: panel.card().stage == "kartlegging", "the move")
    hands.until(lambda: QApplication.activeModalWidget() is None, "the dialog to go")
    hands.press("Ctrl+J")
    hands.type(NOTE)
    hands.walk_to("Tab", lambda: hands.on(panel.overview.save_button), "the note's button")
    hands.press("Return")
    hands.until(lambda: any(e.text == NOTE for e in panel.card().journal), "the note")
    hands.press("Ctrl+K")
    hands.type("sett klasse")
    hands.press("Return")
    priority: Any = hands.into_dialog()
    hands.press("Down")
    hands.until(lambda: priority.chosen.value() is not None, "a class")
    while priority.chosen.value() != 1:
        hands.press("Up")
    hands.walk_to("Tab", lambda: hands.on(priority.reason), "the reason")
    hands.type("Barn uten bolig")
    hands.press("Ctrl+Return")
    hands.until(
        lambda: panel.card().priority and panel.card().priority.priority_class == 1, "the class"
    )
    hands.until(lambda: QApplication.activeModalWidget() is None, "the dialog to go")


def register(hands: Hands) -> None:
    """A new application with who, number, telephone and address: counted, from any page."""
    hands.go("statistikk", "statistics")
    before = hands.pressed
    hands.press("Ctrl+N")
    dialog = hands.into_dialog()
    assert isinstance(dialog, RegisterDialog)
    for text in ("Ola", "Tastesen", "", "", "40000123", "Storgata 14", "1410"):
        hands.type(text)
        hands.press("Tab")
    hands.press("Ctrl+Return")
    window: Any = hands.app.window
    page: CasesPage = window.page("cases")

    def registered() -> bool:
        card = page.panel.card()
        return card is not None and card.members[0].surname == "Tastesen"

    taken = hands.pressed - before
    hands.until(registered, "the new case")
    print(f"a new application took {taken} keys")
    assert taken <= MOST_KEYS, taken


def print_the_list(hands: Hands) -> None:
    listing: WaitingListPage = hands.go("venteliste", "waiting_list")
    hands.until(lambda: listing.model.rowCount() > 50, "the waiting list")
    hands.press("Ctrl+P")
    hands.name_file(str(hands.folder / "list.pdf"))
    hands.until((hands.folder / "list.pdf").exists, "the printed list")


def export_the_figures(hands: Hands) -> None:
    figures: StatisticsPage = hands.go("statistikk", "statistics")
    hands.until(lambda: figures.blocks.rowCount() > 10, "the figures")
    hands.press("Ctrl+E")
    hands.name_file(str(hands.folder / "figures.xlsx"))
    hands.until((hands.folder / "figures.xlsx").exists, "the exported figures")


def second(folder: Path) -> None:
    """Another day: the passphrase, and everything is there."""
    hands = Hands(folder)
    hands.app.begin(str(folder / "office.db"))
    hands.seen(EnterPassphrase)
    hands.type(PASSPHRASE)
    hands.press("Return")
    hands.until(lambda: hands.app.window and hands.app.window.current_key(), "the window")
    # The lists brought colleagues with them, so the program asks which of them this is.
    who = hands.into_dialog()
    assert isinstance(who, WhoDialog)
    hands.until(lambda: hands.on(who.staff), "the staff to choose from")
    hands.press("Down")
    hands.press("Ctrl+Return")
    hands.until(lambda: QApplication.activeModalWidget() is None, "the question to go")
    card = find(hands, SOMEBODY).panel.card()
    assert card is not None
    assert card.stage == "kartlegging"
    assert any(entry.text == NOTE for entry in card.journal)
    hands.end()


if __name__ == "__main__":
    {"first": first, "second": second}[sys.argv[1]](Path(sys.argv[2]))
    print("done")
