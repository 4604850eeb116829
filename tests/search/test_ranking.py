"""What each of several things asked for weighs on Elasticsearch: as much as on the embedded engine."""

from math import log

import pytest

from search.elastic.ranking import COMMON, counted_for, weighed
from search.nodes import Everything, Node, Run, Word

RARE, COMMONPLACE, PHRASE = Word("telegram"), Run(("客户",)), Run(("银行", "行名", "名单"))


def weights(numbers: dict[Node, int]) -> list[float]:
    leaves = (RARE, COMMONPLACE, PHRASE)
    assert set(counted_for(leaves)) == {Everything(), *leaves, *(Run((pair,)) for pair in PHRASE.bigrams)}
    return [clause["bool"]["boost"] for clause in weighed(leaves, numbers)]


def counted(whole: int, phrase: int) -> dict[Node, int]:
    parts = {Run((pair,)): 300 for pair in PHRASE.bigrams}
    return {Everything(): whole, RARE: 10, COMMONPLACE: 900, PHRASE: phrase, **parts}


def test_a_phrase_is_as_rare_as_where_it_stands_and_not_as_its_parts() -> None:
    rare, commonplace, phrase = weights(counted(1000, 200))
    assert rare == pytest.approx(1, abs=0.01)
    assert commonplace < 1e-5
    reckoned_by_the_server = 3 * log(1 + 700.5 / 300.5)
    assert phrase * reckoned_by_the_server == pytest.approx(log(800.5 / 200.5))


@pytest.mark.parametrize("whole", [0, 5, 899])
def test_counts_of_different_moments_do_no_harm(whole: int) -> None:
    assert min(weights(counted(whole, 0))) >= COMMON / 100
