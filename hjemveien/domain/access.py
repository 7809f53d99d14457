"""Who may be what here, and why somebody opens a case: codes for the log, with their titles."""

from hjemveien.domain.codes import Titles, title
from hjemveien.texts import _, mark

ROLES: Titles = (
    ("caseworker", mark("Caseworker")),
    ("supervisor", mark("Supervisor")),
    ("cleared", mark("Caseworker for the protected")),
    ("statistics", mark("Statistics")),
    ("admin", mark("Administrator")),
    ("logreader", mark("Reader of the access log")),
    ("partner", mark("Partner outside the office")),
)
WRITTEN = "written"
# Chosen by people. What the program fills in by itself follows below.
REASONS: Titles = (
    ("cover", mark("I cover for the caseworker")),
    ("contact", mark("The applicant has contacted me")),
    ("allocation", mark("Allocation of a dwelling")),
    ("meeting", mark("Meeting about the case")),
    ("supervision", mark("Supervision or quality check")),
    ("appeal", mark("Appeal or access request")),
    (WRITTEN, mark("Another reason, in words")),
)
AUTOMATIC: Titles = (
    ("own", mark("Own case")),
    ("unassigned", mark("Nobody has the case")),
    ("alone", mark("Local office")),
)
ACTIONS: Titles = (
    ("create_case", mark("Registered")),
    ("open_case", mark("Opened")),
    ("break_glass", mark("Opened in an emergency")),
    ("open_list", mark("Read a list")),
    ("open_wide", mark("Read in files")),
    ("search", mark("Searched")),
    ("print", mark("Printed")),
    ("export", mark("Took out")),
)
# What a list is read for, and what a search, a print or an export was of.
PURPOSES: Titles = (
    ("work_list", mark("The work list")),
    ("waiting_list", mark("The waiting list")),
    ("statistics", mark("Statistics")),
    ("behind_number", mark("The list behind a number")),
    ("dwellings", mark("The register of dwellings")),
    ("report", mark("A report")),
    ("duplicates", mark("Cases that may be one and the same")),
    ("import", mark("An import")),
    ("same_number", mark("The same identity number, when registering")),
    ("access_log", mark("The access log")),
)


def reason_code_for(why: str) -> str:
    """The code where none was chosen: somebody's own words, or an office with one person in it."""
    return WRITTEN if why.strip() else "alone"


def reason_words(code: str, written: str, withheld: bool) -> str:
    """The reason as chosen and as written; where it is withheld, that."""
    chosen = title((*REASONS, *AUTOMATIC, *PURPOSES), code) if code else ""
    if withheld:
        return _("{chosen}: withheld here").format(chosen=chosen)
    return f"{chosen}: {written}" if written else chosen
