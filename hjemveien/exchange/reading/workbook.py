"""Opens a workbook (xlsx, xls, ods, xlsb) and finds what its cells do not say by their value.

Values come from calamine. Hidden rows and columns, formulas, errors and the quote that marks a
number as text are read from the workbook's own parts, in one pass that touches no text.
"""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from hjemveien.exchange.reading.refused import ReadRefused
from hjemveien.exchange.reading.sheets import RawSheet, Value
from hjemveien.texts import _

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MAX_ENTRIES = 10_000
MAX_UNPACKED_BYTES = 700_000_000
MAX_RATIO = 400
RATIO_COUNTS_FROM_BYTES = 20_000_000
MAX_CELLS = 40_000_000
MAX_ROWS = 1_048_576

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_SECTOR = 512
_OLD_BEGIN = b"\x09\x08\x10\x00\x00\x06"
_FILE_PASS = 0x2F
_SHEET_REL = "/worksheet"


def is_workbook(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def open_workbook(path: Path, content: bytes) -> list[RawSheet]:
    """All worksheets, hidden ones too. Raises ReadRefused."""
    if content.startswith(_OLE):
        _refuse_protected(path, content)
        facts: dict[str, _Facts] = {}
    else:
        facts = _facts_of_zip(path)
    return _values(path, facts)


def _refuse_protected(path: Path, content: bytes) -> None:
    if _ENCRYPTED in content or _has_file_pass(content):
        raise _protected(path)
    if len(content) % _OLE_SECTOR:
        raise _broken(path)


def _has_file_pass(content: bytes) -> bool:
    """Whether an old workbook's first records say that the rest is encrypted (FILEPASS)."""
    at = content.find(_OLD_BEGIN)
    for _record in range(6):
        if at < 0 or at + 4 > len(content):
            return False
        kind, length = struct.unpack_from("<HH", content, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False


def _protected(path: Path) -> ReadRefused:
    text = _("{file} is protected by a password. Save it without the password and try again.")
    return ReadRefused(text.format(file=path.name))


def _broken(path: Path) -> ReadRefused:
    text = _("{file} is damaged and cannot be opened. Nothing was read.")
    return ReadRefused(text.format(file=path.name))


def _too_large(path: Path) -> ReadRefused:
    text = _("{file} is too large to be an office's list. Nothing was read.")
    return ReadRefused(text.format(file=path.name))


def _values(path: Path, facts: dict[str, "_Facts"]) -> list[RawSheet]:
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_path(str(path))
        found = [
            _sheet(path, book, meta.name, meta.visible != SheetVisibleEnum.Visible, facts)
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise _protected(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _broken(path) from error
    except BaseException as error:  # a panic in the Rust library arrives as a BaseException
        if isinstance(error, KeyboardInterrupt | SystemExit | ReadRefused):
            raise
        raise _broken(path) from error
    return found


def _sheet(
    path: Path, book: "CalamineWorkbook", name: str, hidden: bool, facts: dict[str, "_Facts"]
) -> RawSheet:
    found = facts.get(name, _Facts())
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * max(sheet.total_width, 1) > MAX_CELLS:
        raise _too_large(path)
    rows: list[list[Value]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), text in found.errors.items():
        if row <= len(rows) and column < len(rows[row - 1]):
            rows[row - 1][column] = text
    return RawSheet(
        path.name,
        name,
        rows,
        hidden,
        found.hidden_rows,
        found.hidden_columns,
        found.formulas,
        found.errors,
        found.quoted,
    )


class _Facts:
    """What one worksheet's XML says beside the values."""

    __slots__ = ("errors", "formulas", "hidden_columns", "hidden_rows", "quoted")

    def __init__(self) -> None:
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.formulas: dict[tuple[int, int], str] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.quoted: set[tuple[int, int]] = set()


def _facts_of_zip(path: Path) -> dict[str, _Facts]:
    """Sheet name to facts; empty for a zip that is a workbook but not Excel's own kind."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bomb(path, archive)
            names = set(archive.namelist())
            if "mimetype" in names and "content.xml" in names:
                return _refuse_protected_open_document(path, archive)
            if "xl/workbook.xml" not in names:
                if any(name.startswith("xl/") for name in names):
                    return {}
                raise _not_a_table(path)
            return _excel_facts(path, archive, names)
    except (zipfile.BadZipFile, expat.ExpatError, EOFError, OSError, KeyError) as error:
        raise _broken(path) from error
    except (NotImplementedError, RuntimeError) as error:  # an encrypted zip entry
        raise _protected(path) from error


def _not_a_table(path: Path) -> ReadRefused:
    text = _("{file} is not a spreadsheet or a text file with columns.")
    return ReadRefused(text.format(file=path.name))


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    total = sum(each.file_size for each in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED_BYTES:
        raise _too_large(path)
    for each in entries:
        packed = max(each.compress_size, 1)
        if each.file_size > RATIO_COUNTS_FROM_BYTES and each.file_size / packed > MAX_RATIO:
            raise _too_large(path)


def _refuse_protected_open_document(path: Path, archive: zipfile.ZipFile) -> dict[str, _Facts]:
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise _protected(path)
    return {}


def _excel_facts(path: Path, archive: zipfile.ZipFile, names: set[str]) -> dict[str, _Facts]:
    targets = _targets(archive, names)
    quoted = _quoted_styles(archive) if "xl/styles.xml" in names else frozenset()
    found = {}
    for sheet, part in _sheet_parts(archive, targets):
        if part in names:
            found[sheet] = _scan(path, archive.read(part), quoted)
    return found


Handler = Callable[[str, dict[str, str]], None]


def _parse(data: bytes, start: Handler) -> None:
    parser = _parser(start)
    parser.Parse(data, True)


def _parser(start: Handler) -> expat.XMLParserType:
    """A parser that accepts no document type and so no entities."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.buffer_text = True
    return parser


def _no_document_type(*_ignored: object) -> None:
    raise expat.ExpatError("document type")


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _targets(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Relation id to part, for the workbook's sheets."""
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship" and attributes.get("Type", "").endswith(_SHEET_REL):
            target = attributes.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else "xl/" + target
            targets[attributes.get("Id", "")] = full

    part = "xl/_rels/workbook.xml.rels"
    if part in names:
        _parse(archive.read(part), start)
    return targets


def _sheet_parts(archive: zipfile.ZipFile, targets: dict[str, str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            relation = next((v for k, v in attributes.items() if _local(k) == "id"), "")
            if relation in targets:
                found.append((attributes.get("name", ""), targets[relation]))

    _parse(archive.read("xl/workbook.xml"), start)
    return found


def _quoted_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The style numbers that carry the quote which marks a cell as text."""
    found: list[str] = []
    state = {"inside": False, "count": 0}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            state["inside"] = name == "cellXfs"
        elif name == "xf" and state["inside"]:
            if attributes.get("quotePrefix") in ("1", "true"):
                found.append(str(state["count"]))
            state["count"] += 1

    _parse(archive.read("xl/styles.xml"), start)
    return frozenset(found)


class _Scan:
    """Walks a worksheet's elements; the handlers are bound methods, for speed."""

    def __init__(self, path: Path, quoted: frozenset[str]) -> None:
        self.path = path
        self.facts = _Facts()
        self.quoted_styles = quoted
        self.row = 0
        self.column = -1
        self.reference = ""
        self.inside = ""
        self.text = ""
        self.error = False
        self.parser = _parser(self.start)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._cell(attributes)
        elif tag == "v":
            if self.error:
                self._listen("v")
        elif tag == "row":
            self._row(attributes)
        elif tag == "f":
            self._listen("f")
        elif tag == "col":
            self._columns(attributes)
        elif ":" in tag:
            self.start(_local(tag), attributes)

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = int(attributes.get("r") or self.row + 1)
        self.column = -1
        if self.row > MAX_ROWS:
            raise _too_large(self.path)
        if attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        self.reference = attributes.get("r", "")
        self.error = attributes.get("t") == "e"
        if attributes.get("s") in self.quoted_styles:
            self.facts.quoted.add(self._place())

    def _place(self) -> tuple[int, int]:
        """Row and column; the address is read only where it is asked for, because most are not."""
        if self.reference:
            self.column = column_number(self.reference)
        return (self.row, self.column)

    def _columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            first, last = int(attributes["min"]), int(attributes["max"])
            self.facts.hidden_columns.update(range(first - 1, min(last, first + 200)))

    def _listen(self, what: str) -> None:
        self.inside = what
        self.text = ""
        self.parser.CharacterDataHandler = self._characters
        self.parser.EndElementHandler = self._end

    def _characters(self, data: str) -> None:
        self.text += data

    def _end(self, _tag: str) -> None:
        if self.inside == "f":
            self.facts.formulas[self._place()] = self.text
        elif self.inside == "v":
            self.facts.errors[self._place()] = self.text
        self.inside = ""
        self.parser.CharacterDataHandler = None
        self.parser.EndElementHandler = None


def column_number(reference: str) -> int:
    """The column of a cell's address, from 0: A1 is 0, AA7 is 26."""
    number = 0
    for each in reference:
        if not each.isalpha():
            break
        number = number * 26 + ord(each.upper()) - 64
    return number - 1


# Where none of these is in the bytes, there is nothing to find and nothing to forbid.
_WORTH_A_SCAN = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b't="e"', b"t='e'", b"hidden", b"<!")


def _scan(path: Path, data: bytes, quoted: frozenset[str]) -> _Facts:
    scan = _Scan(path, quoted)
    if quoted or any(mark in data for mark in _WORTH_A_SCAN):
        scan.parser.Parse(data, True)
    return scan.facts
