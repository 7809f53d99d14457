"""The kinds of problem a reading names, how serious each is, and what is said about it."""

from hjemveien.texts import mark

AUTO = "auto"
ASK = "ask"
INFO = "info"
SKIP = "skip"

# What was done, or what a person must decide; {saw} and the like are filled in when shown.
KINDS: dict[str, tuple[str, str]] = {
    "id_space": (AUTO, mark("Took the spaces out of the identity number")),
    "id_dash": (AUTO, mark("Took the dash out of the identity number")),
    "id_number": (AUTO, mark("Read the number as text, as identity numbers are")),
    "id_lost_zero": (AUTO, mark("Put back the leading zero that the sheet had lost")),
    "id_apostrophe": (AUTO, mark("Took away the apostrophe before the number")),
    "id_quote_prefix": (AUTO, mark("The cell is marked as text; read as it stands")),
    "id_missing": (ASK, mark("No identity number; the person is kept without one")),
    "id_wrong_length": (ASK, mark("Not eleven digits; kept as written and not used")),
    "id_bad_check": (ASK, mark("The check digits are wrong; kept as written and not used")),
    "id_birthdate_only": (ASK, mark("Only a birth date; kept as a suggestion")),
    "id_d_number": (INFO, mark("A D number")),
    "id_only_2032": (INFO, mark("Valid by the rule of 2032 only")),
    "date_text": (AUTO, mark("Read the written date as {date}")),
    "date_serial": (AUTO, mark("Read the spreadsheet's day number as {date}")),
    "date_month_only": (ASK, mark("Only the month is known")),
    "date_week_only": (ASK, mark("Only the week is known")),
    "date_missing": (ASK, mark("No date; counted as unknown")),
    "date_invalid": (ASK, mark("There is no such day; counted as unknown")),
    "date_future": (ASK, mark("After the day the file speaks for; counted as unknown")),
    "decision_before_application": (
        ASK,
        mark("The decision is dated before the application; counted as unknown"),
    ),
    "name_uppercase": (AUTO, mark("Wrote the name with small letters")),
    "name_in_one_cell": (AUTO, mark("Divided the cell into surname and given name")),
    "name_whitespace": (AUTO, mark("Took away superfluous spaces")),
    "name_order": (ASK, mark("Surname and given name seem to stand the other way round")),
    "phone_format": (AUTO, mark("Read the telephone number as eight digits")),
    "phone_wrong_length": (ASK, mark("Not eight digits; kept as written")),
    "phone_two_numbers": (ASK, mark("Two telephone numbers; both are kept")),
    "children_text": (ASK, mark("Read the number of children from the words")),
    "children_mismatch": (ASK, mark("The number of children and the birth years disagree")),
    "children_years_missing": (ASK, mark("Children without birth years")),
    "co_applicant_row": (
        ASK,
        mark("A co-applicant on a row of their own, joined to the row above"),
    ),
    "priority_unclear": (ASK, mark("No class can be read; left open")),
    "group_unclear": (ASK, mark("The main group cannot be read; counted as unknown")),
    "case_number_missing": (ASK, mark("No case number")),
    "case_number_repeated": (ASK, mark("Another case has this number too")),
    "protected_address": (ASK, mark("Marked as protected; made a protected household")),
    "also_in_closed_sheet": (ASK, mark("Also among the closed cases; read as one case, closed")),
    "status_conflict": (ASK, mark("The status disagrees with the other cells of the row")),
    "unknown_status": (ASK, mark("The status is not understood")),
    "duplicate": (ASK, mark("Seems to be the same application as row {row}")),
    "price_text": (AUTO, mark("Read the price from the text")),
    "stay_end_before_start": (ASK, mark("Ends before it starts; enters no figure")),
    "stay_overlap": (ASK, mark("Overlaps another stay of the same household")),
    "stay_without_case_number": (
        ASK,
        mark("No case number; tied by name and birth date if possible"),
    ),
    "bad_unit_number": (ASK, mark("Not a unit number such as H0101")),
    "unit_twice": (ASK, mark("The same dwelling as row {row}; counted once")),
    "overlapping_leases": (ASK, mark("The same dwelling is let at the same time on row {row}")),
    "lease_end_before_start": (ASK, mark("The lease ends before it starts; kept as written")),
    "lease_expired": (ASK, mark("Let, but the lease has ended")),
    "missing_required": (ASK, mark("A required field is empty; the row is kept as blocked")),
    "rent_not_number": (ASK, mark("The rent is not a number; kept as written")),
    "field_count": (ASK, mark("Wrong number of fields; the row is kept as blocked")),
    "formula_cell": (INFO, mark("A formula; its result was read")),
    "error_cell": (INFO, mark("The sheet shows an error here")),
    "formula_like_text": (
        INFO,
        mark("Text that a spreadsheet could take for a formula; kept as text"),
    ),
    "long_note": (INFO, mark("A long note; kept whole")),
    "hidden_row": (INFO, mark("A hidden row; read like the others")),
    "hidden_column": (INFO, mark("A hidden column; kept")),
    "hidden_sheet": (INFO, mark("A hidden sheet; kept with its cells")),
    "total_row": (SKIP, mark("A total, no household")),
    "note_row": (SKIP, mark("A remark, no household")),
    "blank_row": (SKIP, mark("An empty row")),
    "section_row": (SKIP, mark("A heading between the rows, no household")),
    "repeated_header": (SKIP, mark("The headings once more, no household")),
}


def severity_of(kind: str) -> str:
    """auto, ask, info or skip. Raises KeyError for a kind that does not exist."""
    return KINDS[kind][0]


def said_of(kind: str) -> str:
    """The marked text on what was done or must be decided."""
    return KINDS[kind][1]
