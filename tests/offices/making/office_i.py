"""Office i: the lists of office h in words of its own for every header and nearly every value."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from . import office_h
from .office_h import Layout, make_layout, short_year, with_month

WORKERS = {"Berit Aune": "Berit Aune", "Stein Ove Kvam": "Stein Ove Kvam"}


def year_apart(day: date) -> str:
    return f"{day.day}/{day.month} {day.year}"


WORDS = replace(
    office_h.WORDS,
    group={
        "flyktning": ("Bosettingsflyktning", "Flyktn"),
        "tilrettelagt": ("Bevegelseshemmet", "Funksj.hemmet"),
        "psykisk": ("Psyk. lidelse", "Psykiatri"),
        "rus": ("Rusavhengighet", "Rusproblem"),
        "rop": ("Rus/psykiatri", "ROP"),
        "andre": ("Vanskeligstilt", "Annen"),
        "uten_behovsproving": ("Ikke behovsprøvd",),
    },
    living={
        "venner": ("bor hos søster midl.", "Hos venner/slekt"),
        "midlertidig": ("Hotell via NAV", "Midl. bolig"),
        "institusjon": ("Rusinstitusjon", "Psyk. sykehus"),
        "fengsel": ("Soning", "I fengsel til juni"),
        "ute": ("Uteligger", "Bostedløs"),
        "foreldre": ("Pikerommet hos mor", "Hos foreldrene"),
        "privat": ("Leieforhold oppsagt (privat)", "Privat utleier"),
        "mottak": ("Flyktningmottak",),
        "kommunal": ("Kommunal bolig fra før", "Bor i kommunal leilighet"),
    },
    granted=("Imøtekommet", "Innvilges", "innv."),
    refused=("Avslås", "Ikke innvilget"),
    pending=("", "Under utredning", "Ikke ferdig"),
    ends={
        "housed": ("Bosatt", "Har flyttet inn"),
        "withdrawn": ("Frafalt", "Trukket av søker"),
        "refused": ("Avslått", "Avslag gitt"),
    },
    answers={
        "accepted": ("takker ja", "aksepterer"),
        "declined": ("takker nei", "avslår"),
        "unanswered": ("", "venter svar"),
    },
    priority={
        1: ("1. prioritet", "1"),
        2: ("2. prioritet", "2"),
        3: ("3. prioritet", "3"),
    },
    priority_unclear=("1./2.", "?"),
    unknown_status=("hm", "se lapp"),
    no_id=("", "mangler id"),
    notes=("Allergi", "ønsker hage", "har 2 katter", "tolkebehov polsk"),
    formula_like=("=)", "- husk depositum", "+ sykkelbod"),
    protected=("Skjermet!", "Kode 6 - ikke oppgi adresse", "fortrolig adresse"),
    day_texts=(short_year, with_month, year_apart),
    child_words={
        1: ("ett", "1 stk"),
        2: ("to", "2 barn"),
        3: ("tre", "3 stk."),
        4: ("fire", "4 stk"),
    },
    workers={name: (name, name.split()[0]) for name in WORKERS},
)
COLUMNS = [
    ("no", "Sak-ID"),
    ("surname", "Slektsnavn"),
    ("given", "Fornavn(er)"),
    ("idno", "11-sifret ID"),
    ("partner", "Ektefelle / samboer"),
    ("received", "Kom inn"),
    ("nchild", "Barn (ant.)"),
    ("years", "Barnas årstall"),
    ("phone", "Kontaktnr."),
    ("mail", "Epost"),
    ("living", "Bor p.t."),
    ("group", "Kategori bruker"),
    ("decided", "Besluttet den"),
    ("decision", "Beslutning"),
    ("prio", "Prioritetsgrad"),
    ("offer", "Tilbudt den"),
    ("answer", "Tilbudssvar"),
    ("worker", "Behandler"),
    ("note", "Fritekst"),
]
CLOSED_COLUMNS = [
    *[c for c in COLUMNS if c[0] not in ("phone", "mail", "prio", "offer", "answer", "note")],
    ("result", "Utgang"),
    ("moved", "Flyttet inn den"),
    ("dwelling", "Leilighet"),
    ("ended", "Sak lukket"),
    ("note", "Fritekst"),
]
STAY_COLUMNS = [
    ("name", "Person"),
    ("born", "F.dato"),
    ("no", "Sak-ID"),
    ("place", "Innlosjert på"),
    ("start", "Sjekk inn"),
    ("end", "Sjekk ut"),
    ("price", "Døgnsats"),
    ("note", "Fritekst"),
]
PLAN = replace(
    office_h.PLAN,
    letter="i",
    municipality="Vestre Myrdal kommune (fictional)",
    seed=991,
    as_of=date(2026, 3, 31),
    workers=WORKERS,
)
LAYOUT: Layout = replace(
    office_h.LAYOUT,
    plan=PLAN,
    words=WORDS,
    book="sosialbolig.xlsx",
    sheets=("Aktive", "Tidligere"),
    stays="innlosjering.txt",
    homes="boligregister.csv",
    columns=(COLUMNS, CLOSED_COLUMNS, STAY_COLUMNS),
    streets=("Myrdalsveien", "Torvstien", "Tranebakken"),
    municipality_no="9917",
)


def make(folder: Path) -> None:
    make_layout(folder, LAYOUT)
