"""No right is superfluous and none is missing unseen: each is taken away once, or widened.

A mutation that nothing notices is a hole in the tests, or a right that nobody needs.
"""

from collections.abc import Iterator

import pytest

from tests.rights.asking import trying
from tests.rights.evaluating import Evaluation
from tests.rights.mutating import Mutation, mutations, notices
from tests.rights.office import NAME, Office

# How many of them the ordinary run tries, evenly spread.
FEW = 30


@pytest.fixture
def evaluation(office: Office) -> Iterator[Evaluation]:
    with trying(office) as root:
        yield Evaluation(root)


def unnoticed(evaluation: Evaluation, chosen: list[Mutation]) -> list[str]:
    return [one.name for one in chosen if not notices(evaluation, one)]


def test_a_few_mutations_are_noticed(evaluation: Evaluation) -> None:
    every = mutations(evaluation.root, NAME)
    assert len(every) > 1000
    chosen = every[:: len(every) // FEW]
    assert not unnoticed(evaluation, chosen)


@pytest.mark.endurance
def test_every_mutation_is_noticed(evaluation: Evaluation) -> None:
    assert not unnoticed(evaluation, mutations(evaluation.root, NAME))
