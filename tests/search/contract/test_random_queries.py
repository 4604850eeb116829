"""Random queries give on each engine what the matcher gives."""

import random
from collections.abc import Callable

from analysis.words.terms import terms
from records.assessment import Contact
from records.document import Document
from search.entry import entry_of
from search.index import Index
from search.matcher import matches
from search.query import parse

Maker = Callable[..., Document]
Ids = Callable[..., list[str]]


WORDS = ("银行", "客户", "酒店 记录", "开房", "资料", "QQ", "一手", "9000012345", "患者", "订单", "test")


def random_query(chance: random.Random, depth: int = 0) -> str:
    kind = chance.randrange(8 if depth < 3 else 4)
    if kind < 3:
        return f'"{chance.choice(WORDS)}"'
    if kind == 3:
        return chance.choice(
            ("category:hotel", "quantity:[2 TO 30]", "severity:serious", "contact:qq:9000012345")
        )
    left, right = random_query(chance, depth + 1), random_query(chance, depth + 1)
    return {
        4: f"({left} AND {right})",
        5: f"({left} OR {right})",
        6: f"(NOT {left})",
        7: f"({left} {right})",
    }[kind]


def test_random_queries_give_what_the_matcher_gives(index: Index, ids: Ids, document: Maker) -> None:
    chance = random.Random(20260301)
    documents = [
        document(
            number,
            title=None,
            text="，".join(chance.sample(WORDS, chance.randint(1, 5))),
            contacts=(Contact("qq", chance.choice(("9000012345", "9000054321"))),),
        )
        for number in range(120)
    ]
    index.put(documents)
    entries = {one.id: entry_of(one, terms) for one in documents}
    for _ in range(60):
        query = random_query(chance)
        tree = parse(query, terms)
        assert set(ids(index, query)) == {id_ for id_, entry in entries.items() if matches(tree, entry)}, (
            query
        )
