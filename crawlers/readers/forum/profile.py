"""A forum's profile: where its software puts what. It is data: ``profiles/*.yml``, or ``select:``."""

import re
from dataclasses import dataclass

from crawlers.readers.canonical import canonical
from crawlers.readers.forum.dates import Dates
from crawlers.readers.forum.pick import Picks
from records.reading import State

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """``mark`` finds something on every page of the software, ``version`` its version if a page says it."""

    mark: Picks = ()
    version: Picks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Patterns whose group is the number of a ``thread`` or a ``user`` in an address.

    ``words`` are patterns whose group is no part of a page's name (the title beside the number, ``page-1``),
    ``noise`` parameters that are none.
    """

    thread: Patterns = ()
    user: Patterns = ()
    words: Patterns = ()
    noise: tuple[str, ...] = ()

    def canonical(self, url: str) -> str:
        """The one name of the page at ``url``."""
        for pattern in self.words:
            if found := pattern.search(url):
                start, end = found.span(found.lastindex or 0)
                url = url[:start] + url[end:]
        return canonical(url, self.noise, {"page": "1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPicks:
    """A page that lists threads: the ``board`` it belongs to, its rows, and what each row shows.

    ``link`` leads to the thread; ``thread`` is its number where the row says it better than the address,
    ``id`` the post's own where a row is a hit inside a thread, ``row_board`` the board of a row among many.
    """

    board: Picks = ()
    row: Picks = ()
    link: Picks = ()
    id: Picks = ()
    thread: Picks = ()
    row_board: Picks = ()
    title: Picks = ()
    author: Picks = ()
    user: Picks = ()
    user_id: Picks = ()
    time: Picks = ()
    replies: Picks = ()
    views: Picks = ()
    snippet: Picks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPicks:
    """What stands once on a thread's page: ``board`` is the last step of the path to it, ``page`` the number
    of this page as its pager shows it."""

    board: Picks = ()
    title: Picks = ()
    number: Picks = ()
    page: Picks = ()
    replies: Picks = ()
    views: Picks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPicks:
    """A post: ``item`` is the element that holds it, everything else is looked for inside.

    ``link`` is the post's own address, ``user`` the author's; ``user_id`` is the account where the author's
    address does not tell. Of ``time`` the first alternative counts that can be understood.
    """

    item: Picks = ()
    id: Picks = ()
    link: Picks = ()
    author: Picks = ()
    user: Picks = ()
    user_id: Picks = ()
    time: Picks = ()
    text: Picks = ()
    floor: Picks = ()
    signature: Picks = ()
    images: Picks = ()
    reply_to: Picks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerPicks:
    """What a list or thread says of its length: the number of this ``page``, the numbers that its pager shows
    (the greatest counts), how many threads or posts there are in all."""

    page: Picks = ()
    pages: Picks = ()
    total: Picks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One forum software. ``platform`` is what its posts say they come from, ``dates`` how it prints a date
    of three numbers (None: the page has to tell, if need be by the ``present`` time it prints).

    ``opening`` is for software that builds a thread's first post unlike the replies and counts these apart.
    ``boards`` are the links of a page that lists boards only, ``next`` is the pager's; ``says`` are the
    sentences that stand in place of posts, each with the state it means, in the order they are tried.
    """

    platform: str
    dates: Dates | None = None
    present: Picks = ()
    recognise: Recognition = Recognition()
    addresses: Addresses = Addresses()
    list: ListPicks = ListPicks()
    thread: ThreadPicks = ThreadPicks()
    opening: PostPicks = PostPicks()
    post: PostPicks = PostPicks()
    next: Picks = ()
    pager: PagerPicks = PagerPicks()
    boards: Picks = ()
    says: tuple[tuple[State, Picks], ...] = ()
