"""What offices' words for groups, homes, decisions and answers mean, by stems and not by lists.

Each lexicon tries its stems in order, so that the narrower meaning stands first: 'rus/psyk' is
neither rus nor psykisk, and 'ikke innvilget' is no grant. What no stem catches is compared with
whole words, because people mistype. An office's own sheet of codes goes before all of it.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

_FUZZY = 84
_FUZZY_MIN_LENGTH = 5
_PUNCTUATION = re.compile(r"[^\w+?/&-]+")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Small letters, one space for anything that is no letter or digit; +, ?, /, & and - stay."""
    return _PUNCTUATION.sub(" ", text.casefold()).strip()


@dataclass(slots=True)
class Lexicon:
    """`stems` are (code, pattern) in the order of trying, matched anywhere in the plain text.

    `own` are the office's codes, as plain text. With `doubt`, a question mark makes any word
    unsure, and it stands for `doubt_code`.
    """

    name: str
    stems: tuple[tuple[str, str], ...]
    words: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    doubt: bool = False
    doubt_code: str | None = None
    _seen: dict[str, str | None] = field(default_factory=dict)
    _patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()

    def __post_init__(self) -> None:
        self._patterns = tuple((code, re.compile(pattern)) for code, pattern in self.stems)

    def code(self, text: str) -> str | None:
        """The code a text stands for, or None where it says nothing known."""
        if text not in self._seen:
            self._seen[text] = self._code(plain(text))
        return self._seen[text]

    def with_own(self, own: dict[str, str]) -> "Lexicon":
        """The same lexicon for an office with codes of its own."""
        return replace(
            self, own={plain(key): code for key, code in own.items()}, _seen={}, _patterns=()
        )

    def _code(self, text: str) -> str | None:
        if not text:
            return None
        if text in self.own:
            return self.own[text]
        if text in self.words:
            return self.words[text]
        if self.doubt and "?" in text:
            return self.doubt_code
        for code, pattern in self._patterns:
            if pattern.search(text):
                return code
        return self._mistyped(text)

    def _mistyped(self, text: str) -> str | None:
        if len(text) < _FUZZY_MIN_LENGTH:
            return None
        found = process.extractOne(text, self.words.keys(), scorer=fuzz.ratio, score_cutoff=_FUZZY)
        return self.words[found[0]] if found else None


def _words(**codes: str) -> dict[str, str]:
    return {word.strip(): code for code, words in codes.items() for word in words.split(",")}


GROUP = Lexicon(
    "group",
    (
        ("ukjent", r"^\?+$|ukjen[td]|unknown|vet ikke|veit ikkje|uavklar|ikke vurdert"),
        ("rop", r"\brop\b|\bmh\b.*\b(?:sub|rus)|rus.*psyk|psyk.*rus|dobbel ?diagn|dual diag"
                r"|substance.*mental"
                r"|mental.*substance|samtidig"),
        ("uten_behovsproving", r"(uten|utan|u/|ikke|ikkje|not|without|no)\b.*(behov|need|means)"
                               r"|^ub\b|ordinær (søker|utleie)|\bu behov"),
        ("flyktning", r"flykt|flukt|bosett|refugee|asyl|innvandr|^ref\b|^fl\b|^f$|introduksj"),
        ("psykisk", r"psyk|mental|^ps\b|^p$|^mh\b"),
        ("rus", r"\brus|\brus\b|avheng|substance|drug|addict|^sub\b|^r$|^ru$|^su\b|\blar\b"),
        ("tilrettelagt", r"tilr\b|tilre|tilpas|funksjon|fysisk|handi|bevegel|rullestol|rørsle"
                         r"|adapted"
                         r"|accessib|disab|physical|wheelchair|nedsett|nedsatt|utviklingsh|eldre"
                         r"|^dis\b|^tr\b|^t$|^fu\b|^fn\b|^ad\b"),
        ("andre", r"^andre|^anna|^anne[nt]|^øvrig|^other|^an\b|^a$|^oth?$|vanskel|økonom|restgr"),
    ),
    _words(
        flyktning="flyktning,flyktninger,flyktningar,refugee,refugees",
        tilrettelagt="tilrettelagt,tilrettelagd,funksjonsnedsettelse,funksjonshemmet",
        psykisk="psykisk,psykisk helse,psykiske lidelser,mental health",
        rus="rusavhengig,rusmiddel,substance use",
        andre="andre,annet,other",
        uten_behovsproving="uten behovsprøving,utan behovsprøving",
    ),
    doubt=True,
    doubt_code="ukjent",
)  # fmt: skip

