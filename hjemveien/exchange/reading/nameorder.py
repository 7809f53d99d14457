"""In which order a whole column writes names, and which cells do it the other way round."""

from dataclasses import dataclass

from hjemveien.domain import names
from hjemveien.domain.names import NameBook, NameParts
from hjemveien.exchange.reading import fields, people
from hjemveien.exchange.reading.sheets import as_text
from hjemveien.exchange.reading.table import Table

COMMA, SURNAME_FIRST, GIVEN_FIRST = "comma", "surname_first", "given_first"


@dataclass(slots=True)
class NameColumn:
    """One column with whole names; `order` is what most of its cells follow."""

    field: str
    order: str

    def is_other_order(self, text: str, book: NameBook) -> bool:
        """The cell has the two parts in another order than the column has."""
        if " " not in text:
            return False
        if self.order == COMMA:
            return "," not in text
        if "," in text:
            return self.order == GIVEN_FIRST
        first = book.surname_first(text)
        return first is not None and first != (self.order == SURNAME_FIRST)

    def divide(self, text: str, book: NameBook) -> NameParts:
        if "," in text:
            return names.at_comma(text)
        first = book.surname_first(text)
        if first is None:
            first = self.order == SURNAME_FIRST
        return book.divide(text, surname_first=first)


def whole_names(table: Table) -> list[str]:
    """The names of a column that holds surname and given name together, without numbers."""
    found = []
    index = _name_index(table)
    if index is None:
        return []
    for row in table.sheet.rows[table.first - 1 :]:
        value = row[index] if index < len(row) else None
        if type(value) is str and " " in value:
            text = value
            if any(each.isdigit() for each in text):
                text = people.without_number(text)[0]
            found.append(names.spoken(names.tidy(text)).strip(" ,()-"))
    return found


def _name_index(table: Table) -> int | None:
    if table.column("surname") is not None:
        return None
    for name in ("name", "name_and_identity"):
        if (index := table.column(name)) is not None:
            return index
    return None


def name_column(table: Table, texts: list[str], book: NameBook) -> NameColumn | None:
    if _name_index(table) is None:
        return None
    field = "name" if table.column("name") is not None else "name_and_identity"
    return NameColumn(field, _order(table, field, texts, book))


def _order(table: Table, field: str, texts: list[str], book: NameBook) -> str:
    commas = sum("," in text for text in texts)
    if commas > len(texts) / 2:
        return COMMA
    said = [book.surname_first(text) for text in texts if "," not in text]
    first, last = said.count(True), said.count(False)
    if first == last:
        header = fields.normal(table.headers.get(table.layout.by_field[field], ""))
        return SURNAME_FIRST if header.startswith(("etter", "surname")) else GIVEN_FIRST
    return SURNAME_FIRST if first > last else GIVEN_FIRST


def learn_names(tables: list[Table]) -> NameBook:
    """Everything the files tell about which words are surnames."""
    book = NameBook()
    whole: list[list[str]] = []
    for table in tables:
        if table.column("surname") is not None:
            _learn_two_columns(table, book)
        texts = whole_names(table)
        whole.append(texts)
        book.learn_all(names.at_comma(text) for text in texts if "," in text)
    plain = [text for texts in whole for text in texts if "," not in text]
    compounds = names.compound_surnames(plain)
    for texts in whole:
        _learn_order(texts, book, compounds)
    return book


def _learn_two_columns(table: Table, book: NameBook) -> None:
    surname, given = table.column("surname"), table.column("given")
    for row in table.sheet.rows[table.first - 1 :]:
        one = as_text(row[surname]) if surname is not None and surname < len(row) else ""
        two = as_text(row[given]) if given is not None and given < len(row) else ""
        if one and two and "," not in one:
            book.learn(names.tidy(one), names.tidy(two))


def _learn_order(texts: list[str], book: NameBook, compounds: set[str]) -> None:
    """A column without commas teaches what its majority says, once that is clear."""
    plain = [text for text in texts if "," not in text]
    if len(plain) < len(texts) / 2 or not plain:
        return
    said = [book.surname_first(text) for text in plain]
    first = said.count(True) > said.count(False)
    if not first:
        for surname in compounds:
            book.surnames[names.folded(surname)] += 1
    for text, own in zip(plain, said, strict=True):
        if own is None or own == first:
            book.learn_all([book.divide(text, surname_first=first)])
