"""The columns a post says its records have, and to which of its offers they belong."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from analysis.grammars.post_reading import PostReading
from analysis.words.overlay import from_lexicon
from analysis.words.vocabulary import Match, word_lists

#: Between a channel word and its handle stand at most so many characters, and no end of a clause.
NEAR = 8
CLAUSE = re.compile(r"[,.;!?。\n|]")
#: So many characters may stand between two columns of one list.
GAP = 4
HAVING = re.compile(r"(?:[带含附有齐连查换出→]|包括|包含|字段|每条|信息)[:是]?\s?$")
#: What a buyer of a look-up hands in is no column of what he gets.
GIVEN = re.compile(r"(?:[给报凭按拿输]|提供|输入|只[要需]|知道)(?:[个了我您你出上]|对方|他的|她的|一个)?\s?$")
ASKED_BY = re.compile(
    r"(?:号码?)?(?:能|可|就能|就可以)?(?:反查|查(?!看)|→|->|就行|即可|就可以|就能|定位|归户|关机|打不|联系|加就)"
)
#: Between what is handed in and what comes back, or between two sentences.
APART = re.compile(r"[查换出→给报凭。;!?\n]|->")
#: What makes a list of 名.
LIST_ENDS = frozenset("单册录")
CHANNELS = frozenset(("wechat", "qq", "email", "phone"))


def find_columns(reading: PostReading, categories: Sequence[str]) -> list[Match]:
    """Words for columns in the order of the text; a channel word of a contact is none.

    A word of two fields (房号) is a room in a hotel and an address elsewhere.
    """
    left_out = "address" if "hotel" in categories else "room"
    runs = _runs(_fields(reading, left_out), reading.text)
    return [one for run in runs for one in _columns(run, reading.text)]


def _fields(reading: PostReading, left_out: str) -> list[Match]:
    """Field words but those of contacts: from the left, the longest at each place."""
    words = [match for match in reading.words if match.entry.topic == "fields"]
    if not words:
        return []
    words.sort(key=attrgetter("end"), reverse=True)
    words.sort(key=attrgetter("start"))
    spans = [(match.start, match.end) for match in words]
    doubled = {span for span, other in pairwise(spans) if span == other}
    ends: dict[int, list[int]] = {}
    for start, end in spans:
        ends.setdefault(start, []).append(end)
    handles = sorted((one.start, one.end) for one in reading.contacts)
    found: list[Match] = []
    for match in words:
        double = match.entry.group == left_out and (match.start, match.end) in doubled
        if double or (found and match.start < found[-1].end) or _splits(match, ends):
            continue
        if not _begins_list(match, reading.text) and not _of_contact(match, reading.text, handles):
            found.append(match)
    return found


def _splits(match: Match, ends: Mapping[int, Sequence[int]]) -> bool:
    """Whether two words read better than this one: 电话 单位, not 电话单 位."""
    here = ends[match.start]
    return len(here) > 1 and any(end < match.end < max(ends[end]) for end in here if end in ends)


def _begins_list(match: Match, text: str) -> bool:
    """车主名 in 车主名单."""
    return text[match.end - 1] == "名" and text[match.end : match.end + 1] in LIST_ENDS


def _of_contact(match: Match, text: str, handles: Sequence[tuple[int, int]]) -> bool:
    """Whether a channel word announces or follows a handle, with no clause between."""
    if match.entry.group not in CHANNELS:
        return False
    after = bisect_right(handles, match.start, key=lambda handle: handle[0])
    if after and match.start < handles[after - 1][1] + 3:
        return True
    start = handles[after][0] if after < len(handles) else len(text)
    return start <= match.end + NEAR and start < len(text) and not CLAUSE.search(text, match.end, start)


def _runs(fields: Sequence[Match], text: str) -> Iterator[list[Match]]:
    """Field words that stand together, in one sentence and on one side of a look-up."""
    run: list[Match] = []
    for match in fields:
        if run and (match.start - run[-1].end > GAP or APART.search(text[run[-1].end : match.start])):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


@from_lexicon
def _common() -> frozenset[str]:
    """Words that are columns only beside others or after a word of having: alone they mean much else."""
    return frozenset(word_lists()["general.columns"])


def _columns(run: list[Match], text: str) -> list[Match]:
    """The columns of a run: none of what is handed in, of a lone common word only after 带 or 含."""
    before = text[max(0, run[0].start - 5) : run[0].start]
    if GIVEN.search(before) or ASKED_BY.match(text, run[-1].end):
        return []
    listed = len({one.entry.group for one in run}) > 1 or HAVING.search(before)
    return [one for one in run if listed or one.entry.word not in _common()]


def groups(columns: Iterable[Match]) -> tuple[str, ...]:
    """The record fields of columns, each once."""
    return tuple(dict.fromkeys(one.entry.group for one in columns))


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a post; those before its ``first`` goods and behind its ``last`` price are for all of it."""

    found: Sequence[Match]
    first: int
    last: int

    def of_one(self, start: int, end: int) -> tuple[str, ...]:
        """The record fields of what is offered in ``[start, end)`` of the text."""
        own = (one for one in self.found if max(start, self.first) <= one.start < end)
        shared = (one for one in self.found if one.start < self.first or one.start >= self.last)
        return groups([*own, *shared])
