"""Office c: nynorsk, one CSV a list, three separators, partners on rows of their own."""

from datetime import date
from pathlib import Path
from random import Random

from .cells import EMPTY, Cell, text
from .homes import Register
from .key import answers, save
from .lists import Book
from .sheets import Sheet, write_csv
from .story import Plan, Story
from .truth import Case, Household, Stay
from .writing import Scribe, Words, short_dots

WAITING, CLOSED, STAYS = "venteliste.csv", "avslutta.csv", "mellombels_butilbod.txt"
MONTHS_NN = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
WORKERS = {
    "Gudrun Håvoll": "Gudrun Håvoll",
    "Olav Støyl": "Olav Støyl",
    "Mai-Britt Fonn": "Mai-Britt Fonn",
}


def spelled_out(day: date) -> str:
    return f"{day.day}. {MONTHS_NN[day.month - 1]} {day.year}"


WORDS = Words(
    group={
        "flyktning": ("flyktning", "flyktningar"),
        "tilrettelagt": ("tilrettelagd bustad", "funksjonsnedsetjing"),
        "psykisk": ("psykisk helse", "psykisk uhelse"),
        "rus": ("rus", "rusmiddelavhengig"),
        "rop": ("ROP", "rus og psykisk"),
        "andre": ("andre", "anna"),
        "uten_behovsproving": ("utan behovsprøving",),
    },
    living={
        "venner": ("hos vener", "bur hos ein ven"),
        "midlertidig": ("mellombels butilbod", "camping via NAV"),
        "institusjon": ("på institusjon", "sjukehus, utskrivingsklar"),
        "fengsel": ("fengsel", "sonar"),
        "ute": ("utan bustad", "bustadlaus"),
        "foreldre": ("heime hos foreldre", "hos foreldra"),
        "privat": ("leiger privat", "privat leige, oppsagd"),
        "mottak": ("asylmottak", "på mottak"),
        "kommunal": ("kommunal bustad (byte)", "bur i kommunal bustad"),
    },
    granted=("innvilga", "Innvilga", "ja"),
    refused=("avslag", "avslått", "nei"),
    pending=("", "under handsaming", "førebels svar sendt"),
    ends={
        "housed": ("flytta inn", "fekk bustad"),
        "withdrawn": ("trekt", "trekte søknaden"),
        "refused": ("avslag",),
    },
    answers={
        "accepted": ("ja takk", "ja"),
        "declined": ("nei takk", "nei"),
        "unanswered": ("", "ikkje svar"),
    },
    priority={1: ("1", "1 - hastar"), 2: ("2",), 3: ("3", "3 - kan vente")},
    priority_unclear=("1/2", "2-3", "høg?"),
    unknown_status=("sjå sak", "?"),
    workers={name: (name, name.split()[0], name.split()[0].lower()) for name in WORKERS},
    months=MONTHS_NN,
    no_id=("", "-", "manglar"),
    notes=("har hund", "ynskjer sentrum", "tolk ukrainsk", "verje oppnemnd", "ring etter 14"),
    formula_like=("=SUM(1;1) sjå e-post", "-- ring mor", "+ barnevogn", "@oppfylging"),
    protected=("SKJERMA", "skjerma adresse"),
    day_texts=(spelled_out, short_dots),
    week="veke {week}",
    co_applicant="medsøkjar",
    child_words={
        1: ("eitt barn", "1 barn"),
        2: ("to born", "to"),
        3: ("tre born", "3 born"),
        4: ("fire born", "fire"),
    },
)
PLAN = Plan(
    "c",
    "Indre Lognfjord kommune (fictional)",
    26_202,
    date(2026, 3, 15),
    WORKERS,
    lambda n, day: f"{day:%Y}-{n:05}",
    (("Lognfjord Hytteutleige", 820), ("Pensjonat Fjordgløtt", 1010), ("Hyblane i Sentrum", 590)),
    "Natthjem",
    waiting=62,
    closed=38,
    stays_only=4,
    stayers=15,
    twists={
        "second_application": 2,
        "also_in_closed_sheet": 2,
        "received_missing": 3,
        "received_invalid": 2,
        "received_future": 1,
        "received_week": 2,
        "received_month": 6,
        "decision_before_application": 2,
        "decided_missing": 1,
        "decided_month": 3,
        "moved_missing": 1,
        "moved_month": 2,
        "case_number_missing": 2,
        "case_number_repeated": 1,
        "priority_unclear": 3,
        "group_unclear": 3,
        "unknown_status": 2,
        "long_note": 1,
        "formula_like": 5,
        "protected_address": 2,
        "id_missing": 6,
        "id_wrong_length": 2,
        "id_bad_check": 3,
        "id_birthdate_only": 3,
        "id_lost_zero": 4,
        "id_apostrophe": 3,
        "id_dash": 5,
        "id_space": 12,
        "children_mismatch": 3,
        "children_years_missing": 2,
        "children_text": 4,
        "phone_two_numbers": 2,
        "phone_wrong_length": 3,
        "co_applicant_row": 5,
        "partner_also_applicant": 1,
        "one_without_id": 2,
        "same_id_spelling": 2,
        "namesake": 1,
        "stay_overlap": 2,
        "stay_end_before_start": 1,
    },
)
FAULTS = {
    "bad_unit_number": 1,
    "unit_twice": 2,
    "overlapping_leases": 1,
    "lease_end_before_start": 2,
    "lease_expired": 1,
    "missing_required": 2,
    "rent_not_number": 2,
    "field_count": 1,
    "status_conflict": 1,
    "unknown_status": 1,
}
COLUMNS = [
    ("no", "Saksnummer"),
    ("co", "Rolle"),
    ("name", "Namn"),
    ("idno", "Fødselsnummer"),
    ("received", "Søknad motteken"),
    ("phone", "Telefon"),
    ("partner", "Medsøkjar"),
    ("nchild", "Tal på born"),
    ("years", "Fødselsår born"),
    ("living", "Busituasjon"),
    ("reason", "Grunn"),
    ("group", "Hovudgruppe"),
    ("size", "Ønskt storleik"),
    ("decided", "Vedteke dato"),
    ("decision", "Vedtak"),
    ("prio", "Prioritet"),
    ("offer", "Tilbod dato"),
    ("answer", "Svar på tilbod"),
    ("worker", "Sakshandsamar"),
    ("note", "Merknad"),
]
CLOSED_COLUMNS = [
    ("no", "Saksnummer"),
    ("name", "Namn"),
    ("idno", "Fødselsnummer"),
    ("partner", "Medsøkjar"),
    ("nchild", "Born"),
    ("years", "Fødselsår"),
    ("received", "Motteken"),
    ("living", "Busituasjon ved søknad"),
    ("group", "Gruppe"),
    ("decision", "Vedtak"),
    ("decided", "Vedtaksdato"),
    ("result", "Utfall"),
    ("moved", "Flytta inn"),
    ("dwelling", "Bustad"),
    ("ended", "Avslutta"),
    ("worker", "Sakshandsamar"),
    ("note", "Merknad"),
]
STAY_COLUMNS = [
    ("start", "Frå dato"),
    ("end", "Til dato"),
    ("no", "Saksnummer"),
    ("name", "Namn"),
    ("born", "Fødd"),
    ("place", "Stad"),
    ("price", "Pris per døgn"),
    ("note", "Merknad"),
]


