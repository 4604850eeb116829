"""Articles of accounts, built from placed postings."""

import random
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from testbed.names import nickname
from testbed.posting import Placed

_WORDS = ("每日更新，欢迎关注", "行业资料交流", "本地生活与优惠", "一起学习", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who publishes: ``handle`` for people, ``biz`` in WeChat's addresses, ``openid`` in Sogou's pages."""

    name: str
    handle: str
    biz: str
    openid: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article; ``document`` is Sogou's number, ``mid`` and ``idx`` WeChat's."""

    placed: Placed
    account: Account
    writer: str
    document: str
    mid: int
    idx: int
    pictures: int

    @property
    def title(self) -> str:
        """The posting's title, or the beginning of its text."""
        posting = self.placed.posting
        return posting.title or posting.text.split("\n", 1)[0][:30]

    @property
    def lasting(self) -> str:
        """The address that holds for ever."""
        return f"/s?__biz={self.account.biz}&mid={self.mid}&idx={self.idx}&sn={_digest(self.document)[:32]}"

    @property
    def passing(self) -> str:
        """The address that a search gives."""
        return f"/s?src=11&timestamp={self.placed.at}&ver=1&signature={self.document}"


def account_of(name: str) -> Account:
    """The account of a name; always the same numbers."""
    chance = random.Random(f"account {name}")
    number = chance.randrange(3_090_000_000, 3_090_999_999)
    return Account(
        name=name,
        handle=f"gzh{chance.randrange(10**6):06}_00",
        biz=b64encode(str(number).encode()).decode(),
        openid=f"oIWsFt{_digest(name)[:22]}",
        about=chance.choice(_WORDS),
    )


def build_articles(placed: Iterable[Placed], seed: int) -> tuple[Article, ...]:
    """All articles, the newest first."""
    written = sorted(placed, key=lambda one: one.at)
    articles = [_article(2_650_000_001 + 3 * number, one, seed) for number, one in enumerate(written)]
    return tuple(sorted(articles, key=lambda one: -one.placed.at))


def document_of(mid: int) -> str:
    """Sogou's number of an article."""
    return f"ab735a00000000-6bee5400000000-{_digest(str(mid))[:32]}"


def _article(mid: int, one: Placed, seed: int) -> Article:
    chance = random.Random(f"{seed} article {one.posting.id}")
    return Article(
        placed=one,
        account=account_of(one.posting.author),
        writer=nickname(chance),
        document=document_of(mid),
        mid=mid,
        idx=chance.choice((1, 1, 1, 2, 3)),
        pictures=chance.choice((0, 1, 1, 3)),
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
