"""How people write a case down: dates, numbers, names and words, each in many ways."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .cells import EMPTY, Cell, text
from .ids import broken
from .truth import Case, Dated, Household, Person, Stay

Day = Callable[[date], str]


def dotted(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def slashed(day: date) -> str:
    return f"{day.day}/{day.month}-{day:%y}"


def short_dots(day: date) -> str:
    return f"{day.day}.{day.month}.{day:%y}"


def iso(day: date) -> str:
    return day.isoformat()


def american(day: date) -> str:
    """Month first, where the day cannot be a month; else ISO."""
    return f"{day.month:02}/{day.day:02}/{day.year}" if day.day > 12 else day.isoformat()


@dataclass
class Words:
    """An office's own words for what the program has codes for."""

    group: dict[str, tuple[str, ...]]
    living: dict[str, tuple[str, ...]]
    granted: tuple[str, ...]
    refused: tuple[str, ...]
    pending: tuple[str, ...]
    ends: dict[str, tuple[str, ...]]
    answers: dict[str, tuple[str, ...]]
    priority: dict[int, tuple[str, ...]]
    priority_unclear: tuple[str, ...]
    unknown_status: tuple[str, ...]
    workers: dict[str, tuple[str, ...]]
    months: tuple[str, ...]
    no_id: tuple[str, ...] = ("", "-")
    group_unclear: tuple[str, ...] = ("", "?")
    notes: tuple[str, ...] = ()
    formula_like: tuple[str, ...] = ("-- ring etter kl. 12", "+1 barn annenhver uke")
    protected: tuple[str, ...] = ("SKJERMET",)
    day_texts: tuple[Day, ...] = (dotted, slashed)
    more_phones: Callable[[str], tuple[str, ...]] = lambda _number: ()
    week: str = "uke {week}"
    co_applicant: str = "medsøker"
    child_words: dict[int, tuple[str, ...]] = field(default_factory=dict)


MONTHS_NB = (
    "jan",
    "feb",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "aug",
    "sept",
    "okt",
    "nov",
    "des",
)


