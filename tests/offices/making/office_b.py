"""Office b: one sheet a year, two-line headers, blocks with sums, open and closed rows mixed."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from .cells import EMPTY, Cell, text
from .homes import Register
from .key import answers, save
from .lists import Book, Entry, put_codes
from .sheets import Sheet, letters, write_csv, write_xlsx
from .story import Plan, Story
from .truth import Case, Household
from .writing import MONTHS_NB, Scribe, Words, dotted, slashed

FILE = "boligkontoret_søkere.xlsx"
WORKERS = {
    "KV": "Kari Vatnås",
    "BEN": "Bjørn Erik Nes",
    "SAH": "Samira Hussein",
    "OL": "Oddvar Lunde",
}
WORDS = Words(
    group={
        "flyktning": ("Flyktninger", "flyktn", "Bosetting flyktn."),
        "tilrettelagt": ("Tilrettelagt", "Funksjonshemmet", "tilrettel."),
        "psykisk": ("Psykisk helse", "psyk"),
        "rus": ("Rusavhengige", "rus"),
        "rop": ("ROP", "Rus og psykiatri"),
        "andre": ("Andre vanskeligstilte", "Annet"),
        "uten_behovsproving": ("Uten behovsprøving", "u/behovspr."),
    },
    living={
        "venner": ("Bor hos venner", "sofa hos kompis"),
        "midlertidig": ("Midlertidig botilbud", "campinghytte"),
        "institusjon": ("På institusjon", "døgnavdeling"),
        "fengsel": ("I fengsel", "soner til mai"),
        "ute": ("Bostedsløs", "bor i bilen"),
        "foreldre": ("Hos foreldre", "Hjemme hos far"),
        "privat": ("Privat leieforhold", "leier på det private"),
        "mottak": ("Asylmottak",),
        "kommunal": ("Kommunal leilighet", "Bor kommunalt - bytte"),
    },
    granted=("Innvilget", "innv", "Ja"),
    refused=("Avslag", "avslått", "Nei"),
    pending=("", "til behandling", "mangler dok."),
    ends={
        "housed": ("Flyttet inn", "Innflyttet"),
        "withdrawn": ("Trukket", "trakk søknaden"),
        "refused": ("Avslått", "Avslag"),
    },
    answers={
        "accepted": ("Ja", "takket ja"),
        "declined": ("Nei", "takket nei"),
        "unanswered": ("", "avventer"),
    },
    priority={1: ("1", "1 (haster)"), 2: ("2",), 3: ("3", "3 (kan vente)")},
    priority_unclear=("1-2", "2?", "spør Kari"),
    unknown_status=("??", "se mappa"),
    workers={
        "KV": ("KV", "kv", "Kari"),
        "BEN": ("BEN", "Bjørn Erik Nes", "ben"),
        "SAH": ("SAH", "Samira"),
        "OL": ("OL", "Oddvar Lunde", "Oddvar"),
    },
    months=MONTHS_NB,
    no_id=("", "-", "mangler"),
    notes=("har katt", "Ønsker seg nær skolen", "tolk tigrinja", "Verge oppnevnt", "purret 2 g."),
    formula_like=("-- ring før besøk", "+ hund", "=> se e-post", "@SUM(2+2) i journal"),
    day_texts=(dotted, slashed),
    child_words={
        1: ("ett barn", "1 barn"),
        2: ("to barn", "2 stk"),
        3: ("tre barn", "3 barn"),
        4: ("fire", "4 barn"),
    },
)
PLAN = Plan(
    "b",
    "Skogvik kommune (fictional)",
    26_011,
    date(2026, 1, 31),
    WORKERS,
    lambda n, day: f"{day:%y}/{n:04}",
    (("Elvebredden camping", 750), ("Gjestegården Skogvik", 1090), ("Hybelbygget", 620)),
    "Natthjemmet Varmestua",
    waiting=74,
    closed=46,
    stays_only=6,
    stayers=18,
    twists={
        "second_application": 2,
        "received_missing": 3,
        "received_invalid": 2,
        "received_future": 2,
        "received_week": 3,
        "received_month": 6,
        "decision_before_application": 2,
        "decided_missing": 2,
        "decided_month": 3,
        "moved_missing": 1,
        "moved_month": 2,
        "case_number_missing": 1,
        "case_number_repeated": 1,
        "priority_unclear": 4,
        "group_unclear": 4,
        "unknown_status": 2,
        "long_note": 1,
        "formula_like": 6,
        "protected_address": 1,
        "id_missing": 6,
        "id_wrong_length": 2,
        "id_bad_check": 4,
        "id_birthdate_only": 3,
        "id_lost_zero": 5,
        "id_number": 8,
        "id_apostrophe": 2,
        "id_quote_prefix": 2,
        "id_dash": 6,
        "id_space": 14,
        "children_mismatch": 3,
        "children_years_missing": 3,
        "children_text": 4,
        "children_formula": 2,
        "phone_two_numbers": 3,
        "phone_wrong_length": 4,
        "partner_also_applicant": 1,
        "one_without_id": 2,
        "same_id_spelling": 2,
        "namesake": 1,
        "stay_overlap": 2,
        "stay_end_before_start": 2,
    },
)
FAULTS = {
    "bad_unit_number": 2,
    "unit_twice": 1,
    "overlapping_leases": 1,
    "lease_end_before_start": 1,
    "lease_expired": 2,
    "missing_required": 1,
    "rent_not_number": 1,
    "field_count": 1,
    "status_conflict": 1,
    "unknown_status": 1,
}
COLUMNS = [
    ("status", "Status"),
    ("no", "Nr."),
    ("received", "Mottatt"),
    ("name", "Navn"),
    ("idno", "Personnr (11 siffer)"),
    ("phone", "Mobil"),
    ("partner", "Ektefelle/samboer"),
    ("nchild", "Barn"),
    ("years", "Født år"),
    ("living", "Bor nå"),
    ("group", "Målgruppe"),
    ("prio", "Pri"),
    ("decided", "Dato"),
    ("decision", "Utfall"),
    ("offer", "Dato"),
    ("answer", "Svar"),
    ("moved", "Innflyttet dato"),
    ("dwelling", "Adresse"),
    ("ended", "Avsluttet dato"),
    ("worker", "Sb."),
    ("days", "Dager"),
    ("note", "Kommentar"),
]
ABOVE = {
    "no": "SAK",
    "name": "SØKER",
    "nchild": "BARN",
    "living": "BOBEHOV",
    "decided": "VEDTAK",
    "offer": "TILBUD",
    "moved": "BOLIG",
}
STAYS = [
    ("name", "Navn"),
    ("born", "Fødselsdato"),
    ("no", "Sak"),
    ("place", "Overnattingssted"),
    ("start", "Inn"),
    ("end", "Ut"),
    ("price", "Døgnpris"),
    ("nights", "Netter"),
    ("note", "Merk"),
]


def settle(story: Story) -> None:
    """In this office a refusal closes the case at once."""
    for _, case in story.office.cases:
        if case.outcome == "refused" and case.end is None:
            case.end, case.on_waiting = "refused", False
            day = case.decided.day if case.decided and case.decided.day else story.plan.as_of
            case.ended = min(day + timedelta(3), story.plan.as_of)
            if case.ended.year != day.year:
                case.ended = day
            case.offer = case.answer = None


def waited(sheet: Sheet, cells: dict[str, Cell], as_of: date) -> Cell:
    """Days since the decision, computed by the sheet: an error where the date is text."""
    row, decided = sheet.next_row, cells["decided"]
    column = letters(sheet.place("decided"))
    formula = f'=IF({column}{row}="","",$D$1-{column}{row})'
    if isinstance(decided.value, date):
        return Cell(formula, "formula", (), (as_of - decided.value).days)
    if decided.value is None:
        return Cell(formula, "formula", (), "")
    return Cell(formula, "error", ("error_cell",), "#VALUE!")


def dressed(sheet: Sheet, _: Household, case: Case, cells: dict[str, Cell]) -> dict[str, Cell]:
    """The status column says what other offices say by moving the row."""
    if case.end:
        return cells | {"status": cells["result"], "prio": EMPTY}
    granted = case.outcome == "granted"
    status = text("Venter" if granted else "Under behandling")
    return cells | {
        "status": status,
        "days": waited(sheet, cells, PLAN.as_of) if granted else EMPTY,
    }


def year_sheet(book: Book, year: int, entries: list[Entry]) -> Sheet:
    sheet = Sheet(FILE, str(year), "waiting", COLUMNS)
    sheet.add(f"Boligsøkere {year}", None, "Dato:", Cell(PLAN.as_of, "date"))
    sheet.add(*(ABOVE.get(k) for k, _ in COLUMNS))
    sheet.header()
    families = [e for e in entries if e.household.child_count]
    others = [e for e in entries if not e.household.child_count]
    put_block(book, sheet, "Familier", families)
    sheet.skip("blank_row")
    if others:
        sheet.skip("repeated_header", *(h for _, h in COLUMNS))
        put_block(book, sheet, "Enslige og par uten barn", others)
    return sheet


def put_block(book: Book, sheet: Sheet, title: str, entries: list[Entry]) -> None:
    sheet.skip("section_row", f"--- {title} ---")
    first = sheet.next_row
    for n, entry in enumerate(entries):
        row = book.put(sheet, entry, waiting=not entry.case.end)
        if n == 7:
            sheet.hidden_rows.add(row)
            sheet.note("hidden_row", row)
    sheet.skip(
        "total_row",
        "Sum",
        Cell(f"=COUNTA(B{first}:B{sheet.next_row - 1})", "formula", (), len(entries)),
    )


def entries_by_year(book: Book) -> dict[int, list[Entry]]:
    found = book.entries(waiting=True) + book.entries(waiting=False)
    found.sort(key=lambda e: int(str(e.case.twists["serial"])) + 30 * bool(e.double))
    years = sorted({int(str(e.case.twists["year"])) for e in found})
    return {y: [e for e in found if e.case.twists["year"] == y] for y in years}


def stays_sheet(book: Book) -> Sheet:
    sheet = Sheet(FILE, "Midl. bolig", "temporary_stays", STAYS)
    sheet.add("Midlertidig bolig / akutt")
    sheet.header()
    book.put_stays(sheet)
    return sheet


def codes_sheet() -> Sheet:
    sheet = Sheet(
        FILE,
        "Lister",
        "codes",
        [("code", "Kortnavn"), ("means", "Navn"), ("what", "Type")],
        hidden=True,
    )
    put_codes(sheet, WORKERS, "saksbehandler")
    sheet.note("hidden_sheet", None)
    return sheet


def make(folder: Path) -> None:
    story, rng = Story(PLAN), Random(PLAN.seed + 1)
    settle(story)
    streets = ("Granstubben", "Bekkefaret", "Torvmyra", "Slåttevegen")
    register = Register(story.office, rng, story.people, streets, 96, FAULTS)
    register.house()
    register.spoil()
    book = Book(
        story, Scribe(rng, WORDS, PLAN.as_of, serial_rate=0.06, text_rate=0.3), dress=dressed
    )
    sheets = [year_sheet(book, year, entries) for year, entries in entries_by_year(book).items()]
    sheets += [stays_sheet(book), codes_sheet()]
    homes = register.sheet("kobo_eksport.csv")
    write_xlsx(folder / FILE, sheets)
    write_csv(folder / homes.file, homes, ";", "iso-8859-1")
    files: dict[str, object] = {homes.file: {"encoding": "iso-8859-1", "delimiter": ";"}}
    save(
        folder,
        answers(
            story.office,
            [*sheets, homes],
            files,
            book.pairs,
            book.namesakes(),
            WORDS,
            len(register.rows),
            book.waiting_rows,
        ),
    )
