"""An office whose headers and words are drawn from the word book: another one for every seed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from . import headings, office_h, wordbook
from .office_h import Layout, make_layout
from .writing import MONTHS_NB, Words

STAFF = ("Solveig Hauge", "Eirik Nordvik", "Amina Said", "Knut Rønning", "Berit Aasheim")


def headers(rng: Random, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """A header for each key, no two alike, in an order of the office's own."""
    while True:
        found = [(key, rng.choice(headings.HEADERS[key])) for key in keys]
        if len({h.lower() for _, h in found}) == len(found):
            break
    case = rng.choice((str, str, str.upper, str.lower))
    found = [(key, case(h)) for key, h in found]
    rng.shuffle(found)
    return found


def few(rng: Random, many: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(rng.sample(words, min(2, len(words)))) for code, words in many.items()}


def words(rng: Random, staff: dict[str, str]) -> Words:
    scale = rng.choice(wordbook.PRIORITY)
    return replace(
        wordbook.BASE,
        group=few(rng, wordbook.GROUPS),
        living=few(rng, wordbook.LIVING),
        granted=tuple(rng.sample(wordbook.GRANTED, 2)),
        refused=tuple(rng.sample(wordbook.REFUSED, 2)),
        pending=("", *rng.sample(wordbook.PENDING, 2)),
        ends=few(rng, wordbook.ENDS),
        answers=few(rng, wordbook.ANSWERS),
        priority={n: (word,) for n, word in scale.items()},
        protected=tuple(rng.sample(wordbook.PROTECTED, 3)),
        workers={name: (name, name.split()[0]) for name in staff},
        months=MONTHS_NB,
    )


def layout(seed: int) -> Layout:
    rng = Random(seed)
    staff = {name: name for name in rng.sample(STAFF, 3)}
    plan = replace(
        office_h.PLAN,
        letter=f"r{seed}",
        municipality=f"Tilfeldig{seed} kommune (fictional)",
        seed=90_000 + seed,
        as_of=date(2026, 1, 10) + timedelta(rng.randrange(150)),
        workers=staff,
    )
    waiting = (
        "no", "received", "surname", "given", "idno", "partner", "nchild", "years", "phone",
        "living", "reason", "group", "size", "decided", "decision", "prio", "worker", "offer",
        "answer", "note",
    )  # fmt: skip
    closed = (
        "no", "received", "surname", "given", "idno", "partner", "nchild", "years", "living",
        "group", "decided", "decision", "result", "moved", "dwelling", "ended", "worker", "note",
    )  # fmt: skip
    stays = ("no", "name", "born", "place", "start", "end", "price", "note")
    columns = (headers(rng, waiting), headers(rng, closed), headers(rng, stays))
    return replace(
        office_h.LAYOUT,
        plan=plan,
        words=words(rng, staff),
        book="bok.xlsx",
        sheets=("Liste", "Gamle"),
        stays="opphold.txt",
        homes="boliger.csv",
        columns=columns,
    )


def make(folder: Path, seed: int) -> None:
    make_layout(folder, layout(seed))
