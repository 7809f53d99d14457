"""Opens the window; the one place where the command line meets Qt."""

from hjemveien.cli.settings import Settings


def open_window(settings: Settings) -> int:
    from ui.app import run

    return run(settings.database.value, settings.actor.value, settings.data_dir.value)
