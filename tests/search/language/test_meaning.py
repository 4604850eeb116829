"""What a query means."""

from datetime import UTC, datetime

import pytest

from analysis.words.terms import terms
from search.nodes import (
    All,
    Any,
    Everything,
    Node,
    Not,
    Range,
    Run,
    Tag,
    TagLike,
    TagStart,
    Word,
    WordLike,
    WordStart,
)
from search.query import parse

NOW = datetime(2026, 11, 26, 13, 5, tzinfo=UTC)


BANK, HOTEL = Tag("category", "bank"), Tag("category", "hotel")


def at(*moment: int) -> float:
    return datetime(*moment, tzinfo=UTC).timestamp()  # type: ignore[misc, arg-type]


MEANT: dict[str, Node] = {
    "": Everything(),
    "*:*": Everything(),
    "data": Word("data"),
    "银行": Run(("银行",)),
    "data AND 银行": All((Word("data"), Run(("银行",)))),
    "data && 银行": All((Word("data"), Run(("银行",)))),
    "data 银行": All((Word("data"), Run(("银行",)))),
    "data OR 银行": Any((Word("data"), Run(("银行",)))),
    "data || 银行": Any((Word("data"), Run(("银行",)))),
    "+data -银行": All((Word("data"), Not(Run(("银行",))))),
    "data NOT 银行": All((Word("data"), Not(Run(("银行",))))),
    "data !银行": All((Word("data"), Not(Run(("银行",))))),
    "银行 、 客户 / data": All((Run(("银行",)), Run(("客户",)), Word("data"))),
    "有资料吗？": Run(("有资", "资料", "料吗")),
    "4S店": Word("4s店"),
    "4S店 车主": All((Word("4s店"), Run(("车主",)))),
    '"宝马4S店"': All((Run(("宝马",)), Word("4s店"))),
    "\u202d银行\u202c \u200b 客户": All((Run(("银行",)), Run(("客户",)))),
    r"a\:b": All((Word("a"), Word("b"))),
    "text:(data OR sale)": Any((Word("data"), Word("sale"))),
    "category:bank": BANK,
    "类别：银行": BANK,
    "类别:(银行 OR 酒店)": Any((BANK, HOTEL)),
    "类别:银行 价格:<1": All((BANK, Range("price", None, 1, True, False))),
    "category:ba*": BANK,
    "类别:银*": BANK,
    "severity:*serious": Any((Tag("severity", "serious"), Tag("severity", "especially_serious"))),
    "contact:qq:12345": Tag("contact", "qq:12345"),
    "联系方式:扣扣:12345": Tag("contact", "qq:12345"),
    "QQ:12345": Tag("contact", "qq:12345"),
    "contact:(qq:12345 OR 微信:wx_*)": Any((Tag("contact", "qq:12345"), TagStart("contact", "wechat:wx_"))),
    "telegram:@kf00000cha": Tag("contact", "telegram:kf00000cha"),
    'contact:phone:"+86 138-0000-0123"': Tag("contact", "phone:13800000123"),
    "contact:qq": Tag("channel", "qq"),
    "contact:*": TagStart("contact", ""),
    "_exists_:contact": TagStart("contact", ""),
    "_exists_:微信": TagStart("contact", "wechat:"),
    "_exists_:price": Range("price"),
    "price:*": Range("price"),
    "seller:discuz:4": Any((Tag("seller", "discuz:4"), Tag("author", "discuz:4"))),
    "state:withdrawn": Tag("state", "withdrawn"),
    "state:confirmed": Tag("review", "confirmed"),
    "状态:未复核": Tag("review", "unreviewed"),
    "reviewed:no": Tag("review", "unreviewed"),
    "reviewed:是": Not(Tag("review", "unreviewed")),
    "reviewed:rejected": Tag("review", "rejected"),
    "reviewed:>=2026-03": Range("reviewed", at(2026, 3, 1)),
    "data*": WordStart("data"),
    "wx_00*": All((Word("wx"), WordStart("00"))),
    "tele*m": WordLike("tele*m"),
    "900?0*1": WordLike("900?0*1"),
    "银行*": Run(("银行",)),
    r"contact:ab\*c*d?": TagLike("contact", "ab[*]c*d?"),
    "board:灌水?": TagLike("board", "灌水?"),
    "月份:2026年3月": Tag("month", "2026-03"),
    "month:2026-*": TagStart("month", "2026-"),
    "match:phone.1.ab author:(match:id.1.cd OR 王)": All(
        (Tag("match", "phone.1.ab"), Any((Tag("match", "id.1.cd"), Tag("author", "王"))))
    ),
    "price:[1 TO 3}": Range("price", 1, 3, True, False),
    "price:{1 TO *]": Range("price", 1, None, False, True),
    "price:>-3": Range("price", -3, None, False, True),
    "数量:>=10万": Range("quantity", 100_000, None),
    "价格:<5毛": Range("price", None, 0.5, True, False),
    "posted:2026-03": Range("posted", at(2026, 3, 1), at(2026, 4, 1), True, False),
    "发布:2026年3月14日": Range("posted", at(2026, 3, 14), at(2026, 3, 15), True, False),
    "posted:20260314": Range("posted", at(2026, 3, 14), at(2026, 3, 15), True, False),
    "posted:>2026-03-14": Range("posted", at(2026, 3, 15), None),
    "posted:[2026-03-14 TO 2026-03-15]": Range("posted", at(2026, 3, 14), at(2026, 3, 16), True, False),
    'posted:["2026-03-14 08:00" TO now]': Range("posted", at(2026, 3, 14, 8), at(2026, 11, 26, 13, 5)),
    "posted:2026-03-14T08:00:00+08:00": Range("posted", at(2026, 3, 14), at(2026, 3, 14)),
    "posted:>now-7d": Range("posted", at(2026, 11, 19, 13, 5), None, False, True),
    "posted:[now-7d/d TO now/d]": Range("posted", at(2026, 11, 19), at(2026, 11, 27), True, False),
    "posted:now-1M/M": Range("posted", at(2026, 10, 1), at(2026, 11, 1), True, False),
    "posted:>=2026-03-31||-1M": Range("posted", at(2026, 2, 28), None),
    "posted:7d": Range("posted", at(2026, 11, 19, 13, 5), None),
    "posted:近7天": Range("posted", at(2026, 11, 19, 13, 5), None),
    "posted:<7d": Range("posted", None, at(2026, 11, 19, 13, 5), True, False),
    "posted:[近一个月 TO 近三天]": Range("posted", at(2026, 10, 26, 13, 5), at(2026, 11, 23, 13, 5)),
    "posted:今天": Range("posted", at(2026, 11, 26), at(2026, 11, 27), True, False),
    "posted:上周": Range("posted", at(2026, 11, 16), at(2026, 11, 23), True, False),
    "posted:去年": Range("posted", at(2025, 1, 1), at(2026, 1, 1), True, False),
}  # fmt: skip


@pytest.mark.parametrize("query", MEANT)
def test_what_a_query_means(query: str) -> None:
    assert parse(query, terms, NOW) == MEANT[query]


def test_alike_takes_words_in_any_writing() -> None:
    ways = parse("alike:薇信", terms)
    assert ways == parse("近似:薇信", terms) == parse('alike:"薇信"', terms)
    assert set(ways.parts) & set(parse("alike:威信", terms).parts)
    assert isinstance(parse('alike:"薇信 电话"', terms), All)
    assert parse("alike:(薇信 OR 电话)", terms) == Any((ways, parse("alike:电话", terms)))
