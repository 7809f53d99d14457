"""Office d: abbreviated English headers, a workbook and an ODS, numbers as numbers, namesakes."""

from datetime import date
from pathlib import Path
from random import Random

from .cells import EMPTY, Cell, text
from .homes import Register
from .key import answers, save
from .lists import Book, put_codes
from .sheets import Sheet, write_csv, write_ods, write_xlsx
from .story import Plan, Story
from .truth import Case, Household
from .writing import Scribe, Words, american, iso

BOOK, OLD = "Housing register (current).xlsx", "closed and temp.ods"
WORKERS = {"LH": "Line Hovland", "MAT": "Mats Tøsse", "RB": "Rania Boutros", "GF": "Geir Furnes"}
MONTHS_EN = (
    "Jan",
    "Feb",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
)
WORDS = Words(
    group={
        "flyktning": ("Refugee", "REF", "Flyktning"),
        "tilrettelagt": ("Disability", "DIS", "Tilrettelagt"),
        "psykisk": ("Mental health", "MH", "Psykisk"),
        "rus": ("Substance abuse", "SUB", "Rus"),
        "rop": ("ROP", "MH + substance"),
        "andre": ("Other", "OTH", "Andre"),
        "uten_behovsproving": ("No needs test", "Uten behovsprøving"),
    },
    living={
        "venner": ("With friends", "hos venner"),
        "midlertidig": ("Temporary accommodation", "Temp (NAV)"),
        "institusjon": ("Institution", "Hospital, ready"),
        "fengsel": ("Prison", "fengsel"),
        "ute": ("Homeless", "sleeps in car"),
        "foreldre": ("With parents", "hos foreldre"),
        "privat": ("Private rental", "Private rent, notice given"),
        "mottak": ("Reception centre", "asylmottak"),
        "kommunal": ("Municipal flat (swap)", "Municipal dwelling"),
    },
    granted=("Granted", "Innvilget", "yes"),
    refused=("Refused", "Avslag", "no"),
    pending=("", "in progress", "under behandling"),
    ends={
        "housed": ("Moved in", "Housed"),
        "withdrawn": ("Withdrawn", "withdrew"),
        "refused": ("Refused",),
    },
    answers={
        "accepted": ("yes", "accepted"),
        "declined": ("no", "declined"),
        "unanswered": ("", "pending"),
    },
    priority={1: ("høy", "A", "High"), 2: ("middels", "B", "medium"), 3: ("lav", "C", "Low")},
    priority_unclear=("A/B", "høy?", "B-C"),
    unknown_status=("tbd?", "ask Line", "N/K"),
    workers={
        "LH": ("LH", "Line", "Line Hovland"),
        "MAT": ("MAT", "mat", "Mats Tøsse"),
        "RB": ("RB", "Rania"),
        "GF": ("GF", "gf", "Geir"),
    },
    months=MONTHS_EN,
    no_id=("", "-", "n/a"),
    group_unclear=("", "?"),
    notes=("has dog", "wants city centre", "interpreter Tigrinya", "guardian appointed"),
    formula_like=(
        '=HYPERLINK("https://example.invalid";"doc")',
        "-- call first",
        "+ cat",
        "@home daytime",
    ),
    protected=("SKJERMET", "kode 7"),
    day_texts=(iso, american, iso),
    week="week {week}",
    child_words={
        1: ("one child", "1 barn"),
        2: ("two", "2 kids"),
        3: ("three", "3 kids"),
        4: ("four kids", "4 kids"),
    },
)
PLAN = Plan(
    "d",
    "Havneby kommune (fictional)",
    26_304,
    date(2026, 2, 2),
    WORKERS,
    lambda n, day: f"{day:%y}{n:04}",
    (("Harbour Hostel", 910), ("Havneby Camping", 700), ("Room & Bed", 1180)),
    "Night shelter (natthjem)",
    waiting=66,
    closed=40,
    stays_only=5,
    stayers=16,
    twists={
        "second_application": 2,
        "also_in_closed_sheet": 2,
        "received_missing": 2,
        "received_invalid": 1,
        "received_future": 2,
        "received_month": 5,
        "decision_before_application": 2,
        "decided_missing": 2,
        "decided_month": 2,
        "moved_missing": 2,
        "moved_month": 1,
        "case_number_missing": 1,
        "case_number_repeated": 1,
        "priority_unclear": 4,
        "group_unclear": 4,
        "unknown_status": 4,
        "long_note": 1,
        "formula_like": 6,
        "protected_address": 1,
        "id_missing": 7,
        "id_wrong_length": 3,
        "id_bad_check": 4,
        "id_birthdate_only": 2,
        "id_lost_zero": 8,
        "id_number": 16,
        "id_apostrophe": 5,
        "id_quote_prefix": 3,
        "id_dash": 4,
        "id_space": 6,
        "children_mismatch": 2,
        "children_years_missing": 3,
        "children_text": 3,
        "children_formula": 4,
        "phone_two_numbers": 2,
        "phone_wrong_length": 2,
        "name_swapped": 4,
        "partner_also_applicant": 3,
        "one_without_id": 3,
        "same_id_spelling": 4,
        "namesake": 3,
        "stay_overlap": 1,
        "stay_end_before_start": 2,
    },
)
FAULTS = {
    "bad_unit_number": 2,
    "unit_twice": 1,
    "overlapping_leases": 2,
    "lease_end_before_start": 1,
    "lease_expired": 1,
    "missing_required": 1,
    "rent_not_number": 1,
    "field_count": 2,
    "status_conflict": 2,
    "unknown_status": 2,
}
GROUP_CODES = (
    ("REF", "Refugee"),
    ("DIS", "Disability"),
    ("MH", "Mental health"),
    ("SUB", "Substance abuse"),
    ("OTH", "Other"),
)
COLUMNS = [
    ("no", "Ref"),
    ("old", "Old ref"),
    ("given", "First name"),
    ("surname", "Last name"),
    ("idno", "ID no."),
    ("phone", "Ph."),
    ("partner", "Co-applicant"),
    ("received", "Appl. recd"),
    ("nchild", "Kids"),
    ("years", "Kids b. (yr)"),
    ("living", "Lives now"),
    ("group", "Grp"),
    ("size", "Size"),
    ("prio", "Prio"),
    ("decision", "Decision"),
    ("decided", "Dec. date"),
    ("offer", "Offer date"),
    ("answer", "Reply"),
    ("worker", "Caseworker"),
    ("note", "Remarks"),
]
CLOSED_COLUMNS = [
    ("ended", "Closed"),
    ("no", "Ref"),
    ("name_id", "Name / ID"),
    ("partner", "Co-applicant"),
    ("nchild", "No. of kids"),
    ("years", "Kids born"),
    ("received", "Received"),
    ("decided", "Decided"),
    ("decision", "Decision"),
    ("result", "Outcome"),
    ("moved", "Move-in"),
    ("dwelling", "Address"),
    ("living", "Lived before"),
    ("group", "Grp"),
    ("worker", "CW"),
    ("note", "Remarks"),
]
STAY_COLUMNS = [
    ("name", "Name"),
    ("born", "DOB"),
    ("no", "Ref"),
    ("place", "Place"),
    ("start", "From"),
    ("end", "To"),
    ("price", "NOK/night"),
    ("note", "Remarks"),
]


