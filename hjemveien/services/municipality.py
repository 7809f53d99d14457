"""The municipality's profile and letter head: what it is called, and what it has decided itself."""

import base64
import binascii
import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.pictures import plain_picture
from hjemveien.domain.ranking import OPTIONAL_KEYS, order_keys_with
from hjemveien.domain.refusal import Conflict, InvalidInput
from hjemveien.persistence.tables import Municipality
from hjemveien.services.change import Change
from hjemveien.services.office import order_keys
from hjemveien.services.office_editing import EditOffice, Fields, Thing, edit
from hjemveien.services.office_row import hold_office, part_of, put_part
from hjemveien.services.office_settings import settings_of
from hjemveien.services.rows import one_or_none
from hjemveien.texts import _, mark

HEAD_KEY = "letterhead"
KOSTRA_KEY = "kostra_name"
NUMBER_DIGITS = 4
LOGO_BYTES = 100_000
ADDRESS_LINES = 5
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")


@dataclass(frozen=True)
class ProfileView:
    """`weigh` are those of ranking.OPTIONAL_KEYS that order the waiting list here."""

    name: str = ""
    number: str = ""
    office_name: str = ""
    kostra_name: str = ""
    weigh: frozenset[str] = frozenset()

    def fields(self) -> Fields:
        named = {key: getattr(self, key) for key in ("name", "number", "office_name", KOSTRA_KEY)}
        return {**named, **{key: key in self.weigh for key in OPTIONAL_KEYS}}


@dataclass(frozen=True)
class LetterHead:
    """What stands above a letter. `address` has a line a line; `logo` is a PNG, empty for none."""

    office: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    logo: bytes = b""

    def fields(self) -> Fields:
        return {key: getattr(self, key) for key in ("address", "phone", "email")}

    def lines(self) -> tuple[str, ...]:
        """As printed, beside or under the logo."""
        ways = " · ".join(filter(None, (self.phone, self.email)))
        return tuple(filter(None, (self.office, *self.address.splitlines(), ways)))

    def __bool__(self) -> bool:
        return bool(self.address or self.phone or self.email or self.logo)


def show_profile(session: Session) -> ProfileView:
    columns = (Municipality.name, Municipality.number, Municipality.office_name)
    found = one_or_none(session, select(*columns, Municipality.settings).limit(1))
    if found is None:
        return ProfileView()
    name, number, office_name, settings = found
    weigh = frozenset(order_keys(session)) & frozenset(OPTIONAL_KEYS)
    kostra = str((settings or {}).get(KOSTRA_KEY, ""))
    return ProfileView(name or "", number or "", office_name or "", kostra, weigh)


def edit_profile(session: Session, wish: EditOffice) -> Change:
    """Change what the office is called, and by what its waiting list is ordered besides.

    Raises InvalidInput by field, Conflict.
    """
    change = edit(session, wish, _PROFILE)
    moved = wish.changes.keys() & set(OPTIONAL_KEYS)
    return Change(change.topics | {"waiting_list"}) if moved else change


def letter_head(session: Session) -> LetterHead:
    """What is printed above letters; false where the office has given none."""
    found = one_or_none(session, select(Municipality.name, Municipality.office_name).limit(1))
    head = settings_of(session).get(HEAD_KEY, {})
    office = ", ".join(filter(None, found or ()))
    return LetterHead(
        office, head.get("address", ""), head.get("phone", ""), head.get("email", ""), _logo(head)
    )


def edit_head(session: Session, wish: EditOffice) -> Change:
    """Change address, phone or e-mail. Raises InvalidInput by field, Conflict."""
    return edit(session, wish, _HEAD)


