"""Files that are empty, locked, hostile or something else, and what is to be said of each.

`refused`: one clear sentence, nothing written. `read`: the rows are read, and nothing of them is
run or lost. `either`: both are right.
"""

import csv
import io
import json
import struct
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

HEADER = [
    "Saksnr",
    "Søknad mottatt",
    "Etternavn",
    "Fornavn",
    "Fødselsnr",
    "Vedtak dato",
    "Vedtak",
    "Merknad",
]
ROW = ["2025/100", "01.02.2025", "Solheim", "Astrid", "14818713720", "01.03.2025", "Innvilget", ""]
STAMP = (2026, 1, 1, 0, 0, 0)
DAY = datetime(2026, 1, 1, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types'
    ' xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = (
    '<?xml version="1.0"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{type}" Target="{target}"/></Relationships>'
)
WORKBOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
    '<sheet name="Venteliste" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + f']><worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&k;'
    "</t></is></c></row></sheetData></worksheet>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;'
    "</t></is></c></row></sheetData></worksheet>"
)


def table(*rows: list[str], delimiter: str = ";") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def workbook(path: Path, rows: list[list[str]]) -> bytes:
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": DAY})
    page = book.add_worksheet("Venteliste")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            page.write_string(r, c, value)
    book.close()
    return path.read_bytes()


def hand_made(path: Path, sheet: bytes) -> None:
    """A workbook of one sheet, whose XML is ours to spoil."""
    parts = {
        "[Content_Types].xml": TYPES.encode(),
        "_rels/.rels": RELS.format(type=f"{REL}/officeDocument", target="xl/workbook.xml").encode(),
        "xl/workbook.xml": WORKBOOK.encode(),
        "xl/_rels/workbook.xml.rels": RELS.format(
            type=f"{REL}/worksheet", target="worksheets/sheet1.xml"
        ).encode(),
        "xl/worksheets/sheet1.xml": sheet,
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED, 9)


def sheet_of(rows: int) -> bytes:
    row = b'<row><c t="inlineStr"><is><t>' + b"A" * 30_000 + b"</t></is></c></row>"
    head = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>'.encode()
    return head + row * rows + b"</sheetData></worksheet>"


def locked() -> bytes:
    """The head of an encrypted workbook: an OLE container with its two streams named."""
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    )
    names = "EncryptionInfo".encode("utf-16-le").ljust(128, b"\0")
    names += "EncryptedPackage".encode("utf-16-le").ljust(128, b"\0")
    return head.ljust(512, b"\0") + names.ljust(4096, b"\0")


def old_locked() -> bytes:
    """The head of a BIFF8 workbook with a FILEPASS record: an .xls with a password."""
    bof = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0x0DBB, 0x07CC, 0, 6)
    filepass = struct.pack("<HH", 0x002F, 54) + bytes(54)
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    )
    return (
        head.ljust(512, b"\0") + "Workbook".encode("utf-16-le").ljust(128, b"\0") + bof + filepass
    )


def noise(length: int) -> bytes:
    """Bytes without order, the same every time."""
    state, out = 2026, bytearray()
    while len(out) < length:
        state = (state * 1103515245 + 12345) % 2**31
        out.append(state >> 16 & 255)
    return bytes(out)


