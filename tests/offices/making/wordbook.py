"""What Norwegian housing offices call their columns and values: many words for one thing."""

from .writing import Words, dotted, iso, short_dots, slashed

Many = dict[str, tuple[str, ...]]

GROUPS: Many = {
    "flyktning": (
        "Flyktning",
        "Flyktninger",
        "Bosetting",
        "Bosatt flyktning",
        "Flykt.",
        "Innvandrer/flyktning",
    ),
    "tilrettelagt": (
        "Tilrettelagt",
        "Funksjonshemmet",
        "Nedsatt funksjonsevne",
        "Bevegelseshemmet",
        "Tilrettelagt bolig",
    ),
    "psykisk": ("Psykisk helse", "Psykisk", "Psykiske lidelser", "Psykiatri", "Psyk. helse"),
    "rus": ("Rus", "Rusavhengighet", "Rusmiddelavhengig", "Rusproblemer", "Rusmisbruk"),
    "rop": ("ROP", "Rus og psykisk helse", "Rus/psykiatri", "ROP-lidelse", "Rus og psykiatri"),
    "andre": (
        "Andre",
        "Annet",
        "Andre vanskeligstilte",
        "Øvrige",
        "Vanskeligstilt",
        "Økonomisk vanskeligstilt",
    ),
    "uten_behovsproving": (
        "Uten behovsprøving",
        "Ikke behovsprøvd",
        "Uten behovspr.",
        "Utan behovsprøving",
    ),
}
LIVING: Many = {
    "venner": (
        "Hos venner",
        "Bor hos venner",
        "Hos bekjente",
        "Sofa hos kamerat",
        "Venner/familie",
        "Hos slekt og venner",
    ),
    "midlertidig": (
        "Midlertidig botilbud",
        "Midl. bolig",
        "Hospits",
        "Camping",
        "Hotell (NAV)",
        "Akuttbolig",
        "Midlertidig",
    ),
    "institusjon": (
        "Institusjon",
        "Sykehus",
        "Behandlingsinstitusjon",
        "DPS",
        "Rusinstitusjon",
        "På institusjon",
    ),
    "fengsel": ("Fengsel", "Soner", "I fengsel", "Under soning", "Løslates snart"),
    "ute": ("Uten bolig", "Bostedsløs", "Uten fast bolig", "Sover ute", "Bor i bil", "På gata"),
    "foreldre": ("Hos foreldre", "Bor hjemme", "Hjemme hos mor", "Bor hos foreldrene", "Hos mor"),
    "mottak": ("Mottak", "Asylmottak", "Bor på mottak", "Statlig mottak", "Flyktningmottak"),
    "privat": (
        "Leier privat",
        "Privat leie",
        "Privat leieforhold",
        "Leid bolig, oppsagt",
        "Privat utleier",
        "Oppsagt leieforhold",
    ),
    "kommunal": (
        "Kommunal bolig",
        "Bor kommunalt",
        "Kommunal leilighet (bytte)",
        "Kommunal utleiebolig",
        "Bytte av kommunal bolig",
    ),
}
GRANTED = (
    "Innvilget",
    "Innv.",
    "JA",
    "Godkjent",
    "Positivt vedtak",
    "Innvilga",
    "Imøtekommet",
    "Innvilges",
    "innv",
    "Tilslag",
)
REFUSED = (
    "Avslag",
    "Avslått",
    "NEI",
    "Avsl.",
    "Negativt vedtak",
    "Ikke innvilget",
    "Avslås",
    "avslag gitt",
)
PENDING = (
    "Under arbeid",
    "Under behandling",
    "Til behandling",
    "Ikke behandlet",
    "Foreløpig svar sendt",
    "Mangler dok.",
    "Avventer",
    "Ny",
    "Påbegynt",
    "Ubehandlet",
)
ENDS: Many = {
    "housed": (
        "Innflyttet",
        "Flyttet inn",
        "Bolig tildelt",
        "Fått bolig",
        "Tildelt bolig",
        "Bosatt",
        "Kontrakt inngått",
    ),
    "withdrawn": (
        "Trukket",
        "Trukket søknad",
        "Søknad trukket",
        "Frafalt",
        "Trakk søknad",
        "Ikke lenger aktuell",
    ),
    "refused": ("Avslag", "Avslått", "Avslag - ikke klaget", "Endelig avslag"),
}
ANSWERS: Many = {
    "accepted": ("Ja", "ja takk", "Takket ja", "Akseptert", "takker ja", "Aksept"),
    "declined": ("Nei", "nei takk", "Takket nei", "Avslo", "takker nei", "Ikke ønsket"),
    "unanswered": ("", "Venter", "Ikke svart", "avventer svar", "Venter på svar"),
}
PRIORITY = (
    {1: "1", 2: "2", 3: "3"},
    {1: "Høy", 2: "Middels", 3: "Lav"},
    {1: "A", 2: "B", 3: "C"},
    {1: "Haster", 2: "Vanlig", 3: "Kan vente"},
    {1: "I", 2: "II", 3: "III"},
    {1: "1 - høy", 2: "2 - middels", 3: "3 - lav"},
    {1: "Pri 1", 2: "Pri 2", 3: "Pri 3"},
    {1: "Akutt", 2: "Normal", 3: "Lav"},
    {1: "1. prioritet", 2: "2. prioritet", 3: "3. prioritet"},
)
UNCLEAR = ("1/2", "høy?", "?", "2-3", "A/B", "1 eller 2")
PROTECTED = (
    "SKJERMET",
    "Skjermet adresse",
    "kode 6",
    "Kode 7",
    "adressesperre",
    "sperret adresse",
    "Fortrolig adresse",
    "Strengt fortrolig",
    "hemmelig adresse",
    "SPERRET ADRESSE - spør leder",
)
BASE = Words(
    GROUPS,
    LIVING,
    GRANTED,
    REFUSED,
    PENDING,
    ENDS,
    ANSWERS,
    {},
    UNCLEAR,
    ("??", "se mappe", "X"),
    {},
    (),
    formula_like=("-- ring først", "+ hund", "@se e-post", "=se vedlegg"),
    protected=PROTECTED,
    day_texts=(dotted, slashed, short_dots, iso),
    child_words={
        1: ("ett barn", "1 barn"),
        2: ("to barn", "to"),
        3: ("tre barn", "3 barn"),
        4: ("fire barn", "4 stk"),
    },
    notes=("Har hund", "Ønsker sentrum", "Verge oppnevnt", "Tolk: arabisk", "Purret 12.03."),
)