LIVING = Lexicon(
    "living",
    (
        ("ukjent", r"^\?+$|ukjen[td]|unknown|vet ikke|veit ikkje"),
        ("kommunal", r"komm?un|\bkomm\b|municip|council|omsorgsbo|omsorgsbu|bytte bolig|^kb\b"),
        ("krisesenter", r"krise|refuge\b|women s shelter|shelter for women"),
        ("natthjem", r"natt?h[je]|nattheim|akutto|night shelter|emergency shelter"),
        ("mottak", r"mottak|transitt|reception|asylum"),
        ("fengsel", r"fengs|\bson[ae]r\b|løslat|lauslat|soning|soner|varetekt|kriminaloms"
                    r"|prison|jail|inmate"),
        ("institusjon", r"instit|sykeh|sjukeh|sykehjem|\bdps\b|behandl|døgn|rehab|utskr|klinikk"
                        r"|hospital|treatment|psykiatrisk|avrus|tsb|barnevern|clinic"),
        ("venner", r"\bhos (?:e[nit]n? )?(?:ven|kamer|søs|bror|kjen|slekt|fam|onkel|tante|bekjen)"),
        ("midlertidig", r"midl|akutt|mellomb|camping|hospits|hotell?|pensjonat|gjesteh"
                        r"|overgangs|\bnav\b"
                        r"|temporary acc|temporar|hostel|bed and b|hybelhus|brakke"),
        ("foreldre", r"foreld|\bmor\b|\bfar\b|\bmamma|\bpappa|parents?\b|mother|father|barndoms"
                     r"|hjemme hos m|heime hos m"),
        ("venner", r"venn|\bven\b|kamerat|sofa|kjen[td]|slekt|famil|bror\b|søs[kt]|kjæreste|friend"
                   r"|relativ|couch|\bonkel|\btante|bestefor|bestemor|sambuar? flytt|datter|dotter"
                   r"|sønn|\bson\b|brother|sister"),
        ("framleie", r"fra?m ?lei|fremlei|subl"),
        ("ute", r"ingen (bolig|bust|fast)|ute[nt]? (bolig|bust|fast|tak|bo)|utan (bolig|bust"
                r"|fast|tak)|bosted|bustadl"
                r"|husl[øa]|uteligg|uteliggj|sover ute|søv ute|\bbil(?:en)?\b|\btelt"
                r"|\bgat[ae]n?\b|homel"
                r"|rough|no fixed|street|\bcar\b|^ute\b|tent\b"),
        ("eier", r"\beier|\beig|selvei|sjølvei|egen bolig|eigen bustad|\bown"),
        ("privat", r"priv|leie|leige|lege? |hybel|rent|tenant|landlord|oppsagt|utleier|sameie"),
        ("annet", r"^anne[nt]\b|^anna\b|^andre|^other|^div"),
    ),
    _words(
        venner="venner,hos venner,venner/kjente,friends",
        midlertidig="midlertidig,midlertidig botilbud,mellombels,temporary",
        institusjon="institusjon,institution",
        fengsel="fengsel,prison",
        ute="uten bolig,utan bustad,bostedsløs,bustadlaus,homeless",
        foreldre="foreldre,hos foreldre,parents",
        mottak="mottak,asylmottak",
        privat="leier privat,privat leie,leiger privat,privat,private rental",
        kommunal="kommunal bolig,kommunal bustad,municipal dwelling,kommunal",
        eier="eier bolig,eig bustad,owner",
        framleie="framleie,fremleie,sublet",
    ),
)  # fmt: skip

GRANTED, REFUSED, DISMISSED = "granted", "refused", "dismissed"
UNDECIDED, WITHDRAWN, HOUSED = "undecided", "withdrawn", "housed"

