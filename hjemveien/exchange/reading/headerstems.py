"""What the words in a header hint at when the whole of it is known to nobody.

A hint is weaker than a known name, so it decides only together with what the column holds. Several
fields may be hinted at by one header ('Vedtak den'): the values tell which it is.
"""

import re

_CHILD = r"(?:barn|born|child|kid|ung(?:ar|er)\b)"
_DAY = r"(?:dato|\bden\b|dag\b|date|\bon\b|\bdt\b|når)"

_CASE_HINTS = (
    ("case_number", r"\bsak|\bcase|\bref\b|refer|arkiv|journal|\bnr$|mappe|søknadsn"),
    ("received", r"søk[nt]|mott|innk|kom inn|inn ?dato|recei|recd|appl|regist|innlev|innsend"),
    ("surname", r"^ett?ern|slektsn|famili|surn|last ?n"),
    ("given", r"^forn|førena|given|first ?n|foren"),
    ("name", r"navn|namn|name|søker|søkjar|applicant|klient|client|person\b"),
    ("identity", r"\bfnr|f ?nr\b|fødsels ?n|fødsels.*nr|pers.*nr|11|ident|\bid\b|national"),
    ("born", r"født|fødd|f ?dato|fødselsd|birth|\bdob\b"),
    ("partner", r"medsøk|ektef|samb|partner|spouse|co ?app|make\b|andre? voks|other adult"),
    ("child_count", _CHILD),
    ("child_years", rf"{_CHILD}.*(?:år|year|\bf\b|fød|alder|age|born)"),
    ("child_years", rf"(?:år|year|fød|alder|birth).*{_CHILD}"),
    ("phone", r"tlf|telef|mob|phone|kontakt ?n|\btel\b"),
    ("old_reference", r"(?:gml|gam|tidl|old|prev|eldre|legacy).*(?:ref|nr|sak|id)"),
    ("living", r"bosi|busi|\bbor\b|\bbur\b|bolig|bustad|housing|\bliv|accom|boforh|bosted|situasj"),
    ("reason", r"årsak|grunn|reason|behov|cause"),
    ("group", r"grupp|group|kateg|categ|målgr|kostra"),
    ("size", r"\brom|størr|storl|\bsize|room|soverom"),
    ("decided", rf"(?:vedt|besl|avgj|decis|behandl|innvilg).*{_DAY}"),
    ("decided", rf"{_DAY}.*(?:vedt|besl|avgj|decis)"),
    ("decided", r"vedtatt|vedteke|beslutt|avgjort|decided"),
    ("decision", r"vedt|beslut|avgj|decis|innvilg|utfall|resultat|result"),
    ("priority", r"prior|^pri\b|hast|urgen|klasse"),
    ("caseworker", r"behandl|handsam|konsul|worker|officer|ansv|sakshand"),
    ("offered", r"tilb[ou]d|offer"),
    ("answer", r"svar|answer|reply|respon|aksept|accept"),
    ("waited", r"vent|wait|dager|days"),
    ("note", r"merk|komment|comment|notat|note|tekst|text|remark|opplysn|\binfo|\banm|diverse"),
    ("outcome", r"result|utfall|utgang|outcome|avslutn|slutt|endt|ended as"),
    ("moved", r"flytt|innfl|\bmove|overta|kontrakt|innflutt"),
    ("closed", r"avslut|lukk|clos|ferdig|\bend"),
    ("dwelling", r"leil|bolig|bustad|tildelt|dwelling|flat\b|adress|address|home"),
)
_STAY_HINTS = (
    ("case_number", r"\bsak|\bcase|\bref\b|refer|\bnr$"),
    ("name", r"navn|namn|name|søker|person|gjest|guest|klient|bebo|hvem|kven|who"),
    ("born", r"født|fødd|f ?dato|fødselsd|birth|\bdob\b"),
    ("place", r"innlos|sted|stad|place|overnat|hvor|hotell?|botilb|butilb|accom|losji|provid"),
    ("start", r"\binn\b|\bfra\b|\bfrå\b|start|from|arriv|ankom|\bin\b|inn ?sjekk|\bfom\b|begyn"),
    ("until", r"\but\b|\btil\b|slutt|\bend|depart|avreis|\bout\b|ut ?sjekk|\btom\b|until|\bto\b"),
    ("nights", r"døgn|nett|natt|night|dager|days"),
    ("price", r"pris|price|sats|kost|cost|\bkr\b|\bnok\b|\brate|beløp|amount"),
    ("note", r"merk|komment|comment|notat|note|tekst|text|remark|\binfo|\banm|diverse"),
)


def _compiled(hints: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in hints)


_HINTS = {"case": _compiled(_CASE_HINTS), "stay": _compiled(_STAY_HINTS)}


def hinted(text: str, family: str) -> set[str]:
    """The fields that the words of a header, in its plain form, hint at."""
    return {name for name, pattern in _HINTS.get(family, ()) if pattern.search(text)}
