"""What the command line uses, and where each setting came from; secrets are never arguments."""

import getpass
import os
from dataclasses import dataclass
from pathlib import Path

from hjemveien.texts import DEFAULT_LANGUAGE, LANGUAGES, _

FILE_NAME = "hjemveien.db"


@dataclass(frozen=True)
class Setting:
    """A value and its source, in words fit for `check`."""

    value: str
    source: str


@dataclass(frozen=True)
class Settings:
    database: Setting
    data_dir: Setting
    language: Setting
    actor: Setting

    @property
    def database_path(self) -> Path | None:
        """The local file, or None where the database is shared."""
        shared = "://" in self.database.value
        return None if shared else Path(self.database.value).expanduser()

    def shown_place(self) -> str:
        """The database's place fit to show: never with a password."""
        if self.database_path is not None:
            return self.database.value
        from hjemveien.persistence import addresses

        return addresses.shown(addresses.read_address(self.database.value))


def gather(database: str | None, actor: str | None, language: str | None) -> Settings:
    """Arguments first, then the environment, then what is usual on this system."""
    data_dir = _data_dir()
    usual = Setting(str(Path(data_dir.value) / FILE_NAME), _("default"))
    return Settings(
        database=_first(("--database", database), ("HJEMVEIEN_DATABASE", None), usual=usual),
        data_dir=data_dir,
        language=_language(language),
        actor=Setting(actor, "--as") if actor else Setting(_system_user(), _("operating system")),
    )


def passphrase_from_environment() -> str | None:
    return os.environ.get("HJEMVEIEN_PASSPHRASE") or None


def _data_dir() -> Setting:
    given = os.environ.get("HJEMVEIEN_DATA_DIR")
    if given:
        return Setting(given, "HJEMVEIEN_DATA_DIR")
    from platformdirs import user_data_dir

    return Setting(user_data_dir("hjemveien", appauthor=False), _("default"))


def _language(argument: str | None) -> Setting:
    usual = Setting(DEFAULT_LANGUAGE, _("default"))
    chosen = _first(("--lang", argument), ("HJEMVEIEN_LANG", None), usual=usual)
    return chosen if chosen.value in LANGUAGES else usual


def _first(*sources: tuple[str, str | None], usual: Setting) -> Setting:
    for name, given in sources:
        value = given or (os.environ.get(name) if not name.startswith("--") else None)
        if value:
            return Setting(value, name)
    return usual


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user name
        return "hjemveien"
