"""What can go wrong between the program and its database, in words somebody can act on."""

import re

from sqlalchemy.exc import DBAPIError

from hjemveien.domain.refusal import (
    GlassNeeded,
    InTheWay,
    NotAllowed,
    NotFound,
    ReasonNeeded,
    Refusal,
)
from hjemveien.texts import _


class Unreachable(Refusal):
    """The database does not answer, or there is none where we looked."""


class Lost(Unreachable):
    """The connection went in the middle: what was sent may have been done, or not."""


class WrongKey(Refusal):
    """The passphrase or the login does not open it."""


class NoPassword(WrongKey):
    """The server asks for a password and libpq knows of none."""


class OldServer(Unreachable):
    """The server's version lets people read rows that are not theirs."""


class NewerSchema(Refusal):
    """A newer program has upgraded it; this one must not write there."""


class Outdated(Refusal):
    """The schema is older than this program, and upgrading it is somebody else's business."""


class Damaged(Refusal):
    """The file is broken, or is something else."""


class CannotStore(Refusal):
    """Nothing was saved: the disk is full, the file is read-only or somebody else holds it."""


class Crossed(CannotStore):
    """Two saves stood in each other's way and this one gave in: it may simply begin again."""


class Insecure(Unreachable):
    """The road to the server is not safe enough to send a password on."""


# 53300: the server has no connection left for us.
_CONNECTION_LOST = ("08", "57P01", "57P02", "57P03", "53300")
_WRONG_LOGIN = ("28",)
_NO_PRIVILEGE = "42501"
# A function is asked for that is not there: rights are made by the program that upgrades.
_NO_DOOR = "42883"
# A deadlock, a serialization failure.
_CROSSED = ("40P01", "40001")
_DATABASE_MISSING = re.compile(r'database ".*" does not exist')
_REFUSED = ("connection refused", "is the server running", "no such file or directory")
_NO_HOST = ("failed to resolve", "could not translate host name", "name or service not known")
# The server we write to has become a standby: another host has its place.
_STANDBY = "25006"


def in_words(error: DBAPIError) -> Refusal | None:
    """The refusal that fits an engine's own error; None where the fault is ours."""
    state = getattr(error.orig, "sqlstate", None) or ""
    text = str(error.orig).lower()
    if state.startswith("HJ"):
        return refused_by_door(state)
    if state == _NO_PRIVILEGE and ("permission denied" in text or "row-level security" in text):
        return not_allowed()
    if state == _NO_DOOR:
        return older_rights()
    missing = _missing_to_log_in(text)
    if missing is not None:
        return missing
    if state.startswith(_WRONG_LOGIN) or _is_wrong_login(text):
        return wrong_login()
    if "certificate" in text or "does not support ssl" in text:
        return insecure()
    if error.connection_invalidated or state.startswith(_CONNECTION_LOST) or _is_lost(text):
        return lost()
    if state in _CROSSED:
        return crossed()
    return _about_the_file(text)


def _missing_to_log_in(text: str) -> Refusal | None:
    """What the server wanted and did not get, in libpq's words."""
    if "no password supplied" in text:
        return no_password()
    if "valid client certificate" in text or _is_certificate_refused(text):
        return no_certificate()
    if "gssapi " in text or "sspi " in text:
        return no_ticket()
    if "no pg_hba.conf entry" in text or "pg_hba.conf rejects" in text:
        return not_let_in()
    return None


def while_writing(error: DBAPIError) -> Refusal | None:
    """The same for a session that writes."""
    if getattr(error.orig, "sqlstate", None) == _STANDBY:
        return lost()
    return in_words(error)


def refused_by_door(state: str) -> Refusal:
    """What the server's own functions refuse; absent and forbidden are one answer."""
    refusals: dict[str, Refusal] = {
        "HJ404": NotFound(_("There is no such case that you can open.")),
        "HJ401": ReasonNeeded(_("Say why you open this case: it is not yours.")),
        "HJ423": GlassNeeded(
            _(
                "This household is protected and not assigned to you. In an emergency you can "
                "break the glass with a written reason; the supervisors are told at once."
            )
        ),
        "HJ424": InTheWay(
            _("This household is protected: only somebody cleared can have the case.")
        ),
        "HJ425": no_caseworker(),
        "HJ411": InTheWay(_("The account does not have this role. Nothing was changed.")),
        "HJ412": NotAllowed(
            _(
                "Nobody changes their own account or roles: another administrator of the office "
                "does. Nothing was changed."
            )
        ),
        "HJ410": InTheWay(
            _("This is the account's only role. Give another one first, or close the account.")
        ),
        "HJ409": InTheWay(_("This login exists on the server already. Choose another.")),
    }
    return refusals.get(state) or not_allowed()


