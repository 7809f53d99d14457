"""What the offices' lists have in common: their order, doubled rows, stays and codes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .cells import EMPTY, Cell, text
from .key import Pair, Place
from .rows import case_cells, doubled_cells, put_case
from .sheets import Sheet
from .story import Story
from .truth import Case, Household, Stay
from .writing import Scribe

DOUBLES = ("same_id_spelling", "one_without_id", "partner_also_applicant")
Cells = dict[str, Cell]
Dress = Callable[[Sheet, Household, Case, Cells], Cells]


@dataclass
class Entry:
    """One row to come: a case, or the second row of one (`double` says which sort)."""

    household: Household
    case: Case
    double: str = ""


@dataclass
class Book:
    """The lists of one office while they are written, with the pairs found on the way."""

    story: Story
    scribe: Scribe
    comma_rate: float = 0.88
    name_key: str = "name"
    co_name: str = "{}"
    co_note: str = ""
    co_number: bool = False
    dress: Dress = lambda _s, _h, _c, cells: cells
    pairs: list[Pair] = field(default_factory=list)
    waiting_rows: int = 0

    def entries(self, waiting: bool) -> list[Entry]:
        """The cases of a list by the day they came, each doubled row some places later."""
        cases = [
            (h, c)
            for h, c in self.story.office.cases
            if c.on_waiting is waiting or (waiting is False and c.end)
        ]
        cases.sort(key=lambda pair: (pair[1].twists["serial"], pair[1].no))
        entries = [Entry(h, c) for h, c in cases]
        if waiting:
            for at, entry in reversed(list(enumerate(entries))):
                if entry.case.twists.get("double") in DOUBLES:
                    later = min(at + 1 + self.story.rng.randrange(1, 8), len(entries))
                    entries.insert(
                        later, Entry(entry.household, entry.case, str(entry.case.twists["double"]))
                    )
        return entries

    def put(self, sheet: Sheet, entry: Entry, waiting: bool = True) -> int:
        household, case = entry.household, entry.case
        if waiting:
            self.waiting_rows += 1
        if entry.double:
            return self._put_double(sheet, entry)
        cells = case_cells(self.scribe, household, case, self.comma_rate)
        if not waiting and case.on_waiting:
            cells["no"] = self.scribe.number_text(case.no)
        elif case.twists.get("forgotten"):
            cells |= {"no": self.scribe.number_text(case.no, "also_in_closed_sheet")}
        row = put_case(sheet, household, case, self.dress(sheet, household, case, cells))
        if case.twists.get("partner") == "co_applicant_row" and waiting:
            self._put_partner(sheet, entry)
        return row

    def _put_double(self, sheet: Sheet, entry: Entry) -> int:
        household, case = entry.household, entry.case
        number = self.story.plan.number(
            int(str(case.twists["serial"])) + 1, case.received.day or self.scribe.as_of
        )
        cells = doubled_cells(
            self.scribe, household, case, entry.double, number, self.comma_rate > 0.5
        )
        undecided = replace(case, outcome=None, end=None)
        cells = self.dress(sheet, household, undecided, cells)
        cells[self.name_key] = cells[self.name_key].also("duplicate")
        cells[self.name_key].extra = {"type": entry.double}
        first: Place = case.rows[0]
        row = sheet.record(cells, household.key)
        household.rows.append((sheet.file, sheet.name, row))
        self.pairs.append((household.key, entry.double, first, household.rows[-1]))
        return row

    def _put_partner(self, sheet: Sheet, entry: Entry) -> None:
        """The co-applicant on a row below: a name, a number and a word, nothing else."""
        person = entry.household.partner
        assert person
        shown = self.scribe.full_name(person, comma=self.comma_rate > 0.5)
        cells = {
            "name": text(self.co_name.format(shown)),
            "surname": text(person.surname),
            "given": text(person.given),
            "idno": self.scribe.readable(person),
            "co": text(self.scribe.words.co_applicant),
        }
        if self.co_note:
            cells["note"] = text(self.co_note)
        if self.co_number:
            cells["no"] = self.scribe.number_text(entry.case.no)
        key = self.name_key
        cells[key] = cells[key].also("co_applicant_row")
        row = sheet.record(cells, entry.household.key)
        entry.household.rows.append((sheet.file, sheet.name, row))
        self.waiting_rows += 1

    def namesakes(self) -> list[tuple[Household, Household]]:
        return [
            (h, other)
            for h, c in self.story.office.cases
            if isinstance(other := c.twists.get("namesake"), Household)
        ]

    # Temporary stays

    def put_stays(
        self,
        sheet: Sheet,
        born: str = "%d.%m.%y",
        price: Callable[[Stay], Cell] | None = None,
        child_note: str = "{n} barn ({years})",
    ) -> None:
        stays = [(h, s) for h in self.story.office.households for s in h.stays]
        stays.sort(key=lambda pair: (pair[1].start, pair[0].key))
        noted: set[str] = set()
        for household, stay in stays:
            start, end = self.scribe.stay_days(stay)
            row = sheet.next_row
            cells = {
                "no": self._stay_number(household, stay),
                "name": self.scribe.name(household.applicant, self.comma_rate),
                "born": text(household.applicant.born.strftime(born)),
                "place": text(stay.place),
                "start": start,
                "end": end,
                "price": price(stay) if price else self.scribe.price(stay),
                "nights": self._nights(sheet, stay, row),
            }
            if not household.cases and household.child_count and household.key not in noted:
                noted.add(household.key)
                years = ", ".join(map(str, household.children))
                cells["note"] = text(child_note.format(n=household.child_count, years=years))
            number = sheet.record(cells, household.key)
            stay.row = (sheet.file, sheet.name, number)
            household.rows.append(stay.row)

    def _stay_number(self, household: Household, stay: Stay) -> Cell:
        if household.cases and stay.with_no:
            return self.scribe.number_text(household.cases[-1].no)
        return Cell(None, "plain", ("stay_without_case_number",))

    def _nights(self, sheet: Sheet, stay: Stay, row: int) -> Cell:
        """A computed column, as in most such sheets; no problem of its own."""
        from .sheets import letters

        if not self.scribe.typed or stay.end is None or "nights" not in dict(sheet.columns):
            return EMPTY
        start, end = letters(sheet.place("start")), letters(sheet.place("end"))
        return Cell(f"={end}{row}-{start}{row}", "formula", (), (stay.end - stay.start).days)


def put_codes(sheet: Sheet, workers: dict[str, str], kind: str) -> None:
    sheet.header()
    for short, full in workers.items():
        sheet.record({"code": text(short), "means": text(full), "what": text(kind)})