def dressed(_sheet: Sheet, _: Household, _case: Case, cells: dict[str, Cell]) -> dict[str, Cell]:
    return cells | {"co": text("søkjar")}


def waiting_list(book: Book) -> Sheet:
    sheet = Sheet(WAITING, None, "waiting", COLUMNS)
    sheet.header()
    for n, entry in enumerate(book.entries(waiting=True)):
        if n == 31:
            sheet.skip("blank_row", *[EMPTY] * len(COLUMNS))
        book.put(sheet, entry)
    return sheet


def closed_list(book: Book) -> Sheet:
    sheet = Sheet(CLOSED, None, "closed", CLOSED_COLUMNS)
    sheet.add("Avslutta saker i bustadkontoret", *[EMPTY] * (len(CLOSED_COLUMNS) - 1))
    sheet.add(*[EMPTY] * len(CLOSED_COLUMNS))
    sheet.header()
    for n, entry in enumerate(book.entries(waiting=False)):
        if n == 20:
            sheet.skip("repeated_header", *(h for _, h in CLOSED_COLUMNS))
        book.put(sheet, entry, waiting=False)
    sheet.skip("total_row", "", "Sum saker", "", str(n + 1), *[EMPTY] * (len(CLOSED_COLUMNS) - 4))
    return sheet


class PriceWriter:
    """Prices with a decimal comma, some with kroner in words."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def __call__(self, stay: Stay) -> Cell:
        if self.rng.random() < 0.25:
            return text(f"{stay.price} kr", "price_text")
        return text(f"{stay.price},50" if stay.price else "0,00")


def stays_list(book: Book, rng: Random) -> Sheet:
    sheet = Sheet(STAYS, None, "temporary_stays", STAY_COLUMNS)
    sheet.header()
    book.put_stays(sheet, "%d.%m.%Y", PriceWriter(rng), "{n} born ({years})")
    sheet.skip("note_row", "NB! Hugs å melde frå til NAV ved utflytting.", *[EMPTY] * 7)
    return sheet


def make(folder: Path) -> None:
    story, rng = Story(PLAN), Random(PLAN.seed + 1)
    streets = ("Brattebakken", "Kyrkjegata", "Elvevegen", "Naustgjerdet")
    register = Register(story.office, rng, story.people, streets, 84, FAULTS, "9912")
    register.house()
    register.spoil()
    scribe = Scribe(rng, WORDS, PLAN.as_of, typed=False, text_rate=0.45)
    book = Book(story, scribe, comma_rate=0.0, co_number=True, dress=dressed)
    sheets = [waiting_list(book), closed_list(book), stays_list(book, rng)]
    sheets.append(register.sheet("bustader.csv"))
    files: dict[str, object] = {}
    for sheet, delimiter in zip(sheets, (",", ";", "\t", ";"), strict=True):
        write_csv(folder / sheet.file, sheet, delimiter, "utf-8")
        files[sheet.file] = {"encoding": "utf-8", "delimiter": delimiter}
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
