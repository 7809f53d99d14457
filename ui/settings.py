"""What this person prefers on this machine: look, language, zoom, window. No case data."""

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from hjemveien.texts import DEFAULT_LANGUAGE, LANGUAGES


class Settings:
    """Kept in a small file of the user's own; `HJEMVEIEN_DATA_DIR` moves it there."""

    def __init__(self, path: Path | None = None) -> None:
        self.usual_zoom = 100
        folder = os.environ.get("HJEMVEIEN_DATA_DIR")
        if path is None and folder:
            path = Path(folder) / "window.ini"
        if path is not None:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)
        else:
            self._store = QSettings(
                QSettings.Format.IniFormat, QSettings.Scope.UserScope, "hjemveien", "window"
            )

    @property
    def look(self) -> str:
        """system, light, dark or contrast."""
        return self.text("look", "system")

    @look.setter
    def look(self, choice: str) -> None:
        self.keep("look", choice)

    @property
    def zoom_percent(self) -> int:
        """What was chosen; until then as large as the system's letters are."""
        return self.number("zoom", self.usual_zoom)

    @zoom_percent.setter
    def zoom_percent(self, percent: int) -> None:
        self.keep("zoom", str(percent))

    @property
    def language(self) -> str:
        kept = self.text("language", DEFAULT_LANGUAGE)
        return kept if kept in LANGUAGES else DEFAULT_LANGUAGE

    @language.setter
    def language(self, code: str) -> None:
        self.keep("language", code)

    @property
    def geometry(self) -> QByteArray:
        kept = self._store.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def lock_minutes(self) -> int:
        """Minutes without input until the window locks; 0 follows the system."""
        return self.number("lock_minutes", 0)

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self.keep("lock_minutes", str(minutes))

    def text(self, name: str, default: str = "") -> str:
        return str(self._store.value(name, default))

    def number(self, name: str, default: int) -> int:
        kept = self.text(name)
        return int(kept) if kept.isdecimal() else default

    def keep(self, name: str, text: str) -> None:
        self._store.setValue(name, text)

    def save(self) -> None:
        self._store.sync()
