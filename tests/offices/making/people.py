"""Invented people: names no register knows together, phones from a range nobody has."""

from datetime import date, timedelta
from random import Random

from .ids import identity_number
from .truth import Person

SURNAMES = (
    "Solheim", "Tangen", "Myklebust", "Brekke", "Aasen", "Fjeld", "Røed", "Nygård", "Skår",
    "Øverland", "Hagen Lie", "Storhaug", "Vatne", "Bjørkum", "Eide-Larsen", "Sandvik", "Tveit",
    "Næss", "Langøy", "Grønli", "Somby", "Balto", "Nowak", "Zieliński", "Dąbrowska", "Mazur",
    "Abdi Warsan", "Hassan Jimcaale", "Farah Guleed", "Melnyk", "Bondar", "Kravchuk", "Savchenko",
    "Tesfay", "Gebremedhin", "Al-Khatib", "Haddad", "Rahimi", "Karimi", "O'Brien", "Lønning",
)  # fmt: skip
GIVEN = (
    "Astrid", "Einar", "Gunnhild", "Leif", "Turid", "Magnus", "Sigrid", "Torbjørn", "Ragnhild",
    "Asbjørn", "Hilde", "Per-Olav", "Marte", "Sverre", "Ingeborg", "Odd", "Liv Unni", "Arne",
    "Elle", "Ailo", "Zofia", "Tomasz", "Wiktoria", "Bartosz", "Ayaan", "Idil", "Liban", "Khadra",
    "Iryna", "Taras", "Oksana", "Dmytro", "Selam", "Yonas", "Layla", "Omar", "Zahra", "Reza",
    "Jorunn", "Kåre",
)  # fmt: skip


def writable(name: str, encoding: str) -> bool:
    return name == name.encode(encoding, "replace").decode(encoding)


class People:
    """Draws people whose name pairs are all different, unless a namesake is asked for."""

    def __init__(self, rng: Random, encoding: str = "utf-8") -> None:
        self.rng = rng
        pairs = [(s, g) for s in SURNAMES for g in GIVEN]
        pairs += [(s, f"{a} {b}") for s in SURNAMES for a, b in zip(GIVEN, GIVEN[7:], strict=False)]
        rng.shuffle(pairs)
        self.pairs = [p for p in pairs if writable("".join(p), encoding)]
        self.numbers: set[str] = set()
        self.births: set[date] = set()
        self.phones = rng.sample(range(100, 10_000), 9_000)

    def person(self, surname: str | None = None, given: str | None = None) -> Person:
        drawn = self.pairs.pop()
        born = self.birth()
        d_number = self.rng.random() < 0.12
        rule = "2032" if self.rng.random() < 0.04 else "old"
        return Person(
            surname or drawn[0],
            given or drawn[1],
            born,
            self.number(born, d_number, rule),
            rule,
            d_number,
        )  # fmt: skip

    def birth(self) -> date:
        while True:
            born = date(1955, 1, 1) + timedelta(self.rng.randrange(365 * 50))
            if born not in self.births:
                self.births.add(born)
                return born

    def number(self, born: date, d_number: bool, rule: str) -> str:
        while True:
            number = identity_number(self.rng, born, d_number, rule)
            if number not in self.numbers:
                self.numbers.add(number)
                return number

    def low_zero(self, person: Person) -> None:
        """Give the person a birthday early in the month, so that the number begins with 0."""
        person.born = person.born.replace(day=self.rng.randrange(1, 10))
        person.d_number = False
        person.idno = self.number(person.born, False, person.rule)

    def phone(self) -> str:
        return f"4000{self.phones.pop():04}"
