"""Invented households: one person or many, with children of all ages, some without a number."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hjemveien.exchange.demo.names import HOME, OTHERS, STREETS, Origin
from hjemveien.exchange.demo.numbers import Numbers, phone
from hjemveien.exchange.demo.order import Dice

SIZES = (("alone", 55.0), ("couple", 7.0), ("one_parent", 20.0), ("family", 18.0))
PROTECTIONS = ("confidential", "strictly_confidential", "unspecified")
POSTCODES = ("9996", "9997")
WAITS_FOR_NUMBER = "Har søkt om D-nummer, ikke tildelt ennå"


@dataclass(frozen=True)
class Somebody:
    """A person; a child has a birth date and at most a given name."""

    role: str
    surname: str = ""
    given: str = ""
    born: date | None = None
    id_number: str | None = None
    id_kind: str = "none"
    missing: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    language: str = ""
    interpreter: bool | None = None
    share: float | None = None


@dataclass(frozen=True)
class Family:
    members: tuple[Somebody, ...]
    protection: str = "none"

    @property
    def children(self) -> tuple[Somebody, ...]:
        return tuple(each for each in self.members if each.role == "child")

    @property
    def rooms(self) -> int:
        """Rooms that would do, kitchen and bath not counted."""
        adults = len(self.members) - len(self.children)
        return min(1 + (adults > 1) + -(-len(self.children) * 2 // 3), 5)


def make_family(
    dice: Dice, numbers: Numbers, group: str, day: date, protection: str = "none"
) -> Family:
    """Who asks for a dwelling on that day."""
    size = dice.weighted(SIZES)
    origin = _origin(dice, group)
    address, postcode = f"{dice.choice(STREETS)} {dice.randint(1, 98)}", dice.choice(POSTCODES)
    applicant = replace(
        _adult(dice, numbers, origin, "applicant", "", day),
        phone=phone(dice),
        address=address,
        postcode=postcode,
    )
    members = [applicant]
    if size in {"couple", "family"}:
        partner = _adult(dice, numbers, origin, "co_applicant", applicant.surname, day)
        members.append(replace(partner, address=address, postcode=postcode))
    if size in {"one_parent", "family"}:
        members += _children(dice, origin, applicant.surname, day)
    return Family(tuple(members), protection)


def misspelled(family: Family) -> Family:
    """The same people as somebody else would write them down, without numbers."""
    first = family.members[0]
    again = replace(
        first, surname=_other_spelling(first.surname), id_number=None, id_kind="none",
        missing="Ikke oppgitt i søknaden",
    )  # fmt: skip
    return Family((again, *family.children))


def _origin(dice: Dice, group: str) -> Origin:
    elsewhere = {"flyktning": 0.97, "andre": 0.22, "tilrettelagt": 0.1}.get(group, 0.12)
    return dice.weighted(OTHERS) if dice.chance(elsewhere) else HOME


def _adult(
    dice: Dice, numbers: Numbers, origin: Origin, role: str, surname: str, day: date
) -> Somebody:
    born = day - dice.days(19 * 366, 72 * 365)
    new_here = origin.interpreter >= 60 and dice.chance(0.12)
    unnumbered = new_here and dice.chance(0.4)
    given = dice.choice(origin.given)
    family_name = surname if surname and dice.chance(0.7) else dice.choice(origin.surnames)
    number = None if unnumbered else numbers.identity(dice, born, new_here)
    return Somebody(
        role=role,
        surname=family_name,
        given=given,
        born=born,
        id_number=number,
        id_kind="none" if number is None else "dnr" if new_here else "fnr",
        missing=WAITS_FOR_NUMBER if unnumbered else "",
        email="post@example.no" if dice.chance(0.3) else "",
        language=origin.language,
        interpreter=True if dice.chance(origin.interpreter / 100) else None,
    )


def _children(dice: Dice, origin: Origin, surname: str, day: date) -> list[Somebody]:
    count = dice.weighted(((1, 42.0), (2, 34.0), (3, 15.0), (4, 6.0), (6, 3.0)))
    halves = dice.chance(0.15)
    ages = sorted((dice.randint(60, 17 * 365) for _n in range(count)), reverse=True)
    return [
        Somebody(
            "child", surname, dice.choice(origin.given), day - timedelta(days=age),
            share=0.5 if halves else None,
        )
        for age in ages
    ]  # fmt: skip


def _other_spelling(name: str) -> str:
    for written, heard in (("ø", "ö"), ("å", "aa"), ("k", "kk"), ("v", "w"), ("s", "z")):
        if written in name:
            return name.replace(written, heard, 1)
    return name + "e"
