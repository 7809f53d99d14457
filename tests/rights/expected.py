"""What each role may do with each table, as the office has decided it: read this beside the rules.

Written apart from `persistence.rights.rules` and from another side: here is who sees whose row, in
words; there is how the server is told.
"""

from collections.abc import Callable, Iterator

from hjemveien.persistence.rights import listing
from hjemveien.persistence.tables import Base
from tests.rights.office import CASES, PROTECTED
from tests.rights.probing import COMMANDS, OTHERS, REFUSED, STATES, WHOLE, WORK, Cell, openable

SUPERVISORS = ("sup", "both")
CLEARED = ("cle", "both")
EVERYBODY = (*WORK, "adm", "sta", "log", "par")
# Everybody who does casework here is kept out of the locked case.
UNLOCKED = frozenset(CASES) - {"locked"}
PLAIN = UNLOCKED - frozenset(PROTECTED)

# Per table: SELECT, INSERT, UPDATE, DELETE.
TABLE = """
    case_now              unlocked+shared   framed            -                 wide
    case_file             framed            begun             wide              -
    stage_interval        wide              framed            wide              -
    application           wide              framed            wide              -
    need                  wide              framed            wide              -
    task                  wide              framed            wide              -
    decision              wide              framed            wide              -
    priority              wide              framed            -                 -
    offer                 wide              framed            wide              -
    goal                  opened            opened            opened            -
    plan_step             opened            opened            opened            -
    journal_entry         opened            framed            -                 -
    document              opened            framed            -                 -
    case_share            opened+shared     opened            opened            -
    household             framed            begun             opened            -
    household_member      framed            wide              wide              -
    housing_situation     opened            framed            opened            -
    temporary_stay        wide              framed            wide              -
    person                framed            any               wide              -
    tenancy               leases            leases            leases            -
    dwelling              workers           workers           workers           -
    dwelling_period       workers           workers           workers           -
    municipality          everybody         keepers           keepers           -
    team                  everybody         keepers           keepers           -
    code_list             everybody         keepers           keepers           -
    staff                 everybody         keepers           admin             -
    saved_view            views             any               kept_views        kept_views
    draft                 drafts            any               drafts            drafts
    saved_operation       karis             anybodys          karis             karis
    presence              unhidden          opened            drafts            drafts
    source_file           importing         importing         -                 -
    source_row            wide              import            imports           -
    source_problem        imports           import            imports           -
    duplicate_suggestion  wide              import            imports           -
    sealed_identity       sealed            -                 sealed            -
    sealed_tenancy        sealed            -                 -                 -
    sealed_source         sealed            -                 -                 -
    sealed_payload        sealed            -                 -                 -
    search_term           -                 -                 -                 -
    search_word           -                 -                 -                 -
    audit_event           opened+workers    -                 -                 -
    audit_payload         opened+workers    -                 -                 -
    audit_erasure         log_readers       -                 -                 -
    audit_checkpoint      everybody         -                 -                 -
    access_log            opened            -                 -                 -
    partiality_lock       others_locks      others_locks      others_locks      -
    notice                notices           -                 notices           -
    schema_info           everybody         -                 -                 -
    rights_manifest       admin             -                 -                 -
"""

Seen = frozenset[str]
Word = Callable[[str, str], Seen | None]
_NOTHING: Seen = frozenset()
_ALL: Seen = frozenset(CASES)
_OFFICE: Seen = frozenset({WHOLE})


def _for(people: tuple[str, ...], seen: Callable[[str, str], Seen]) -> Word:
    """These people see that; everybody else has no privilege at all."""
    return lambda who, state: seen(who, state) if who in people else None


def _imported(_who: str, state: str) -> Seen:
    return PLAIN if state == "wide" else _NOTHING


def _wide(who: str, state: str) -> Seen:
    return openable(who, state) | _imported(who, state)


def _unhidden(who: str, state: str) -> Seen:
    return PLAIN | openable(who, state)


def _karis(what: Seen) -> Callable[[str, str], Seen]:
    return lambda who, _state: what if who == "kari" else _NOTHING


def _views(who: str, _state: str) -> Seen:
    """Shared ones, and one's own."""
    return frozenset({"own", "other"} if who == "kari" else {"own"})


def _kept_views(who: str, _state: str) -> Seen:
    """One's own, and a supervisor those for all."""
    mine = frozenset({"other"}) if who == "kari" else _NOTHING
    return mine | (frozenset({"own"}) if who in SUPERVISORS else _NOTHING)


