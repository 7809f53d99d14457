"""Offices f and g: two thousand tidy rows for speed, and three rows for smallness."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from .homes import Register
from .key import answers, save
from .lists import Book
from .office_b import WORDS as B_WORDS
from .sheets import Sheet, write_csv, write_xlsx
from .story import Plan, Story
from .writing import Scribe, dotted

WORKERS = {"Eva Strand": "Eva Strand", "Jonas Ulvik": "Jonas Ulvik", "Noor Aslam": "Noor Aslam"}
WORDS = replace(
    B_WORDS,
    workers={name: (name,) for name in WORKERS},
    group={code: words[:1] for code, words in B_WORDS.group.items()},
    living={code: words[:1] for code, words in B_WORDS.living.items()},
    granted=("Innvilget",),
    refused=("Avslag",),
    pending=("", "Under behandling"),
    day_texts=(dotted,),
)
TWISTS = {
    "second_application": 12,
    "also_in_closed_sheet": 5,
    "received_missing": 6,
    "received_month": 20,
    "decided_missing": 4,
    "id_missing": 25,
    "id_bad_check": 12,
    "id_lost_zero": 20,
    "id_number": 30,
    "id_space": 60,
    "id_dash": 10,
    "group_unclear": 8,
    "protected_address": 5,
    "case_number_missing": 3,
    "formula_like": 10,
    "one_without_id": 6,
    "same_id_spelling": 6,
    "partner_also_applicant": 4,
    "namesake": 5,
    "stay_overlap": 4,
    "stay_end_before_start": 3,
}
LARGE = Plan(
    "f",
    "Storfjorden kommune (fictional)",
    26_501,
    date(2026, 2, 28),
    WORKERS,
    lambda n, day: f"{day:%Y}/{n:06}",
    (("Storfjorden Hostell", 880), ("Gjesteheimen", 1020)),
    "Natthjemmet",
    waiting=1250,
    closed=620,
    stays_only=40,
    stayers=150,
    twists=TWISTS,
)
SMALL = replace(
    LARGE,
    letter="g",
    municipality="Lilleøy kommune (fictional)",
    seed=26_602,
    waiting=2,
    closed=1,
    stays_only=0,
    stayers=0,
    twists={},
)
COLUMNS = [
    ("no", "Saksnummer"),
    ("received", "Søknadsdato"),
    ("surname", "Etternavn"),
    ("given", "Fornavn"),
    ("idno", "Fødselsnummer"),
    ("partner", "Medsøker"),
    ("nchild", "Antall barn"),
    ("years", "Barnas fødselsår"),
    ("phone", "Telefon"),
    ("old", "Gammelt nr"),
    ("living", "Bosituasjon"),
    ("group", "Målgruppe"),
    ("decided", "Vedtaksdato"),
    ("decision", "Vedtak"),
    ("prio", "Prioritet"),
    ("offer", "Tilbudsdato"),
    ("answer", "Svar"),
    ("worker", "Saksbehandler"),
    ("note", "Merknad"),
]
CLOSED_COLUMNS = [
    *[c for c in COLUMNS if c[0] not in ("phone", "old", "prio", "offer", "answer", "note")],
    ("result", "Resultat"),
    ("moved", "Innflyttingsdato"),
    ("dwelling", "Tildelt bolig"),
    ("ended", "Avsluttet dato"),
    ("note", "Merknad"),
]
STAY_COLUMNS = [
    ("no", "Saksnummer"),
    ("name", "Navn"),
    ("born", "Fødselsdato"),
    ("place", "Sted"),
    ("start", "Fra"),
    ("end", "Til"),
    ("price", "Pris per døgn"),
    ("note", "Merknad"),
]


def make(folder: Path) -> None:
    make_office(folder, LARGE, 800, {"unit_twice": 2, "lease_expired": 4, "missing_required": 2})


def make_small(folder: Path) -> None:
    make_office(folder, SMALL, 3, {})


def make_office(folder: Path, plan: Plan, units: int, faults: dict[str, int]) -> None:
    story, rng = Story(plan), Random(plan.seed + 1)
    streets = ("Storgata", "Lillegata", "Smedbakken", "Tunveien", "Myrveien", "Skogkanten")
    register = Register(story.office, rng, story.people, streets, units, faults, "9915")
    register.house()
    register.spoil()
    tidy = 0.0 if plan is SMALL else 0.02
    scribe = Scribe(
        rng, WORDS, plan.as_of, True, tidy, upper_rate=tidy, space_rate=tidy, phone_rate=tidy
    )
    book = Book(story, scribe, comma_rate=1.0, name_key="surname")
    sheets = lists(book, f"boligsøkere_{plan.letter}.xlsx")
    homes = register.sheet("boliger.csv")
    write_xlsx(folder / sheets[0].file, sheets)
    write_csv(folder / homes.file, homes, ";", "iso-8859-1")
    files: dict[str, object] = {homes.file: {"encoding": "iso-8859-1", "delimiter": ";"}}
    key = answers(
        story.office,
        [*sheets, homes],
        files,
        book.pairs,
        book.namesakes(),
        WORDS,
        len(register.rows),
        book.waiting_rows,
    )
    save(folder, key)


def lists(book: Book, file: str) -> list[Sheet]:
    large = book.story.plan is LARGE
    waiting = Sheet(file, "Venteliste", "waiting", COLUMNS)
    waiting.header()
    for entry in book.entries(waiting=True):
        book.put(waiting, entry)
    closed = Sheet(file, "Avsluttede", "closed", CLOSED_COLUMNS)
    closed.header()
    for entry in book.entries(waiting=False):
        book.put(closed, entry, waiting=False)
    if not large:
        return [waiting, closed]
    waiting.hide_column("old")
    stays = Sheet(file, "Midlertidige botilbud", "temporary_stays", STAY_COLUMNS)
    stays.header()
    book.put_stays(stays)
    return [waiting, closed, stays]
