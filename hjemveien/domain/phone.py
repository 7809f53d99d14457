"""Norwegian telephone numbers as people write them."""

import re
from dataclasses import dataclass
from functools import lru_cache

LENGTH = 8
PLAIN = "plain"
FORMAT = "format"
WRONG_LENGTH = "wrong_length"
TWO_NUMBERS = "two_numbers"
MISSING = "missing"

_RUN = re.compile(r"(?:\+|00)?\d(?:[ \u00a0().-]*\d)*")
_AT_HOME = re.compile(r"^((?:\+|00)\d{1,3}\s*)\(0\)")
_FOREIGN = re.compile(r"(?:\+|00)(?!47)\d{7,14}")
_SPLIT = re.compile(r"[/;,&|\n]| og | eller | or | el\. ")


@dataclass(frozen=True, slots=True)
class ReadPhone:
    """`numbers`: eight digits each, or + and a country code; `form`: how it was written."""

    numbers: tuple[str, ...]
    form: str


@lru_cache(maxsize=65_536)
def read_phone(text: str) -> ReadPhone:
    """The numbers in a cell. A number of the wrong length is not among `numbers`."""
    if len(text) == LENGTH and text.isascii() and text.isdigit():
        return ReadPhone((text,), PLAIN)
    runs = [_digits(run) for part in _SPLIT.split(text) for run in _RUN.findall(part)]
    runs = [run for run in runs if len(run) > 3]
    if not runs:
        return ReadPhone((), MISSING)
    whole = tuple(run for run in runs if len(run) == LENGTH or run.startswith("+"))
    if len(runs) == 1 and not whole and len(runs[0]) == 2 * LENGTH:
        return ReadPhone((runs[0][:LENGTH], runs[0][LENGTH:]), TWO_NUMBERS)
    if len(whole) > 1:
        return ReadPhone(whole, TWO_NUMBERS)
    return ReadPhone(whole, FORMAT if whole else WRONG_LENGTH)


def _digits(run: str) -> str:
    # The zero that is dialled at home alone: +47 (0) 91 23 45 67.
    plain = re.sub(r"[^\d+]", "", _AT_HOME.sub(r"\1", run))
    for prefix in ("+47", "0047"):
        if plain.startswith(prefix):
            return plain[len(prefix) :]
    if _FOREIGN.fullmatch(plain):
        return "+" + plain.removeprefix("00").lstrip("+")
    if len(plain) == LENGTH + 2 and plain.startswith("47"):
        return plain[2:]
    return plain.lstrip("+")
