"""Categories of a post and the columns its lists are said to have."""

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.grammars.post_reading import PostReading
from analysis.judgement.goods import Goods, field_runs, rank_categories
from records.assessment import CATEGORIES

#: Talk of a service for one person: what is asked for, what it costs each time.
LOOKUP = re.compile(
    r"查(?![看收获阅处])|反查|单次|一次(?!性)|/次|给名字|给号码|报身份证|报姓名|只需(?:提供)?号码|[0-9]r(?![a-z])|→.{0,6}(?:姓名|地址|户籍)"
    r"|每次|一位(?!数)|核验|按次"
)
SERVED = frozenset(CATEGORIES) - {
    "ecommerce",
    "express",
    "investor",
    "gambling",
    "account_kit",
    "mixed_other",
}
LISTED = re.compile(r"[、/|,+\s\-]{1,3}")


def choose_categories(reading: PostReading, goods: Sequence[Goods]) -> tuple[str, ...]:
    """The categories a post is about, the surest first: those named nearly as surely as the first."""
    ranked = rank_categories(weigh_persons(reading, goods), reading.offset)
    if not ranked:
        return ()
    if (
        len(ranked) > 1
        and "mixed_other" in ranked
        and all(one.weight < 1.5 for one in goods if one.category == "mixed_other")
    ):
        ranked.pop("mixed_other")
    first = next(iter(ranked.values()))
    named = [category for category, score in ranked.items() if score >= max(1.5, 0.35 * first)]
    chosen = named or [next(iter(ranked))]
    if len(chosen) > 1 and "mixed_other" in chosen and ranked["mixed_other"] < 0.75 * first:
        chosen.remove("mixed_other")
    if "lookup" not in chosen and is_lookup(reading) and set(chosen) <= SERVED:
        chosen.append("lookup")
    return tuple(chosen)


def is_lookup(reading: PostReading) -> bool:
    """Whether the post offers or asks for a person's record, not for a list."""
    return not reading.quantities and LOOKUP.search(reading.text) is not None


def weigh_persons(reading: PostReading, goods: Sequence[Goods]) -> list[Goods]:
    """Persons with a count or price of their own, or enumerated, count as goods: 车主22万条."""
    starts = {one.start for one in reading.quantities} | {one.start for one in reading.offer_prices}
    listed = _enumerated(reading.text, goods)
    weighed = []
    for one in goods:
        priced = any(place in starts for place in range(one.end, one.end + 5))
        weighed.append(
            replace(one, weight=1.6) if 0.5 < one.weight < 0.7 and (priced or one in listed) else one
        )
    return weighed


def _enumerated(text: str, goods: Sequence[Goods]) -> set[Goods]:
    """Goods of three or more categories set side by side with commas or bars."""
    ordered = sorted((one for one in goods if one.weight > 0.5), key=lambda one: one.start)
    runs: list[list[Goods]] = []
    for one in ordered:
        if runs and LISTED.fullmatch(text[_end(text, runs[-1][-1]) : one.start]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return {one for run in runs if len({each.category for each in run}) > 2 for one in run}


def _end(text: str, goods: Goods) -> int:
    """End of the word the goods stand in: up to three more characters before a separator."""
    rest = re.match(r"[\u4e00-\u9fff]{0,3}", text[goods.end : goods.end + 3])
    return goods.end + (rest.end() if rest else 0)


def columns_of(reading: PostReading) -> tuple[str, ...]:
    """Record fields named in a column list or after 带 / 含, in the order of the text."""
    listed = [match for _, _, run in field_runs(reading.words) for match in run]
    fields = [match for match in reading.words if match.entry.topic == "fields"]
    having = [
        match
        for match in fields
        if re.search(r"[带含附]\s?$", reading.text[max(0, match.start - 2) : match.start])
    ]
    ordered = sorted({*listed, *having}, key=lambda match: match.start)
    return tuple(dict.fromkeys(match.entry.group for match in ordered))