def dressed(sheet: Sheet, _: Household, case: Case, cells: dict[str, Cell]) -> dict[str, Cell]:
    odd = sheet.next_row % 3
    return cells | {"old": text(f"HB-{case.twists['serial']}") if odd else EMPTY}


def waiting_list(book: Book) -> Sheet:
    sheet = Sheet(BOOK, "Current", "waiting", COLUMNS)
    sheet.header()
    for n, entry in enumerate(book.entries(waiting=True)):
        row = book.put(sheet, entry)
        if n in (12, 47):
            sheet.hidden_rows.add(row)
            sheet.note("hidden_row", row)
    sheet.hide_column("old")
    sheet.skip("blank_row")
    sheet.skip("total_row", "TOTAL", Cell(f"=COUNTA(A2:A{row})", "formula", (), n + 1))
    sheet.skip("note_row", "A = high, B = medium, C = low. Grey rows: see Line before you call.")
    return sheet


def closed_list(book: Book) -> Sheet:
    sheet = Sheet(OLD, "Closed", "closed", CLOSED_COLUMNS)
    sheet.header()
    for entry in book.entries(waiting=False):
        book.put(sheet, entry, waiting=False)
    return sheet


def stays_list(book: Book) -> Sheet:
    sheet = Sheet(OLD, "Temp stays", "temporary_stays", STAY_COLUMNS)
    sheet.header()
    book.put_stays(sheet, "%Y-%m-%d", child_note="{n} kids ({years})")
    return sheet


def codes_sheet() -> Sheet:
    columns = [("code", "Code"), ("means", "Meaning"), ("what", "Type")]
    sheet = Sheet(BOOK, "Key", "codes", columns, hidden=True)
    put_codes(sheet, WORKERS, "caseworker")
    for short, long in GROUP_CODES:
        sheet.record({"code": text(short), "means": text(long), "what": text("group")})
    for short, long in (("A", "High"), ("B", "Medium"), ("C", "Low")):
        sheet.record({"code": text(short), "means": text(long), "what": text("priority")})
    sheet.note("hidden_sheet", None)
    return sheet


def make(folder: Path) -> None:
    story, rng = Story(PLAN), Random(PLAN.seed + 1)
    streets = ("Kaigata", "Lodsbakken", "Fyrveien", "Notgjerdet", "Bryggekroken")
    register = Register(story.office, rng, story.people, streets, 90, FAULTS, "9913")
    register.house()
    register.spoil()
    scribe = Scribe(rng, WORDS, PLAN.as_of, text_rate=0.3, serial_rate=0.03)
    book = Book(story, scribe, name_key="surname", dress=dressed)
    waiting, codes = waiting_list(book), codes_sheet()
    book.name_key = "name_id"
    scribe.typed, scribe.serial_rate = False, 0.0
    closed = closed_list(book)
    scribe.typed = True
    stays = stays_list(book)
    homes = register.sheet("kobo.csv")
    write_xlsx(folder / BOOK, [waiting, codes])
    write_ods(folder / OLD, [closed, stays])
    write_csv(folder / homes.file, homes, ";", "utf-8")
    files: dict[str, object] = {homes.file: {"encoding": "utf-8", "delimiter": ";"}}
    sheets = [waiting, codes, closed, stays, homes]
    key = answers(
        story.office,
        sheets,
        files,
        book.pairs,
        book.namesakes(),
        WORDS,
        len(register.rows),
        book.waiting_rows,
    )
    save(folder, key)
