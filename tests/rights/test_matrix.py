"""The whole matrix on a real server: who sees, adds, changes and deletes whose rows.

First with real logins and committed tickets, then the faster way that the other tests use.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Integer, MetaData, Table

from hjemveien.persistence.rights.rules import rule_of
from hjemveien.persistence.tables import Base
from tests.rights import expected
from tests.rights.asking import ask_by_login, trying
from tests.rights.evaluating import Evaluation, differences
from tests.rights.office import Office
from tests.rights.probing import REFUSED, Answers


@pytest.fixture(scope="module")
def by_login(office: Office) -> Iterator[Answers]:
    copy = office.copy("rights_matrix")
    yield ask_by_login(copy)
    copy.drop()


def test_every_role_does_with_every_table_what_was_decided_and_nothing_else(
    by_login: Answers,
) -> None:
    wanted = {cell: seen for cell, seen in expected.expected().items() if cell.who != "rev"}
    assert len(wanted) > 2000
    assert not differences(by_login, wanted)


def test_root_who_takes_on_a_login_finds_all_as_decided(office: Office) -> None:
    """Attacks, columns, doors and figures as well: what the mutations are held against."""
    with trying(office) as root:
        assert not list(Evaluation(root).of_everything())


def test_whoever_was_revoked_has_no_right_left_at_all() -> None:
    revoked = {cell: seen for cell, seen in expected.expected().items() if cell.who == "rev"}
    assert set(revoked.values()) == {REFUSED}


def test_a_new_table_without_a_rule_is_refused() -> None:
    new = Table("new_thing", MetaData(), Column("id", Integer, primary_key=True))
    with pytest.raises(LookupError, match="new_thing"):
        rule_of(new)


def test_a_new_table_that_nobody_decided_about_is_refused() -> None:
    new = Table("new_thing", Base.metadata, Column("id", Integer, primary_key=True))
    try:
        with pytest.raises(LookupError, match="new_thing"):
            expected.decided()
    finally:
        Base.metadata.remove(new)
