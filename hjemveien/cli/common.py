"""What every command understands, before and after its name."""

import argparse

from hjemveien import texts
from hjemveien.texts import _


def add_common(
    parser: argparse.ArgumentParser, default: str | None, *, database: bool = True
) -> None:
    """Understood before and after the command; only the first place has a default to set."""
    group = parser.add_argument_group(_("common"))
    if database:
        group.add_argument(
            "--database",
            metavar=_("PATH|URL"),
            default=default,
            help=_("local file or postgresql+psycopg:// address (HJEMVEIEN_DATABASE)"),
        )
    group.add_argument(
        "--as",
        dest="actor",
        metavar=_("STAFF"),
        default=default,
        help=_("who is working; otherwise the operating system's user"),
    )
    group.add_argument(
        "--lang", choices=texts.LANGUAGES, default=default,
        help=_("language of all words (HJEMVEIEN_LANG)"),
    )  # fmt: skip
