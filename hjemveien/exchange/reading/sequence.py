"""Which of two rows with one number stands where it belongs, when a list is kept in order.

Lists grow from the top: numbers rise as applications come in, and a register follows its land
numbers. A row that was copied in, or got another's number, breaks that order; so the neighbours
tell which it is better than who comes first.
"""

from collections.abc import Sequence
from typing import TypeVar

_WINDOW = 4

Row = TypeVar("Row")


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of a case number or land number, a year first wherever it stands."""
    digits = "".join(each if each.isdigit() else " " for each in text)
    parts = [int(each) for each in digits.split()]
    year = next((i for i, part in enumerate(parts) if 1990 <= part <= 2100), None)
    if year is None:
        return tuple(parts)
    return (parts[year], *parts[:year], *parts[year + 1 :])


def most_in_place(
    order: Sequence[tuple[int, ...]], places: Sequence[int], steady: bool = False
) -> int:
    """Of several places in a list, the one whose number fits its neighbours best; then the first.

    `order` holds the number of every row, empty where a row has none. Where numbers grow at a
    `steady` pace, the distance to the neighbours tells too.
    """
    return min(
        places,
        key=lambda place: (
            _misfit(order, place),
            round(_off(order, place), 1) if steady else 0,
            place,
        ),
    )


def _misfit(order: Sequence[tuple[int, ...]], place: int) -> float:
    """The share of the nearest rows that stand on the wrong side of this one."""
    own = order[place]
    before = [n for n in order[max(0, place - _WINDOW) : place] if n and n != own]
    after = [n for n in order[place + 1 : place + 1 + _WINDOW] if n and n != own]
    wrong = sum(n > own for n in before) + sum(n < own for n in after)
    return wrong / max(1, len(before) + len(after))


def _off(order: Sequence[tuple[int, ...]], place: int) -> float:
    """How far from where the number would be expected between its two nearest neighbours."""
    own = order[place]
    low = next((i for i in range(place - 1, -1, -1) if order[i] and order[i] < own), None)
    high = next((i for i in range(place + 1, len(order)) if order[i] and order[i] > own), None)
    if low is None or high is None:
        return 0.0
    first, last = _scale(order[low], own), _scale(order[high], own)
    if last <= first:
        return 0.0
    share = (_scale(own, own) - first) / (last - first)
    return abs(place - (low + (high - low) * share)) / (high - low)


def _scale(number: tuple[int, ...], like: tuple[int, ...]) -> float:
    """One number for several, the first counting most; the last of three is a check digit."""
    padded = (*number, 0, 0)[: min(2, len(like)) or 1]
    return sum(part * 1_000_000.0**-i for i, part in enumerate(padded))
