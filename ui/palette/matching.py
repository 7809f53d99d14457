"""How well a title answers to what was typed: every word must be there, in any order."""

from dataclasses import dataclass

AT_THE_START, AT_A_WORD, INSIDE, SCATTERED = 12, 8, 3, 1
# Fewer letters are found scattered in nearly everything.
LEAST_SCATTERED = 3


@dataclass(frozen=True)
class Match:
    """`score` is higher the better; `spans` are the letters that matched, from and to."""

    score: int
    spans: tuple[tuple[int, int], ...]


def matched(typed: str, title: str) -> Match | None:
    """None where a word of what was typed is not in the title."""
    low = title.lower()
    score, spans = 0, list[tuple[int, int]]()
    for word in typed.lower().split():
        found = _best(word, low)
        if found is None:
            return None
        score += found.score
        spans += found.spans
    return Match(score * 100 - len(title), _joined(spans))


def _best(word: str, title: str) -> Match | None:
    places = [n for n in range(len(title)) if title.startswith(word, n)]
    starts = [n for n in places if n == 0 or not title[n - 1].isalnum()]
    for found, score in ((starts, AT_A_WORD), (places, INSIDE)):
        if found:
            worth = AT_THE_START if found[0] == 0 else score
            return Match(worth, ((found[0], found[0] + len(word)),))
    return _scattered(word, title) if len(word) >= LEAST_SCATTERED else None


def _scattered(word: str, title: str) -> Match | None:
    """The letters one after the other with others between, the first at the start of a word."""
    place, spans = -1, []
    for number, letter in enumerate(word):
        place = title.find(letter, place + 1)
        while number == 0 and place > 0 and title[place - 1].isalnum():
            place = title.find(letter, place + 1)
        if place < 0:
            return None
        spans.append((place, place + 1))
    return Match(SCATTERED, tuple(spans))


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In their order, without overlaps."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
