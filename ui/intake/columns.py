"""How the columns were understood, sheet by sheet; each can be said otherwise."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hjemveien.exchange.reading.records import ColumnRead, Reading, SheetRead
from hjemveien.texts import _
from ui.intake.titles import FIELDS, field_title, role_title
from ui.kit import Banner, ComboField, SectionHeader, Text, clear, column, scrolling, set_spacing

UNREAD = ""


class ColumnsView(QWidget):
    """`changed(mapping)` with field names by header, when somebody chooses another meaning."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._mapping: dict[str, str] = {}
        self._read_as: dict[tuple[str, str], str] = {}
        inner = QWidget()
        self._body = QVBoxLayout(inner)
        set_spacing(self._body, 16, 16)
        self.setLayout(column(scrolling(inner)))

    def show_reading(self, reading: Reading) -> None:
        clear(self._body)
        sheets = [
            (sheet.name or file.name, sheet) for file in reading.files for sheet in file.sheets
        ]
        for name, sheet in sheets:
            self._body.addWidget(self._sheet(sheet, name))
        self._body.addStretch(1)
        if not self._read_as:
            self._read_as = {
                (name, each.letter): each.field for name, sheet in sheets for each in sheet.columns
            }

    def forget(self) -> None:
        self._mapping, self._read_as = {}, {}

    def _displaced(self, sheet: SheetRead, name: str) -> Iterator[tuple[ColumnRead, ColumnRead]]:
        """Columns that lost their meaning to another, for which somebody chose the same."""
        for lost in sheet.columns:
            meant = self._read_as.get((name, lost.letter), "")
            if lost.field or not meant or lost.header in self._mapping:
                continue
            taker = next((each for each in sheet.columns if each.field == meant), None)
            if taker is not None:
                yield lost, taker

    def _told_displaced(self, lost: ColumnRead, taker: ColumnRead) -> Banner:
        banner = Banner("warning")
        words = _(
            "“{lost}” is not read any more: “{taker}” is read as {meaning} now, and only one column"
            " of a sheet can be. Choose another meaning for one of them."
        )
        banner.say(
            words.format(lost=lost.header, taker=taker.header, meaning=field_title(taker.field)),
            "warning", _("Undo"), lambda: self._give_back(taker.header),
        )  # fmt: skip
        return banner

    def _give_back(self, header: str) -> None:
        self._mapping.pop(header, None)
        self.changed.emit(dict(self._mapping))

    def _sheet(self, sheet: SheetRead, name: str) -> QWidget:
        part = QWidget()
        note = _("Read as: {role}. Header in row {row}.").format(
            role=role_title(sheet.role), row=sheet.header_row or "–"
        )
        grid = QGridLayout()
        set_spacing(grid, 6)
        grid.setColumnStretch(2, 1)
        for place, found in enumerate(sheet.columns):
            grid.addWidget(Text(f"{found.letter}  {found.header}"), place, 0)
            grid.addWidget(self._choice(found), place, 1)
        told = [self._told_displaced(*pair) for pair in self._displaced(sheet, name)]
        part.setLayout(column(SectionHeader(name, note), *told, grid))
        return part

    def _choice(self, found: ColumnRead) -> QWidget:
        known = {code for code, _words in FIELDS}
        options = [(code, _(words)) for code, words in FIELDS]
        if found.field and found.field not in known:
            options.insert(0, (found.field, field_title(found.field)))
        field = ComboField(
            _("Meaning of {column}").format(column=found.header), options, _("Not read")
        )
        field.set_value(found.field or None)
        field.chosen.connect(lambda value, header=found.header: self._choose(header, value))
        return field

    def _choose(self, header: str, value: object) -> None:
        self._mapping[header] = str(value or UNREAD)
        self.changed.emit(dict(self._mapping))