def no_caseworker() -> InTheWay:
    return InTheWay(
        _(
            "A case is given to somebody who works with cases and has not left: a caseworker, a "
            "supervisor or somebody cleared. Choose another."
        )
    )


def not_allowed() -> NotAllowed:
    return NotAllowed(
        _("Your role does not let you do this, or the case is not open to you. Nothing was saved.")
    )


def older_rights() -> Outdated:
    return Outdated(
        _(
            "The office's rights are older than this program, and it asks for one that is not "
            "there. Whoever looks after the server runs “hjemveien migrate” once; until then use "
            "the version you had. Nothing was saved."
        )
    )


def lost() -> Lost:
    return Lost(
        _("The database does not answer. What you were writing is kept; try again in a moment.")
    )


def crossed() -> Crossed:
    return Crossed(_("Somebody else is saving right now. Try again in a moment."))


def not_there(place: str) -> Unreachable:
    """For the first question to a database, where nothing has been written yet."""
    return Unreachable(_("There is no database to open at {place}.").format(place=place))


def not_opened(place: str, error: DBAPIError) -> Unreachable:
    """Why the first question never came through, in the words that fit: each is another's to mend.

    While it connects, libpq passes on words and no SQLSTATE; of several hosts the nearest counts.
    """
    text = str(error.orig).lower()
    if getattr(error.orig, "sqlstate", None) == "3D000" or _DATABASE_MISSING.search(text):
        words = _(
            "The server answers, and has no database of the name in {place}. Is the name right? "
            "“hjemveien office create” makes a new one."
        )
    elif any(sign in text for sign in _REFUSED):
        words = _(
            "No database server listens at {place}. Is the port right, and is the server running?"
        )
    elif any(sign in text for sign in _NO_HOST):
        words = _(
            "No computer is known by the name in {place}. Is it spelled right, and are you on the "
            "office's network?"
        )
    elif "timeout" in text or "timed out" in text or "unreachable" in text:
        words = _(
            "Nothing answers at {place}. Are you on the office's network, and does a firewall let "
            "you through?"
        )
    else:
        return not_there(place)
    return Unreachable(words.format(place=place))


def insecure() -> Insecure:
    return Insecure(
        _(
            "The server does not prove who it is: it offers no TLS, or its certificate is not one "
            "that this computer trusts. No password was sent."
        )
    )


def wrong_login() -> WrongKey:
    return WrongKey(_("The database does not accept this user name and password."))


def no_certificate() -> WrongKey:
    """The server looked at ours, or missed it, and sent a word of warning back."""
    return WrongKey(
        _(
            "The server asks for a certificate of your own beside the password: name it with "
            "sslcert and sslkey in the address, or keep it in ~/.postgresql."
        )
    )


def no_ticket() -> WrongKey:
    return WrongKey(
        _(
            "The server lets you in by Kerberos, and this computer has no ticket that it accepts: "
            "log in to the domain, or run kinit."
        )
    )


def not_let_in() -> WrongKey:
    return WrongKey(
        _(
            "The server lets nobody in by this login on this road: from here, to this database, "
            "or without TLS. Its pg_hba.conf says who may."
        )
    )


def no_password() -> NoPassword:
    return NoPassword(
        _(
            "The database asks for a password and none was given: set PGPASSWORD, keep it in "
            "~/.pgpass, or run this in a terminal."
        )
    )


def damaged() -> Damaged:
    return Damaged(_("The database file is damaged. Restore the latest backup."))


def _is_wrong_login(text: str) -> bool:
    """While it connects, libpq passes on words and no SQLSTATE."""
    signs = ("authentication failed", "not permitted to log in", "permission denied for database")
    return any(sign in text for sign in signs)


def _is_certificate_refused(text: str) -> bool:
    """What OpenSSL passes on when the server did not like ours; others of its alerts are not it."""
    signs = ("unknown ca", "certificate")
    return "ssl error" in text and " alert " in text and any(sign in text for sign in signs)


def _is_lost(text: str) -> bool:
    signs = ("connection failed", "connection is bad", "connection timeout", "failed to resolve")
    return any(sign in text for sign in signs)


def _about_the_file(text: str) -> Refusal | None:
    if "disk is full" in text:
        return CannotStore(_("The disk is full, so nothing was saved. Make room and try again."))
    if "readonly" in text:
        return CannotStore(_("The database file can only be read, so nothing was saved."))
    if "database is locked" in text:
        return crossed()
    if "malformed" in text or "not a database" in text or "disk i/o error" in text:
        return damaged()
    return None
