"""Reads the cells that say who: identity numbers, names, partners, children, telephones."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from hjemveien.domain import names
from hjemveien.domain.identity_number import CheckedNumber, check, day_part
from hjemveien.domain.names import NameBook, NameParts
from hjemveien.domain.written_dates import read_birth_date
from hjemveien.exchange.reading.records import Identity
from hjemveien.exchange.reading.sheets import Value, as_text

_MARK_BEFORE = "'’‘`´"
_NUMBER_INSIDE = re.compile(r"(?<!\d)(\d{6})[\s\u00a0.\-–—/]{0,3}(\d{5})(?!\d)")
_LOOSE_NUMBER = re.compile(r"(?<!\d)\d(?:[\s\u00a0.\-–—]?\d){10}(?!\d)")
_DASHES = re.compile(r"[\-–—‑./]")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]")
_BORN_YEAR = re.compile(r"\b(?:f|født|fødd|born|b)\.?\s*(\d{4})\b|\((\d{4})\)", re.IGNORECASE)
_BORN_DAY = re.compile(
    r"\b(?:f|født|fødd|born|b)?\.?\s*(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{6}(?!\d))", re.I
)
_NOBODY = re.compile(
    r"^(?:[-–—.?\s]*|nei|ingen|nobody|none|no|enslig|einsleg|single|alene|n/?a|ikke)$", re.I
)
_ROLE_WORD = re.compile(
    r"^\W*(?:medsøk\w*|ektefelle\w*|samboer\w*|sambuar\w*|partner|co-?applicant|spouse)\b\W*", re.I
)  # fmt: skip
_ROLE_AFTER = re.compile(
    r"\(\s*(?:medsøk\w*|ektefelle|samboer|sambuar|partner|co-?applicant|spouse)\s*\)", re.I
)


@dataclass(frozen=True, slots=True)
class ReadIdentity:
    """`number` only where the check digits hold. `kinds` are the problem kinds of the cell."""

    number: CheckedNumber | None
    kinds: tuple[str, ...]
    digits: str = ""
    born: date | None = None


def as_identity(number: CheckedNumber | None) -> Identity | None:
    if number is None:
        return None
    return Identity(number.number, number.kind, number.rule, number.synthetic)


def read_identity(value: Value, quoted: bool, as_of: date) -> ReadIdentity:
    """An identity cell, whatever was done to it."""
    if type(value) is str:
        found = _read_text(value, as_of)
        if quoted and found.number is not None:
            return ReadIdentity(found.number, ("id_quote_prefix", *found.kinds), found.digits)
        return found
    if isinstance(value, bool) or value is None:
        return ReadIdentity(None, ("id_missing",))
    if isinstance(value, int | float):
        return _read_number(int(value), as_of)
    if isinstance(value, date | datetime):
        born = value.date() if isinstance(value, datetime) else value
        return ReadIdentity(None, ("id_birthdate_only",), born=born)
    return ReadIdentity(None, ("id_missing",))


def _facts(number: CheckedNumber) -> tuple[str, ...]:
    """What is worth knowing of a valid number."""
    kinds: tuple[str, ...] = ()
    if number.kind.startswith("dnr"):
        kinds += ("id_d_number",)
    if number.rule == "2032":
        kinds += ("id_only_2032",)
    return kinds


def _read_number(number: int, as_of: date) -> ReadIdentity:
    digits = str(number)
    if len(digits) == 11:
        checked = check(digits)
        if checked is None:
            return ReadIdentity(None, ("id_bad_check",), digits)
        return ReadIdentity(checked, ("id_number", *_facts(checked)), digits)
    return _lost_zero(digits) or _short(digits, digits, as_of)


def _lost_zero(digits: str) -> ReadIdentity | None:
    if len(digits) != 10:
        return None
    checked = check("0" + digits)
    if checked is None:
        return None
    return ReadIdentity(checked, ("id_lost_zero", *_facts(checked)), checked.number)


def _short(digits: str, text: str, as_of: date) -> ReadIdentity:
    """Not an identity number: perhaps only a birth date."""
    if len(digits) in (5, 7) and text == digits:
        digits = "0" + digits
    if len(digits) in (6, 8):
        born = read_birth_date(text if text != digits[1:] else digits, as_of)
        if born is not None or (len(digits) == 6 and day_part(digits)):
            return ReadIdentity(None, ("id_birthdate_only",), digits, born)
        eight = digits[:4] + digits[6:]
        if len(digits) == 8 and day_part(eight) is not None:
            return ReadIdentity(None, ("id_birthdate_only",), digits)
    return ReadIdentity(None, ("id_wrong_length",), digits)


@lru_cache(maxsize=65_536)
def _read_text(text: str, as_of: date) -> ReadIdentity:
    if len(text) == 11 and (checked := check(text)) is not None:
        return ReadIdentity(checked, _facts(checked), text)
    digits = "".join(each for each in text if each.isdigit())
    if not digits:
        return ReadIdentity(None, ("id_missing",))
    if len(digits) != 11:
        found = _LOOSE_NUMBER.search(text)
        if found is None:
            return _lost_zero_text(text, digits) or _short(digits, text.strip(), as_of)
        digits = "".join(each for each in found[0] if each.isdigit())
    checked = check(digits)
    if checked is None:
        return ReadIdentity(None, ("id_bad_check",), digits)
    return ReadIdentity(checked, (*_form(text), *_facts(checked)), digits)


def _lost_zero_text(text: str, digits: str) -> ReadIdentity | None:
    return _lost_zero(digits) if _SPACES.sub("", _DASHES.sub("", text)) == digits else None


def _form(text: str) -> tuple[str, ...]:
    """How the eleven digits were written."""
    if text.lstrip()[:1] in _MARK_BEFORE:
        return ("id_apostrophe",)
    if _DASHES.search(text):
        return ("id_dash",)
    return ("id_space",) if _SPACES.search(text) else ()


@dataclass(frozen=True, slots=True)
class Partner:
    name: NameParts
    number: CheckedNumber | None
    number_text: str
    birth_year: int | None
    born: date | None
    as_written: str


def read_partner(text: str, book: NameBook, as_of: date) -> Partner | None:
    """A co-applicant's cell: name in either order, perhaps a number or a year of birth."""
    if _NOBODY.match(text):
        return None
    rest, digits = without_number(text)
    born_year = _BORN_YEAR.search(rest)
    year = int(born_year[1] or born_year[2]) if born_year else None
    rest = _BORN_YEAR.sub(" ", rest)
    born = None
    if not digits and (found := _BORN_DAY.search(rest)):
        born = read_birth_date(found[1], as_of)
        rest = rest.replace(found[0], " ")
    rest = _ROLE_AFTER.sub(" ", _ROLE_WORD.sub("", rest))
    name = divide_name(
        names.tidy(re.sub(r"[()\[\]]|\bf\.|\bfnr\.?", " ", rest)).strip(" ,;-"), book
    )
    if not name.surname and not digits:
        return None
    return Partner(name, check(digits), digits, year, born, text)