DECISION = Lexicon(
    "decision",
    (
        (HOUSED, r"flytt\w* inn|innfly|innflutt|flutt\w* inn|moved in|housed|bolig tildelt"
                 r"|fått bolig|fått bustad|bustad tildelt|fekk bu|fikk bo|husa\b|kontrakt"),
        (WITHDRAWN, r"trukk|trakk|trek|frafal|bortfal|henlag|lagt vekk|withdr|lapsed|uaktuel"
                    r"|uteblitt"
                    r"|ikk?j?e (?:lenger |lengre |meir )?aktuell|annulle"),
        (REFUSED, r"(ikke|ikkje|ei|not) (innv|tilsl|godk|grant|appr)|avsl|\bnei\b|negativ|refus"
                  r"|reject|denied|declin|avst|^no$|^n$|^av$|turned down"),
        (DISMISSED, r"avvis|dismis"),
        (GRANTED, r"^inn?v|imøtek|\binnv|innvil|\bja\b|positiv|godkj|tilslag|grant|approv|^yes|^y$"
                  r"|^j$|^ok$"
                  r"|^in$|medh|tilsagn|vedtak fattet|accept|^pos\b"),
        (UNDECIDED, r"under|ikk?j?e ferdig|not fin|påbeg|påbyr|started|\bu?beh|behand"
                    r"|arb|forel|føreb|vent"
                    r"|mangl|kartl|utred|pending"
                    r"|progress|open\b"
                    r"|åpen|open|ny\b|mott|regist|interim|klage|ikke? (vurd|beh|avgj)|ikkje|avvent"
                    r"|process|not (yet )?dec|utsatt|utsett|til vurd|purr|review|received|startet"),
    ),
    _words(
        granted="innvilget,innvilga,innvilgelse,granted,approved",
        refused="avslag,avslått,refused,rejected",
        dismissed="avvist,dismissed",
        undecided="under arbeid,under behandling,foreløpig svar sendt,pending",
        withdrawn="trukket,trukket søknad,trekt,withdrawn",
    ),
    doubt=True,
    doubt_code=None,
)  # fmt: skip

OUTCOME = Lexicon(
    "outcome",
    (
        (WITHDRAWN, r"trukk|trakk|trek|frafal|bortfal|henlag|lagt vekk|withdr|lapsed|uaktuel"
                    r"|ikk?j?e (?:lenger |lengre |meir )?aktuell|utfly|flyttet fra|flytta frå"
                    r"|ordnet|ordna|skaff|kjøp|\bdød"
                    r"|privat|egen bolig|eigen bustad|uteblitt|ikke møtt|moved away|own home|found"
                    r"|deceas|annul|cancel|avbr"),
        (REFUSED, r"avsl|\bnei\b|negativ|(ikke|ikkje) innv|refus|reject|denied|declin|turned"),
        (DISMISSED, r"avvis|dismis"),
        (HOUSED, r"tild|inn?fly|innflutt|fly?tt?\w* inn|flutt|fått|fikk|fekk|kontrakt|bosatt|busett"
                 r"|hous|moved|alloc|overt|husa|ny bolig|ny bustad|i kommunal|leier|innvil|signed"
                 r"|lease|\bbolig\b|\bbustad\b|^ja$|let\b"),
        (UNDECIDED, r"under|vent|pending|open|åpen|aktiv|active|behand"),
    ),
    _words(
        housed="bolig tildelt,flyttet inn,innflyttet,bustad tildelt,flytta inn,moved in,housed",
        withdrawn="trukket,trukket søknad,trekt,withdrawn",
        refused="avslag,refused",
    ),
    doubt=True,
    doubt_code=None,
)  # fmt: skip

ACCEPTED, DECLINED, UNANSWERED = "accepted", "declined", "unanswered"

ANSWER = Lexicon(
    "answer",
    (
        (UNANSWERED, r"vent|\?|ikke svar|ikkje svar|ubesv|avvent|tenk|pending|wait|no (answ|reply)"
                     r"|intet svar"),
        (DECLINED, r"\bnei\b|avsl|takk\w* nei|declin|refus|reject|^no\b|^n$|ønsker ikke"
                   r"|ønskjer ikkje|turned down"),
        (ACCEPTED, r"\bja\b|aksept|godt[oa]|takk\w* ja|accept|^ok\b|^yes|^y$|^j$"),
    ),
)  # fmt: skip

DWELLING_STATUS = Lexicon(
    "dwelling_status",
    (
        ("IKKE_TILGJENGELIG", r"ikke.?tilgj|ikkje.?tilgj|utilgj|sperr|unavail|not avail|salg|sal\b"
                              r"|brann|riv|out of"),
        ("KLAR_FOR_INNFLYTTING", r"klar|ledig|ready|vacant|\bfri\b|tom\b|innflytningsk|available"),
        ("VEDLIKEHOLD", r"vedlik|oppuss|renov|rehab|maint|repar|utbedr|istandset|repair"),
        ("UTLEID", r"utlei|utleig|bebod|leid ut|leigd|opptatt|oppteken|\blet\b|rented|occup"
                   r"|i bruk|utlånt"),
    ),
    doubt=True,
    doubt_code=None,
)  # fmt: skip

