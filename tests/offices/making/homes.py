"""Dwellings in KOBO's 35 columns, with the faults such a register has."""

from datetime import date, timedelta
from random import Random

from .cells import Cell
from .people import People
from .sheets import Sheet
from .truth import Dwelling, Household, Office

COLUMNS = (
    "kommunenummer gnrbnr festenummer seksjonsnummer bruksenhetsnummer gatenavn husnummer"
    " husbokstav postnummer ekstrareferanse koboboligtype underkategoriboligtype"
    " kobodisposisjonsform boligeiersnavn boligeiersorganisasjonsnummer"
    " boligeiersmobilnummer boligstatus statusdato manedsleie malernummerstrom"
    " malernummervann depositum errullestoltilpasset antallsoverom skolekretsbarneskole"
    " skolekretsungdomsskole ovriginformasjon kvalifiserermvakompensasjon erbofellesskap"
    " erdognbemannet harpersonalbase hovedsoker leieforholdertidsubegrenset"
    " leieforholdstartdato leieforholdsluttdato"
).split()
FAULTS = (
    "bad_unit_number",
    "unit_twice",
    "overlapping_leases",
    "lease_end_before_start",
    "lease_expired",
    "missing_required",
    "rent_not_number",
    "field_count",
    "status_conflict",
    "unknown_status",
)
Row = dict[str, str]


def dotted(day: date) -> str:
    return day.strftime("%d.%m.%Y")


