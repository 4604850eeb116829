"""Signs in a post: named rules with the characters that earned them. The model weighs them, nothing else."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.grammars.post_reading import PostReading, read_post
from analysis.judgement.goods import Goods, field_runs, find_goods
from analysis.words.vocabulary import Match, find_words

Field = Literal["post", "author"]


@dataclass(frozen=True, slots=True)
class Signal:
    """Rule ``name`` fired at ``[start, end)`` of the second reading (or of the author's name)."""

    name: str
    start: int = 0
    end: int = 0
    field: Field = "post"


BOUNDARY = re.compile(r"(?:^|[\s,。;:!?、(\[【「|丨〆~—>★·\"“现诚专长低便急手想也我们店期量价一批还再高全])$")
WRONG_AFTER = re.compile(
    r"[现来去门口生发版入身行示台息力具错差血国事院院席色售租轨汗藏听集拾纳获到件费银助救学职解知真教问推翻婚家场点萌载账正折弃]"
)
QUOTED = re.compile(r"[“「『\"]([^”」』\"\n]{2,80})[”」』\"]")
FIRST = re.compile(r"本人|我这|我手|手里有|手上有|我们这|自己在|我有|手头|我是做|我在")
AIMED = re.compile(
    r"私我|私信|敲我|滴滴我|加我|联系我|找我|私聊|站内信|回帖|扣1|评论区|留(?:扣|邮箱|言)|来问|要的|有需要|需要的"
)
HYPOTHETIC = re.compile(r"如果|假如|要是|万一|凡是|一旦|据称|所谓|声称|自称|宣称")
OFFICIAL = re.compile(
    r"法院|检察|公安|警|平安|反诈|晚报|日报|新闻|观察|记者|发布|普法|法治|律师|安全|隐私|合规|网信|频道|之声|早报|周刊|热线|委员会|居委|社区|志愿|学校|大学|医院|官方|电视|广播|保卫|资讯|头条|财经|快讯|宣传|治理|站务|版主|管理"
)
DEALER = re.compile(
    r"料|数据|资料|名单|名录|客源|查|代查|库|卡商|号商|信息|渠道|档|盒|面单|套|拓客|获客|引流|收|采购"
)
REPORTERS = frozenset(["news", "police", "court", "warning", "victim", "reported"])
STEPS = (1, 2, 4)


def _near(
    first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]], gap: int
) -> tuple[int, int] | None:
    """The first pair of spans at most ``gap`` characters apart, as one span; lists in order of start."""
    starts = [start for start, _ in second]
    for start, end in first:
        place = bisect_left(starts, start)
        for other, finish in second[max(0, place - 1) : place + 1]:
            if other - end <= gap and start - finish <= gap:
                return min(start, other), max(end, finish)
    return None


def _counts(match: Match, text: str) -> bool:
    """A single character such as 出 or 收 is a verb of trade only where a clause begins."""
    if len(match.entry.word) > 1 or match.entry.group not in ("sell", "seek"):
        return True
    before = BOUNDARY.search(text, max(0, match.start - 1), match.start) is not None or match.start == 0
    return before and not WRONG_AFTER.match(text, match.end)


def spoken(reading: PostReading) -> list[Match]:
    """Words of trade and counter-signs that count."""
    words = (match for match in reading.words if match.entry.topic in ("trade", "counter"))
    return [match for match in words if _counts(match, reading.text)]


def _group_signals(matches: Sequence[Match]) -> Iterator[Signal]:
    """One signal per group and step: one, two, four different words of it."""
    groups: dict[str, dict[str, Match]] = {}
    for match in matches:
        groups.setdefault(f"{match.entry.topic}.{match.entry.group}", {}).setdefault(match.entry.word, match)
    for name, words in groups.items():
        firsts = list(words.values())
        for step in STEPS:
            if len(firsts) >= step:
                yield Signal(
                    name if step == 1 else f"{name}.{step}", firsts[step - 1].start, firsts[step - 1].end
                )
    counters = [words for name, words in groups.items() if name.startswith("counter.")]
    for step in (2, 3, 5):
        if len(counters) >= step:
            yield Signal(f"counters.{step}")
    if not counters:
        yield Signal("counters.none")


def _goods_signals(goods: Sequence[Goods]) -> Iterator[Signal]:
    strong = [one for one in goods if one.weight >= 1.5]
    people = [one for one in goods if one.weight < 1.5]
    for step in (1, 2, 4):
        distinct = list({one.word: one for one in strong}.values())
        if len(distinct) >= step:
            yield Signal(
                "goods.named" if step == 1 else f"goods.named.{step}",
                distinct[step - 1].start,
                distinct[step - 1].end,
            )
    if people:
        yield Signal("goods.persons", people[0].start, people[0].end)
    if len({one.category for one in strong}) > 2:
        yield Signal("goods.catalogue", strong[0].start, strong[0].end)
    if not strong:
        yield Signal("goods.unnamed")
    for category in {one.category for one in strong} & {"lookup", "account_kit"}:
        first = next(one for one in strong if one.category == category)
        yield Signal(f"goods.{category}", first.start, first.end)


