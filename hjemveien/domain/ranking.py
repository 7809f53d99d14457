"""The order of the waiting list: priority class, then stated factors, then a documented last key.

Points are not used and nothing is random. A missing class sorts after class 3 and drops nobody.
Months waited, the date of decision and the date received weigh only where the municipality has
said so, by naming them among its keys. Source: features H2; domain.md § 2.6.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hjemveien.domain.codes import FACTORS, WITHHELD, title
from hjemveien.texts import _, day_text, mark, number_text

NO_CLASS = 9
DEFAULT_KEYS = ("class", "factors", "number")
# Weigh only where the municipality says so; in this order, after class and factors.
OPTIONAL_KEYS = ("waited", "decided", "received")
KEY_TITLES: tuple[tuple[str, str], ...] = (
    ("class", mark("priority class")),
    ("factors", mark("stated factors")),
    ("waited", mark("months waited")),
    ("decided", mark("date of decision")),
    ("received", mark("date received")),
    ("number", mark("case number, which only makes the order certain and gives no priority")),
)


@dataclass(frozen=True)
class Standing:
    """What can place a household: nothing else may. `number_key` sorts as numbers do.

    `months` are whole ones since the decision, on the day of the list.
    """

    priority_class: int | None
    factors: frozenset[str]
    decided: date
    received: date
    number_key: str
    last: str
    months: int = 0


SHORT_TITLES: tuple[tuple[str, str], ...] = (
    ("class", mark("Class")),
    ("factors", mark("Factors")),
    ("waited", mark("Months waited")),
    ("decided", mark("Date of decision")),
    ("received", mark("Date received")),
    ("number", mark("Case number")),
)


def rank_key(standing: Standing, keys: Sequence[str] = DEFAULT_KEYS) -> tuple[Any, ...]:
    """A tuple to sort by, smaller first; ends with the row's own id so that no two are equal."""
    return (*(_key(standing, key) for key in keys), standing.number_key, standing.last)


def _key(standing: Standing, key: str) -> Any:
    if key == "class":
        return standing.priority_class or NO_CLASS
    if key == "factors":
        return tuple(code not in standing.factors for code, _title in FACTORS)
    if key == "waited":
        return -standing.months
    if key == "decided":
        return standing.decided
    if key == "received":
        return standing.received
    return standing.number_key


def order_keys_with(chosen: Iterable[str]) -> list[str]:
    """All keys of a list where these weigh besides class and factors."""
    wanted = set(chosen)
    return ["class", "factors", *(key for key in OPTIONAL_KEYS if key in wanted), "number"]


def order_in_words(keys: Sequence[str] = DEFAULT_KEYS) -> str:
    """How the list is ordered, as one sentence for paper and screen."""
    used = [title(KEY_TITLES, key) for key in (*keys, *(() if "number" in keys else ("number",)))]
    return _("Ordered by {keys}.").format(keys=", ".join(used))


def weighing_in_words() -> str:
    """Which factor goes before which within a class, as a legend for paper and screen."""
    ordered = ", ".join(
        f"{place} {title(FACTORS, code).lower()}" for place, (code, _words) in enumerate(FACTORS, 1)
    )
    return _(
        "How factors weigh within a class: {factors}. Whoever has an earlier one stands before all"
        " who lack it, whatever else they have."
    ).format(factors=ordered)


def why_here(
    standing: Standing,
    before: Standing | None,
    keys: Sequence[str] = DEFAULT_KEYS,
    anonymous: bool = False,
) -> str:
    """Why this household stands here, and what the one above has instead, in words.

    When `anonymous` no date of another and nothing WITHHELD is said.
    """
    words = factors_in_words(standing.factors, anonymous) or _("no stated factors")
    place = f"{class_in_words(standing.priority_class)}; {words}"
    if before is None:
        return _("{place}. Nobody has more.").format(place=place)
    deciding = deciding_key(standing, before, keys)
    after = _("{place}. After the one above by {key}.").format(
        place=place, key=title(SHORT_TITLES, deciding).lower()
    )
    return f"{after} {_instead(standing, before, deciding, anonymous)}".rstrip()


def _instead(standing: Standing, before: Standing, deciding: str, anonymous: bool) -> str:
    """What the one above has; empty where it may not be told."""
    if deciding == "class":
        which = class_in_words(before.priority_class).lower()
        return _("That one has {which}.").format(which=which)
    if deciding == "factors":
        more = before.factors - standing.factors
        first = next(code for code, _words in FACTORS if code in more)
        if anonymous and first in WITHHELD:
            return ""
        return _("That one has “{factor}”.").format(factor=title(FACTORS, first).lower())
    if deciding == "waited":
        return _("Months waited: {n} against {m}.").format(
            n=number_text(before.months), m=number_text(standing.months)
        )
    if deciding in {"decided", "received"}:
        theirs, own = _key(before, deciding), _key(standing, deciding)
        words = _("{day} against {own}.").format(day=day_text(theirs), own=day_text(own))
        return "" if anonymous else words
    return _("All that gives priority is alike.")


def deciding_key(
    standing: Standing, before: Standing | None, keys: Sequence[str] = DEFAULT_KEYS
) -> str:
    """The first key in which a household differs from the one above it."""
    if before is None:
        return keys[0]
    return next((key for key in keys if _key(standing, key) != _key(before, key)), "number")


def class_in_words(priority_class: int | None) -> str:
    if priority_class is None:
        return _("No class set")
    return _("Class {number}").format(number=priority_class)


def factors_in_words(factors: Collection[str], anonymous: bool = False) -> str:
    """The stated factors in the order in which they weigh; empty where there are none.

    When `anonymous` those WITHHELD stand together as something that is not told.
    """
    told = [
        title(FACTORS, code).lower()
        for code, _words in FACTORS
        if code in factors and not (anonymous and code in WITHHELD)
    ]
    if anonymous and WITHHELD & set(factors):
        told.append(_("something that is not told here"))
    return ", ".join(told)
