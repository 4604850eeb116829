"""Which goods a post speaks of: names of data, persons it is about, columns it is said to have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.grammars.post_reading import PostReading
from analysis.words.overlay import from_lexicon
from analysis.words.vocabulary import Match, load_entries
from records.assessment import CATEGORIES

#: What 料 of the trade looks like when nothing else names the goods.
MATERIAL = re.compile(r"料子|一手料|供料|出料|有料|各种料")
#: Sets of four and eight that are bedding, crockery, tools.
BEDDING = re.compile(
    r"纯棉|全棉|大红色|床|被|花色|家纺|瓷|餐具|茶具|洗漱|刀具|面料|婚庆款|天丝|亚麻|枕|礼盒|绣"
)
#: A word for lists right after a word for persons makes the persons goods: 业主 + 名单.
LIST_AFTER = re.compile(
    r"(?:的|们|类|老|新|电子|全部|真实|本地)?(?:料|资料|数据|名单|名录|名册|信息|客源|资源|号码|表格|登记表|明细|库|客户|会员|联系方式|通讯录|电话|档案|玩家|手机|个资|记录|用户|资讯|裤)"
)
GENERIC = frozenset(
    [
        "客户资料",
        "客户数据",
        "客户名单",
        "客户信息",
        "客户电话",
        "精准客户",
        "精准数据",
        "精准料",
        "精准客源",
        "通讯录",
        "会员信息",
        "会员资料",
        "会员数据",
        "会员名单",
        "用户数据",
        "数据库",
        "个人信息",
        "公民个人信息",
        "信息查询",
        "查询",
        "会员表格",
        "身份信息",
        "电销料",
        "同行客户",
        "花名册",
    ]
)
FIELD_GAP = re.compile(r"[\s、,/+;:|和跟及与\-.·\"'“”有带含等&]{0,4}(?:都|的)?")


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods at ``[start, end)``; ``weight`` tells how surely data is named (2) or just persons (below 1)."""

    category: str
    start: int
    end: int
    weight: float
    word: str


def field_runs(words: list[Match]) -> list[tuple[int, int, list[Match]]]:
    """Lists of columns: three or more field words close together, as (start, end, matches)."""
    fields = [match for match in words if match.entry.topic == "fields"]
    runs: list[list[Match]] = []
    for match in fields:
        if runs and match.start - max(one.end for one in runs[-1][-3:]) <= 4:
            runs[-1].append(match)
        else:
            runs.append([match])
    long = [run for run in runs if len({one.entry.group for one in run}) > 2]
    return [(run[0].start, max(one.end for one in run), run) for run in long]


def _longest(found: list[Goods]) -> list[Goods]:
    """Drop goods inside longer goods: 车主 in 车主名单 — unless of another category with a full name."""
    found = sorted(found, key=lambda one: (one.start, -one.end))
    return [
        one
        for place, one in enumerate(found)
        if not any(_covers(other, one) for other in found[max(0, place - 12) : place])
    ]


def _covers(other: Goods, one: Goods) -> bool:
    longer = (
        other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start
    )
    return longer and (other.category == one.category or other.weight >= one.weight)


@from_lexicon
def _initials() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pinyin initials that name goods in trade talk, and their categories."""
    names = {entry.word: entry.group for entry in load_entries() if entry.topic == "pinyin"}
    return re.compile(rf"(?<![a-z0-9_@.])(?:{'|'.join(names)})(?![a-z0-9_])"), names


def _coded(reading: PostReading) -> Iterator[Goods]:
    """Goods named by initials or only as 料, where the trade's own words stand beside them."""
    talk = {match.entry.group for match in reading.words if match.entry.topic == "trade"}
    pattern, names = _initials()
    if len(talk & {"quality", "bulk", "secrecy", "test", "settle"}) < 2 and "料" not in reading.text:
        return
    for match in pattern.finditer(reading.text):
        yield Goods(names[match.group()], match.start(), match.end(), 1.6, match.group())
    for match in (
        MATERIAL.finditer(reading.text) if len(talk & {"quality", "bulk", "secrecy", "test"}) > 1 else ()
    ):
        yield Goods("mixed_other", match.start(), match.end(), 0.8, "料")


def find_goods(reading: PostReading) -> list[Goods]:
    """Goods in a post, columns of a field list left out."""
    runs = field_runs(reading.words)
    found = []
    for match in reading.words:
        entry = match.entry
        if entry.topic not in CATEGORIES or entry.group not in ("goods", "people"):
            continue
        in_fields = any(start <= match.start and match.end <= end for start, end, _ in runs)
        weight = 2.0 if entry.group == "goods" else 0.6
        if entry.group == "people" and LIST_AFTER.match(reading.text, match.end):
            weight = 1.6
        if entry.word in GENERIC:
            weight = 0.8
        if entry.topic == "account_kit" and BEDDING.search(reading.text):
            weight = 0.4
        if in_fields:
            weight *= 0.2
        if weight >= 0.3:
            found.append(Goods(entry.topic, match.start, match.end, weight, entry.word))
    found += _coded(reading)
    return _longest(found)
