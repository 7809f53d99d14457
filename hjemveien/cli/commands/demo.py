"""hjemveien demo: a filled office with invented people; without a screen, pictures and papers."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hjemveien.cli import exits, opening, window
from hjemveien.cli.settings import Settings, passphrase_from_environment
from hjemveien.cli.talk import give, progress_line, say
from hjemveien.texts import _, mark, n_

if TYPE_CHECKING:
    from hjemveien.exchange.demo import Order
    from hjemveien.persistence.engine import Database

NAME = "demo"
HELP = mark("open a filled office with invented people; without a screen, write pictures of it")
PLACE = 10
SEED = 2018
CASES = 1500


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seed", type=int, default=SEED, metavar=_("N"), help=_("the same number, the same office")
    )
    parser.add_argument(
        "--cases", type=_count, default=CASES, metavar=_("N"), help=_("how many cases to make")
    )
    parser.add_argument(
        "--out", type=Path, metavar=_("DIR"),
        help=_("write pictures of every page, the waiting list and the figures to this folder"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from hjemveien.exchange.demo import Order

    order = Order(datetime.now(UTC), arguments.seed, arguments.cases)
    screen = has_screen(sys.platform)
    if not screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    address, passphrase = _office(settings, order, fresh=not screen)
    actor = _who(settings)
    if arguments.out or not screen:
        folder = arguments.out or Path(settings.data_dir.value) / "demo" / "papers"
        _write_papers(address, passphrase, actor, folder, order)
    return _show(address, passphrase, actor, settings) if screen else exits.OK


def has_screen(platform: str) -> bool:
    """Whether a window could be seen: on Linux somebody must have named a display."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return False
    if not platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(_("{text} is not a number of cases.").format(text=text))
    return number


def _office(settings: Settings, order: "Order", fresh: bool) -> tuple[str, str | None]:
    """Make it, and tell its address and passphrase; the office's real database is never touched."""
    from hjemveien.exchange.demo import PASSPHRASE, demo_file, demo_office, fill

    line = progress_line(_("Making the demo office"))
    if settings.database.source in {"--database", "HJEMVEIEN_DATABASE"}:
        database, passphrase = _chosen(settings, PASSPHRASE)
        address = settings.database.value
        try:
            fill(database, order, line)
        finally:
            database.close()
    else:
        file = demo_file(settings.data_dir.value)
        address, passphrase = str(file), PASSPHRASE
        demo_office(file, order, line, fresh).close()
    cases = n_("{n} case", "{n} cases", order.cases).format(n=order.cases)
    say(_("The demo office with {cases} is in {place}").format(cases=cases, place=_shown(address)))
    if passphrase == PASSPHRASE:
        say(_("Its passphrase is: {passphrase}").format(passphrase=PASSPHRASE))
    return address, passphrase


def _chosen(settings: Settings, usual: str) -> "tuple[Database, str | None]":
    """The database somebody named; a local file that is not there is made."""
    path = settings.database_path
    if path is None:
        return opening.open_office(settings), None
    if not passphrase_from_environment():
        os.environ["HJEMVEIEN_PASSPHRASE"] = usual
    return opening.open_office(settings, begins=True), passphrase_from_environment()


def _shown(address: str) -> str:
    from hjemveien.persistence import addresses

    return addresses.shown(addresses.read_address(address)) if "://" in address else address


def _who(settings: Settings) -> str:
    """Whoever was named, else one of the invented staff."""
    from hjemveien.exchange.demo.names import STAFF

    return settings.actor.value if settings.actor.source == "--as" else STAFF[0]


def _write_papers(
    address: str, passphrase: str | None, actor: str, folder: Path, order: "Order"
) -> None:
    from hjemveien.persistence.engine import open_database
    from hjemveien.reports.papers import write_papers

    folder = folder.expanduser().resolve()
    say(_("Writing pictures and papers to {folder}").format(folder=folder))
    database = open_database(address, passphrase)
    try:
        papers = write_papers(database, folder, actor, order.now)
    finally:
        database.close()
    pictures = window.take_pictures(address, passphrase, actor, folder)
    count = len(papers) + len(pictures)
    say(n_("{n} file written.", "{n} files written.", count).format(n=count))
    give(str(folder))


def _show(address: str, passphrase: str | None, actor: str, settings: Settings) -> int:
    if passphrase:
        os.environ["HJEMVEIEN_PASSPHRASE"] = passphrase
    return window.show(address, actor, settings.data_dir.value)
