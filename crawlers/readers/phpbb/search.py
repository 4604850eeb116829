"""phpBB search results shown as posts: each with the beginning of its text."""

from parsel import Selector

from crawlers.readers.numbers import parse_count
from crawlers.readers.phpbb.address import number, post_url, topic_link, user_link
from crawlers.readers.phpbb.parts import NAMES, Author, author_of, containers, next_page, stamped
from crawlers.readers.phpbb.topic import body_text, pictures
from crawlers.readers.sheet import MOST_POSTS, Moment, Sheet, distinct, line
from records.reading import Count, Link, Post

_HITS = ".search.post"
_TOPIC = ".postprofile a[href*='t=']:not([href*=viewprofile])"


def read_hits(sheet: Sheet) -> tuple[Post, ...]:
    """Every hit that names its post."""
    hits = (_hit(block, sheet) for block in _blocks(sheet))
    return tuple(hit for hit in hits if hit)


def hit_links(sheet: Sheet) -> tuple[Link, ...]:
    """The topics of the hits, the next page, the authors."""
    blocks = _blocks(sheet)
    topics = [topic_link(sheet, "thread", block.css(_TOPIC).attrib.get("href")) for block in blocks]
    authors = [user_link(sheet, _author(block).href) for block in blocks]
    return distinct([*topics, next_page(sheet), *authors])


def _blocks(sheet: Sheet) -> list[Selector]:
    return [block for _, block in containers(sheet.root.css(_HITS)[:MOST_POSTS], "self::*")]


def _hit(block: Selector, sheet: Sheet) -> Post | None:
    subject = block.css(".postbody h3 a, .searchresults a")[:1]
    pid = number(subject.attrib.get("href"), "p")
    if not pid:
        return None
    author, moment, body = _author(block), _moment(block, sheet), block.css(".content")[:1]
    return Post(
        platform="phpbb",
        board=line(block.css("a[href*=viewforum]")),
        thread=number(block.css(_TOPIC).attrib.get("href"), "t"),
        post_id=pid,
        url=post_url(sheet, pid),
        author_name=author.name,
        author_id=author.number,
        title=line(subject),
        text=body_text(body),
        images=pictures(body, sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(block),
        excerpt=True,
    )


def _author(block: Selector) -> Author:
    """``by NAME``; a guest of 3.0 has no element, and the word before the name is the language's."""
    if author := author_of(block.css(".postprofile .author").css(NAMES)):
        return author
    by = (line(block.css(".postprofile .author")) or "").split(maxsplit=1)
    return Author(by[-1] if by else None)


def _moment(block: Selector, sheet: Sheet) -> Moment:
    return stamped(block, sheet) or sheet.moment(line(block.css(".search-result-date, .postprofile dd")))


def _counters(block: Selector) -> dict[str, Count] | None:
    """Replies and views of the hit's topic."""
    replies, views = (
        [parse_count(line([cell])) for cell in block.css(".postprofile dd strong")] + [None] * 2
    )[:2]
    return {"replies": replies, "views": views} if replies and views else None
