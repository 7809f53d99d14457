"""A cell as somebody wrote it, with the kinds of problem a careful reader names on it."""

from dataclasses import dataclass
from datetime import date

Scalar = str | int | float | date | None

SEVERITY = {
    kind: severity
    for severity, kinds in {
        "auto": "id_space id_dash id_number id_lost_zero id_apostrophe id_quote_prefix date_text"
        " date_serial name_uppercase name_in_one_cell name_whitespace phone_format price_text",
        "ask": "id_missing id_wrong_length id_bad_check id_birthdate_only date_month_only"
        " date_week_only date_missing date_invalid date_future decision_before_application"
        " name_order phone_wrong_length phone_two_numbers children_text children_mismatch"
        " children_years_missing co_applicant_row priority_unclear group_unclear"
        " case_number_missing case_number_repeated protected_address also_in_closed_sheet"
        " status_conflict unknown_status duplicate stay_end_before_start stay_overlap"
        " stay_without_case_number bad_unit_number unit_twice overlapping_leases"
        " lease_end_before_start lease_expired missing_required rent_not_number field_count",
        "info": "id_d_number id_only_2032 formula_cell error_cell formula_like_text long_note"
        " hidden_row hidden_column hidden_sheet",
        "skip": "total_row note_row blank_row section_row repeated_header",
    }.items()
    for kind in kinds.split()
}


@dataclass
class Cell:
    """`form`: plain, number, date, serial, quoted, formula (value is its text), error."""

    value: Scalar = None
    form: str = "plain"
    kinds: tuple[str, ...] = ()
    result: Scalar = None
    extra: dict[str, object] | None = None

    def also(self, *kinds: str) -> "Cell":
        return Cell(self.value, self.form, (*self.kinds, *kinds), self.result, self.extra)


EMPTY = Cell()


def text(value: str, *kinds: str) -> Cell:
    return Cell(value, "plain", kinds)
