"""Opens a text file with columns, whatever its encoding and separator.

Nothing in such a file says what encoding it is in; so the strict ones are tried first, and a byte
that only Windows uses tells the last two apart.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hjemveien.exchange.reading.refused import ReadRefused
from hjemveien.exchange.reading.sheets import RawSheet, Value
from hjemveien.texts import _

DELIMITERS = ";\t|,"
_SAMPLE_LINES = 200
_STRANGE_SHARE = 0.04
MIXED = "utf-8, cp1252"
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def open_text(path: Path, content: bytes) -> tuple[RawSheet, str, str]:
    """The one sheet of a text file, its encoding and its separator. Raises ReadRefused."""
    text, encoding = _decoded(path, content)
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else _delimiter(text)
    csv.field_size_limit(16_000_000)
    try:
        rows: list[list[Value]] = [list(row) for row in _records(text, delimiter)]
    except csv.Error as error:
        raise _not_a_table(path) from error
    return RawSheet(path.name, None, rows), encoding, delimiter


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    encoding = _encoding(content)
    try:
        text = _line_by_line(content) if encoding == MIXED else content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_a_table(path) from error
    sample = text[:20_000]
    strange = sum(1 for each in sample if each < " " and each not in "\t\r\n\f")
    if strange > len(sample) * _STRANGE_SHARE:
        raise _not_a_table(path)
    return text, encoding


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:4000]
    if head.count(0) > len(head) / 4:
        even = head[::2].count(0)
        return "utf-16-be" if even > head[1::2].count(0) else "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if _mostly_utf8(content):
            return MIXED
        return "cp1252" if _WINDOWS_ONLY.search(content) else "iso-8859-1"
    return "utf-8"


def _mostly_utf8(content: bytes) -> bool:
    """Lines from another program pasted into a UTF-8 file do not make all of it something else."""
    good = bad = 0
    for line in content.splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good >= bad and good > 0


def _line_by_line(content: bytes) -> str:
    found = []
    for line in content.splitlines(keepends=True):
        try:
            found.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            found.append(line.decode("cp1252", errors="replace"))
    return "".join(found)


def _not_a_table(path: Path) -> ReadRefused:
    text = _("{file} is not a spreadsheet or a text file with columns.")
    return ReadRefused(text.format(file=path.name))


def _delimiter(text: str) -> str:
    """The separator that cuts most lines into the same number of fields, more than one."""
    lines = text.splitlines()[:_SAMPLE_LINES]
    sample = "\n".join(lines)
    best, best_score = ";", 0.0
    for each in DELIMITERS:
        score = _evenness(sample, each)
        if score > best_score:
            best, best_score = each, score
    return best


def _evenness(sample: str, delimiter: str) -> float:
    try:
        widths = [len(row) for row in _records(sample, delimiter) if any(row)]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, times = Counter(widths).most_common(1)[0]
    if width < 2:
        wider = Counter(each for each in widths if each > 1)
        if not wider:
            return 0.0
        width, times = wider.most_common(1)[0]
    return times / len(widths) * (1 + min(width, 50) / 10)