def make(folder: Path) -> None:
    whole = workbook(folder / "truncated.xlsx", [HEADER, *[ROW] * 30])
    written: dict[str, bytes] = {
        "empty.csv": b"",
        "empty.xlsx": b"",
        "only_header.csv": table(HEADER).encode(),
        "only_blank_lines.csv": b"\r\n\r\n;;;;\r\n",
        "truncated.xlsx": whole[: len(whole) // 2],
        "password.xlsx": locked(),
        "password_old.xls": old_locked(),
        "noise.xlsx": noise(4000),
        "noise.csv": noise(4000),
        "really_a_pdf.xlsx": PDF,
        "really_a_picture.csv": b"\x89PNG\r\n\x1a\n" + noise(600),
        "nuls.csv": table(HEADER, ROW).encode().replace(b"Solheim", b"Sol\0heim"),
        "nothing_we_know.csv": table(
            ["Uke", "Rett", "Kokk"], ["14", "Fiskesuppe", "Kåre"]
        ).encode(),
        "a_letter.txt": "Hei! Her er lista du ba om, vedlagt. Hilsen Kåre\n".encode(),
        "page.html": b"<html><body><table><tr><td>Saksnr</td></tr></table></body></html>",
        "thousand_columns.csv": table(
            HEADER + [f"Kolonne {n}" for n in range(1000)], ROW + ["x"] * 1000
        ).encode(),
        "unclosed_quote.csv": table(HEADER, ROW).encode()
        + b'2025/101;02.02.2025;"Tangen;Liv;;;;\r\n' * 3,
        "formula_injection.csv": table(
            HEADER,
            [*ROW[:7], "=cmd|' /C calc'!A0"],
            ["2025/101", *ROW[1:3], "@SUM(1)", "", *ROW[5:7], "-2+3"],
        ).encode(),
        "bidi_and_control.csv": table(
            HEADER, [*ROW[:2], "Sol\u202eheim", "Ast\u200brid\x07", *ROW[4:7], "a\ufeffb"]
        ).encode(),
        "wrong_extension.xlsx": table(HEADER, ROW).encode(),
        "utf16.csv": table(HEADER, ROW, delimiter="\t").encode("utf-16"),
        "mixed_encodings.csv": table(HEADER, ROW).encode()
        + table([*ROW[:2], "Bjørkum", *ROW[3:]]).encode("latin-1"),
        "mac_lines.csv": table(HEADER, ROW).replace("\r\n", "\r").encode(),
    }
    for name, content in written.items():
        (folder / name).write_bytes(content)
    hand_made(folder / "entity_bomb.xlsx", ENTITIES.encode())
    hand_made(folder / "outside_entity.xlsx", OUTSIDE.encode())
    hand_made(folder / "zip_bomb.xlsx", sheet_of(3_000))
    long = table(HEADER, [*ROW[:7], "Møte. " * 170_000])
    with zipfile.ZipFile(folder / "megabyte_cell.csv.zip", "w") as archive:
        info = zipfile.ZipInfo("megabyte_cell.csv", STAMP)
        archive.writestr(info, long, zipfile.ZIP_DEFLATED, 9)
    save(folder)


def save(folder: Path) -> None:
    lines = [
        f" {json.dumps(name)}: {json.dumps(told, ensure_ascii=False)}"
        for name, told in EXPECTED.items()
    ]
    (folder / "expected.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def refused(about: str) -> dict[str, object]:
    return {"outcome": "refused", "about": about}


def read(rows: int, about: str) -> dict[str, object]:
    return {"outcome": "read", "rows": rows, "about": about}


EXPECTED: dict[str, dict[str, object]] = {
    "empty.csv": refused("the file is empty"),
    "empty.xlsx": refused("the file is empty"),
    "only_header.csv": refused("headers but no rows"),
    "only_blank_lines.csv": refused("no rows"),
    "truncated.xlsx": refused("the workbook is cut off or damaged"),
    "password.xlsx": refused("the workbook has a password"),
    "password_old.xls": refused("the workbook has a password, or is damaged"),
    "noise.xlsx": refused("not a workbook"),
    "noise.csv": refused("not a table"),
    "really_a_pdf.xlsx": refused("not a workbook (it is a PDF)"),
    "really_a_picture.csv": refused("not a table (it is a picture)"),
    "nothing_we_know.csv": refused("no list of cases, stays or dwellings is found in it"),
    "a_letter.txt": refused("not a table"),
    "page.html": refused("not a table (it is a web page)"),
    "entity_bomb.xlsx": refused("the workbook holds entities, which no workbook needs"),
    "outside_entity.xlsx": refused("the workbook holds entities, which no workbook needs"),
    "zip_bomb.xlsx": refused("the workbook unpacks to far more than a list can be"),
    "nuls.csv": {
        "outcome": "either",
        "rows": 1,
        "about": "zero bytes are removed and told, or refused",
    },
    "unclosed_quote.csv": {
        "outcome": "either",
        "about": "every row is kept or told, or the file refused",
    },
    "thousand_columns.csv": read(1, "the columns nobody knows are kept with their row"),
    "formula_injection.csv": read(2, "text that begins like a formula stays text"),
    "bidi_and_control.csv": read(1, "control and direction marks do not reach names"),
    "wrong_extension.xlsx": {
        "outcome": "either",
        "rows": 1,
        "about": "a CSV by its contents, or refused",
    },
    "utf16.csv": read(1, "UTF-16 with tabs, as Excel saves 'Unicode text'"),
    "mixed_encodings.csv": read(2, "one row in another encoding does not spoil the others"),
    "mac_lines.csv": read(1, "lines that end with a carriage return alone"),
    "megabyte_cell.csv.zip": read(1, "unpack first: a note of one megabyte is kept whole"),
}
