"""What each figure is called for people; the keys themselves are for machines."""

from hjemveien.domain.codes import GROUPS, title
from hjemveien.domain.pathway import BY_CODE, CLOSINGS, stage_title
from hjemveien.texts import _, mark

DWELLING_STATUSES = (
    ("UTLEID", mark("Let")),
    ("KLAR_FOR_INNFLYTTING", mark("Ready to move into")),
    ("VEDLIKEHOLD", mark("Under maintenance")),
    ("IKKE_TILGJENGELIG", mark("Not available")),
)
WORDS = (
    ("accepted", mark("Accepted")),
    ("all", mark("All")),
    ("already_housed", mark("Already housed")),
    ("applicants", mark("Applicants")),
    ("application_date_month_only", mark("Application date known to the month only")),
    ("application_date_unknown", mark("Application date unknown")),
    ("applications", mark("Applications")),
    ("as_of", mark("On the day")),
    ("by_group", mark("By main group")),
    ("by_month", mark("By month")),
    ("by_status", mark("By status")),
    ("by_status_without_blocked", mark("By status, without blocked units")),
    ("by_year", mark("By year")),
    ("by_year_moved", mark("By year of moving in")),
    ("came", mark("Came")),
    ("cases", mark("Cases")),
    ("caseworker_missing", mark("No caseworker")),
    ("children", mark("Children")),
    ("children_under_18", mark("Children under 18")),
    ("co_applicants", mark("Co-applicants")),
    ("days", mark("Days at the stage")),
    ("days_waited", mark("Days waited so far")),
    ("decision_date_month_only", mark("Decision date known to the month only")),
    ("decision_date_unknown", mark("Decision date unknown")),
    ("decision_to_move_in", mark("Days from decision to move-in")),
    ("declined", mark("Declined")),
    ("dismissed", mark("Dismissed")),
    ("final", mark("Final")),
    ("given", mark("Given")),
    ("granted", mark("Granted")),
    ("group_unknown", mark("Main group unknown")),
    ("households", mark("Households")),
    ("housed", mark("Housed")),
    ("identity_readable", mark("With a readable identity number")),
    ("left", mark("Left")),
    ("listed_with_another_case", mark("On the list with another case")),
    ("max", mark("Longest")),
    ("max_14_days", mark("14 days or less")),
    ("mean", mark("Mean")),
    ("median", mark("Median")),
    ("months_0_3", mark("0–3 months")),
    ("move_in_date_month_only", mark("Move-in date known to the month only")),
    ("move_in_date_unknown", mark("Move-in date unknown")),
    ("moved_in", mark("Moved in")),
    ("n", mark("Counted")),
    ("n_excluded", mark("Excluded")),
    ("new", mark("New households")),
    ("new_households", mark("New households")),
    ("new_households_moved_in", mark("New households moved in")),
    ("night_shelter_households", mark("Households in night shelters")),
    ("nights", mark("Nights")),
    ("no_decision", mark("No decision yet")),
    ("not_new", mark("Not a new household")),
    ("on_list", mark("On the list")),
    ("on_list_at_end", mark("On the list at the month's end")),
    ("on_waiting_sheet", mark("With an open case")),
    ("only_temporary_stay", mark("Temporary accommodation only")),
    ("other", mark("Others")),
    ("other_adults", mark("Other adults")),
    ("over_3_months", mark("Over 3 months")),
    ("over_3_months_by_whole_length", mark("Over 3 months by whole length")),
    ("over_3_months_with_children", mark("Over 3 months, with children under 18")),
    ("protected", mark("Protected")),
    ("read", mark("All households")),
    ("ready", mark("Ready to move into")),
    ("refusals", mark("Refusals")),
    ("refused", mark("Refused")),
    ("rows", mark("Rows read")),
    ("rows_on_waiting_sheet", mark("Rows on the waiting sheets")),
    ("status_unknown", mark("Status not known on the day")),
    ("stock", mark("There now")),
    ("temporary_stays", mark("Temporary accommodation")),
    ("tenants_known_as_applicants", mark("Let to a known applicant")),
    ("total", mark("Total")),
    ("unanswered", mark("Unanswered")),
    ("units", mark("Units")),
    ("units_blocked", mark("Blocked units")),
    ("unknown_decision_date", mark("On the list now, decision date unknown")),
    ("vacant_and_ready", mark("Vacant and ready")),
    ("waiting_list", mark("Waiting list")),
    ("wheelchair", mark("Wheelchair accessible")),
    ("with_case", mark("With a case")),
    ("with_children_under_18", mark("With children under 18")),
    ("withdrawn", mark("Withdrawn")),
    ("without_date", mark("Without date")),
    ("year", mark("Year")),
    ("year_end", mark("On 31 December")),
)
_CODED = (*WORDS, *GROUPS, *DWELLING_STATUSES, *CLOSINGS)


def label(key: str) -> str:
    """A figure's name in the reader's language; a year, a month or a name as it is."""
    if key in BY_CODE:
        return stage_title(key)
    if len(key) == 7 and key[4] == "-" and key.replace("-", "").isdigit():
        return f"{key[5:]}.{key[:4]}"
    return title(_CODED, key)


def flag(value: bool) -> str:
    return _("Yes") if value else _("No")