class Register:
    """The dwellings of one office and, row for row, the file they are kept in."""

    def __init__(
        self,
        office: Office,
        rng: Random,
        people: People,
        streets: tuple[str, ...],
        units: int,
        faults: dict[str, int],
        municipality_no: str = "9911",
    ) -> None:
        self.office, self.rng, self.people = office, rng, people
        self.streets, self.municipality_no = streets, municipality_no
        self.wanted, self.faults = units, faults
        self.free = self._addresses()
        self.rows: list[tuple[Row, list[tuple[str, str]], list[str]]] = []

    def house(self) -> None:
        """Give every housed case a unit, and those in municipal dwellings theirs."""
        for household, case in self.office.cases:
            if case.end == "housed":
                start = case.moved.day if case.moved and case.moved.day else case.ended
                assert start
                unit = self._let(start, household)
                case.dwelling = self.address(unit)
            elif case.living == "kommunal":
                self._let(self.office.as_of - timedelta(self.rng.randrange(700, 1500)), household)
        while len(self.office.dwellings) < self.wanted:
            self._some_unit()

    def address(self, unit: Dwelling) -> str:
        f = unit.fields
        return f"{f['gatenavn']} {f['husnummer']}{f['husbokstav']} {f['bruksenhetsnummer']}"

    def _addresses(self) -> list[Row]:
        found = []
        for n in range(60 + self.wanted // 2):
            street = self.streets[n % len(self.streets)]
            for floor in (1, 2, 3):
                found.append(
                    {
                        "gnrbnr": f"{30 + n // 3}/{200 + n}",
                        "seksjonsnummer": str(floor),
                        "gatenavn": street,
                        "husnummer": str(1 + 2 * (n // len(self.streets))),
                        "husbokstav": "AB"[n % 2] if n % 5 == 0 else "",
                        "bruksenhetsnummer": f"H0{floor}0{1 + n % 4}",
                    }
                )
        return found[::-1]

    def _unit(self, status: str) -> Dwelling:
        rng = self.rng
        row = dict.fromkeys(COLUMNS, "") | self.free.pop()
        wheelchair = rng.random() < 0.35
        changed = self.office.as_of - timedelta(rng.randrange(30, 300))
        row |= {
            "kommunenummer": self.municipality_no,
            "postnummer": rng.choice(("9996", "9997")),
            "koboboligtype": rng.choice(
                ("ORDINAR_BOLIG", "ORDINAR_BOLIG", "OMSORGSBOLIG", "TJENESTEBOLIG")
            ),
            "kobodisposisjonsform": rng.choice(
                ("KOMMUNALT_EID", "KOMMUNALT_EID", "INNLEID_FRA_STIFTELSE")
            ),
            "boligeiersnavn": self.office.municipality.split(" (")[0],
            "boligeiersorganisasjonsnummer": "310000000",
            "boligstatus": status,
            "statusdato": dotted(changed),
            "manedsleie": f"{rng.randrange(6000, 11000)},{rng.choice(('00', '50'))}",
            "depositum": rng.choice(("", "10000,00", "12000,00")),
            "errullestoltilpasset": str(wheelchair).lower(),
            "antallsoverom": rng.choice("1223"),
            "ovriginformasjon": rng.choice(
                ("", "", "Heis", "Leies med hvitevarer; egen bod", 'Kalt "Tårnet"')
            ),
            "kvalifiserermvakompensasjon": "false",
            "erbofellesskap": "false",
            "erdognbemannet": "false",
            "harpersonalbase": "false",
        }
        unit = Dwelling(row, None, status, wheelchair)
        self.office.dwellings.append(unit)
        return unit

    def _let(self, start: date, household: Household | None = None) -> Dwelling:
        unit = self._unit("UTLEID")
        unit.tenant, unit.running_lease = household, True
        unit.known_tenant = household is not None
        idno = household.applicant.idno if household else self.people.person().idno
        unlimited = self.rng.random() < 0.25
        unit.fields |= {
            "statusdato": dotted(start),
            "hovedsoker": idno,
            "leieforholdstartdato": dotted(start),
            "leieforholdertidsubegrenset": str(unlimited).lower(),
            "leieforholdsluttdato": "" if unlimited else dotted(self._after(start)),
        }
        return unit

    def _after(self, start: date) -> date:
        end = start
        while end <= self.office.as_of + timedelta(30):
            end += timedelta(3 * 365)
        return end

    def _some_unit(self) -> None:
        drawn = self.rng.random()
        if drawn < 0.8:
            self._let(self.office.as_of - timedelta(self.rng.randrange(60, 2500)))
        else:
            self._unit(
                "KLAR_FOR_INNFLYTTING"
                if drawn < 0.88
                else "VEDLIKEHOLD"
                if drawn < 0.97
                else "IKKE_TILGJENGELIG"
            )

    # Faults

    def spoil(self) -> None:
        """Put the faults on units nobody of the lists lives in, each on its own unit."""
        outsiders = [u for u in self.office.dwellings if u.status == "UTLEID" and not u.tenant]
        self.rng.shuffle(outsiders)
        spoiled: dict[int, tuple[str, str]] = {}
        copies: list[tuple[Dwelling, Row, str, str]] = []
        for kind in FAULTS:
            for n in range(self.faults.get(kind, 0)):
                unit = outsiders.pop()
                column, copy = self._fault(kind, unit, n)
                if copy is None:
                    spoiled[id(unit)] = (kind, column)
                else:
                    copies.append((unit, copy, kind, column))
        for unit in self.office.dwellings:
            found = [spoiled[id(unit)]] if id(unit) in spoiled else []
            extra = ["vann ikke"] if found and found[0][0] == "field_count" else []
            self.rows.append((unit.fields, found, extra))
        for unit, copy, kind, column in copies:
            first = next(n for n, (row, _, _) in enumerate(self.rows) if row is unit.fields)
            at = self.rng.randrange(first + 1, len(self.rows) + 1)
            self.rows.insert(at, (copy, [(kind, column)], []))

    def _fault(self, kind: str, unit: Dwelling, n: int) -> tuple[str, Row | None]:
        """Spoil the unit's row, or make a second one. Returns the column and that second row."""
        row, as_of = unit.fields, self.office.as_of
        start = as_of - timedelta(1400 + 37 * n)
        if kind == "unit_twice":
            copy = dict(row) | ({"gatenavn": row["gatenavn"].upper()} if n else {})
            return "bruksenhetsnummer", copy
        if kind == "overlapping_leases":
            begun = as_of - timedelta(300)
            row |= {
                "leieforholdstartdato": dotted(begun - timedelta(400)),
                "leieforholdertidsubegrenset": "true",
                "leieforholdsluttdato": "",
                "statusdato": dotted(begun - timedelta(400)),
            }
            other = {
                "hovedsoker": self.people.person().idno,
                "leieforholdstartdato": dotted(begun),
                "leieforholdertidsubegrenset": "false",
                "leieforholdsluttdato": dotted(self._after(begun)),
            }
            return "leieforholdstartdato", dict(row) | other
        return self._spoil_row(kind, unit, n, start), None

    def _spoil_row(self, kind: str, unit: Dwelling, n: int, start: date) -> str:
        row, as_of = unit.fields, self.office.as_of
        if kind == "bad_unit_number":
            row["bruksenhetsnummer"] = ("H12", "x0101", "h 0201", "0101")[n]
            return "bruksenhetsnummer"
        if kind in ("lease_end_before_start", "lease_expired"):
            end = (
                start - timedelta(200)
                if kind == "lease_end_before_start"
                else as_of - timedelta(50 + 9 * n)
            )
            row |= {
                "leieforholdertidsubegrenset": "false",
                "leieforholdstartdato": dotted(start),
                "leieforholdsluttdato": dotted(end),
            }
            return "leieforholdsluttdato"
        if kind == "missing_required":
            column = ("gatenavn", "koboboligtype", "boligstatus")[n % 2]
            row[column], unit.blocked = "", True
            return column
        if kind == "rent_not_number":
            row["manedsleie"] = ("ca 8000", "se avtale", "9.450,- inkl. strøm")[n]
            return "manedsleie"
        if kind == "field_count":
            row["ovriginformasjon"], unit.blocked = "Strøm inkl", True
            return "ovriginformasjon"
        if kind == "status_conflict":
            row["boligstatus"] = unit.status = "KLAR_FOR_INNFLYTTING"
            return "boligstatus"
        row["boligstatus"] = ("PUSSES_OPP", "utleid?")[n]
        unit.status, unit.blocked = "", True
        return "boligstatus"

    def sheet(self, file: str, names: dict[str, str] | None = None) -> Sheet:
        """The register as a CSV sheet; `names` gives columns other headers."""
        sheet = Sheet(file, None, "dwellings", [(c, (names or {}).get(c, c)) for c in COLUMNS])
        sheet.header()
        for row, found, extra in self.rows:
            cells = []
            for column in COLUMNS:
                cells.append(Cell(row[column] or None))
                if extra and column == "ovriginformasjon":
                    cells += [Cell(e) for e in extra]
            number = sheet.add(*cells)
            sheet.last_data_row = number
            for kind, column in found:
                sheet.note(kind, number, column)
        return sheet
