"""All that is decided about rights, held against the server in one transaction of root's.

Each difference is a sentence; none means that all is as decided.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from hjemveien.persistence.rights import figures, listing
from hjemveien.persistence.rights.rules import tables as all_tables
from tests.rights import attacking, expected, expected_privileges, privileges
from tests.rights.asking import ask_as, being
from tests.rights.attack import NOTHING, Attack
from tests.rights.attacks import ATTACKS
from tests.rights.office import NAME
from tests.rights.probing import Answers, Connection, Rows

# Nobody is the owner; those two have no row security, for nobody else has a right there.
_UNSECURED = ("search_term", "search_word")
_VERBS = {"definer": "DELETE INSERT SELECT UPDATE", "backup": "SELECT"}


class Evaluation:
    """What does not change from one evaluation to the next, read once."""

    def __init__(self, root: Connection) -> None:
        self.root = root
        self.tables = {table.name: table for table in all_tables()}
        self.rows = Rows(root, self.tables.values())
        self.row = attacking.protected_row(root)
        self.wanted = expected.expected()

    def of_table(self, name: str) -> Iterator[str]:
        """What the matrix and the catalogue say of one table."""
        yield from self._privileges(name)
        yield from self._servants(name)
        yield from self._matrix([self.tables[name]], lists=False)

    def of_everything(self) -> Iterator[str]:
        yield from self.of_doors()
        yield from self.of_figures()
        for attack in ATTACKS:
            yield from self._attack(attack)
        for name in self.tables:
            yield from self._privileges(name)
            yield from self._servants(name)
        yield from self._matrix(list(self.tables.values()), lists=True)

    def of_doors(self) -> Iterator[str]:
        yield from _unlike(
            "door", privileges.callers(self.root, NAME), expected_privileges.callers()
        )

    def of_lists(self) -> Iterator[str]:
        yield from self._matrix([], lists=True)

    def of_figures(self) -> Iterator[str]:
        """Figures are for statistics and casework, and for nobody else."""
        for login in ("sta", "kari", "adm", "log", "par"):
            for view in figures.views():
                seen = self._reads(login, f'SELECT 1 FROM figures."{view}"')
                if seen != (login in ("sta", "kari")):
                    yield f"{login} reads figures.{view}: {seen}"

    def _reads(self, login: str, query: str) -> bool:
        self.root.execute("SAVEPOINT reading")
        with being(self.root, login):
            outcome = attacking.outcome_of(self.root, (query,))
            self.root.execute("ROLLBACK TO reading")
        return outcome in (attacking.SOMETHING, NOTHING)

    def _matrix(self, tables: Sequence[Table], *, lists: bool) -> Iterator[str]:
        names = {table.name for table in tables}
        names |= {f"listing.{name}" for name in listing.views()} if lists else set()
        answers = ask_as(self.root, self.rows, tables, lists=lists)
        wanted = {cell: seen for cell, seen in self.wanted.items() if cell.table in names}
        yield from differences(answers, wanted)

    def _privileges(self, name: str) -> Iterator[str]:
        found = privileges.changeable(self.root, NAME, name).get(name, {})
        yield from _unlike(f"columns of {name}", found, expected_privileges.columns().get(name, {}))

    def _servants(self, name: str) -> Iterator[str]:
        wanted = {f"{role} {name}": verbs for role, verbs in _VERBS.items()}
        yield from _unlike("servant", privileges.of_servants(self.root, NAME, name), wanted)
        seen = privileges.rows_of_servants(self.root, NAME, [name])
        sees = {f"owner {name}": name in _UNSECURED, f"definer {name}": True}
        yield from _unlike("rows of", seen, sees)

    def _attack(self, attack: Attack) -> Iterator[str]:
        if attack.alone:
            return
        outcome = attacking.as_root(self.root, attack, self.row)
        if outcome not in wanted_of(attack):
            yield f"{attack.who} would {attack.name}: {outcome}"


def wanted_of(attack: Attack) -> tuple[str, ...]:
    return (attack.outcome,) if isinstance(attack.outcome, str) else attack.outcome


def _unlike(what: str, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted(found.keys() | wanted.keys()):
        if found.get(key) != wanted.get(key):
            yield f"{what} {key}: found {found.get(key)}, decided {wanted.get(key)}"


def differences(answers: Answers, wanted: Answers) -> list[str]:
    """One line a cell that is not as decided."""
    return [
        f"{cell.who} ({cell.state}) {cell.command} {cell.table}: "
        f"found {_said(answers.get(cell))}, decided {_said(seen)}"
        for cell, seen in wanted.items()
        if answers.get(cell) != seen
    ]


def _said(seen: str | frozenset[str] | None) -> str:
    return ", ".join(sorted(seen)) or "nothing" if isinstance(seen, frozenset) else str(seen)
