"""Lists of coded answers as the office has them: its words, its order, and codes of its own.

What a code means never changes and no code is deleted: one that is no longer used is hidden from a
day on, and stays readable in every case that has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from hjemveien.domain.code_lists import BY_NAME, CodedList
from hjemveien.domain.refusal import Conflict, InvalidInput, NotFound
from hjemveien.domain.sorting import fold
from hjemveien.domain.wording import Words
from hjemveien.persistence.tables import CodeList
from hjemveien.services.change import Change
from hjemveien.services.office_editing import OFFICE, EditOffice, Fields, Thing, edit
from hjemveien.services.office_settings import LANGUAGES
from hjemveien.texts import _, mark, text_in

TITLE_LETTERS = 60
OWN = "own_"


@dataclass(frozen=True)
class CodeView:
    """`words` are the office's own, `built_in` the program's, empty for a code of the office."""

    code: str
    words: Words
    built_in: Words
    valid_from: date | None
    valid_to: date | None
    own: bool

    def fields(self) -> Fields:
        words = {language: getattr(self.words, language) for language in LANGUAGES}
        return {**words, "valid_from": self.valid_from, "valid_to": self.valid_to}

    def shown(self, language: str) -> str:
        """What it is called in this language."""
        return str(getattr(self.words, language) or getattr(self.built_in, language))

    def hidden(self, on: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= on
        return not begun or (self.valid_to is not None and self.valid_to < on)


@dataclass(frozen=True)
class AddCode:
    list_name: str
    words: Words
    valid_from: date | None = None


@dataclass(frozen=True)
class OrderCodes:
    """All codes of the list in their new order, and in the one that was seen."""

    list_name: str
    order: tuple[str, ...]
    seen: tuple[str, ...]


def key_of(list_name: str, code: str) -> str:
    """What names a code in an `EditOffice`."""
    return f"{list_name}:{code}"


def list_codes(session: Session, list_name: str) -> tuple[CodeView, ...]:
    """All of a list, hidden ones too, in the office's order. Raises NotFound for no such list."""
    coded = _list(list_name)
    said = {row.code: row for row in _rows(session, list_name)}
    built_in = dict(coded.titles)
    places = {code: place for place, code in enumerate(built_in)}
    known = {**places, **{code: row.position for code, row in said.items()}}
    order = sorted(known, key=lambda code: (known[code], places.get(code, len(places)), code))
    return tuple(_view(code, said.get(code), built_in.get(code)) for code in order)


def edit_code(session: Session, wish: EditOffice) -> Change:
    """Change its words (empty for the program's own) or its days. The key is `key_of`.

    Raises InvalidInput by field, Conflict, NotFound.
    """
    return edit(session, wish, _CODE)


def add_code(session: Session, wish: AddCode) -> Change:
    """A code of the office's own, last in the list. Raises InvalidInput."""
    coded = _list(wish.list_name)
    if not coded.open:
        text = _("This list takes no codes of your own. {why}")
        raise InvalidInput(text.format(why=_(coded.rests)))
    fields = {language: getattr(wish.words, language).strip() for language in LANGUAGES}
    wrong = _words_wrong(session, coded, "", fields)
    if not wish.words.any().strip():
        wrong["nb"] = _("Title is missing.")
    if wrong:
        raise InvalidInput("\n".join(wrong.values()), wrong)
    there = list_codes(session, coded.name)
    row = CodeList(
        id=uuid4(), list_name=coded.name, code=f"{OWN}{uuid4().hex[:12]}", position=len(there),
        valid_from=wish.valid_from, **fields,
    )  # fmt: skip
    session.add(row)
    return Change(OFFICE, created=row.id)


def order_codes(session: Session, wish: OrderCodes) -> Change:
    """Put the codes in another order. Raises InvalidInput where the order weighs, Conflict."""
    coded = _list(wish.list_name)
    if coded.ordered:
        raise InvalidInput(_(coded.rests))
    now = tuple(view.code for view in list_codes(session, coded.name))
    if now != wish.seen or sorted(now) != sorted(wish.order):
        raise Conflict(_("Somebody else has changed the list since you opened it. Look again."))
    for place, code in enumerate(wish.order):
        _row(session, coded, code, place).position = place
    return Change(OFFICE)


def _list(name: str) -> CodedList:
    if name not in BY_NAME:
        raise NotFound(_("There is no such list."))
    return BY_NAME[name]


def _rows(session: Session, list_name: str) -> Sequence[CodeList]:
    return session.scalars(select(CodeList).where(CodeList.list_name == list_name)).all()


def _row(session: Session, coded: CodedList, code: str, place: int) -> CodeList:
    """The office's row about a code, made where there was none."""
    wanted = (CodeList.list_name == coded.name, CodeList.code == code)
    found = session.scalars(select(CodeList).where(*wanted).with_for_update()).one_or_none()
    if found is None:
        found = CodeList(
            id=uuid4(), list_name=coded.name, code=code, position=place, nb="", nn="", en=""
        )
        session.add(found)
        session.flush()
    return found


def _view(code: str, row: CodeList | None, built_in: str | None) -> CodeView:
    program = Words()
    if built_in is not None:
        program = Words(*(text_in(language, built_in) for language in LANGUAGES))
    words = Words(row.nb, row.nn, row.en) if row else Words()
    dates = (row.valid_from, row.valid_to) if row else (None, None)
    return CodeView(code, words, program, *dates, built_in is None)


def _parted(key: str) -> tuple[CodedList, str]:
    name, _colon, code = key.partition(":")
    return _list(name), code


def _hold(session: Session, key: str) -> CodeList:
    coded, code = _parted(key)
    codes = [view.code for view in list_codes(session, coded.name)]
    if code not in codes:
        raise NotFound(_("There is no such code in the list."))
    return _row(session, coded, code, codes.index(code))


def _read(row: CodeList, _key: str) -> Fields:
    return {name: getattr(row, name) for name in (*LANGUAGES, "valid_from", "valid_to")}


def _check(session: Session, key: str, fields: Fields) -> dict[str, str]:
    coded, code = _parted(key)
    wrong = _words_wrong(session, coded, code, fields)
    if not coded.built_in(code) and not any(str(fields[each]).strip() for each in LANGUAGES):
        wrong["nb"] = _("Title is missing.")
    begins, ends = fields["valid_from"], fields["valid_to"]
    if begins and ends and ends < begins:
        wrong["valid_to"] = _("The last day cannot be before the first.")
    return wrong


def _words_wrong(session: Session, coded: CodedList, code: str, fields: Fields) -> dict[str, str]:
    others = [view for view in list_codes(session, coded.name) if view.code != code]
    wrong: dict[str, str] = {}
    for language in LANGUAGES:
        typed = str(fields[language]).strip()
        if len(typed) > TITLE_LETTERS:
            wrong[language] = _("Title has at most {n} letters.").format(n=TITLE_LETTERS)
        elif typed and fold(typed) in {fold(view.shown(language)) for view in others}:
            wrong[language] = _("Title is another code's in this list already.")
    return wrong


def _write(_session: Session, row: CodeList, _key: str, changes: Fields) -> None:
    for name, value in changes.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)


_CODE: Thing[CodeList] = Thing(
    {
        "nb": mark("Title in bokmål"),
        "nn": mark("Title in nynorsk"),
        "en": mark("Title in English"),
        "valid_from": mark("First day"),
        "valid_to": mark("Last day"),
    },
    _hold, _read, _check, _write,
)  # fmt: skip
