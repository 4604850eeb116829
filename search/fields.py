"""The fields a query may name, in English and Chinese, and the words for their values."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Kind = Literal["tag", "number", "time"]
Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: a ``tag`` holds exact values, a ``number`` and a ``time`` are asked for by ranges.

    ``names`` are further names people use. Where there are ``values`` (code → further names), a query may
    name no others. What is asked of the field is looked for in the fields ``also``, too. A ``facet`` is
    counted under every answer.
    """

    name: str
    kind: Kind = "tag"
    names: tuple[str, ...] = ()
    values: Names = field(default_factory=dict)
    also: tuple[str, ...] = ()
    facet: bool = False


CATEGORIES: Names = {
    "bank": ("银行",), "hotel": ("酒店",), "patient": ("患者", "病人"), "ecommerce": ("网购", "电商"),
    "express": ("快递",), "investor": ("股民",), "loan": ("贷款",), "telecom": ("电信",),
    "location": ("定位",), "household": ("户籍",), "vehicle": ("车主",), "property": ("业主",),
    "student": ("学生",), "insurance": ("保险",), "gambling": ("赌博",), "social": ("社交",),
    "lookup": ("查人",), "account_kit": ("账号",), "mixed_other": ("其他",),
}  # fmt: skip
CHANNEL_NAMES: Names = {
    "qq": ("扣扣",), "wechat": ("微信",), "phone": ("电话", "手机"), "telegram": ("飞机", "电报"),
    "email": ("邮箱",), "url": ("网址",), "other": (),
}  # fmt: skip
SEVERITIES: Names = {
    "none": ("未分级",), "below": ("未达标准",), "serious": ("严重",), "especially_serious": ("特别严重",)
}  # fmt: skip
#: Bands of the lowest price in CNY: each code and its upper end.
BANDS = (
    ("below_0.1", 0.1), ("0.1_to_1", 1.0), ("1_to_10", 10.0), ("10_to_100", 100.0),
    ("100_to_1000", 1000.0), ("1000_to_10000", 10_000.0), ("10000_up", float("inf")),
)  # fmt: skip
VERDICTS: Names = {
    "unreviewed": ("未复核",), "confirmed": ("已确认",), "rejected": ("已否定",), "unsure": ("存疑",)
}  # fmt: skip
LABELS: Names = {"sale": ("出售",), "seek": ("求购",), "other": ()}
STATES: Names = {
    "standing": ("还在",), "gone": ("已消失",), "withdrawn": ("已撤销",)
}  # fmt: skip

FIELDS = (
    Field(name="category", names=("类别",), values=CATEGORIES, facet=True),
    Field(name="source", names=("来源",), facet=True),
    Field(name="channel", names=("渠道",), values=CHANNEL_NAMES, facet=True),
    Field(name="severity", names=("严重程度",), values=SEVERITIES, facet=True),
    Field(name="band", names=("价位",), values={code: () for code, _ in BANDS}, facet=True),
    Field(name="month", names=("月份",), facet=True),
    Field(name="seller", names=("卖家",), also=("author",), facet=True),
    Field(name="review", names=("复核",), values=VERDICTS, facet=True),
    Field(name="label", names=("标签",), values=LABELS, facet=True),
    Field(name="state", names=("状态", "在否", "standing"), values=STATES),
    Field(name="contact", names=("联系方式",)),
    Field(name="campaign", names=("同源",)),
    Field(name="author", names=("作者",)),
    Field(name="platform", names=("平台",)),
    Field(name="board", names=("板块",)),
    Field(name="match", names=("匹配",)),
    Field(name="id"),
    Field(name="run"),
    Field(name="capture"),
    Field(name="price", kind="number", names=("价格",)),
    Field(name="quantity", kind="number", names=("数量",)),
    Field(name="score", kind="number", names=("分数",)),
    Field(name="posted", kind="time", names=("发布",)),
    Field(name="first_seen", kind="time", names=("首次",)),
    Field(name="seen", kind="time", names=("所见",)),
    Field(name="reviewed", kind="time", names=("复核时间",)),
)
BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.names)}
TAGS, NUMBERS, TIMES = (
    frozenset(field.name for field in FIELDS if field.kind == kind) for kind in ("tag", "number", "time")
)
FACETS = tuple(field.name for field in FIELDS if field.facet)


def codes_of(values: Names) -> dict[str, str]:
    """Every name of every value, with the value's code."""
    return {name: code for code, names in values.items() for name in (code, *names)}


CHANNELS = codes_of(CHANNEL_NAMES)
# A field of this table takes only the values on its right, or the names for them on its left.
VALUES = {field.name: codes_of(field.values) for field in FIELDS if field.values}


@lru_cache(maxsize=4096)  # most of what documents hold of most fields is among a few values
def fold_value(value: str) -> str:
    """A field's value as it is stored and asked for: NFKC, lower case, no blanks around."""
    return unicodedata.normalize("NFKC", value).strip().lower()


def band_of(price: float) -> str:
    """The band in which a price in CNY lies; each reaches from its lower end up to before its upper one."""
    return next(code for code, end in BANDS if price < end)
