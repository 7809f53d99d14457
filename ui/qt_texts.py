"""Qt's own words (menus of text fields, file dialogs, buttons) in the program's languages.

Qt ships nynorsk but no bokmål, so they go through the same catalogues as everything else.
"""

from PySide6.QtCore import QTranslator

from hjemveien.texts import _, mark

_WORDS = (
    mark("&Undo"),
    mark("&Redo"),
    mark("Cu&t"),
    mark("&Copy"),
    mark("&Paste"),
    mark("Delete"),
    mark("Select All"),
    mark("OK"),
    mark("&OK"),
    mark("Cancel"),
    mark("&Cancel"),
    mark("Close"),
    mark("&Close"),
    mark("Save"),
    mark("&Save"),
    mark("Open"),
    mark("&Open"),
    mark("&Yes"),
    mark("&No"),
    mark("Look in:"),
    mark("File &name:"),
    mark("Files of type:"),
    mark("Directory:"),
    mark("Back"),
    mark("Forward"),
    mark("Parent Directory"),
    mark("Create New Folder"),
    mark("List View"),
    mark("Detail View"),
    mark("Name"),
    mark("Size"),
    mark("Type"),
    mark("Date Modified"),
    mark("Computer"),
    mark("All Files (*)"),
    mark("&Look in:"),
    mark("Files of &type:"),
    mark("&Delete"),
    mark("&New Folder"),
    mark("&Rename"),
    mark("Change to detail view mode"),
    mark("Change to list view mode"),
    mark("Create a New Folder"),
    mark("Files"),
    mark("Go back"),
    mark("Go forward"),
    mark("Go to the parent directory"),
    mark("List of places and bookmarks"),
    mark("Save As"),
    mark("Show "),
    mark("Show &hidden files"),
    mark("Sidebar"),
    mark("Folder"),
    mark("Drive"),
    mark("Retry"),
    mark("Apply"),
    mark("Reset"),
    mark("Discard"),
    mark("Ignore"),
    mark("Abort"),
    mark("Save All"),
    mark("Restore Defaults"),
    mark("Yes to &All"),
    mark("N&o to All"),
    mark("%1 already exists.\nDo you want to replace it?"),
    mark("%1\nFile not found.\nPlease verify the correct file name was given."),
)


class QtTexts(QTranslator):
    """Asked by Qt for each of its own texts; an unknown one stays as Qt wrote it."""

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return _(source) if source in _KNOWN else source

    def isEmpty(self) -> bool:
        return False


_KNOWN = frozenset(_WORDS)