_NUMBER_PART = re.compile(
    r"[\s,;:/(\[\-–]*(?:\bfnr\.?|\bf\.|\bfødt)?[\s:(\[]*(?=['’‘`´]?\d)", re.IGNORECASE
)
_AROUND_NUMBER = " \t\u00a0,;:()[]/"


def name_and_number(text: str) -> tuple[str, str, bool]:
    """A cell with name and number: the name, the number as written, whether spaces are loose."""
    found = _NUMBER_PART.search(text)
    if found is None:
        bare = text.rstrip(_AROUND_NUMBER)
        return names.tidy(bare), "", text != names.tidy(text)
    ahead = text[: found.end()]
    loose = ahead != ahead.lstrip() or "  " in ahead or "\u00a0" in ahead
    return names.tidy(text[: found.start()]), text[found.end() :].strip(_AROUND_NUMBER), loose


def without_number(text: str) -> tuple[str, str]:
    """The text without the identity number in it, and the number's digits ('' if none)."""
    found = _NUMBER_INSIDE.search(text)
    if found is None:
        return text, ""
    return (text[: found.start()] + " " + text[found.end() :]), found[1] + found[2]


def without_role(text: str) -> str:
    """'Medsøker: Hansen, Ole' without the word that says who it is."""
    return names.tidy(_ROLE_AFTER.sub(" ", _ROLE_WORD.sub("", text))).strip(" :,;-")


