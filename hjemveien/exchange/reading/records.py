"""What a reading of an office's files consists of: frozen records, and no opinion on storage.

Records point at each other by `key`: a short text that is the same each time the same household,
case, stay or dwelling is read, holds no personal data (it is a digest), and is unique within one
reading. A row of a sheet is named by `RowRef`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class RowRef:
    """One row of one sheet, 1-based as the sheet shows it; `sheet` is None in a text file.

    In a text file rows are counted in records, the header first, as a spreadsheet would show them.
    """

    file: str
    sheet: str | None
    row: int


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A date as the source knows it.

    `precision` is day, month or unknown. `on` is the day; for a month its last day; None where
    unknown. `counts_from` is the day from which the fact counts in lists: the day itself, the
    month's last day but never after the day the source speaks for, or that day where unknown.
    `why` tells an unknown date's reason: missing, invalid, future, before_application, no_year;
    or week where a month stands for a week. Unknown and month-only dates never enter a duration.
    """

    on: date | None
    precision: str
    counts_from: date
    as_written: str = ""
    why: str = ""

    @property
    def known_to_the_day(self) -> bool:
        return self.precision == "day"


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity number that can be trusted, eleven digits.

    `kind` is fnr, dnr, hnr or dnr_hnr; `synthetic` marks test numbers (month +80, +65);
    `rule` is old or 2032, the check rule that it satisfies.
    """

    number: str
    kind: str
    rule: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a household; `role` is applicant, co_applicant or child.

    Children have a birth year at best and no name. `born_suggested` is what the source says or
    the identity number suggests; it is nobody's recorded birth date until a person says so.
    `identity_as_written` keeps a number that could not be trusted.
    """

    role: str
    surname: str = ""
    given: str = ""
    identity: Identity | None = None
    identity_as_written: str = ""
    born_suggested: date | None = None
    birth_year: int | None = None
    shared_custody: bool = False
    as_written: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.given} {self.surname}".strip()


