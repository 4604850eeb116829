"""Which goods a post speaks of: names of data, persons it is about, columns it is said to have."""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from analysis.grammars.post_reading import PostReading
from analysis.readings.folding import Span
from analysis.words.entries import Entry
from analysis.words.overlay import from_lexicon
from analysis.words.vocabulary import Match, load_entries, word_lists
from records.assessment import CATEGORIES

#: How surely data is named: by its name, as a list of persons, as lists in general, by persons alone, by a
#: set that could be bedding.
DATA, LISTED, GENERAL, PERSONS, BEDDED = 2.0, 1.6, 0.8, 0.6, 0.4
#: From this weight on data is named.
NAMED = 1.5
#: In a list of columns a word is worth this part, and below the least it is no goods.
IN_COLUMNS, LEAST = 0.2, 0.3
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
#: Groups of trade words among which initials are names of goods, and those among which 料 is one.
TALK = frozenset(("quality", "bulk", "secrecy", "test", "settle"))
TALK_OF_MATERIAL = TALK - {"settle"}
#: So many characters may stand between two columns of one list; a list has columns of three kinds.
COLUMN_GAP, LEAST_COLUMNS = 4, 3
#: Topics whose words are goods.
TRADED = frozenset(CATEGORIES)


class Goods(NamedTuple):
    """Goods at ``[start, end)``; ``weight`` tells how surely data is named.

    A named tuple, for each post has a handful, and one is made in half the time of a frozen dataclass.
    """

    category: str
    start: int
    end: int
    weight: float
    word: str


def field_runs(words: Sequence[Match]) -> list[Span]:
    """Lists of columns: three or more kinds of field words close together."""
    fields = [match for match in words if match.entry.topic == "fields"]
    if len(fields) < LEAST_COLUMNS:
        return []
    runs: list[list[Match]] = []
    reach: list[int] = []
    for match in fields:
        if runs and match.start - max(reach[-3:]) <= COLUMN_GAP:
            runs[-1].append(match)
            reach.append(match.end)
        else:
            runs.append([match])
            reach = [match.end]
    long = [run for run in runs if len({one.entry.group for one in run}) >= LEAST_COLUMNS]
    return [(run[0].start, max(one.end for one in run)) for run in long]


def _longest(found: list[Goods]) -> list[Goods]:
    """Drop goods inside longer goods: 车主 in 车主名单 — unless of another category with a full name."""
    found.sort(key=itemgetter(2), reverse=True)
    found.sort(key=itemgetter(1))
    kept: list[Goods] = []
    reach = 0
    for place, one in enumerate(found):
        if one.end > reach:
            reach = one.end
        elif any(_covers(other, one) for other in found[max(0, place - 12) : place]):
            continue
        kept.append(one)
    return kept


def _covers(other: Goods, one: Goods) -> bool:
    """Whether ``other``, which begins no later, stands for ``one`` as well."""
    longer = one.end <= other.end and other.end - other.start > one.end - one.start
    return longer and (other.category == one.category or other.weight >= one.weight)


@from_lexicon
def _initials() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pinyin initials that name goods in trade talk, and their categories."""
    names = {entry.word: entry.group for entry in load_entries() if entry.topic == "pinyin"}
    # What stands before is looked at last: so the search can skip to the letters that names begin with.
    return re.compile("|".join(rf"{name}(?<![a-z0-9_@.]{name})(?![a-z0-9_])" for name in names)), names


def _coded(reading: PostReading) -> Iterator[Goods]:
    """Goods named by initials or only as 料, where the trade's own words stand beside them."""
    groups = {match.entry.group for match in reading.words if match.entry.topic == "trade"}
    material = "料" in reading.text
    if not material and len(groups & TALK) < 2:
        return
    pattern, names = _initials()
    for match in pattern.finditer(reading.text):
        yield Goods(names[match.group()], match.start(), match.end(), LISTED, match.group())
    if material and len(groups & TALK_OF_MATERIAL) > 1:
        for match in MATERIAL.finditer(reading.text):
            yield Goods("mixed_other", match.start(), match.end(), GENERAL, "料")


@from_lexicon
def _general() -> frozenset[str]:
    """Names of lists in general."""
    return frozenset(word_lists()["general.goods"])


def _weight(entry: Entry, end: int, text: str) -> float:
    if entry.topic == "account_kit" and BEDDING.search(text):
        return BEDDED
    if entry.word in _general():
        return GENERAL
    if entry.group == "goods":
        return DATA
    return LISTED if LIST_AFTER.match(text, end) else PERSONS


def _named(reading: PostReading) -> Iterator[Goods]:
    """Goods named by words of the lexicon; what stands in a list of columns is hardly any."""
    lists = field_runs(reading.words)
    for match in reading.words:
        if match.entry.topic in TRADED:
            weight = _weight(match.entry, match.end, reading.text)
            if lists and any(start <= match.start and match.end <= end for start, end in lists):
                weight *= IN_COLUMNS
            if weight >= LEAST:
                yield Goods(match.entry.topic, match.start, match.end, weight, match.entry.word)


def find_goods(reading: PostReading) -> list[Goods]:
    """Goods in a post, columns of a field list left out."""
    return _longest([*_named(reading), *_coded(reading)])
