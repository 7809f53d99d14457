"""Understands the files an office kept before: rows in, households, cases and problems out."""

from hjemveien.exchange.reading.read import read_files
from hjemveien.exchange.reading.refused import ReadRefused

__all__ = ["ReadRefused", "read_files"]
