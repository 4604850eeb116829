"""Both engines, filled alike from the labelled posts, give the same answers."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from analysis.judgement.assessor import assess
from analysis.words.terms import terms
from records.document import Document
from search.entry import entry_of
from search.index import Index, open_index
from search.matcher import matches
from search.query import parse

Engines = tuple[Index, Index]
CORPUS = Path(__file__).parents[2] / "testbed" / "corpus" / "dev.jsonl"
ALONE = (
    "银行", "客户", "酒店", "开房", "患者", "股民", "数据", "资料", "名单", "QQ", "微信", "电话", "出",
    "收", "元", "一手", "身份证", "网购", "快递", "车主", "学生家长", "贷款", "手机号", "实时", "精准客户",
    "個人信息", "ＱＱ群", "先测后买", "telegram", "wx", "0.5", "2000", "一条", "名单 -银行", "银行 OR 酒店",
    '"姓名 电话"', '"0.5元"', "tele*", "类别:银行", "类别:(银行 OR 酒店)", "severity:serious", "severity:*",
    "label:sale", "求购", "label:seek", "contact:qq", "contact:*", "NOT contact:*", "price:<1",
    "price:[1 TO 100]", "数量:>=1万", "quantity:*", "score:>0.9", "review:unreviewed", "source:weibo",
    "source:tieba*", "魑魅魍魉", "", "(银行 OR 贷款) AND (QQ OR 微信)", "银行 AND NOT (新闻 OR 判决)",
    "first_seen:2026-03-02", "posted:[2026-03-01T10:00 TO 2026-03-02]",
)  # fmt: skip
PAIRED = (
    "银行",
    "资料",
    "QQ",
    "类别:银行",
    "price:<1",
    "label:sale",
    "-微信",
    "出",
    "name",
    "首次:2026-03-01",
)


def queries() -> list[str]:
    """More than 200 of them."""
    joined = [f"{one} {word} {other}" for one, other in product(PAIRED, PAIRED) for word in ("AND", "OR")]
    return [*ALONE, *joined]


def documents(make: Any) -> list[Document]:
    """The labelled posts as judged documents, a minute apart, some of them at the same one."""
    made = []
    for number, line in enumerate(CORPUS.read_text("utf-8").splitlines()):
        post = json.loads(line)
        judged = assess(post["text"], post.get("title"), post.get("author"))
        blank: Document = make(number, title=post.get("title"), text=post["text"], source=post["source"])
        made.append(
            replace(
                blank, label=judged.label, score=judged.score, categories=judged.categories,
                offers=judged.offers, contacts=judged.contacts, severity=judged.severity.grade,
                author_name=post.get("author"), posted_at=blank.seen_at - timedelta(minutes=number % 3),
                seen_at=blank.seen_at + timedelta(hours=number % 30),
            )
        )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def engines(
    elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory, documents_of: list[Document]
) -> Iterator[Engines]:
    sqlite = open_index(f"sqlite:///{tmp_path_factory.mktemp('same') / 'index.sqlite'}", terms)
    elastic = open_index(f"{elasticsearch_url}?prefix=test-same-answers", terms)
    for index in (sqlite, elastic):
        index.init()
        assert index.rebuild(documents_of) == len(documents_of)
    yield sqlite, elastic
    sqlite.close()
    elastic.close()


@pytest.fixture(scope="module")
def documents_of(maker: Any) -> list[Document]:
    return documents(maker)


def shown(index: Index, query: str, sort: str = "newest") -> dict[str, Any]:
    found = index.find(query, sort=sort, limit=1000)
    spans = {hit.document.id: (hit.highlights, hit.title_highlights) for hit in found.hits}
    order = [hit.document.id for hit in found.hits]
    return {"total": found.total, "order": order, "spans": spans, "facets": found.facets}


def test_the_same_hits_facets_and_highlights(engines: Engines, documents_of: list[Document]) -> None:
    entries = {one.id: entry_of(one, terms) for one in documents_of}
    asked = queries()
    assert len(asked) >= 200
    found_something = 0
    for query in asked:
        first, second = (shown(index, query) for index in engines)
        assert first == second, query
        tree = parse(query, terms)
        assert set(first["order"]) == {id_ for id_, entry in entries.items() if matches(tree, entry)}, query
        found_something += bool(first["total"])
    assert found_something >= 0.8 * len(asked)


@pytest.mark.parametrize("sort", ["newest", "score", "price", "severity"])
def test_the_same_order(engines: Engines, sort: str) -> None:
    for query in ALONE:
        first, second = (shown(index, query, sort)["order"] for index in engines)
        assert first == second, (query, sort)


def test_relevance_gives_the_same_set_and_nearly_the_same_first_ten(engines: Engines) -> None:
    overlaps = []
    for query in ALONE:
        first, second = (shown(index, query, "relevance")["order"] for index in engines)
        assert set(first) == set(second), query
        ten = min(10, len(first))
        if ten:
            overlaps.append(len(set(first[:10]) & set(second[:10])) / ten)
    assert sum(overlaps) / len(overlaps) >= 0.8
