"""The order of the waiting list: priority class, then stated factors, then a documented last key.

Points are not used and nothing is random. A missing class sorts after class 3 and drops nobody.
Months waited, the date of decision and the date received weigh only where the municipality has
said so, by naming them among its keys. Source: features H2; domain.md § 2.6.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hjemveien.domain.codes import FACTORS, title
from hjemveien.texts import _, mark

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


def why_here(
    standing: Standing, before: Standing | None, keys: Sequence[str] = DEFAULT_KEYS
) -> str:
    """Why this household stands here and not before the one above, in words."""
    words = factors_in_words(standing.factors) or _("no stated factors")
    place = f"{class_in_words(standing.priority_class)}; {words}"
    if before is None:
        return _("{place}. Nobody has more.").format(place=place)
    deciding = deciding_key(standing, before, keys)
    return _("{place}. After the one above by {key}.").format(
        place=place, key=title(SHORT_TITLES, deciding).lower()
    )


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


def factors_in_words(factors: Collection[str]) -> str:
    """The stated factors in the order in which they weigh; empty where there are none."""
    return ", ".join(title(FACTORS, code).lower() for code, _words in FACTORS if code in factors)