def _offer_signals(
    reading: PostReading, goods: Sequence[Goods], matches: Sequence[Match]
) -> Iterator[Signal]:
    named = sorted((one.start, one.end) for one in goods if one.weight >= 0.6)
    prices = [(one.start, one.end) for one in reading.prices if one.firm or one.unit]
    counts = [(one.start, one.end) for one in reading.quantities]
    sells = [(one.start, one.end) for one in matches if one.entry.group == "sell"]
    seeks = [(one.start, one.end) for one in matches if one.entry.group == "seek"]
    pairs = {
        "offer.goods_price": (named, prices, 24),
        "offer.goods_count": (named, counts, 16),
        "offer.count_price": (counts, prices, 8),
    }
    pairs |= {"offer.sell_goods": (sells, named, 8), "offer.seek_goods": (seeks, named, 8)}
    for name, (first, second, gap) in pairs.items():
        if span := _near(first, second, gap):
            yield Signal(name, *span)
    for unit in ("record", "query", "month"):
        if hit := next((one for one in reading.prices if one.unit == unit), None):
            yield Signal(f"price.{unit}", hit.start, hit.end)
    if any(one.raw for one in reading.prices):
        yield Signal("price.foreign", *next((one.start, one.end) for one in reading.prices if one.raw))
    if prices:
        yield Signal("price.any", *prices[0])
    if len(prices) > 2:
        yield Signal("price.list", *prices[2])
    cheap = next(
        (one for one in reading.prices if one.unit == "record" and one.value is not None and one.value < 10),
        None,
    )
    if cheap:
        yield Signal("price.cheap_record", cheap.start, cheap.end)
    if large := next((one for one in reading.quantities if one.value >= 500), None):
        yield Signal("count.large", large.start, large.end)
    if entries := next(
        (one for one in reading.quantities if reading.text[one.end - 1] in "条组户位笔"), None
    ):
        yield Signal("count.entries", entries.start, entries.end)


def _report_signals(reading: PostReading, matches: Sequence[Match]) -> Iterator[Signal]:
    """Authorities, courts, news are named and nobody asks to be reached: speech about the trade."""
    told = [one for one in matches if one.entry.topic == "counter" and one.entry.group in REPORTERS]
    if told and not reading.contacts and not AIMED.search(reading.text):
        yield Signal("speech.reported", told[0].start, told[0].end)
    if told and not FIRST.search(reading.text):
        yield Signal("speech.distant", told[0].start, told[0].end)


def _speech_signals(reading: PostReading, goods: Sequence[Goods]) -> Iterator[Signal]:
    text = reading.text
    for name, pattern in (("speech.own", FIRST), ("speech.aimed", AIMED), ("speech.hypothetic", HYPOTHETIC)):
        if match := pattern.search(text):
            yield Signal(name, *match.span())
    quotes = [match.span() for match in QUOTED.finditer(text)]
    traded = [(one.start, one.end) for one in (*reading.prices,)] + [(one.start, one.end) for one in goods]
    inside = next((span for span in quotes if any(span[0] <= start < span[1] for start, _ in traded)), None)
    if inside:
        yield Signal("speech.quoted", *inside)
    if match := re.search(r"[?？吗呢吧](?:[\s\"”]|$)", text):
        yield Signal("speech.question", *match.span())
    if runs := field_runs(reading.words):
        yield Signal("fields.listed", runs[0][0], runs[0][1])
    if reading.contacts:
        yield Signal("contact.any", reading.contacts[0].start, reading.contacts[0].end)
        yield Signal(
            f"contact.{reading.contacts[0].contact.kind}", reading.contacts[0].start, reading.contacts[0].end
        )
    if reading.rows:
        yield Signal("rows.sample", *reading.rows[0])
    if reading.folded.text != reading.text:
        yield Signal("disguise.any")
    for size in (40, 90, 200):
        if len(text) > size:
            yield Signal(f"length.{size}")


def _author_signals(name: str) -> Iterator[Signal]:
    for rule, pattern in (("author.official", OFFICIAL), ("author.dealer", DEALER)):
        if match := pattern.search(name):
            yield Signal(rule, *match.span(), field="author")
    if any(match.entry.group == "goods" for match in find_words(name)):
        first = next(match for match in find_words(name) if match.entry.group == "goods")
        yield Signal("author.goods", first.start, first.end, field="author")


def _opening_signals(reading: PostReading, matches: Sequence[Match]) -> Iterator[Signal]:
    """Who opens with a verb of trade speaks for himself."""
    openings = {0, reading.offset}
    for group in ("sell", "seek"):
        first = next(
            (
                one
                for one in matches
                if one.entry.group == group
                and any(0 <= _place(reading, one.start) - start <= 3 for start in openings)
            ),
            None,
        )
        if first:
            yield Signal(f"opening.{group}", first.start, first.end)


def _place(reading: PostReading, start: int) -> int:
    return reading.plain.origins[start][0]


def find_signals(reading: PostReading, goods: Sequence[Goods], author: str) -> list[Signal]:
    """Every sign in a post; ``author`` is the author's name in the second reading."""
    matches = spoken(reading)
    return [
        *_goods_signals(goods),
        *_group_signals(matches),
        *_offer_signals(reading, goods, matches),
        *_opening_signals(reading, matches),
        *_speech_signals(reading, goods),
        *_report_signals(reading, matches),
        *_author_signals(author),
    ]


def name_rules(text: str) -> frozenset[str]:
    """Names of the rules that fire in a text without title or author."""
    reading = read_post(text)
    return frozenset(signal.name for signal in find_signals(reading, find_goods(reading), ""))