@dataclass(frozen=True, slots=True)
class Household:
    """People who live or will live together, counted once however many rows they have.

    `children` is how many; members may list fewer, because years can be missing.
    `protection` is none, confidential, strictly_confidential or unspecified.
    `rows` are all rows it stands on, suspected duplicates included.
    """

    key: str
    members: tuple[Member, ...]
    children: int = 0
    phones: tuple[str, ...] = ()
    phone_as_written: str = ""
    protection: str = "none"
    rows: tuple[RowRef, ...] = ()

    @property
    def applicant(self) -> Member:
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Decision:
    """`outcome` is granted, refused or dismissed; `as_written` the office's own word."""

    outcome: str
    decided: DatedFact
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer of a dwelling; `answer` is accepted, declined or unanswered."""

    given: DatedFact
    answer: str
    as_written: str = ""
    answer_as_written: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """How a case ended: `outcome` is housed, withdrawn, refused, dismissed or other.

    `moved` only where housed; `dwelling_text` as the office wrote it, `dwelling` the key of the
    dwelling it names where the register knows that address.
    """

    outcome: str
    moved: DatedFact | None
    closed: DatedFact | None
    dwelling_text: str = ""
    dwelling: str | None = None
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One application and what became of it; the same case on two sheets is one case.

    `status` is undecided, granted, refused, dismissed, withdrawn or housed; `kind` new, swap or
    extension; `new_household` is False where the household lived in a municipal dwelling.
    `suspected_duplicate_of` names the other case's key; nothing is merged, but figures count the
    pair once; `own_members` are then the household as the suspected row itself tells it, so that
    it can be kept apart until a person decides.
    """

    key: str
    household: str
    number: str | None
    kind: str
    status: str
    received: DatedFact
    new_household: bool
    main_group: str
    main_group_as_written: str = ""
    living_situation: str = "ukjent"
    living_as_written: str = ""
    reason: str = ""
    rooms: int | None = None
    size_as_written: str = ""
    decision: Decision | None = None
    status_as_written: str = ""
    priority_class: int | None = None
    priority_as_written: str = ""
    caseworker: str | None = None
    caseworker_as_written: str = ""
    offers: tuple[Offer, ...] = ()
    closing: Closing | None = None
    notes: tuple[str, ...] = ()
    old_reference: str = ""
    suspected_duplicate_of: str | None = None
    own_members: tuple[Member, ...] = ()
    rows: tuple[RowRef, ...] = ()
    on_waiting_sheet: bool = False
    on_closed_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """One temporary stay. `until` is None while it lasts; nights = until - start.

    `usable` is False where it ends before it starts: such a stay enters no figure.
    `place_kind` is night_shelter, camping, hotel, guest_house, refuge, shared or other;
    `price_per_night` in kroner.
    """

    key: str
    household: str
    case: str | None
    place: str
    place_kind: str
    start: DatedFact
    until: DatedFact | None
    usable: bool = True
    price_per_night: Decimal | None = None
    price_as_written: str = ""
    case_number_as_written: str = ""
    note: str = ""
    rows: tuple[RowRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Dwelling:
    """One physical unit, once, however many rows. Money in kroner a month.

    Codes are KOBO's own (ORDINAR_BOLIG …); an empty text is what the file does not say.
    `status` is KLAR_FOR_INNFLYTTING, UTLEID, VEDLIKEHOLD, IKKE_TILGJENGELIG or empty.
    `blocked` names why it cannot be taken in as it stands: missing_required, unknown_status,
    field_count. `fields` are all cells as written, by the file's own headers.
    """

    key: str
    municipality_number: str = ""
    land_number: str = ""
    lease_number: str = ""
    section_number: str = ""
    unit_number: str = ""
    street: str = ""
    house_number: str = ""
    house_letter: str = ""
    postal_code: str = ""
    extra_reference: str = ""
    dwelling_type: str = ""
    subtype: str = ""
    tenure: str = ""
    owner_name: str = ""
    owner_number: str = ""
    owner_phone: str = ""
    status: str = ""
    status_as_written: str = ""
    status_on: DatedFact | None = None
    rent: Decimal | None = None
    rent_as_written: str = ""
    deposit: Decimal | None = None
    bedrooms: int | None = None
    wheelchair: bool | None = None
    shared_housing: bool | None = None
    staffed_day_and_night: bool | None = None
    staff_base: bool | None = None
    vat_compensation: bool | None = None
    other: str = ""
    blocked: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    rows: tuple[RowRef, ...] = ()

    @property
    def address(self) -> str:
        return f"{self.street} {self.house_number}{self.house_letter}".strip()


@dataclass(frozen=True, slots=True)
class Tenancy:
    """A lease on a dwelling; `household` where the tenant's number is an applicant's.

    `open_ended` has no `until`. `usable` is False where it ends before it starts.
    `running` tells whether it runs on the day the file speaks for.
    """

    key: str
    dwelling: str
    household: str | None
    tenant: Identity | None
    tenant_as_written: str
    start: DatedFact | None
    until: DatedFact | None
    open_ended: bool
    usable: bool = True
    running: bool = False
    row: RowRef | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """A caseworker; `initials` as the office writes them, `aliases` all spellings seen."""

    key: str
    full_name: str
    initials: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as written and what became of it.

    `cells` are (column letter, header, text) of every cell that is not empty; `unread` those of
    them that nothing was made of. `skipped` is the problem kind (total_row, note_row,
    section_row, repeated_header, blank_row), header, or empty for a row that was used.
    """

    ref: RowRef
    role: str
    cells: tuple[tuple[str, str, str], ...]
    household: str | None = None
    case: str | None = None
    stay: str | None = None
    dwelling: str | None = None
    skipped: str = ""
    unread: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell or a row that needs attention, or that was put right.

    `kind` and `severity` as in `hjemveien.domain.problems`; `column` is the header as written,
    `cell` its address in a sheet (None in a text file). `saw` is the cell's text; `did` is a
    marked text to translate and fill with `params`. `same_row` is the other row of a pair.
    """

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    cell: str | None
    kind: str
    severity: str
    saw: str = ""
    did: str = ""
    params: tuple[tuple[str, str], ...] = ()
    household: str | None = None
    same_row: RowRef | None = None
    expected: str = ""
    detail: str = ""

    @property
    def ref(self) -> RowRef | None:
        return RowRef(self.file, self.sheet, self.row) if self.row is not None else None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two rows that seem to be one application, or one household on two rows.

    `type` is same_id, same_id_spelling, one_without_id, partner_also_applicant,
    same_name_and_birth or same_case_number. `reasons` are marked texts. `a` is the row that
    stands, `b` the suspected one.
    """

    type: str
    a: RowRef
    b: RowRef
    household: str
    case_a: str
    case_b: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """How a column was understood; `field` is empty where it was not. `sureness` 0 to 1."""

    letter: str
    header: str
    field: str
    sureness: float = 1.0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet and its role: waiting, closed, temporary_stays, dwellings, codes or other."""

    file: str
    name: str | None
    role: str
    header_row: int | None
    first_data_row: int | None
    last_data_row: int | None
    columns: tuple[ColumnRead, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file; `digest` is the SHA-256 of its bytes. Encoding and delimiter of a text file."""

    name: str
    digest: str
    kind: str
    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[SheetRead, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One number of the reconciliation and every row behind it."""

    name: str
    count: int
    rows: tuple[RowRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """From the sheets to the list, in numbers that can be checked against the sheets.

    Each line's `name` is a code: rows, households, cases, on_the_list for the way in;
    no_decision, refused, not_new, already_housed, withdrawn, duplicates, skipped for the rest.
    """

    lines: tuple[Line, ...] = ()

    def line(self, name: str) -> Line:
        return next((each for each in self.lines if each.name == name), Line(name, 0))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood. `as_of` is the day the files speak for, `as_of_source` from where:
    given, title, file_name, latest_date or today_of_file.
    """

    files: tuple[FileRead, ...]
    as_of: date
    as_of_source: str = "given"
    staff: tuple[Staff, ...] = ()
    households: tuple[Household, ...] = ()
    cases: tuple[Case, ...] = ()
    stays: tuple[Stay, ...] = ()
    dwellings: tuple[Dwelling, ...] = ()
    tenancies: tuple[Tenancy, ...] = ()
    rows: tuple[SourceRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    reconciliation: Reconciliation = field(default_factory=Reconciliation)

    @property
    def year(self) -> int:
        return self.as_of.year
