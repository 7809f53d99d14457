"""From a path to its sheets; every way a file can be wrong gets its own sentence."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from hjemveien.exchange.reading.refused import ReadRefused
from hjemveien.exchange.reading.sheets import RawSheet, is_empty
from hjemveien.exchange.reading.textfile import open_text
from hjemveien.exchange.reading.workbook import is_workbook, open_workbook
from hjemveien.texts import _

MAX_BYTES = 250_000_000
_OWNER_FILE = "~$"
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!")


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file's sheets as they lie there; encoding and delimiter only of a text file."""

    name: str
    digest: str
    kind: str
    sheets: tuple[RawSheet, ...]
    encoding: str = ""
    delimiter: str = ""


def open_file(path: Path) -> OpenedFile:
    """Raises ReadRefused with a sentence fit to show."""
    content = _bytes(path)
    digest = hashlib.sha256(content).hexdigest()
    if is_workbook(content[:8]):
        sheets = tuple(open_workbook(path, content))
        opened = OpenedFile(path.name, digest, "workbook", sheets)
    else:
        if content.startswith(_OTHER_KINDS):
            raise _refused(_("{file} is not a spreadsheet or a text file with columns."), path)
        sheet, encoding, delimiter = open_text(path, content)
        opened = OpenedFile(path.name, digest, "text", (sheet,), encoding, delimiter)
    if not any(not is_empty(cell) for sheet in opened.sheets for row in sheet.rows for cell in row):
        raise _refused(_("{file} has no rows."), path)
    return opened


def _bytes(path: Path) -> bytes:
    _refuse_by_name(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(_("{file} is too large to be an office's list. Nothing was read."), path)
        content = path.read_bytes()
    except PermissionError as error:
        text = _("{file} may not be read: it is open in another program or not yours to open.")
        raise _refused(text, path) from error
    except OSError as error:
        raise _refused(_("{file} could not be read from the disk."), path) from error
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise _refused(_("{file} is empty."), path)
    return content


def _refuse_by_name(path: Path) -> None:
    try:
        if path.is_dir():
            raise _refused(_("{file} is a folder, not a file."), path)
        if not path.exists():
            raise _refused(_("{file} was not found."), path)
    except OSError as error:
        raise _refused(_("{file} was not found."), path) from error
    if path.name.startswith(_OWNER_FILE):
        text = _("{file} is only the mark that a workbook is open. Choose the workbook itself.")
        raise _refused(text, path)


def _refused(text: str, path: Path) -> ReadRefused:
    return ReadRefused(text.format(file=path.name))
