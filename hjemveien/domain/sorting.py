"""Sort keys and folded words, made here once so that both engines order and find alike."""

import unicodedata

_AFTER_Z = {"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"}
_BESIDE = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ŋ": "n", "ŧ": "t", "þ": "th", "ß": "ss", "œ": "oe", "ı": "i"}
)
_LETTERS_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o"})


def sort_key(text: str) -> str:
    """The Norwegian order (… z æ ø å, aa as å) as plain text that sorts right byte by byte."""
    if text.isascii() and "aa" not in (plain := text.lower()):
        return plain.strip()
    lowered = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    return "".join(_AFTER_Z.get(letter) or _plain(letter) for letter in lowered).strip()


def name_key(surname: str, given_name: str) -> str:
    """Surname, then given name; the separator sorts below letters: 'Berg' before 'Bergan'."""
    return f"{sort_key(surname)} !{sort_key(given_name)}"


def number_key(number: str) -> str:
    """A case number with each run of digits padded, so that 2024/9 comes before 2024/10."""
    parts: list[str] = []
    digits = ""
    for letter in number + "\0":
        if letter.isdigit():
            digits += letter
            continue
        if digits:
            parts.append(digits.zfill(8))
            digits = ""
        parts.append(letter.casefold())
    return "".join(parts).rstrip("\0")


def fold(text: str) -> str:
    """Lower case without accents, as people type when they search: 'Øyvind Żak' is 'oyvind zak'."""
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS_FOLDED)
    return " ".join("".join(_plain(letter) for letter in lowered).split())


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    decomposed = unicodedata.normalize("NFD", letter.translate(_BESIDE))
    return "".join(part for part in decomposed if not unicodedata.combining(part))
