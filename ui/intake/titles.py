"""What the columns of a list can mean, in the reader's words."""

from hjemveien.texts import _, mark

FIELDS: tuple[tuple[str, str], ...] = (
    ("case_number", mark("Case number")),
    ("received", mark("Date received")),
    ("surname", mark("Surname")),
    ("given", mark("Given name")),
    ("name", mark("Name")),
    ("name_and_identity", mark("Name and number")),
    ("identity", mark("National identity number")),
    ("born", mark("Date of birth")),
    ("partner", mark("Co-applicant")),
    ("partner_identity", mark("Co-applicant's number")),
    ("child_count", mark("Number of children")),
    ("child_years", mark("Children's birth years")),
    ("phone", mark("Telephone")),
    ("email", mark("Email")),
    ("address", mark("Address")),
    ("old_reference", mark("Old reference")),
    ("living", mark("Living situation")),
    ("reason", mark("Reason")),
    ("group", mark("Main group")),
    ("size", mark("Size wished for")),
    ("decided", mark("Date of decision")),
    ("decision", mark("Decision")),
    ("priority", mark("Priority")),
    ("caseworker", mark("Caseworker")),
    ("offered", mark("Offer given")),
    ("answer", mark("Answer to the offer")),
    ("waited", mark("Days waited")),
    ("note", mark("Note")),
    ("outcome", mark("How it ended")),
    ("moved", mark("Moved in")),
    ("dwelling", mark("Dwelling")),
    ("closed", mark("Closed")),
    ("new_household", mark("New household")),
    ("role", mark("Role")),
    ("household_size", mark("Household size")),
    ("protection", mark("Protected address")),
    ("interim", mark("Provisional reply")),
    ("place", mark("Place of stay")),
    ("start", mark("From")),
    ("until", mark("To")),
    ("nights", mark("Nights")),
    ("price", mark("Price per night")),
    ("total_price", mark("Price in all")),
)

ROLES: tuple[tuple[str, str], ...] = (
    ("waiting", mark("Waiting list")),
    ("closed", mark("Closed cases")),
    ("temporary_stays", mark("Temporary stays")),
    ("dwellings", mark("Dwellings")),
    ("codes", mark("Codes")),
    ("other", mark("Not read")),
)

SEVERITIES: tuple[tuple[str, str, str, str], ...] = (
    ("ask", mark("Needs a person"), "warning", "circle-help"),
    ("auto", mark("Put right"), "success", "circle-check"),
    ("info", mark("Kept as it is"), "info", "info"),
    ("skip", mark("No household"), "neutral", "table"),
)


def field_title(field: str) -> str:
    """The field's title; KOBO's own names stand as they are."""
    return next((_(words) for code, words in FIELDS if code == field), field)


def role_title(role: str) -> str:
    return next((_(words) for code, words in ROLES if code == role), role)
