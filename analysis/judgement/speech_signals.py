"""Signs of speech: who speaks to whom, whether of himself, what is only quoted, reported or supposed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.grammars.post_reading import PostReading
from analysis.judgement.goods import Goods
from analysis.judgement.signal import Placed, Signal, at
from analysis.words.vocabulary import Match

QUOTED = re.compile(r"[“「『\"]([^”」』\"\n]{2,80})[”」』\"]")
QUESTION = re.compile(r"[?？吗呢吧](?:[\s\"”]|$)")
FIRST = re.compile(r"本人|我这|我手|手里有|手上有|我们这|自己在|我有|手头|我是做|我在")
AIMED = re.compile(
    r"私我|私信|敲我|滴滴我|加我|联系我|找我|私聊|站内信|回帖|扣1|评论区|留(?:扣|邮箱|言)|来问|要的|有需要|需要的"
)
HYPOTHETIC = re.compile(r"如果|假如|要是|万一|凡是|一旦|据称|所谓|声称|自称|宣称")
#: Groups of counter-signs whose words somebody reports with.
REPORTERS = frozenset(("news", "police", "court", "warning", "victim", "reported"))
#: So far from where title or text begin a verb still opens it.
OPENING = 3


def _quoted(reading: PostReading, goods: Sequence[Goods]) -> Iterator[Signal]:
    """The first quotation that names goods or a price."""
    quotes = [quote.span() for quote in QUOTED.finditer(reading.text)]
    told: list[Placed] = [*reading.prices, *goods] if quotes else []
    starts = sorted(one.start for one in told)
    for start, end in quotes:
        place = bisect_left(starts, start)
        if place < len(starts) and starts[place] < end:
            yield Signal("speech.quoted", start, end)
            return


def speech_signals(
    reading: PostReading, goods: Sequence[Goods], matches: Sequence[Match]
) -> Iterator[Signal]:
    """Speech of one's own, to the reader, supposed, asked or quoted; reports of authorities, courts and news
    in which nobody speaks of himself, or asks to be reached.
    """
    own, aimed = FIRST.search(reading.text), AIMED.search(reading.text)
    for name, found in (
        ("speech.own", own),
        ("speech.aimed", aimed),
        ("speech.hypothetic", HYPOTHETIC.search(reading.text)),
        ("speech.question", QUESTION.search(reading.text)),
    ):
        if found:
            yield Signal(name, *found.span())
    yield from _quoted(reading, goods)
    told = (one for one in matches if one.entry.topic == "counter" and one.entry.group in REPORTERS)
    if first := next(told, None):
        if not aimed and not reading.contacts:
            yield at("speech.reported", first)
        if not own:
            yield at("speech.distant", first)


def opening_signals(reading: PostReading, matches: Sequence[Match]) -> Iterator[Signal]:
    """Who opens with a verb of trade speaks for himself."""
    open_groups: set[str] = set()
    for one in matches:
        group = one.entry.group
        if group in ("sell", "seek") and group not in open_groups and _opens(reading, one):
            open_groups.add(group)
            yield at(f"opening.{group}", one)


def _opens(reading: PostReading, match: Match) -> bool:
    place = reading.plain.span(match.start, match.end)[0]
    return place <= OPENING or 0 <= place - reading.offset <= OPENING
