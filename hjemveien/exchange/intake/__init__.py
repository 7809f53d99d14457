"""Writes a reading of an office's files into the database: nothing twice, nothing merged."""

from hjemveien.exchange.intake.outcome import (
    Cancelled,
    Counts,
    Difference,
    FileTaken,
    Intake,
    Suggested,
)
from hjemveien.exchange.intake.taking import preview, take_in

__all__ = [
    "Cancelled",
    "Counts",
    "Difference",
    "FileTaken",
    "Intake",
    "Suggested",
    "preview",
    "take_in",
]
