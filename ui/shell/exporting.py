"""What leaves the office by this window: first the access log is told, then it goes."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from hjemveien.texts import _, number_text
from ui.kit import ListTable
from ui.openings import told
from ui.shell.context import Context


def export_action(target: Path) -> str:
    """A PDF is a print, anything else can be worked on and is an export."""
    return "print" if target.suffix.lower() == ".pdf" else "export"


def copy_rows(context: Context, table: ListTable[Any], what: str) -> None:
    """Put the chosen rows on the clipboard, as they are shown, when the log has been told."""
    text, count = table.chosen_as_tsv(), len(table.selected_rows())

    def copied() -> None:
        QGuiApplication.clipboard().setText(text)
        context.say(_("{n} rows copied").format(n=number_text(count)))

    context.work.tell(
        table, told("export", what, rows=count, to="clipboard"), lambda _none: copied(),
        context.refuse,
    )  # fmt: skip
