"""Office e: cp1252 text with bars, footers, notes over many lines, children and phones in words."""

from datetime import date
from pathlib import Path
from random import Random

from .cells import EMPTY, Cell, text
from .homes import Register
from .key import answers, save
from .lists import Book
from .sheets import Sheet, write_csv
from .story import Plan, Story
from .truth import Case, Household
from .writing import MONTHS_NB, Scribe, Words, short_dots, slashed

WAITING, CLOSED, STAYS = "Søkerliste april.csv", "Ferdigbehandlet.csv", "Akuttbolig.csv"
WORKERS = {
    "Hanne Krogvold": "Hanne Krogvold",
    "Terje Mikkelrud": "Terje Mikkelrud",
    "Aisha Noor": "Aisha Noor",
    "Roger Bentsen": "Roger Bentsen",
}


def more_phones(number: str) -> tuple[str, ...]:
    return (
        f"{number[:3]}-{number[3:5]}-{number[5:]}",
        f"(+47) {number}",
        f"{number} mor",
        f"mob: {number[:4]} {number[4:]}",
        f"+47{number}",
        f"{number[:2]}.{number[2:4]}.{number[4:6]}.{number[6:]}",
    )


WORDS = Words(
    group={
        "flyktning": ("Flykt.", "Flyktning/innvandrer"),
        "tilrettelagt": ("Nedsatt funksjonsevne", "Tilr."),
        "psykisk": ("Psykiske lidelser", "PSYK"),
        "rus": ("Rusmiddelmisbruk", "RUS"),
        "rop": ("Rus + psyk", "ROP-lidelse"),
        "andre": ("Øvrige", "Andre"),
        "uten_behovsproving": ("Uten beh.prøving",),
    },
    living={
        "venner": ("Bor hos bekjente", "hos kompis (sofa)"),
        "midlertidig": ("Akuttbolig", "Midlertidig botilbud NAV"),
        "institusjon": ("Sykehus/institusjon", "DPS"),
        "fengsel": ("Fengsel, løslates snart", "fengsel"),
        "ute": ("Ingen bolig", "Uten fast bopel"),
        "foreldre": ("Bor hos foreldre", "hos mor og far"),
        "privat": ("Leid privat bolig", "Privat utleier - oppsagt"),
        "mottak": ("Mottak", "Asylmottak"),
        "kommunal": ("Kommunal utleiebolig", "Har kommunal bolig, vil bytte"),
    },
    granted=("INNVILGET", "Innvilget", "Positivt vedtak"),
    refused=("AVSLAG", "Avslag", "Negativt vedtak"),
    pending=("", "Ubehandlet", "Avventer dokumentasjon"),
    ends={
        "housed": ("Innflyttet", "Fått bolig"),
        "withdrawn": ("Søknad trukket", "Trukket"),
        "refused": ("Avslag", "Avslått"),
    },
    answers={
        "accepted": ("Aksept", "ja"),
        "declined": ("Avslått tilbud", "nei"),
        "unanswered": ("", "ikke svart"),
    },
    priority={1: ("1", "1 - akutt"), 2: ("2", "2 - normal"), 3: ("3", "3 - lav")},
    priority_unclear=("1/2", "?", "høy/middels"),
    unknown_status=("???", "se journal", "X"),
    workers={name: (name, name.split()[0], name.split()[0].upper()) for name in WORKERS},
    months=MONTHS_NB,
    no_id=("", "-", "ukjent"),
    notes=(
        "Har hund",
        'Kaller leiligheten "Hula"',
        "Møtt 12. mars.\nØnsker nytt møte.\nTolk bestilt.",
        "Verge: se mappe",
        "Ringt to ganger; ikke svar",
    ),
    formula_like=(
        "-- ring etter 12",
        "+1 barn annenhver helg",
        "=A2+B2 (feil i arket)",
        "@oppfølging",
    ),
    protected=(
        "SKJERMET",
        "kode 6",
        "adressesperre",
        "sperret adresse",
        "Fortrolig adresse - spør leder",
        "Kode 7",
    ),
    day_texts=(short_dots, slashed),
    more_phones=more_phones,
    child_words={
        1: ("ett barn", "ett", "1 barn"),
        2: ("to barn", "to", "2 + 1 på vei"),
        3: ("tre barn", "tre", "3 stk"),
        4: ("fire barn", "fire", "4 barn"),
    },
)
PLAN = Plan(
    "e",
    "Ytre Steinvåg kommune (fictional)",
    26_405,
    date(2026, 4, 7),
    WORKERS,
    lambda n, day: f"BK-{day:%Y}/{n:03}",
    (("Steinvåg Vandrerhjem", 840), ("Fjellstua Pensjonat", 995), ("Brakkene", 410)),
    "Natthjemmet",
    encoding="cp1252",
    waiting=70,
    closed=40,
    stays_only=5,
    stayers=16,
    twists={
        "second_application": 3,
        "also_in_closed_sheet": 1,
        "received_missing": 3,
        "received_invalid": 3,
        "received_future": 1,
        "received_week": 1,
        "received_month": 4,
        "decision_before_application": 1,
        "decided_missing": 2,
        "decided_month": 2,
        "moved_missing": 1,
        "moved_month": 1,
        "case_number_missing": 2,
        "case_number_repeated": 2,
        "priority_unclear": 4,
        "group_unclear": 4,
        "unknown_status": 3,
        "long_note": 2,
        "formula_like": 6,
        "protected_address": 6,
        "id_missing": 7,
        "id_wrong_length": 2,
        "id_bad_check": 4,
        "id_birthdate_only": 4,
        "id_lost_zero": 3,
        "id_apostrophe": 2,
        "id_dash": 6,
        "id_space": 12,
        "children_mismatch": 4,
        "children_years_missing": 4,
        "children_text": 10,
        "phone_two_numbers": 5,
        "phone_wrong_length": 4,
        "co_applicant_row": 4,
        "partner_also_applicant": 2,
        "one_without_id": 2,
        "same_id_spelling": 2,
        "namesake": 2,
        "stay_overlap": 2,
        "stay_end_before_start": 1,
    },
)
FAULTS = {
    "bad_unit_number": 4,
    "unit_twice": 3,
    "overlapping_leases": 2,
    "lease_end_before_start": 2,
    "lease_expired": 3,
    "missing_required": 2,
    "rent_not_number": 3,
    "field_count": 2,
    "status_conflict": 2,
    "unknown_status": 2,
}
COLUMNS = [
    ("no", "Saksref."),
    ("name", "Klient"),
    ("idno", "F.nr."),
    ("phone", "Kontakt tlf"),
    ("partner", "Partner"),
    ("nchild", "Barn"),
    ("years", "Barn født"),
    ("received", "Inn dato"),
    ("living", "Nåværende bosituasjon"),
    ("group", "Kategori"),
    ("decision", "Vedtaksresultat"),
    ("decided", "Vedtak fattet"),
    ("prio", "Hastegrad"),
    ("offer", "Bolig tilbudt"),
    ("answer", "Svar på tilbud"),
    ("days", "Dager ventet"),
    ("worker", "Ansvarlig"),
    ("note", "Notat"),
]
CLOSED_COLUMNS = [
    ("no", "Saksref."),
    ("name", "Klient"),
    ("idno", "F.nr."),
    ("partner", "Partner"),
    ("nchild", "Barn"),
    ("years", "Barn født"),
    ("received", "Inn dato"),
    ("living", "Bosituasjon før"),
    ("group", "Kategori"),
    ("decision", "Vedtaksresultat"),
    ("decided", "Vedtak fattet"),
    ("result", "Sluttresultat"),
    ("moved", "Innflyttingsdato"),
    ("dwelling", "Ny bolig"),
    ("ended", "Lukket"),
    ("worker", "Ansvarlig"),
    ("note", "Notat"),
]
STAY_COLUMNS = [
    ("no", "Saksref."),
    ("name", "Klient"),
    ("born", "F.dato"),
    ("place", "Overnatting"),
    ("start", "Ankomst"),
    ("end", "Avreise"),
    ("price", "Kr/natt"),
    ("note", "Notat"),
]


