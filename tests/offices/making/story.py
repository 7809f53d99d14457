"""Tells what happened in an invented office: households, cases, stays, and who was twisted how."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .figures import nights
from .people import People
from .truth import Case, Dated, Household, Office, Stay

GROUP_WEIGHTS = {
    "flyktning": 20,
    "tilrettelagt": 13,
    "psykisk": 16,
    "rus": 14,
    "rop": 10,
    "andre": 22,
    "uten_behovsproving": 5,
}
LIVING = ("venner", "midlertidig", "institusjon", "fengsel", "ute", "foreldre", "privat", "mottak")


@dataclass(frozen=True)
class Plan:
    """How big the office is, when it speaks, and how often each thing goes wrong there."""

    letter: str
    municipality: str
    seed: int
    as_of: date
    workers: dict[str, str]
    number: Callable[[int, date], str]
    places: tuple[tuple[str, int], ...]
    shelter: str
    encoding: str = "utf-8"
    repeats_ahead: bool = False
    waiting: int = 60
    closed: int = 40
    stays_only: int = 5
    stayers: int = 18
    twists: dict[str, int] = field(default_factory=dict)


class Story:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rng = Random(plan.seed)
        self.people = People(self.rng, plan.encoding)
        self.office = Office(plan.letter, plan.municipality, plan.as_of, [], [], dict(plan.workers))
        self.left = dict(plan.twists)
        self._cases()
        self._second_applications()
        self._number_cases()
        self._forgotten()
        self._twist()
        self._stays()
        self._keys()

    # Households and their cases

    def household(self) -> Household:
        rng = self.rng
        made = Household("", self.people.person(), phone=self.people.phone())
        if rng.random() < 0.22:
            same = made.applicant.surname if rng.random() < 0.5 else None
            made.partner = self.people.person(surname=same)
        made.child_count = rng.choice((0, 0, 0, 0, 1, 1, 2, 2, 3, 4))
        made.children = sorted(self.birth_year() for _ in range(made.child_count))
        return made

    def birth_year(self) -> int:
        year = self.plan.as_of.year
        if self.rng.random() < 0.05:
            return self.rng.randrange(year - 26, year - 20)
        return self.rng.randrange(year - 16, year)

    def case(self, received: date, is_open: bool) -> Case:
        rng = self.rng
        group = rng.choices(list(GROUP_WEIGHTS), list(GROUP_WEIGHTS.values()))[0]
        return Case(
            "",
            Dated(received),
            group,
            rng.choice(LIVING),
            rng.choice(list(self.plan.workers)),
            priority=rng.choice((1, 2, 2, 2, 3)) if is_open else None,
            size=rng.choice(("1", "2", "2-roms", "3-roms", "4 rom", "")),
            on_waiting=is_open,
            reason=rng.choice(
                ("Oppsagt", "Trangbodd", "Samlivsbrudd", "Utskrivning", "Bosetting", "")
            ),
        )

    def _cases(self) -> None:
        for n in range(self.plan.waiting + self.plan.closed):
            household = self.household()
            case = self._open_case() if n < self.plan.waiting else self._closed_case()
            if n % 13 == 5 and case.outcome == "granted" and case.end in (None, "housed"):
                case.living, household.new = "kommunal", False
            household.cases.append(case)
            self.office.households.append(household)

    def _open_case(self) -> Case:
        rng, as_of = self.rng, self.plan.as_of
        fate = rng.random()
        age = rng.randrange(60, 700) if fate < 0.65 else rng.randrange(5, 110)
        case = self.case(as_of - timedelta(age), True)
        if fate < 0.65:
            case.outcome = "granted" if fate < 0.55 else "refused"
            case.decided = Dated(as_of - timedelta(age - rng.randrange(8, 58)))
        if case.outcome == "granted" and rng.random() < 0.35:
            assert case.decided
            assert case.decided.day
            waited = (as_of - case.decided.day).days
            if waited > 3:
                case.offer = as_of - timedelta(rng.randrange(1, waited))
                case.answer = rng.choice(("accepted", "declined", "declined", "unanswered"))
        return case

    def _closed_case(self) -> Case:
        rng, as_of = self.rng, self.plan.as_of
        age = rng.randrange(420, 900)
        received = as_of - timedelta(age)
        case = self.case(received, False)
        case.end = rng.choices(("housed", "withdrawn", "refused"), (6, 2, 2))[0]
        decided = received + timedelta(rng.randrange(8, 60))
        if case.end != "withdrawn" or rng.random() < 0.5:
            case.outcome = "refused" if case.end == "refused" else "granted"
            case.decided = Dated(decided)
        last = decided + timedelta(rng.randrange(10, 340))
        case.ended = last + timedelta(rng.randrange(0, 10))
        if case.end == "housed":
            case.moved = Dated(last)
            if case.ended.year != last.year or case.ended > as_of:
                case.ended = last
        return case

    def _second_applications(self) -> None:
        """Some who were housed or gave up long ago stand on the list again: one household."""
        old = [h for h in self.office.households if h.cases[0].end in ("withdrawn", "refused")]
        open_ones = [h for h in self.office.households if h.cases[0].on_waiting and h.new]
        for _ in range(self.left.get("second_application", 0)):
            first = old.pop()
            gone = open_ones.pop()
            case = gone.cases[0]
            assert case.received.day
            assert first.cases[0].ended
            if case.received.day <= first.cases[0].ended:
                shift = case.received.day - timedelta(40)
                first.cases[0].ended = shift
                self._pull_back(first.cases[0], shift)
            case.group = first.cases[0].group
            first.cases.append(case)
            self.office.households.remove(gone)

    def _pull_back(self, case: Case, ended: date) -> None:
        case.received = Dated(ended - timedelta(200))
        if case.decided:
            case.decided = Dated(ended - timedelta(170))

    def _number_cases(self) -> None:
        in_order = sorted((c for _, c in self.office.cases), key=lambda c: str(c.received.key()))
        serial = 100
        for case in in_order:
            serial += self.rng.choice((3, 4, 7))
            assert case.received.day
            case.no = self.plan.number(serial, case.received.day)
            case.twists["serial"] = serial
            case.twists["year"] = case.received.day.year

    def _forgotten(self) -> None:
        """Housed, and nobody took them off the waiting list."""
        housed = [
            c
            for _, c in self.office.cases
            if c.end == "housed" and c.moved and c.moved.day and c.living != "kommunal"
        ]
        for case in housed[: self.left.get("also_in_closed_sheet", 0)]:
            case.on_waiting = True
            case.priority = 2
            case.twists["forgotten"] = True

    # What goes wrong

    def pick(
        self, twist: str, fits: Callable[[Household, Case], bool], room: str
    ) -> list[tuple[Household, Case]]:
        """As many cases as the plan wants with this twist, none twisted in the same room before."""
        wanted = self.left.get(twist, 0)
        fitting = [
            (h, c)
            for h, c in self.office.cases
            if room not in c.twists and "forgotten" not in c.twists and fits(h, c)
        ]
        drawn = self.rng.sample(fitting, min(wanted, len(fitting)))
        for _, case in drawn:
            case.twists[room] = twist
        return drawn

    def _twist(self) -> None:
        self._twist_dates()
        self._twist_words()
        self._twist_people()

    def _twist_dates(self) -> None:
        for twist in ("received_missing", "received_invalid", "received_future", "received_week"):
            for _, c in self.pick(twist, lambda _h, _c: True, "received"):
                c.received = Dated(None, "missing" if twist == "received_missing" else "unusable")
        for _, c in self.pick(
            "received_month", lambda _h, c: self._month_fits(c.received.day), "received"
        ):
            c.received.precision = "month"
        for _, c in self.pick("decision_before_application", self._granted_open, "decided"):
            assert c.received.day
            c.twists["written_decision"] = c.received.day - timedelta(self.rng.randrange(30, 300))
            c.decided = Dated(None, "unusable")
        for _, c in self.pick("decided_missing", self._granted_open, "decided"):
            c.decided = Dated(None, "missing")
        for _, c in self.pick("decided_month", self._decided_before_this_month, "decided"):
            assert c.decided
            c.decided.precision = "month"
        for _, c in self.pick("moved_missing", lambda _h, c: c.end == "housed", "moved"):
            c.moved = Dated(None, "missing")
        for _, c in self.pick("moved_month", lambda _h, c: c.end == "housed", "moved"):
            assert c.moved
            c.moved.precision = "month"

    def _month_fits(self, day: date | None) -> bool:
        return day is not None and (day.year, day.month) != (
            self.plan.as_of.year,
            self.plan.as_of.month,
        )

    def _granted_open(self, _: Household, c: Case) -> bool:
        return (
            c.outcome == "granted"
            and c.end is None
            and c.received.precision == "day"
            and not c.offer
        )

    def _decided_before_this_month(self, _: Household, c: Case) -> bool:
        if (
            not c.decided
            or c.received.precision != "day"
            or not c.received.day
            or not c.decided.day
        ):
            return False
        later = (c.decided.day.year, c.decided.day.month) > (
            c.received.day.year,
            c.received.day.month,
        )
        return self._month_fits(c.decided.day) and later and not c.offer

    def _twist_words(self) -> None:
        self.pick("case_number_missing", lambda h, c: c.on_waiting and len(h.cases) == 1, "no")
        for _, c in self.pick("case_number_repeated", self._repeatable, "no"):
            c.no = self._others_number(c)
        for _, c in self.pick("priority_unclear", lambda _h, c: c.on_waiting, "priority"):
            c.priority = None
        for _, c in self.pick("group_unclear", lambda h, _c: len(h.cases) == 1, "group"):
            c.group = "ukjent"
        self.pick("unknown_status", lambda _h, c: c.on_waiting and c.outcome is None, "status")
        for twist in ("long_note", "formula_like"):
            self.pick(twist, lambda _h, _c: True, "note")
        for h, _ in self.pick(
            "protected_address", lambda h, c: c.on_waiting and len(h.cases) == 1, "note"
        ):
            h.protected = True

    def _others_number(self, case: Case) -> str:
        """The number of a case some rows before or, where the plan says so, after this one."""
        others = [o for _, o in self.office.cases if "no" not in o.twists and o.on_waiting]
        others.sort(key=lambda o: int(str(o.twists["serial"])))
        own = int(str(case.twists["serial"]))
        if self.plan.repeats_ahead:
            return next(o.no for o in others if int(str(o.twists["serial"])) > own + 9)
        return [o.no for o in others if int(str(o.twists["serial"])) < own][-4]

    def _repeatable(self, h: Household, c: Case) -> bool:
        old_enough = c.received.day is not None and c.received.day > self.plan.as_of - timedelta(
            300
        )
        recent = c.received.day is not None and c.received.day < self.plan.as_of - timedelta(60)
        fits = old_enough and (recent or not self.plan.repeats_ahead)
        return c.on_waiting and c.received.precision == "day" and fits and len(h.cases) == 1

    def _twist_people(self) -> None:
        def single(h: Household, c: Case) -> bool:
            return len(h.cases) == 1 and c.living != "kommunal"

        for twist in ("id_missing", "id_wrong_length", "id_bad_check", "id_birthdate_only"):
            for h, _ in self.pick(twist, single, "id"):
                h.readable = False
                if twist != "id_missing":
                    h.applicant.d_number, h.applicant.rule = False, "old"
                    h.applicant.idno = self.people.number(h.applicant.born, False, "old")
        for h, _ in self.pick("id_lost_zero", single, "id"):
            self.people.low_zero(h.applicant)
        for twist in ("id_number", "id_apostrophe", "id_quote_prefix", "id_dash", "id_space"):
            self.pick(twist, single, "id")
        for h, c in self.pick(
            "children_mismatch", lambda h, c: single(h, c) and h.child_count > 1, "children"
        ):
            c.twists["years"] = h.children[:-1]
        for h, _ in self.pick(
            "children_years_missing", lambda h, c: single(h, c) and h.child_count > 0, "children"
        ):
            h.children = []
        self.pick("children_text", lambda h, c: single(h, c) and h.child_count > 0, "children")
        self.pick("children_formula", lambda h, c: single(h, c) and h.child_count > 1, "children")
        self.pick("phone_two_numbers", lambda h, c: single(h, c) and c.on_waiting, "phone")
        self.pick("phone_wrong_length", lambda h, c: single(h, c) and c.on_waiting, "phone")
        self.pick(
            "co_applicant_row",
            lambda h, c: single(h, c) and c.on_waiting and h.partner is not None,
            "partner",
        )
        for _, c in self.pick("name_swapped", lambda h, _c: self._plain_name(h), "name"):
            c.twists["swapped"] = True
        self._twist_pairs(single)

    def _plain_name(self, h: Household) -> bool:
        """Names of one word each, that others here bear too: then the swap shows."""
        person = h.applicant
        return " " not in person.surname + person.given and len(h.cases) == 1

    def _twist_pairs(self, single: Callable[[Household, Case], bool]) -> None:
        def doubled(h: Household, c: Case) -> bool:
            whole = c.received.precision == "day" and not h.protected and "no" not in c.twists
            return (
                single(h, c)
                and c.on_waiting
                and c.end is None
                and whole
                and "swapped" not in c.twists
                and "partner" not in c.twists
            )

        def named(h: Household, c: Case) -> bool:
            return doubled(h, c) and h.readable

        self.pick(
            "partner_also_applicant", lambda h, c: named(h, c) and h.partner is not None, "double"
        )
        self.pick("one_without_id", lambda h, c: named(h, c) and c.outcome != "refused", "double")
        self.pick("same_id_spelling", lambda h, c: named(h, c), "double")
        for h, c in self.pick("namesake", lambda h, c: named(h, c) and h.partner is None, "double"):
            others = [
                o
                for o in self.office.households
                if o is not h
                and o.readable
                and o.cases
                and named(o, o.cases[0])
                and "double" not in o.cases[0].twists
            ]
            other = self.rng.choice(others)
            other.applicant.surname, other.applicant.given = h.applicant.surname, h.applicant.given
            other.cases[0].twists["double"] = "namesake_of"
            c.twists["namesake"] = other

    # Temporary stays

    def _stays(self) -> None:
        able = [
            h
            for h in self.office.households
            if not h.protected
            and "namesake" not in str(h.cases[0].twists.get("double"))
            and "partner" not in h.cases[0].twists
            and "no" not in h.cases[0].twists
        ]
        for household in self.rng.sample(able, min(self.plan.stayers, len(able))):
            self._give_stays(household)
        for _ in range(self.plan.stays_only):
            household = self.household()
            household.partner, household.readable = None, False
            self.office.households.append(household)
            self._give_stays(household)
            for stay in household.stays:
                stay.with_no = False
        self._twist_stays()

    def _give_stays(self, household: Household) -> None:
        while True:
            household.stays = self._some_stays()
            if self.clear_of_edges(household):
                return

    def _some_stays(self) -> list[Stay]:
        rng, as_of = self.rng, self.plan.as_of
        start = as_of - timedelta(rng.randrange(20, 560))
        stays: list[Stay] = []
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
            end: date | None = start + timedelta(rng.choice((2, 5, 9, 22, 34, 47, 70, 110)))
            assert end
            if end > as_of:
                end = None
            place, price = rng.choice(self.plan.places)
            shelter = rng.random() < 0.15
            stays.append(
                Stay(
                    self.plan.shelter if shelter else place,
                    start,
                    end,
                    0 if shelter else price,
                    shelter,
                    rng.random() < 0.75,
                )
            )
            if end is None:
                break
            start = end + timedelta(rng.choice((0, 0, 3, 60)))
            if start >= as_of:
                break
        return stays

    def clear_of_edges(self, household: Household) -> bool:
        """No total within 13-16 or 86-96 nights, so that 14 days and 3 months mean one thing."""
        for shelter in (False, True):
            whole = nights(household, self.plan.as_of, shelter)
            totals = [len(whole)]
            totals += [sum(n.year == y for n in whole) for y in {n.year for n in whole}]
            if any(13 <= t <= 16 or 86 <= t <= 96 for t in totals):
                return False
        return True

    def _twist_stays(self) -> None:
        ended = [
            (h, h.stays[-1])
            for h in self.office.households
            if h.stays
            and not h.stays[-1].shelter
            and h.stays[-1].end
            and (h.stays[-1].end - h.stays[-1].start).days > 6
        ]
        self.rng.shuffle(ended)
        overlaps = self.left.get("stay_overlap", 0)
        while overlaps and ended:
            household, stay = ended.pop()
            assert stay.end
            place, price = self.plan.places[0]
            extra = Stay(
                place,
                stay.start + timedelta(2),
                stay.start + timedelta(5),
                price,
                False,
                stay.with_no,
            )
            extra.twists.add("stay_overlap")
            household.stays.append(extra)
            overlaps -= 1
        for _ in range(self.left.get("stay_end_before_start", 0)):
            household, stay = ended.pop()
            place, price = self.plan.places[-1]
            start = min((stay.end or stay.start) + timedelta(20), self.plan.as_of - timedelta(1))
            extra = Stay(place, start, start - timedelta(7), price, False, stay.with_no)
            extra.twists.add("stay_end_before_start")
            household.stays.append(extra)

    def _keys(self) -> None:
        """H001 … in an order that tells nothing of the rows'."""
        order = list(self.office.households)
        self.rng.shuffle(order)
        for n, household in enumerate(order, 1):
            household.key = f"H{n:03}"
        self.office.households = order
