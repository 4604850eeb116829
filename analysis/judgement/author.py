"""Who posts: what the author's name (with the signature, where there is one) says by itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from analysis.grammars.contacts import FoundContact, find_contacts
from analysis.judgement.signal import Signal
from analysis.readings.disguises import unmask
from analysis.readings.folding import Folded, fold
from analysis.words.overlay import from_lexicon
from analysis.words.vocabulary import find_words

#: So many names are remembered: who posts, posts again.
MOST_NAMES = 4096
OFFICIAL = re.compile(
    r"法院|检察|公安|警|平安|反诈|晚报|日报|新闻|观察|记者|发布|普法|法治|律师|安全|隐私|合规|网信|频道|之声|早报|周刊|热线|委员会|居委|社区|志愿|学校|大学|医院|官方|电视|广播|保卫|资讯|头条|财经|快讯|宣传|治理|站务|版主|管理"
)
DEALER = re.compile(
    r"料|数据|资料|名单|名录|客源|查|代查|库|卡商|号商|信息|渠道|档|盒|面单|套|拓客|获客|引流|收|采购"
)


@dataclass(frozen=True, slots=True)
class Author:
    """The name as it stands, and ``plain``, its disguises undone, with what was found in it."""

    name: str
    plain: Folded
    contacts: tuple[FoundContact, ...]
    signals: tuple[Signal, ...]


def read_author(name: str | None) -> Author:
    """The readings of an author's name; of none, empty ones."""
    return _remembered()(name or "")


@from_lexicon
def _remembered() -> Callable[[str], Author]:
    return lru_cache(MOST_NAMES)(_read)


def _read(name: str) -> Author:
    plain = unmask(fold(name))
    return Author(name, plain, tuple(find_contacts(name, plain)), tuple(_signals(plain.text)))


def _signals(name: str) -> Iterator[Signal]:
    """What the name says of who speaks."""
    for rule, pattern in (("author.official", OFFICIAL), ("author.dealer", DEALER)):
        if match := pattern.search(name):
            yield Signal(rule, *match.span(), field="author")
    if goods := next((match for match in find_words(name) if match.entry.group == "goods"), None):
        yield Signal("author.goods", goods.start, goods.end, field="author")