@dataclass
class Scribe:
    """Writes with a rate of mess; in a CSV the office's plain day style is no text date."""

    rng: Random
    words: Words
    as_of: date
    typed: bool = True
    text_rate: float = 0.35
    serial_rate: float = 0.0
    untyped: bool = False  # a CSV: full dates are plain there
    timed: bool = False
    upper_rate: float = 0.06
    space_rate: float = 0.03
    phone_rate: float = 0.4

    def one(self, choices: tuple[str, ...]) -> str:
        return self.rng.choice(choices)

    # Dates

    def day(self, day: date | None) -> Cell:
        if day is None:
            return EMPTY
        drawn = self.rng.random()
        if drawn < self.serial_rate:
            return Cell(day, "serial", ("date_serial",))
        if drawn < self.serial_rate + self.text_rate:
            shape = self.rng.choice(self.words.day_texts)
            plain = self.untyped and shape in (dotted, iso)
            return text(shape(day), *(() if plain else ("date_text",)))
        return Cell(day, "moment" if self.timed and self.rng.random() < 0.3 else "date")

    def month(self, day: date) -> Cell:
        return text(f"{self.words.months[day.month - 1]} {day.year}", "date_month_only")

    def received(self, case: Case) -> Cell:
        twist = case.twists.get("received")
        if twist == "received_missing":
            return (
                text("", "date_missing")
                if self.rng.random() < 0.3
                else Cell(None, "plain", ("date_missing",))
            )
        if twist == "received_invalid":
            return text(self.rng.choice(("31.02.2026", "30.02.2025", "31.11.2025")), "date_invalid")
        if twist == "received_future":
            ahead = self.as_of + timedelta(self.rng.choice((400, 14_000)))
            return Cell(ahead, "date", ("date_future",))
        if twist == "received_week":
            return text(self.words.week.format(week=self.rng.randrange(5, 45)), "date_week_only")
        return self.dated(case.received)

    def decided(self, case: Case) -> Cell:
        written = case.twists.get("written_decision")
        if isinstance(written, date):
            return Cell(written, "date", ("decision_before_application",))
        return self.dated(case.decided)

    def dated(self, value: Dated | None) -> Cell:
        if value is None:
            return EMPTY
        if value.precision == "missing":
            return Cell(None, "plain", ("date_missing",))
        if value.precision == "month" and value.day:
            return self.month(value.day)
        return self.day(value.day)

    # People

    def ident(self, household: Household, case: Case) -> Cell:
        """The applicant's number as the sheet has it, named for how it looks and what it is."""
        person, twist = household.applicant, str(case.twists.get("id", ""))
        if twist == "id_missing":
            return Cell(self.one(self.words.no_id) or None, "plain", ("id_missing",))
        if twist == "id_wrong_length":
            return text(
                person.idno[:4] + person.idno[5:10] if person.idno[4] == "1" else person.idno + "4",
                twist,
            )
        if twist == "id_bad_check":
            return text(broken(person.idno), twist)
        if twist == "id_birthdate_only":
            return text(person.born.strftime(self.rng.choice(("%d%m%y", "%d%m%Y"))), twist)
        return self.readable(person, twist)

    def readable(self, person: Person, twist: str = "") -> Cell:
        number = person.idno
        shape = {
            "id_space": lambda: text(f"{number[:6]} {number[6:]}"),
            "id_dash": lambda: text(f"{number[:6]}-{number[6:]}"),
            "id_number": lambda: (
                Cell(int(number)) if self.typed and number[0] != "0" else text(number)
            ),
            "id_lost_zero": lambda: Cell(int(number)),
            "id_apostrophe": lambda: text(f"'{number}"),
            "id_quote_prefix": lambda: Cell(number, "quoted") if self.typed else text(number),
        }.get(twist, lambda: text(number))()
        changed = shape.value != number or shape.form == "quoted"
        kinds: tuple[str, ...] = (twist,) if twist and changed else ()
        kinds += ("id_d_number",) if person.d_number else ()
        kinds += ("id_only_2032",) if person.rule == "2032" else ()
        extra: dict[str, object] | None = {"expected": number} if twist and twist in kinds else None
        return Cell(shape.value, shape.form, kinds, None, extra)

    def name_style(self) -> tuple[Callable[[str], str], tuple[str, ...]]:
        drawn = self.rng.random()
        if drawn < self.upper_rate:
            return str.upper, ("name_uppercase",)
        if drawn < self.upper_rate + self.space_rate:
            pad = self.rng.choice((" {}", "{} ", "{}  "))
            return pad.format, ("name_whitespace",)
        return str, ()

    def full_name(self, person: Person, comma: bool) -> str:
        return f"{person.surname}, {person.given}" if comma else f"{person.given} {person.surname}"

    def name(self, person: Person, comma_rate: float = 0.88) -> Cell:
        """A name in one cell; where most are "Surname, Given", the other order is named."""
        mostly_comma = comma_rate > 0.5
        comma = self.rng.random() < comma_rate
        if mostly_comma and not comma:
            return text(self.full_name(person, comma=False), "name_order")
        style, kinds = self.name_style()
        return text(style(self.full_name(person, comma)), *kinds)

    def name_and_number(self, name: Cell, ident: Cell, person: Person) -> Cell:
        """Name and identity number in one cell, with the problems of both.

        Blanks around the name do not show there, and a zero is not lost where all is text.
        """
        if "id_lost_zero" in ident.kinds:
            ident = self.readable(person)
        kinds = (*(k for k in name.kinds if k != "name_whitespace"), *ident.kinds)
        shown = str(name.value).strip()
        if ident.value is not None and str(ident.value) not in self.words.no_id:
            shape = self.one(("{} {}", "{} ({})", "{}, {}"))
            shown = shape.format(shown, ident.value)
        return Cell(shown, "plain", kinds, None, ident.extra)

    def split_name(self, person: Person, swapped: bool = False) -> tuple[Cell, Cell]:
        """Surname and given name in two cells, now and then both in the first."""
        if self.rng.random() < 0.03:
            return text(self.full_name(person, comma=True), "name_in_one_cell"), EMPTY
        if swapped:
            return text(person.given, "name_order"), text(person.surname)
        style, kinds = self.name_style()
        if kinds == ("name_whitespace",):
            return text(person.surname), text(style(person.given), *kinds)
        return text(style(person.surname), *kinds), text(style(person.given), *kinds)

    def partner(self, household: Household) -> Cell:
        person = household.partner
        if person is None:
            return EMPTY
        return text(
            self.rng.choice(
                (
                    f"{person.given} {person.surname}",
                    f"{person.given} {person.surname} {person.idno}",
                    f"{person.surname}, {person.given} ({person.idno[:6]} {person.idno[6:]})",
                    f"{person.given} {person.surname} f. {person.born.year}",
                )
            )
        )

    def phone(self, household: Household, case: Case) -> Cell:
        number, twist = household.phone, case.twists.get("phone")
        if twist == "phone_two_numbers":
            return text(
                f"{number} / 4000{self.rng.randrange(10, 99)}{self.rng.randrange(10, 99)}",
                "phone_two_numbers",
            )
        if twist == "phone_wrong_length":
            return text(number[:7], "phone_wrong_length")
        if self.rng.random() < 0.06:
            return EMPTY
        if self.rng.random() >= self.phone_rate:
            return text(number)
        grouped = f"{number[:3]} {number[3:5]} {number[5:]}"
        pairs = " ".join(number[n : n + 2] for n in (0, 2, 4, 6))
        shapes = (
            grouped,
            pairs,
            f"+47 {grouped}",
            f"0047{number}",
            f"{number} (ring kveld)",
            f"Tlf {number}",
            *self.words.more_phones(number),
        )
        return text(self.one(shapes), "phone_format")

    # Children

    def child_count(self, household: Household, case: Case) -> Cell:
        number, twist = household.child_count, case.twists.get("children")
        if twist == "children_text":
            return text(self.one(self.words.child_words[number]), "children_text")
        if twist == "children_formula":
            if self.typed:
                return Cell(f"={number - 1}+1", "formula", ("formula_cell",), number)
            return text(str(number))
        if not number:
            return self.rng.choice((EMPTY, EMPTY, Cell(0)))
        return Cell(number)

    def child_years(self, household: Household, case: Case) -> Cell:
        years = household.children
        kinds: tuple[str, ...] = ()
        shown = case.twists.get("years")
        if isinstance(shown, list):
            years, kinds = shown, ("children_mismatch",)
        if case.twists.get("children") == "children_years_missing":
            return Cell(None, "plain", ("children_years_missing",))
        if not years:
            return EMPTY
        joined = self.one((", ", " + ", " og ")).join(map(str, years))
        before, after = self.rng.choice((("", ""), ("f. ", ""), ("", " (delt omsorg)"), ("", "")))
        if len(years) == 1 and not before and not after and self.typed:
            return Cell(years[0], "plain", kinds)
        return text(f"{before}{joined}{after}", *kinds)

    # Words

    def group(self, case: Case) -> Cell:
        if case.twists.get("group") or case.group == "ukjent":
            return Cell(self.one(self.words.group_unclear) or None, "plain", ("group_unclear",))
        return text(self.one(self.words.group[case.group]))

    def living(self, case: Case) -> Cell:
        return text(self.one(self.words.living[case.living]))

    def decision(self, case: Case) -> Cell:
        if case.twists.get("status"):
            return text(self.one(self.words.unknown_status), "unknown_status")
        if case.outcome is None:
            return text(self.one(self.words.pending))
        return text(
            self.one(self.words.granted if case.outcome == "granted" else self.words.refused)
        )

    def priority(self, case: Case) -> Cell:
        if case.twists.get("priority"):
            return text(self.one(self.words.priority_unclear), "priority_unclear")
        if case.priority is None:
            return EMPTY
        shown = self.one(self.words.priority[case.priority])
        return Cell(int(shown)) if self.typed and shown.isdigit() else text(shown)

    def worker(self, case: Case) -> Cell:
        return text(self.one(self.words.workers[case.worker]))

    def offer(self, case: Case) -> tuple[Cell, Cell]:
        if case.offer is None or case.answer is None:
            return EMPTY, EMPTY
        return self.day(case.offer), text(self.one(self.words.answers[case.answer]))

    def number(self, case: Case) -> Cell:
        kinds: tuple[str, ...] = ()
        if case.twists.get("no") == "case_number_missing":
            return Cell(None, "plain", ("case_number_missing",))
        if case.twists.get("no") == "case_number_repeated":
            kinds = ("case_number_repeated",)
        return self.number_text(case.no, *kinds)

    def number_text(self, number: str, *kinds: str) -> Cell:
        """A case number, or a bare number in offices that write them so."""
        return Cell(int(number) if self.typed and number.isdigit() else number, "plain", kinds)

    def note(self, case: Case) -> Cell:
        twist = case.twists.get("note")
        if twist == "long_note":
            long = "\n".join(
                f"Samtale {n}: søker forteller om situasjonen og avtaler nytt møte."
                for n in range(60)
            )
            return Cell(long, "plain", ("long_note",), None, {"length": len(long)})
        if twist == "formula_like":
            return text(self.one(self.words.formula_like), "formula_like_text")
        if twist == "protected_address":
            return text(self.one(self.words.protected), "protected_address")
        return text(self.one(self.words.notes)) if self.rng.random() < 0.6 else EMPTY

    # Stays

    def price(self, stay: Stay, rate: float = 0.4) -> Cell:
        if self.rng.random() < rate:
            return text(self.rng.choice((f"kr {stay.price}", f"{stay.price},-")), "price_text")
        return Cell(stay.price)

    def stay_days(self, stay: Stay) -> tuple[Cell, Cell]:
        start, end = self.day(stay.start), self.day(stay.end)
        if "stay_overlap" in stay.twists:
            start = start.also("stay_overlap")
        if stay.turned:
            end = end.also("stay_end_before_start")
        return start, end