DWELLING_TYPE = Lexicon(
    "dwelling_type",
    (
        ("OMSORGSBOLIG", r"omsorg|care|trygdeb"),
        ("TJENESTEBOLIG", r"tjenest|tenest|service|staff"),
        ("ANNET_UTLEIEOBJEKT", r"^anne[nt]|^anna|^other|hybel"),
        ("ORDINAR_BOLIG", r"ordin|vanlig|vanleg|kommunal|leil|general|flat|house|enebol|rekkeh"),
    ),
)  # fmt: skip

TENURE = Lexicon(
    "tenure",
    (
        ("INNLEID_FRA_KOMMUNALT_FORETAK", r"foretak|føretak|\bkf\b|enterprise"),
        ("INNLEID_FRA_STIFTELSE", r"stift|foundation"),
        ("INNLEID_FRA_PRIVATPERSON", r"privat.?pers|private person|enkeltpers"),
        ("INNLEID_FRA_PRIVAT_FORETAK", r"priv|\bas\b|company|innlei|leased"),
        ("KOMMUNALT_EID", r"eid|eigd|eier|owned|kommun|egen"),
    ),
)  # fmt: skip

_YES = frozenset(("true", "ja", "yes", "1", "x", "j", "y", "sann", "wahr"))
_NO = frozenset(("false", "nei", "no", "0", "n", "usann", "-"))


def yes_or_no(text: str) -> bool | None:
    """True, False, or None where neither is said."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


_CLASS_WORDS = (
    (1, re.compile(r"\bhast|akutt|\bhøy|\bhøg|\bhigh|urgent|krise|straks|^a$|^i$|\bførst")),
    (2, re.compile(r"vanl|norm|midd?el|medium|moder|ordin|^b$|^ii$|standard")),
    (3, re.compile(r"\blav\b|\blåg|\blow|kan vente|vente|\bingen hast|^c$|^iii$|not urgent")),
)
_UNSURE = re.compile(r"\?|\bel\.?\b|\beller\b|\bor\b")
_CLASS_NUMBER = re.compile(r"(?<!\d)([0-9]+)(?!\d)")


@lru_cache(maxsize=4096)
def priority_class(text: str) -> int | None:
    """1, 2 or 3; None where the text is unsure or says something else."""
    low = plain(text)
    if _UNSURE.search(low):
        return None
    numbers = set(_CLASS_NUMBER.findall(low))
    if numbers:
        only = numbers.pop() if len(numbers) == 1 else ""
        return int(only) if only in ("1", "2", "3") else None
    said = {number for number, pattern in _CLASS_WORDS if pattern.search(low)}
    if said == {1, 3} and "hast" in low:
        return 3
    return said.pop() if len(said) == 1 else None


_STRICT = re.compile(r"\bko?de ?6\b|\bstrengt fortro|\bstrengt fortru|strictly conf|code 6")
_CONFIDENTIAL = re.compile(
    r"\bko?de ?7\b|fortro?u?li[g]? adr|fortruleg adr|fortrolig|fortruleg|confidential addr|code 7"
)
_UNSPECIFIED = re.compile(
    r"skjerm[aei]|skjerming|sperr\w* adr|adressesperr|hemmeli[ga]|hemmele?g adr|gradert adr"
    r"|adressebesk|adressegrad|adressevern|protected|secret address|graderte? adresse|volds?alarm"
)


_ANY_PROTECTION = re.compile(
    r"ko?de ?[67]|skjerm|sperr|fortro|fortru|hemme|grader|adressebe|adresseg|adressev|protect"
    r"|secret|confid|alarm",
    re.IGNORECASE,
)


def protection(text: str) -> str | None:
    """strictly_confidential, confidential or unspecified, where a text marks protection."""
    if _ANY_PROTECTION.search(text) is None:
        return None
    low = text.casefold()
    if _STRICT.search(low):
        return "strictly_confidential"
    if _UNSPECIFIED.search(low):
        return "unspecified"
    return "confidential" if _CONFIDENTIAL.search(low) else None


PLACE_KINDS = Lexicon(
    "place_kind",
    (
        ("night_shelter", r"natt?hj|nattheim|akutto|night sh|emergency sh|nattely|nattly"),
        ("refuge", r"krise|refuge"),
        ("camping", r"camp|hytt|cabin"),
        ("guest_house", r"pensj|gjesteh|guest ?house|hospits|b&b|herberg"),
        ("hotel", r"hotel|motell?"),
        ("shared", r"hybel|bofell|bufell|shared|lodging"),
    ),
)  # fmt: skip
