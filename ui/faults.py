"""Faults of ours: written to a log file and shown, without any personal data."""

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from ui.lanes import CrashReport, crash_report

_log = logging.getLogger("hjemveien")


def log_to(folder: Path) -> None:
    """Keep a small log in this folder; without a place to write it goes to stderr alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / "hjemveien.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)


def write_down(report: CrashReport) -> None:
    _log.error("%s", report.text())


def catch_all(show: Callable[[CrashReport], None]) -> None:
    """Write down and show what nobody caught; while one is being shown the next is only kept."""
    showing = False

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        report = crash_report(fault)
        write_down(report)
        if not showing:
            showing = True
            try:
                show(report)
            finally:
                showing = False

    sys.excepthook = hook
