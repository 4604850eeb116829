"""Relevance of 100 Chinese queries over the labelled posts: ours, the `standard` analyzer, and bigrams and
trigrams of characters made by the client.

Judged twice, neither time by us. ``meant``: a query asks for data of one category, and a post is relevant
when its labels say that it sells or seeks such data, in whatever words; no engine finds most of them.
``said``: a post is relevant when it says the query, and every second one was put into a disguise by the
testbed, which knows nothing of how disguises are undone.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import product
from pathlib import Path
from statistics import mean
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from analysis.words.terms import terms
from records.document import Document
from search.elastic.query import body
from search.elastic.reading import question
from search.index import open_index
from search.query import parse
from testbed.disguises import FAMILIES, disguise

CORPUS = Path(__file__).parents[1] / "testbed" / "corpus"
FILES = ("own", "dev", "held_back")
SHOWN = 10
#: What people type who look for data of a category.
QUERIES = {
    "bank": "银行客户 储户 信用卡客户 银行存款 理财客户 持卡人 银行卡 银行流水",
    "hotel": "酒店入住 开房记录 住宿记录 酒店 宾馆",
    "patient": "患者 病人资料 医院病历 就诊记录 术后 孕妇",
    "ecommerce": "网购 淘宝订单 电商 收货地址 买家 订单",
    "express": "快递 快递面单 物流 寄件人 面单 包裹",
    "investor": "股民 炒股 股票开户 基金客户 投资者",
    "loan": "贷款 网贷 借款人 征信 贷款客户 借贷",
    "telecom": "机主 手机号 通话记录 话单 运营商 号码",
    "location": "定位 手机定位 轨迹 行踪 位置",
    "household": "户籍 身份证 人口信息 户口 全家户口",
    "vehicle": "车主 车牌 车辆 新车车主 车档",
    "property": "业主 小区业主 楼盘 房产 购房",
    "student": "学生 家长 学生家长 考生 中考 小学生",
    "insurance": "保险 车险 保单 投保人 续保",
    "gambling": "博彩 赌博 彩民 棋牌 玩家",
    "social": "微信 微博 社交账号 交友 相亲",
    "lookup": "查人 查档 人肉 查询 查户籍 查开房",
    "account_kit": "四件套 银行卡四件套 对公账户 实名账号 企业账户",
}
SEEN = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A post with what its labels say: the categories of data it trades in, and whether it is disguised."""

    id: str
    title: str | None
    text: str
    categories: frozenset[str]
    disguised: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """Posts, and the ids of those that answer each query."""

    posts: tuple[Labelled, ...]
    relevant: dict[str, frozenset[str]]


def labelled() -> Iterator[Labelled]:
    """Every labelled post."""
    for name in FILES:
        rows, sides = (
            map(json.loads, (CORPUS / f"{name}{end}.jsonl").read_text("utf-8").splitlines())
            for end in ("", "_meta")
        )
        for row, side in zip(rows, sides, strict=True):
            traded = row["categories"] if row["label"] != "other" else ()
            disguised = bool(side.get("obfuscation"))
            yield Labelled(row["id"], row["title"], row["text"], frozenset(traded), disguised)


def questions() -> list[tuple[str, str]]:
    """Each query with the category it asks for."""
    return [(query, category) for category, queries in QUERIES.items() for query in queries.split()]


def meant(posts: Sequence[Labelled]) -> Judged:
    """The posts as they are; what their labels say is relevant."""
    by_category = {
        category: frozenset(post.id for post in posts if category in post.categories) for category in QUERIES
    }
    return Judged(tuple(posts), {query: by_category[category] for query, category in questions()})


def said(posts: Sequence[Labelled]) -> Judged:
    """The posts in plain words, every second one disguised; what says the query was relevant before."""
    plain = [
        replace(post, title=None, text=f"{post.title or ''}\n{post.text}")
        for post in posts
        if not post.disguised
    ]
    worn = tuple(_worn(post, number) if number % 2 else post for number, post in enumerate(plain))
    return Judged(
        worn, {query: frozenset(post.id for post in plain if query in post.text) for query, _ in questions()}
    )


