"""The one door from the command line to the window; nothing else here knows Qt."""

from pathlib import Path
from typing import TYPE_CHECKING

from hjemveien.cli.settings import FILE_NAME, Settings

if TYPE_CHECKING:
    from ui.office import Office


def open_window(settings: Settings) -> int:
    """Open the window on the office's database; the first start offers a demo office as well."""
    from ui.app import run

    data_dir = settings.data_dir.value
    usual = settings.database_path == Path(data_dir) / FILE_NAME
    return run(
        settings.database.value,
        settings.actor.value,
        data_dir,
        lambda: _demo_office(data_dir),
        usual,
    )


def show(address: str, actor: str, data_dir: str) -> int:
    """Open the window on this database and stay until it is closed."""
    from ui.app import run

    return run(address, actor, data_dir)


def take_pictures(
    address: str, passphrase: str | None, actor: str, folder: Path
) -> tuple[Path, ...]:
    """Pictures of every page, light and dark, without a screen."""
    from ui.pictures import OVERVIEW
    from ui.pictures import take_pictures as take

    return take(address, passphrase, actor, folder, OVERVIEW)


def _demo_office(data_dir: str) -> "Office":
    from datetime import UTC, datetime

    from hjemveien.exchange.demo import PASSPHRASE, Order, demo_file, demo_office
    from ui import office

    file = demo_file(data_dir)
    demo_office(file, Order(datetime.now(UTC))).close()
    return office.existing(str(file), PASSPHRASE)
