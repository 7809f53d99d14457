"""Asks the accessibility bus as a screen reader does, and tells what it heard as JSON.

It runs under the system's own Python, which has the bindings, and knows nothing of the program.
"""

import json
import sys
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

ROWS = 3
AGAIN_MS = 200
PATIENCE_MS = 60_000


def below(one: Any, wanted: str, deep: int = 14) -> Any:
    """The first in the tree below with this role, and with a name."""
    if one is None or deep == 0:
        return None
    if one.get_role_name() == wanted and one.get_name():
        return one
    for place in range(one.get_child_count()):
        found = below(one.get_child_at_index(place), wanted, deep - 1)
        if found is not None:
            return found
    return None


def heard(program: str) -> dict[str, Any]:
    """The window, its table, and the names of the first rows' cells."""
    desktop = Atspi.get_desktop(0)
    children = [desktop.get_child_at_index(n) for n in range(desktop.get_child_count())]
    found = next((one for one in children if one and one.get_name() == program), None)
    window = below(found, "frame") or below(found, "window")
    table = below(window, "table")
    if table is None:
        names = [(one.get_name(), one.get_role_name()) for one in children if one]
        return {"programs": names, "window": window.get_name() if window else None}
    grid = table.get_table_iface()
    cells = [
        [grid.get_accessible_at(row, column) for column in range(grid.get_n_columns())]
        for row in range(min(ROWS, grid.get_n_rows()))
    ]
    return {
        "window": window.get_name(),
        "table": table.get_name(),
        "rows": grid.get_n_rows(),
        "titles": [grid.get_column_description(n) for n in range(grid.get_n_columns())],
        "cells": [[cell.get_name() for cell in row] for row in cells],
        "roles": sorted({cell.get_role_name() for row in cells for cell in row}),
    }


def main(program: str) -> None:
    """Ask until the program has put itself on the bus, as it does some time after it is shown."""
    loop = GLib.MainLoop()
    told: dict[str, Any] = {}

    def ask() -> bool:
        told.update(heard(program))
        if "table" in told:
            loop.quit()
        return "table" not in told

    GLib.timeout_add(AGAIN_MS, ask)
    GLib.timeout_add(PATIENCE_MS, loop.quit)
    loop.run()
    print(json.dumps(told))


main(sys.argv[1])
