"""A Discuz! member's own page: the threads, or the replies in threads of others."""

from parsel import Selector

from crawlers.readers.discuz.address import post_number, thread_number, user_number
from crawlers.readers.sheet import MOST_POSTS, Sheet, line
from records.reading import Post

_OWNER = "#pt a[href*=uid], #uhd h2 a, #uhd h2"
_REPLIES = "body.pg_space .tl tr:not(.bw0_all) td.xg1 a[href*=findpost]"


def owner_of(sheet: Sheet) -> tuple[str | None, str | None]:
    """Name and number of the member whose page it is."""
    owner = sheet.root.css(_OWNER)
    return line(owner), user_number(owner.xpath("@href").get() or sheet.url)


def read_replies(sheet: Sheet) -> tuple[Post, ...]:
    """The beginnings of the member's replies, below the thread that each was written in."""
    name, uid = owner_of(sheet)
    links = sheet.root.css(_REPLIES)[:MOST_POSTS]
    return tuple(post for link in links if (post := _reply(link, sheet, name, uid)))


def _reply(link: Selector, sheet: Sheet, name: str | None, uid: str | None) -> Post | None:
    address = sheet.link("post", link.attrib.get("href"))
    pid, tid = (post_number(address.url), thread_number(address.url)) if address else (None, None)
    if not address or not pid or not tid:
        return None
    return Post(
        platform="discuz",
        thread=tid,
        post_id=pid,
        url=address.url,
        author_name=name,
        author_id=uid,
        text=line([link]) or "",
        excerpt=True,
    )