def dressed(_sheet: Sheet, _: Household, case: Case, cells: dict[str, Cell]) -> dict[str, Cell]:
    """Days waited came out of a workbook: some as the error they were there."""
    decided = cells["decided"]
    if case.outcome != "granted" or case.end or decided.value is None:
        return cells
    if isinstance(decided.value, date):
        return cells | {"days": text(str((PLAN.as_of - decided.value).days))}
    return cells | {"days": text("#VERDI!", "error_cell")}


def filled(sheet: Sheet, *values: str) -> list[Cell | str | None]:
    return [*values, *[EMPTY] * (len(sheet.columns) - len(values))]


def waiting_list(book: Book) -> Sheet:
    sheet = Sheet(WAITING, None, "waiting", COLUMNS)
    sheet.add(*filled(sheet, "Ytre Steinvåg boligkontor - søkerliste pr. 07.04.2026"))
    sheet.header()
    entries = book.entries(waiting=True)
    for n, entry in enumerate(entries):
        if n in (0, 40):
            sheet.skip(
                "section_row", *filled(sheet, ("-- FRA 2024/2025 --", "-- SENERE --")[n > 0])
            )
        book.put(sheet, entry)
    sheet.skip("blank_row", *filled(sheet))
    sheet.skip("total_row", *filled(sheet, "Antall", str(len(entries))))
    sheet.skip("note_row", *filled(sheet, "Utskrift 07.04.2026 kl. 08:12, side 1 av 1"))
    sheet.skip("note_row", *filled(sheet, "Inneholder taushetsbelagte opplysninger"))
    return sheet