def set_logo(session: Session, logo: bytes, seen: bytes) -> Change:
    """Put another logo in, a PNG; an empty one takes it away. Raises InvalidInput, Conflict."""
    office = hold_office(session)
    now = _logo(part_of(office, HEAD_KEY))
    if now not in (seen, logo):
        raise Conflict(_("Somebody else has changed the logo since you opened it."))
    if logo and len(logo) <= LOGO_BYTES and plain_picture(logo) is None:
        text = _("Logo is no picture that can be printed. Choose a PNG or SVG file.")
        raise InvalidInput(text, {"logo": text})
    if len(logo) > LOGO_BYTES:
        text = _("Logo is too large. Choose a picture of at most {n} kB.")
        text = text.format(n=LOGO_BYTES // 1000)
        raise InvalidInput(text, {"logo": text})
    put_part(office, {"logo": base64.b64encode(logo).decode("ascii")}, HEAD_KEY)
    return Change(frozenset({"office"}))


def kostra_name(session: Session) -> str:
    """What the municipality is called in figures: its own name unless it has said another."""
    shown = show_profile(session)
    return shown.kostra_name or shown.name


def _logo(head: Fields) -> bytes:
    try:
        return base64.b64decode(head.get("logo", ""), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _read_profile(office: Municipality, _key: str) -> Fields:
    settings = office.settings or {}
    weigh = frozenset(settings.get("order_keys", ())) & frozenset(OPTIONAL_KEYS)
    kostra = str(settings.get(KOSTRA_KEY, ""))
    return ProfileView(office.name, office.number, office.office_name, kostra, weigh).fields()


def _check_profile(_session: Session, _key: str, fields: Fields) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not str(fields["name"]).strip():
        wrong["name"] = _("Name is missing.")
    problem = number_problem(str(fields["number"]))
    if problem:
        wrong["number"] = problem
    return wrong


def number_problem(typed: str) -> str:
    """The error's text, or ""; empty is allowed."""
    number = typed.strip()
    if number and not (number.isdecimal() and len(number) == NUMBER_DIGITS):
        return _("Municipality number has four digits.")
    return ""


def _write_profile(_session: Session, office: Municipality, key: str, changes: Fields) -> None:
    for name in ("name", "number", "office_name"):
        if name in changes:
            setattr(office, name, str(changes[name]).strip())
    settings: dict[str, object] = {}
    if KOSTRA_KEY in changes:
        settings[KOSTRA_KEY] = str(changes[KOSTRA_KEY]).strip()
    if changes.keys() & set(OPTIONAL_KEYS):
        wanted = {**_read_profile(office, key), **changes}
        settings["order_keys"] = order_keys_with(each for each in OPTIONAL_KEYS if wanted[each])
    if settings:
        put_part(office, settings)


def _read_head(office: Municipality, _key: str) -> Fields:
    head = part_of(office, HEAD_KEY)
    return {name: str(head.get(name, "")) for name in ("address", "phone", "email")}


def _check_head(_session: Session, _key: str, fields: Fields) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if len(str(fields["address"]).strip().splitlines()) > ADDRESS_LINES:
        wrong["address"] = _("Address has at most {n} lines.").format(n=ADDRESS_LINES)
    problem = email_problem(str(fields["email"]))
    if problem:
        wrong["email"] = problem
    return wrong


def email_problem(typed: str) -> str:
    """The error's text, or ""; empty is allowed."""
    if typed.strip() and not _EMAIL.fullmatch(typed.strip()):
        return _("E-mail must look like bolig@kommune.no.")
    return ""


def _write_head(_session: Session, office: Municipality, _key: str, changes: Fields) -> None:
    lines = {
        name: "\n".join(line.strip() for line in str(value).strip().splitlines())
        for name, value in changes.items()
    }
    put_part(office, lines, HEAD_KEY)


def _profile_column(name: str) -> str:
    return name if name in ("name", "number", "office_name") else "settings"


_PROFILE: Thing[Municipality] = Thing(
    {
        "name": mark("Municipality"),
        "number": mark("Municipality number"),
        "office_name": mark("The office's name"),
        KOSTRA_KEY: mark("Name in KOSTRA"),
        "waited": mark("Months waited weigh"),
        "decided": mark("Date of decision weighs"),
        "received": mark("Date received weighs"),
    },
    hold_office, _read_profile, _check_profile, _write_profile, _profile_column,
)  # fmt: skip
_HEAD: Thing[Municipality] = Thing(
    {"address": mark("Address"), "phone": mark("Telephone"), "email": mark("E-mail")},
    hold_office, _read_head, _check_head, _write_head, lambda _name: "settings",
)  # fmt: skip