def divide_name(text: str, book: NameBook) -> NameParts:
    """Surname and given name of a whole name in either order."""
    text = names.spoken(text)
    if "," in text:
        return names.at_comma(text)
    return book.divide(text, surname_first=bool(book.surname_first(text)))


_NUMBER_WORDS = {
    "en": 1, "ett": 1, "et": 1, "ein": 1, "eitt": 1, "eit": 1, "one": 1, "to": 2, "two": 2,
    "tre": 3, "three": 3, "fire": 4, "four": 4, "fem": 5, "five": 5, "seks": 6, "six": 6,
    "sju": 7, "syv": 7, "seven": 7, "åtte": 8, "eight": 8, "ni": 9, "nine": 9, "ti": 10,
    "ingen": 0, "null": 0, "none": 0, "no": 0, "zero": 0, "nei": 0,
}  # fmt: skip
_COUNTED = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d./])['’]?(\d{2})(?![\d./])")
_AGE = re.compile(r"(?<!\d)(\d{1,2})\s*(?:år|yrs?|years?|åring)|\b(?:år|age)\w*\s*(\d{1,2})", re.I)
_UNBORN = re.compile(
    r"\+\s*\d*\s*(?:barn\s*)?(?:på vei|på veg|gravid|ventes|venter|under|expec|unborn|due)", re.I
)
_SHARED = re.compile(
    r"delt|50 ?%|annenhver|annankvar|samvær|halvparten|shared|every other|\bdo\b", re.I
)


def read_child_count(text: str) -> tuple[int | None, bool]:
    """How many children, and whether it had to be read out of words."""
    plain = text.strip().casefold()
    if not plain or plain in ("-", "–", "?"):
        return None, False
    if plain.isdigit():
        return int(plain), False
    rest = _UNBORN.sub(" ", plain)
    rest = _YEAR.sub(" ", rest)
    rest = re.sub(r"\([^)]*\)", " ", rest)
    numbers = [int(each) for each in _COUNTED.findall(rest)]
    if numbers:
        return (sum(numbers) if "+" in rest else numbers[0]), True
    for word in re.findall(r"\w+", rest):
        if word in _NUMBER_WORDS:
            return _NUMBER_WORDS[word], True
    return None, True


def read_child_years(text: str, as_of: date) -> tuple[tuple[int, ...], bool]:
    """Birth years in the order written, and whether custody is said to be shared."""
    shared = bool(_SHARED.search(text))
    years = tuple(int(each) for each in _YEAR.findall(text))
    if years:
        return years, shared
    ages = [int(a or b) for a, b in _AGE.findall(text)]
    if ages:
        return tuple(as_of.year - age for age in ages), shared
    short = [2000 + int(each) for each in _SHORT_YEAR.findall(re.sub(r"50 ?%", "", text))]
    return tuple(y if y <= as_of.year else y - 100 for y in short), shared


_STAY_CHILDREN = re.compile(r"(\d{1,2})\s*(?:barn|born|child|kids|ungar|unger)", re.IGNORECASE)


def children_in_note(text: str, as_of: date) -> tuple[int, tuple[int, ...]]:
    """'2 barn (f. 2019 og 2021)' in a remark; (0, ()) where no children are named."""
    found = _STAY_CHILDREN.search(text)
    if found is None:
        return 0, ()
    return int(found[1]), read_child_years(text[found.end() :], as_of)[0]


def name_cells(value: Value) -> tuple[str, bool, bool]:
    """A name cell tidied and in ordinary letters; whether it was shouted, and whether untidy."""
    text = as_text(value)
    if not text:
        return "", False, False
    tidied = names.tidy(text)
    shouted = names.is_shouted(tidied)
    return (names.spoken(tidied) if shouted else tidied), shouted, tidied != text