def closed_list(book: Book) -> Sheet:
    sheet = Sheet(CLOSED, None, "closed", CLOSED_COLUMNS)
    sheet.header()
    for entry in book.entries(waiting=False):
        book.put(sheet, entry, waiting=False)
    sheet.skip("note_row", *filled(sheet, "Saker eldre enn tre år er flyttet til arkivet."))
    return sheet


def stays_list(book: Book) -> Sheet:
    sheet = Sheet(STAYS, None, "temporary_stays", STAY_COLUMNS)
    sheet.header()
    book.put_stays(sheet, "%d.%m.%Y")
    sheet.skip("total_row", *filled(sheet, "Sum", "", "", "", "", "", "15 230,00"))
    return sheet


def make(folder: Path) -> None:
    story, rng = Story(PLAN), Random(PLAN.seed + 1)
    streets = ("Steinbakken", "Vågaveien", "Mølletunet", "Krokusstien")
    register = Register(story.office, rng, story.people, streets, 110, FAULTS, "9914")
    register.house()
    register.spoil()
    scribe = Scribe(rng, WORDS, PLAN.as_of, typed=False, text_rate=0.3, phone_rate=0.8)
    book = Book(story, scribe, co_name="Medsøker: {}", dress=dressed)
    sheets = [waiting_list(book), closed_list(book), stays_list(book)]
    homes = register.sheet("KOBO boliger.csv")
    files: dict[str, object] = {}
    for sheet, delimiter in zip(sheets, ("|", "|", "\t"), strict=True):
        write_csv(folder / sheet.file, sheet, delimiter, "cp1252")
        files[sheet.file] = {"encoding": "cp1252", "delimiter": delimiter}
    write_csv(folder / homes.file, homes, ";", "utf-8-sig")
    files[homes.file] = {"encoding": "utf-8-sig", "delimiter": ";"}
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
