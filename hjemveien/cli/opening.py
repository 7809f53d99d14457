"""Opens the database a command works on; makes a local one only for what begins an office."""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from hjemveien.cli.settings import Settings, passphrase_from_environment
from hjemveien.cli.talk import say
from hjemveien.texts import _

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from hjemveien.domain.refusal import Refusal
    from hjemveien.persistence.engine import Database
    from hjemveien.services.act import Act
    from hjemveien.services.change import Change


def open_office(settings: Settings, *, checks_in: bool = True, begins: bool = False) -> "Database":
    """The database, its schema up to date. Raises the refusals of persistence.errors.

    A local file that is not there is made where the command `begins` an office, and refused else.
    With `checks_in` it is said where the audit is not the one that this computer saw, and stages
    and codes are called what the office calls them.
    """
    from hjemveien.persistence import migrate
    from hjemveien.persistence.engine import open_database

    path = settings.database_path
    if path is not None and not path.exists():
        if begins:
            return make_local(path)
        raise no_office(path)
    database = open_database(settings.database.value, ask_passphrase, password=ask_password)
    try:
        migrate.make_ready(database)
        if checks_in:
            _check_in(database, settings)
            _speak_as(database)
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def office(settings: Settings) -> "Iterator[Database]":
    """The same, closed at the end; of several cases of one number all are named."""
    from hjemveien.domain.refusal import Refusal
    from hjemveien.services.locating import Ambiguous

    database = open_office(settings)
    try:
        yield database
    except Ambiguous as refusal:
        named = "\n".join(f"  {key}  {number}  {at}" for key, number, at in refusal.candidates)
        raise Refusal(f"{refusal.text}\n{named}") from refusal
    finally:
        database.close()


def _speak_as(database: "Database") -> None:
    """What the office calls stages and codes. Whoever may not read it is refused what she asks."""
    from hjemveien.domain import wording
    from hjemveien.domain.refusal import Refusal
    from hjemveien.services.office_settings import office_wording

    with suppress(Refusal), database.reading() as session:
        wording.use(office_wording(session))


def _cover(database: "Database", settings: Settings) -> None:
    """A link of the audit's chain over what was just written; the next one will do for a failure.

    What is amiss with the chain was said when the database was opened.
    """
    from hjemveien.domain.refusal import Refusal
    from hjemveien.services.heads import keep_up

    with suppress(Refusal):
        keep_up(database, Path(settings.data_dir.value), datetime.now(UTC))


def _check_in(database: "Database", settings: Settings) -> None:
    from hjemveien.services.heads import check_in

    words = check_in(database, Path(settings.data_dir.value))
    if words:
        say(words)


def no_office(path: Path) -> "Refusal":
    """For a command that asks an office something, where none was ever made."""
    from hjemveien.persistence.errors import Unreachable

    return Unreachable(
        _(
            "There is no office at {path}, and nothing was made. Is the path right? The window "
            "and “hjemveien import” begin a new one."
        ).format(path=path)
    )


def make_local(path: Path) -> "Database":
    """An empty encrypted office at this path."""
    from hjemveien.persistence import migrate
    from hjemveien.persistence.engine import create_local

    say(_("There is no database at {path}; an empty encrypted one is made.").format(path=path))
    database = create_local(path, choose_passphrase())
    try:
        migrate.make_ready(database)
    except BaseException:
        database.close()
        raise
    return database


def ask_passphrase() -> str:
    """The passphrase of a file that exists, from the environment or the person at the keyboard."""
    return passphrase_from_environment() or _typed(_("Passphrase: "))


def ask_password(place: str) -> str:
    """A shared database's password, where libpq found none and somebody sits here."""
    from hjemveien.persistence.errors import no_password

    typed = (
        getpass.getpass(_("Password for {place}: ").format(place=place)) if _is_terminal() else ""
    )
    if not typed:
        raise no_password()
    return typed


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def choose_passphrase() -> str:
    """A new passphrase, typed twice where somebody sits here."""
    given = passphrase_from_environment()
    if given:
        return given
    say(_("Choose a passphrase. Nobody can recover it for you."))
    first, second = _typed(_("New passphrase: ")), _typed(_("Once more: "))
    if first != second:
        from hjemveien.persistence.errors import WrongKey

        raise WrongKey(_("The two passphrases differ. Nothing was made."))
    return first