def _worn(post: Labelled, number: int) -> Labelled:
    names = tuple(FAMILIES)
    family = names[number // 2 % len(names)]
    return replace(post, text=disguise(post.text, family, number), disguised=True)


def measure_relevance(url: str) -> dict[str, Any]:
    """Precision of the first ten and of all, recall, also of the disguised; of each side, judged twice."""
    posts = tuple(labelled())
    return {judge.__name__: _measure(url, judge(posts)) for judge in (meant, said)}


def _measure(url: str, judged: Judged) -> dict[str, dict[str, float]]:
    prefix = f"bench-{uuid.uuid4().hex[:8]}"
    plain = f"{prefix}-plain"
    index = open_index(f"{url}?prefix={prefix}", terms)
    with Elasticsearch(url, request_timeout=120) as client:
        try:
            index.rebuild(map(_document, judged.posts))
            sides = {"ours": partial(_ours, client, f"{prefix}-read")}
            fill_plain(client, plain, judged.posts)
            for field, operator in product(("standard", "bigrams", "trigrams"), ("and", "or")):
                sides[f"{field}, {operator}"] = partial(_plain, client, plain, field, operator)
            return {name: score(find, judged) for name, find in sides.items()}
        finally:
            for name in client.indices.get(index=f"{prefix}*"):
                client.indices.delete(index=name)
            client.indices.delete_index_template(name=f"{prefix}*")
            client.cluster.delete_component_template(name=f"{prefix}*")
            index.close()


def _document(post: Labelled) -> Document:
    return Document(
        id=post.id, version=1, url="", source="corpus", platform="corpus", title=post.title, text=post.text,
        label="sale", score=1.0, severity="none", seen_at=SEEN, capture="", run="",
    )  # fmt: skip


def fill_plain(client: Elasticsearch, name: str, posts: Sequence[Labelled]) -> None:
    """One index with the same text cut in three ways."""
    cut = {"type": "text", "analyzer": "whitespace"}
    fields = {"standard": {"type": "text", "analyzer": "standard"}, "bigrams": cut, "trigrams": cut}
    client.indices.create(
        index=name, mappings={"dynamic": "strict", "_source": {"enabled": False}, "properties": fields}
    )
    bulk(client, ({"_index": name, "_id": post.id, "_source": _cut(post)} for post in posts), refresh=True)


def _cut(post: Labelled) -> dict[str, str]:
    text = f"{post.title or ''}\n{post.text}"
    return {"standard": text, "bigrams": grams(text, 2), "trigrams": grams(text, 3)}


def grams(text: str, size: int) -> str:
    """Every so many characters that stand side by side, blanks left out; a shorter text is one of them."""
    bare = "".join(text.lower().split())
    return " ".join(bare[start : start + size] for start in range(max(len(bare) - size, 0) + 1))


def _ours(client: Elasticsearch, alias: str, query: str) -> list[str]:
    node = parse(query, terms)
    asked = question(node, "relevance", [body(node)])  # each is of one thing
    wanted = {name: asked[name] for name in ("query", "sort")}
    return [
        hit["_id"] for hit in client.search(index=alias, **wanted, size=10_000, source=False)["hits"]["hits"]
    ]


def _plain(client: Elasticsearch, name: str, field: str, operator: str, query: str) -> list[str]:
    asked = {"standard": query, "bigrams": grams(query, 2), "trigrams": grams(query, 3)}[field]
    matching = {"match": {field: {"query": asked, "operator": operator}}}
    hits = client.search(index=name, query=matching, size=10_000, source=False)["hits"]["hits"]
    return [hit["_id"] for hit in hits]


def score(find: Any, judged: Judged) -> dict[str, float]:
    """The means over the queries for which something is relevant."""
    disguised = frozenset(post.id for post in judged.posts if post.disguised)
    rows = [
        _score(find(query), relevant, relevant & disguised)
        for query, relevant in judged.relevant.items()
        if relevant
    ]
    return {name: mean(row[name] for row in rows) for name in rows[0]} | {"queries": len(rows)}


def _score(found: Sequence[str], relevant: frozenset[str], disguised: frozenset[str]) -> dict[str, float]:
    whole, shown = set(found), min(SHOWN, len(relevant))
    return {
        "precision_at_10": len(relevant & set(found[:SHOWN])) / shown,
        "precision": len(relevant & whole) / max(len(whole), 1),
        "recall": len(relevant & whole) / len(relevant),
        "recall_of_disguised": len(disguised & whole) / max(len(disguised), 1),
    }


def show_relevance(figures: dict[str, dict[str, dict[str, float]]]) -> None:
    """The tables, as they are printed."""
    names = ("precision_at_10", "precision", "recall", "recall_of_disguised")
    for judge, sides in figures.items():
        number = int(next(iter(sides.values()))["queries"])
        print(f"{f'{number} queries, {judge}':<20}" + "".join(f"{name:>22}" for name in names))
        for side, row in sides.items():
            print(f"{side:<20}" + "".join(f"{row[name]:>22.3f}" for name in names))
