"""How a page's list is laid out is kept on this computer, for each page by itself."""

from typing import Any

from ui.kit import ListTable
from ui.shell.context import Context


def keep_columns(context: Context, table: ListTable[Any], page: str) -> None:
    """Columns and density come back as they were left; what is kept names columns and nobody."""
    settings = context.settings
    columns, density = f"columns_{page}", f"density_{page}"
    table.columns.begin(
        settings.text(columns),
        lambda text: settings.keep(columns, text),
        settings.text(density),
        lambda text: settings.keep(density, text),
    )
