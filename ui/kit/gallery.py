"""Paints every part into pictures, to be looked at by people: python -m ui.kit.gallery FOLDER."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ui import kit
from ui.kit import Cell, Column
from ui.theme import theme

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Sample:
    """An invented row."""

    name: str
    below: str
    stage: str
    kind: str
    icon: str
    task: str
    day: str
    distance: str
    tone: str
    worker: str


SAMPLES = (
    Sample(
        "Testperson Solbrått", "2026/00412 · 1 voksen", "Venteliste", "warning", "hourglass",
        "Ring om visning", "24.11.2026", "i morgen", "warning", "Kari Solheim",
    ),
    Sample(
        "Familien Eksempel", "2026/00398 · 2 voksne, 3 barn", "Tilbud gitt", "teal", "key-round",
        "Svarfrist på tilbud", "25.11.2026", "om 2 dager", "warning", "Kari Solheim",
    ),
    Sample(
        "Prøve-Erik Moen", "2026/00377 · 1 voksen", "Til vedtak", "purple", "scale",
        "Skriv vedtak", "20.11.2026", "3 dager for sent", "danger", "Thomas Hagen",
    ),
    Sample(
        "Skjermet", "2026/00421", "Kartlegging", "info", "clipboard-list",
        "Hjemmebesøk og innhenting av dokumentasjon", "02.12.2026", "uke 49", "", "Berit Aas",
    ),
    Sample(
        "Mønster Kvernhusvik", "2026/00430 · 1 voksen, 2 barn", "Søknad mottatt", "neutral",
        "inbox", "Svar på søknad", "", "", "", "",
    ),
    Sample(
        "Per Prøve Sæther", "2026/00290 · 1 voksen", "Innflyttet", "success", "house",
        "Inntaksrapport", "09.12.2026", "uke 50", "", "Berit Aas",
    ),
    Sample(
        "Bjørn Eidsvik Test", "2026/00277 · 1 voksen", "Avslag", "danger", "circle-x",
        "Klagefrist", "18.12.2026", "uke 51", "", "Berit Aas",
    ),
)  # fmt: skip

COLUMNS: tuple[Column[Sample], ...] = (
    Column("name", "Applicant", lambda s: Cell(s.name, s.below), 200, "two_lines", True, True),
    Column("stage", "Stage", lambda s: Cell(s.stage, "", s.kind, s.icon), 140, "pill", sort=True),
    Column("task", "Next task", lambda s: Cell(s.task), 150, stretch=True),
    Column(
        "day",
        "Deadline",
        lambda s: Cell(s.day or "–", s.distance, s.tone, _sign(s.tone)),
        130,
        "date",
    ),
    Column("rooms", "Rooms", lambda s: Cell(str(len(s.task) % 5)), 80, "number"),
    Column("worker", "Caseworker", lambda s: _worker(s.worker), 110, "avatar"),
)


def _sign(tone: str) -> str:
    return {"warning": "clock", "danger": "triangle-alert"}.get(tone, "")


def _worker(name: str) -> Cell:
    if not name:
        return Cell("Not assigned")
    return Cell(kit.initials_of(name), "", kit.avatar_kind(name), hint=name)


def sample_table(tight: bool = False) -> kit.ListTable[Sample]:
    model = kit.PagedModel(COLUMNS, lambda sample: sample.below)
    table = kit.ListTable("Cases", model, tight=tight)
    model.setParent(table)
    model.show_rows(SAMPLES)
    model.set_order("name", False)
    table.select_first()
    return table


def lists() -> QWidget:
    chips = kit.ChipBar(kit.Button("Add a filter", "addchip", "plus"))
    chips.set_chips((("mine", "Mine and unassigned"), ("due", "Deadline: next 30 days")))
    search = kit.SearchField("Search", "Search for name, case number or identity number")
    body = kit.column(
        search, chips, sample_table(), sample_table(tight=True), spacing=12, margins=16
    )
    return kit.box(body, "surface")


def buttons() -> QWidget:
    rows = kit.column(
        kit.row(
            kit.primary("Register the application", icon="check"),
            kit.secondary("Save and go on later"),
            kit.quiet("All events", icon="list-filter"),
            kit.danger("Close the case", icon="x"),
            kit.link("Open the list"),
            kit.IconButton("printer", "Print"),
            None,
        ),
        kit.row(*(kit.Pill(k.title(), k, "flag") for k in theme().tokens.pills), None),
        kit.Banner("info", "Numbers of 23.11.2026. A colon hides a small group."),
        kit.Banner("warning", "Kan være registrert fra før: sak 2025/00231"),
        kit.Banner("danger", "Somebody else saved first. Nothing of yours is lost.", closable=True),
        kit.row(
            kit.Tile("On the waiting list", "31", "−4 since October", "hourglass"),
            kit.Tile("Median waiting time", "94 days", "+6 days since last year", "clock"),
            kit.Tile("Deadlines we did not keep", "3", "", "triangle-alert"),
        ),
        kit.EmptyState(
            "Nobody is on the list yet", "Cases come here with a granted decision.", "Open cases"
        ),
        spacing=16,
        margins=20,
    )
    return kit.box(rows, "page")


def form() -> QWidget:
    number = kit.FormField(
        "National identity number", kit.TextField(), "11 digits. A D number will do."
    )
    number.set_error("National identity number must have 11 digits. You wrote 10.")
    name = kit.FormField("Name", kit.TextField())
    day = kit.FormField("Received", kit.DateField("", lambda: TODAY, TODAY), "dd.mm.yyyy")
    move = kit.FormField("Wanted move-in", kit.DateField("", lambda: TODAY), optional=True)
    size = kit.ComboField("", ((1, "1 adult"), (2, "2 adults")))
    rooms = kit.SpinField("", 1, 9, "rooms")
    text = kit.FormField("The situation in short", kit.TextArea(lines=3), "Only what is needed.")
    summary = kit.ErrorSummary()
    summary.show_errors([number])
    body = kit.column(
        kit.Text("New application", "title"),
        summary,
        kit.row(number, name, spacing=24),
        kit.row(day, move, spacing=24),
        kit.row(kit.FormField("Household", size), kit.FormField("Rooms", rooms), spacing=24),
        text,
        kit.CheckField("Wheelchair", True),
        kit.CheckField("Without stairs"),
        kit.row(kit.primary("Register", icon="check"), kit.secondary("Cancel"), None),
        None,
        spacing=16,
        margins=28,
    )
    return kit.box(body, "surface")


def case() -> QWidget:
    steps = kit.StepsBar()
    titles = ("Søknad", "Kartlegging", "Vedtak", "Venteliste", "Tilbud", "Innflytting")
    icons = ("inbox", "clipboard-list", "scale", "hourglass", "key-round", "house")
    states = ("behind", "behind", "behind", "here", "next", "ahead")
    parts = zip(titles, icons, states, strict=True)
    steps.set_steps([kit.Step(title, icon, state) for title, icon, state in parts])
    facts = kit.KeyValueGrid()
    facts.set_values(
        (
            ("Need", "2 rooms, at most 3rd floor without a lift"),
            ("On the list", "12 days, place 8 of 31"),
            ("Priority", kit.Pill("Class 2", "warning", "flag")),
            ("Telephone", ""),
        )
    )
    journal = kit.JournalView()
    journal.set_items(
        (
            kit.JournalItem(
                "Steg endret: Til vedtak → Venteliste", "Kari Solheim · i dag 10:42",
                "Vedtak fattet 21.11.2026, kommunal utleiebolig, 2 rom.", "hourglass", "warning",
            ),
            kit.JournalItem(
                "Telefonsamtale", "Kari Solheim · fre. 20.11. 14:15",
                "Kan flytte på kort varsel. <b>Ønsker</b> nærhet til skole.", "phone", "info",
            ),
            kit.JournalItem("Tildelt", "System · 19.11. 09:03", "", "user", quiet=True),
        )
    )  # fmt: skip
    body = kit.column(
        kit.Text("Testperson Solbrått", "title"),
        steps,
        kit.row(kit.primary("Next: Offer", icon="arrow-right"), kit.secondary("Move …"), None),
        facts,
        kit.line(),
        kit.SectionHeader("Journal", "Newest first", kit.quiet("All events", icon="list-filter")),
        journal,
        None,
        spacing=16,
        margins=20,
    )
    return kit.box(body, "surface")


BOARDS: dict[str, tuple[Callable[[], QWidget], int, int]] = {
    "lists": (lists, 900, 860),
    "buttons": (buttons, 900, 760),
    "form": (form, 860, 760),
    "case": (case, 480, 640),
}


def paint_all(folder: Path) -> tuple[Path, ...]:
    """Every board in every set of colours; returns the pictures' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for look in ("light", "dark", "contrast"):
        theme().set_look(look, 100)
        for name, (make, width, height) in BOARDS.items():
            board = make()
            theme().wear(board)
            board.resize(width, height)
            board.show()
            QApplication.processEvents()
            path = folder / f"{name}-{look}.png"
            board.grab().save(str(path))
            board.close()
            board.deleteLater()
            paths.append(path)
    return tuple(paths)


if __name__ == "__main__":
    application = QApplication(sys.argv)
    theme().install("light")
    for picture in paint_all(Path(sys.argv[1])):
        print(picture)
