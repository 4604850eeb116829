"""Every sign by rule in a post: words of trade and against it, what is dealt in, who speaks."""

from collections.abc import Iterator, Sequence

from analysis.grammars.post_reading import PostReading, read_post
from analysis.judgement.author import Author, read_author
from analysis.judgement.deal_signals import count_signals, goods_signals, nearness_signals, price_signals
from analysis.judgement.goods import Goods, field_runs, find_goods
from analysis.judgement.signal import Signal, at, steps
from analysis.judgement.speech_signals import opening_signals, speech_signals
from analysis.words.vocabulary import Match

#: Before a verb of a single character, where a clause begins; besides, any blank.
BOUNDARY = frozenset(',。;:!?、([【「|丨〆~—>★·"“现诚专长低便急手想也我们店期量价一批还再高全')
#: Behind such a verb, where it is a piece of another word: 出现, 收到.
WRONG_AFTER = frozenset(
    "现来去门口生发版入身行示台息力具错差血国事院席色售租轨汗藏听集拾纳获到件费银助救学职解知真教问推翻婚家场点萌载账正折弃"
)
COUNTERS = (2, 3, 5)
LENGTHS = (40, 90, 200)


def _counts(match: Match, text: str) -> bool:
    """A single character such as 出 or 收 is a verb of trade only where a clause begins."""
    if len(match.entry.word) > 1 or match.entry.group not in ("sell", "seek"):
        return True
    before = text[match.start - 1] if match.start else "\n"
    return (before in BOUNDARY or before.isspace()) and text[match.end : match.end + 1] not in WRONG_AFTER


def spoken(reading: PostReading) -> list[Match]:
    """Words of trade and counter-signs that count."""
    words = (match for match in reading.words if match.entry.topic in ("trade", "counter"))
    return [match for match in words if _counts(match, reading.text)]


def _group_signals(matches: Sequence[Match]) -> Iterator[Signal]:
    """Signals of each group's different words; how many groups speak against a sale."""
    groups: dict[str, dict[str, Match]] = {}
    for match in matches:
        entry = match.entry
        groups.setdefault(f"{entry.topic}.{entry.group}", {}).setdefault(entry.word, match)
    for name, words in groups.items():
        yield from steps(name, list(words.values()))
    counters = sum(name.startswith("counter.") for name in groups)
    yield from (Signal(f"counters.{least}") for least in COUNTERS if counters >= least)
    if not counters:
        yield Signal("counters.none")


def _reading_signals(reading: PostReading) -> Iterator[Signal]:
    """What else a post has: columns, contacts, sample rows, disguises; how long it is."""
    if lists := field_runs(reading.words):
        yield Signal("fields.listed", *lists[0])
    if reading.contacts:
        first = reading.contacts[0]
        yield at("contact.any", first)
        yield at(f"contact.{first.contact.kind}", first)
    if reading.rows:
        yield Signal("rows.sample", *reading.rows[0])
    if reading.folded.text != reading.text:
        yield Signal("disguise.any")
    yield from (Signal(f"length.{size}") for size in LENGTHS if len(reading.text) > size)


def find_signals(reading: PostReading, goods: Sequence[Goods], author: Author) -> list[Signal]:
    """Every sign by rule in a post and its author's name."""
    matches = spoken(reading)
    return [
        *goods_signals(goods),
        *_group_signals(matches),
        *nearness_signals(reading, goods, matches),
        *price_signals(reading.prices),
        *count_signals(reading),
        *opening_signals(reading, matches),
        *speech_signals(reading, goods, matches),
        *_reading_signals(reading),
        *author.signals,
    ]


def name_rules(text: str) -> frozenset[str]:
    """Names of the rules that fire in a text without title or author."""
    reading = read_post(text)
    return frozenset(signal.name for signal in find_signals(reading, find_goods(reading), read_author(None)))