def once(ask: Callable[[], str]) -> Callable[[], str]:
    """Asks the first time and remembers, for work that comes again and again."""
    told: list[str] = []

    def answer() -> str:
        if not told:
            told.append(ask())
        return told[0]

    return answer


def choose_password() -> str:
    """A new password of one's own, typed twice. Raises InvalidInput where nobody sits here."""
    from hjemveien.domain.refusal import InvalidInput
    from hjemveien.persistence.errors import WrongKey

    if not _is_terminal():
        raise InvalidInput(
            _("One's own new password is typed twice: run this in a terminal. Nothing was changed.")
        )
    first, second = getpass.getpass(_("New password: ")), getpass.getpass(_("Once more: "))
    if first != second:
        raise WrongKey(_("The two passwords differ. Nothing was changed."))
    return first


def _typed(prompt: str) -> str:
    from hjemveien.persistence.errors import WrongKey

    if not _is_terminal():
        raise WrongKey(
            _("The passphrase is needed: set HJEMVEIEN_PASSPHRASE, or run this in a terminal.")
        )
    typed = getpass.getpass(prompt)
    if not typed:
        raise WrongKey(_("The passphrase is empty."))
    return typed


def actor_of(database: "Database", settings: Settings) -> str:
    """The staff member's own name where the office knows it."""
    from hjemveien.services.office import find_staff

    with database.reading() as session:
        staff = find_staff(session, settings.actor.value)
    return staff.name if staff else settings.actor.value


@contextmanager
def listing(
    database: "Database", settings: Settings, purpose: str, **detail: object
) -> "Iterator[Session]":
    """A session that reads a list; that somebody does is written and committed first."""
    from hjemveien.services import access

    actor = actor_of(database, settings)
    with access.listing(database, actor, datetime.now(UTC), purpose, detail) as session:
        yield session


def counts_only(database: "Database") -> bool:
    """Whether the login may see counts and no cases: the role statistics alone."""
    from hjemveien.services.roles import my_roles

    with database.reading() as session:
        roles = my_roles(session)
    return "statistics" in roles and "caseworker" not in roles


def wide(database: "Database", settings: Settings, purpose: str) -> None:
    """Open the whole office for an import; for supervisors, and written down."""
    from hjemveien.services import access

    with writing(database, settings) as session:
        access.open_wide(session, purpose)


def tell(
    database: "Database", settings: Settings, action: str, purpose: str, **detail: object
) -> None:
    """Write a search, print or export into the access log."""
    from hjemveien.services import access

    with writing(database, settings) as session:
        access.tell(session, action, purpose, detail)


def open_case(database: "Database", settings: Settings, words: str, why: str) -> "UUID":
    """The case with this number or id, opened for this reason. Raises NotFound, Ambiguous."""
    from hjemveien.services import access
    from hjemveien.services.locating import locate_case

    with database.reading() as session:
        case_id = locate_case(session, words)
    with writing(database, settings) as session:
        access.open_case(session, access.OpenCase(case_id, why=why))
    return case_id


@contextmanager
def writing(database: "Database", settings: Settings) -> "Iterator[Session]":
    """A session to write with, under the staff member's own name where the office knows it."""
    act = _act(database, settings)
    with database.writing(act.by, act.at, act.operation_id) as session:
        yield session
    _cover(database, settings)


def save(
    database: "Database", settings: Settings, operation: "Callable[[Session], Change]"
) -> "Change":
    """Do it once. Where its answer was lost it is sent again, which finds it or does it."""
    from hjemveien.persistence.errors import Lost
    from hjemveien.services import saves

    act = _act(database, settings)
    try:
        change = saves.save(database, act, operation)
    except Lost:
        change = saves.save(database, act, operation)
    _cover(database, settings)
    return change


def _act(database: "Database", settings: Settings) -> "Act":
    from hjemveien.services.act import Act

    return Act(actor_of(database, settings), datetime.now(UTC), uuid4())
