"""An identity number as somebody typed it: its digits, kind and rule, or what is wrong in words."""

from dataclasses import dataclass

from hjemveien.domain import identity_number
from hjemveien.domain.refusal import InvalidInput
from hjemveien.texts import _


@dataclass(frozen=True)
class TypedNumber:
    """`kind` is none, fnr, dnr, hnr or dnr_hnr; `rule` old or 2032; both None-like when empty."""

    kind: str = "none"
    digits: str | None = None
    rule: str | None = None


def digits_of(typed: str) -> str:
    return "".join(letter for letter in typed if letter not in " .-\u00a0'")


def problem(typed: str) -> str:
    """What is wrong with a typed number, empty where nothing is or nothing was typed."""
    digits = digits_of(typed)
    if not digits:
        return ""
    if not digits.isdigit():
        return _("National identity number can only have digits.")
    if len(digits) != identity_number.LENGTH:
        return _("National identity number must have 11 digits. You have written {n}.").format(
            n=len(digits)
        )
    if identity_number.check(digits) is None:
        return _("National identity number is not valid. Check the digits once more.")
    return ""


def read(typed: str) -> TypedNumber:
    """The number's parts. Raises InvalidInput where it is not valid; empty is no number."""
    wrong = problem(typed)
    if wrong:
        raise InvalidInput(wrong, {"id_number": wrong})
    known = identity_number.check(digits_of(typed))
    return TypedNumber(known.kind, known.number, known.rule) if known else TypedNumber()