# Each word of the table: who, and which cases' rows; WHOLE where a table is about no case.
WORDS: dict[str, Word] = {
    "-": lambda _who, _state: None,
    # With a ticket; of protected households only cle has her own, and `both` after a broken glass.
    "opened": _for(WORK, openable),
    # The same, and what an import opens to supervisors: nothing protected, nothing locked.
    "wide": _for(WORK, _wide),
    # An import recognises a protected household by its number and its key, and adds to it.
    "framed": _for(WORK, lambda who, state: UNLOCKED if state == "wide" else openable(who, state)),
    # Rows of its own an import adds, whatever they are about.
    "import": _for(SUPERVISORS, lambda _who, state: _ALL if state == "wide" else _NOTHING),
    "begun": _for(SUPERVISORS, lambda _who, state: UNLOCKED if state == "wide" else _NOTHING),
    "imports": _for(SUPERVISORS, _imported),
    "importing": _for(SUPERVISORS, lambda _who, state: _OFFICE if state == "wide" else _NOTHING),
    # A lease of a protected household is told to be nobody's, and seen as such by an import.
    "leases": _for(
        WORK,
        lambda who, state: (
            UNLOCKED if state == "wide" else openable(who, state) - frozenset(PROTECTED)
        ),
    ),
    "unlocked": _for(WORK, lambda _who, _state: UNLOCKED),
    "unhidden": _for(WORK, _unhidden),
    "any": _for(WORK, lambda _who, _state: _ALL),
    "anybodys": _for(EVERYBODY, lambda _who, _state: _ALL),
    "shared": _for(("par",), lambda _who, _state: frozenset({"shared"})),
    "sealed": _for(CLEARED, openable),
    "others_locks": _for(SUPERVISORS, lambda _who, _state: _ALL),
    "notices": _for(SUPERVISORS, lambda _who, _state: UNLOCKED),
    "workers": _for(WORK, lambda _who, _state: _OFFICE),
    "everybody": _for(EVERYBODY, lambda _who, _state: _OFFICE),
    "keepers": _for((*SUPERVISORS, "adm"), lambda _who, _state: _OFFICE),
    "log_readers": _for(("adm", "log"), lambda _who, _state: _OFFICE),
    "admin": _for(("adm",), lambda _who, _state: _OFFICE),
    "views": _for((*WORK, "sta"), _views),
    "kept_views": _for(WORK, _kept_views),
    "drafts": _for(WORK, _karis(PLAIN)),
    "karis": _for(EVERYBODY, _karis(_ALL)),
    "listed": _for(WORK, lambda _who, state: UNLOCKED if state == "listed" else _NOTHING),
    "listed_files": _for(WORK, lambda _who, state: _OFFICE if state == "listed" else _NOTHING),
}
LISTED = {"source_file": "listed_files"}


def decided() -> dict[str, tuple[str, ...]]:
    """Table → its four words. Raises LookupError where a table has none, or a word no table."""
    found = {line.split()[0]: tuple(line.split()[1:]) for line in TABLE.strip().splitlines()}
    missing = set(Base.metadata.tables) ^ set(found)
    if missing:
        raise LookupError(f"expected.py and the tables disagree on {', '.join(sorted(missing))}")
    return found


def expected() -> dict[Cell, Seen | str]:
    """Every cell of the matrix, and what must be found in it."""
    return {cell: _say(word, cell) for cell, word in _cells()}


def _cells() -> Iterator[tuple[Cell, str]]:
    for who in (*WORK, *OTHERS):
        for state in STATES[who]:
            for table, words in decided().items():
                for command, word in zip(COMMANDS, words, strict=True):
                    yield Cell(table, who, state, command), word
        for state in ("closed", "listed"):
            for table in listing.views():
                cell = Cell(f"listing.{table}", who, state, "SELECT")
                yield cell, LISTED.get(table, "listed")


def _say(words: str, cell: Cell) -> Seen | str:
    said = [WORDS[word](cell.who, cell.state) for word in words.split("+")]
    allowed = [seen for seen in said if seen is not None]
    if not allowed:
        return REFUSED
    # An INSERT that affects no row is one that was refused.
    return frozenset().union(*allowed) or (REFUSED if cell.command == "INSERT" else _NOTHING)
