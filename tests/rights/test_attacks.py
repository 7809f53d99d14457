"""Each attack of `attacks` is tried by its own login and comes to nothing."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.rights import attacking
from tests.rights.attack import Attack
from tests.rights.attacks import ATTACKS
from tests.rights.evaluating import wanted_of
from tests.rights.office import Office
from tests.rights.probing import Connection


class Front:
    """A copy of the office, root in it, and one connection for each login."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.root = office.root()
        self.root.autocommit = True
        self.row = attacking.protected_row(self.root)
        self._connections: dict[str, Connection] = {}

    def outcome(self, attack: Attack) -> str:
        attacking.give_tickets(self.root, attack)
        if attack.who not in self._connections:
            self._connections[attack.who] = self.office.connect(attack.who)
        return attacking.by_login(self._connections[attack.who], attack, self.row)

    def close(self) -> None:
        for connection in (self.root, *self._connections.values()):
            connection.close()


@pytest.fixture(scope="module")
def front(office: Office) -> Iterator[Front]:
    copy = office.copy("rights_attacks")
    made = Front(copy)
    yield made
    made.close()
    copy.drop()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.who} would {attack.name}")
def test_it_comes_to_nothing(front: Front, attack: Attack) -> None:
    assert front.outcome(attack) in wanted_of(attack)


def test_there_are_many_and_no_two_have_one_name() -> None:
    names = [(attack.who, attack.name) for attack in ATTACKS]
    assert len(set(names)) == len(names) > 200


def test_whoever_was_revoked_does_not_come_in(office: Office) -> None:
    with pytest.raises(psycopg.OperationalError):
        office.connect("rev")


def test_nobody_comes_into_another_office(office: Office, abroad: Office) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        abroad.connect("kari")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        office.connect("abr")
