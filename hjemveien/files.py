"""Finds the folders that travel with the program, wherever it was installed."""

from pathlib import Path

_here = Path(__file__).resolve().parent
_shipped = _here / "shipped"
_base = _shipped if _shipped.is_dir() else _here.parent

RESOURCES = _base / "resources"
MIGRATIONS = _base / "migrations"
