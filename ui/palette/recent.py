"""What was used lately: actions and pages over the days, cases only while the window lives."""

from collections.abc import Mapping

from ui.palette.entries import MOST_RECENT, Entry
from ui.settings import Settings

_KEPT = "palette_recent"


class Recent:
    """The latest first. No case is ever written into the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._keys = [key for key in settings.text(_KEPT).split("|") if key]
        self._cases: dict[str, Entry] = {}

    def use(self, entry: Entry) -> None:
        self._keys = [entry.key, *(key for key in self._keys if key != entry.key)]
        del self._keys[MOST_RECENT * 2 :]
        if entry.key.startswith("case "):
            self._cases[entry.key] = Entry(
                entry.key, entry.title, entry.run, entry.second, entry.icon
            )
        kept = [key for key in self._keys if not key.startswith("case ")]
        self._settings.keep(_KEPT, "|".join(kept))

    def entries(self, actions: Mapping[str, Entry]) -> tuple[Entry, ...]:
        """Those that are still there to be used."""
        known = {**actions, **self._cases}
        return tuple(known[key] for key in self._keys if key in known)

    def forget_cases(self) -> None:
        self._cases.clear()
