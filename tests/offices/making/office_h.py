"""Office h: sheets called Ark1 …, headers over two lines, columns nobody asked for, UTF-16."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from .cells import EMPTY, Cell, text
from .homes import Register
from .key import answers, save
from .lists import Book
from .office_b import WORDS as B_WORDS
from .sheets import Sheet, write_csv, write_xlsx
from .story import Plan, Story
from .truth import Case, Household
from .writing import MONTHS_NB, Scribe, Words

WORKERS = {
    "Tone Eikeland": "Tone Eikeland",
    "Vidar Skogen": "Vidar Skogen",
    "Fatima Yusuf": "Fatima Yusuf",
}


def dashed(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def english_slashes(day: date) -> str:
    return f"{day.day}/{day.month}/{day:%y}"


def short_year(day: date) -> str:
    return day.strftime("%d.%m.%y")


def with_month(day: date) -> str:
    return f"{day.day}.{MONTHS_NB[day.month - 1]} {day.year}"


def with_time(day: date) -> str:
    return f"{day.isoformat()} 00:00:00"


WORDS = replace(
    B_WORDS,
    granted=("Inv.", "innvilget", "INNVILGET"),
    refused=("Avsl.", "avslag"),
    pending=("", "Til beh.", "ikke behandlet"),
    priority={1: ("Haster", "1"), 2: ("Normal", "2"), 3: ("Lav", "3")},
    priority_unclear=("Haster?", "1/2"),
    workers={name: (name, name.split()[1], name.split()[0]) for name in WORKERS},
    no_id=("", "ukjent", "--"),
    day_texts=(dashed, english_slashes, short_year, with_month, with_time),
    notes=("hund", "ønsker 1. etg", "tolk", "se brev 12.03.", "skylder husleie"),
    protected=("SPERRET ADRESSE", "skjermet", "kode6"),
)
PLAN = Plan(
    "h",
    "Lynghei kommune (fictional)",
    26_707,
    date(2026, 5, 4),
    WORKERS,
    lambda n, day: f"{n}/{day:%Y}",
    (("Lynghei Hotell", 1290), ("Tunet hybler", 560)),
    "Natthjemmet i Lynghei",
    waiting=58,
    closed=36,
    stays_only=4,
    stayers=14,
    repeats_ahead=True,
    twists={
        "second_application": 2,
        "also_in_closed_sheet": 3,
        "received_missing": 2,
        "received_invalid": 2,
        "received_future": 1,
        "received_month": 4,
        "received_week": 1,
        "decision_before_application": 2,
        "decided_missing": 1,
        "decided_month": 2,
        "moved_missing": 1,
        "case_number_missing": 1,
        "case_number_repeated": 1,
        "priority_unclear": 3,
        "group_unclear": 3,
        "unknown_status": 2,
        "long_note": 1,
        "formula_like": 3,
        "protected_address": 3,
        "id_missing": 5,
        "id_wrong_length": 2,
        "id_bad_check": 2,
        "id_birthdate_only": 2,
        "id_lost_zero": 5,
        "id_number": 9,
        "id_dash": 4,
        "id_space": 9,
        "children_mismatch": 3,
        "children_years_missing": 2,
        "children_text": 3,
        "children_formula": 1,
        "phone_two_numbers": 2,
        "phone_wrong_length": 2,
        "name_swapped": 3,
        "co_applicant_row": 3,
        "partner_also_applicant": 1,
        "one_without_id": 2,
        "same_id_spelling": 2,
        "namesake": 2,
        "stay_overlap": 1,
        "stay_end_before_start": 1,
    },
)
FAULTS = {
    "bad_unit_number": 2,
    "unit_twice": 1,
    "overlapping_leases": 1,
    "lease_end_before_start": 1,
    "lease_expired": 1,
    "missing_required": 1,
    "rent_not_number": 1,
    "field_count": 1,
    "status_conflict": 1,
    "unknown_status": 1,
}
COLUMNS = [
    ("seq", "#"),
    ("note", "Diverse"),
    ("worker", "Ansv."),
    ("surname", "Etter-\nnavn"),
    ("given", "For-\nnavn"),
    ("idno", "Fødsels- og\npersonnr."),
    ("no", "Ephorte\nsaksnr"),
    ("received", "Søknad\nmottatt"),
    ("street", "Adresse"),
    ("post", "Postnr"),
    ("mail", "E-post"),
    ("phone", "Mobil-\ntelefon"),
    ("partner", "Med-\nsøker"),
    ("nchild", "Antall\nbarn"),
    ("years", "Barns\nfødselsår"),
    ("living", "Dagens\nbosituasjon"),
    ("group", "Bruker-\ngruppe"),
    ("decision", "Vedtak\n(resultat)"),
    ("decided", "Vedtaks-\ndato"),
    ("prio", "Haste-\ngrad"),
    ("offer", "Tilbud\nsendt"),
    ("answer", "Tilbud\nsvar"),
]
CLOSED_COLUMNS = [
    ("result", "Utfall"),
    ("ended", "Avsluttet\ndato"),
    ("moved", "Innflyttet\ndato"),
    ("dwelling", "Bolig"),
    ("no", "Ephorte\nsaksnr"),
    ("surname", "Etter-\nnavn"),
    ("given", "For-\nnavn"),
    ("idno", "Fødsels- og\npersonnr."),
    ("received", "Søknad\nmottatt"),
    ("partner", "Med-\nsøker"),
    ("nchild", "Antall\nbarn"),
    ("years", "Barns\nfødselsår"),
    ("living", "Bosituasjon\nved søknad"),
    ("group", "Bruker-\ngruppe"),
    ("decision", "Vedtak\n(resultat)"),
    ("decided", "Vedtaks-\ndato"),
    ("worker", "Ansv."),
    ("note", "Diverse"),
]
STAY_COLUMNS = [
    ("place", "Hvor"),
    ("name", "Hvem"),
    ("born", "Født"),
    ("start", "F.o.m."),
    ("end", "T.o.m."),
    ("price", "Pris/døgn"),
    ("no", "Saksnr"),
    ("note", "Diverse"),
]


@dataclass(frozen=True)
class Layout:
    """An office of three untold lists and a register: its words, its headers, its file names."""

    plan: Plan
    words: Words
    book: str
    sheets: tuple[str, str]
    stays: str
    homes: str
    columns: tuple[list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str]]]
    faults: dict[str, int]
    streets: tuple[str, ...]
    municipality_no: str
    co_note: str


LAYOUT = Layout(
    PLAN,
    WORDS,
    "kopi av bolig (2).xlsx",
    ("Ark1", "Ark2"),
    "midlertidig 2026.txt",
    "eksport_2026-05-04.csv",
    (COLUMNS, CLOSED_COLUMNS, STAY_COLUMNS),
    FAULTS,
    ("Røsslyngen", "Heiveien", "Myrullstien"),
    "9916",
    "Medsøker",
)


def dressed(sheet: Sheet, household: Household, _: Case, cells: dict[str, Cell]) -> dict[str, Cell]:
    """Columns the program has no place for: they must be kept, not understood."""
    row, name = sheet.next_row, household.applicant.given.split()[0].lower()
    return cells | {
        "seq": Cell(row - sheet.header_row),
        "street": text(f"Lyngveien {row}") if row % 4 else EMPTY,
        "post": Cell(9990 + row % 7) if row % 3 else EMPTY,
        "mail": text(f"{name}.{row}@eksempel.invalid") if row % 5 == 0 else EMPTY,
    }


def waiting_list(book: Book, layout: Layout) -> Sheet:
    sheet = Sheet(layout.book, layout.sheets[0], "waiting", layout.columns[0])
    sheet.add(layout.plan.municipality.split(" (")[0])
    sheet.add()
    sheet.header()
    for entry in book.entries(waiting=True):
        book.put(sheet, entry)
    sheet.skip("note_row", "Slettes ikke! Ring Tone på 4000 0001 ved spørsmål.")
    return sheet


def closed_list(book: Book, layout: Layout) -> Sheet:
    sheet = Sheet(layout.book, layout.sheets[1], "closed", layout.columns[1])
    sheet.header()
    for n, entry in enumerate(book.entries(waiting=False)):
        if n == 18:
            sheet.skip("blank_row")
        book.put(sheet, entry, waiting=False)
    return sheet


def stays_list(book: Book, layout: Layout) -> Sheet:
    sheet = Sheet(layout.stays, None, "temporary_stays", layout.columns[2])
    sheet.header()
    book.put_stays(sheet, "%d.%m.%Y")
    return sheet


def make(folder: Path) -> None:
    make_layout(folder, LAYOUT)


def make_layout(folder: Path, layout: Layout) -> None:
    plan, words = layout.plan, layout.words
    story, rng = Story(plan), Random(plan.seed + 1)
    register = Register(
        story.office, rng, story.people, layout.streets, 76, layout.faults, layout.municipality_no
    )
    register.house()
    register.spoil()
    scribe = Scribe(rng, words, plan.as_of, timed=True, text_rate=0.45)
    book = Book(story, scribe, name_key="surname", co_note=layout.co_note, dress=dressed)
    sheets = [waiting_list(book, layout), closed_list(book, layout)]
    scribe.typed, scribe.untyped = False, True
    stays = stays_list(book, layout)
    homes = register.sheet(layout.homes)
    write_xlsx(folder / layout.book, sheets)
    write_csv(folder / layout.stays, stays, "\t", "utf-16")
    write_csv(folder / layout.homes, homes, ";", "cp1252")
    files: dict[str, object] = {
        layout.stays: {"encoding": "utf-16", "delimiter": "\t"},
        layout.homes: {"encoding": "cp1252", "delimiter": ";"},
    }
    key = answers(
        story.office,
        [*sheets, stays, homes],
        files,
        book.pairs,
        book.namesakes(),
        words,
        len(register.rows),
        book.waiting_rows,
    )
    save(folder, key)
