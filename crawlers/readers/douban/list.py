"""A list of topics of a Douban group, or of a search in groups."""

import re

from parsel import Selector

from crawlers.readers.douban.marks import account_id, group_name, next_link, page_pager, topic_id, user_link
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, distinct, line
from records.reading import Count, Link, Post, Reading, State

_NOTHING = re.compile(r"没有找到|暂时没有|还没有(?:话题|讨论)")


def read_list(sheet: Sheet) -> Reading | None:
    """Rows as posts and as threads; None where the page has no table of topics."""
    tables = sheet.root.css("table.olt")
    posts = [post for row in tables.css("tr") if (post := _row(row, sheet))]
    if posts:
        users = [user_link(sheet, post.author_id) for post in posts]
        threads = [Link("thread", post.url) for post in posts]
        links = distinct([*threads, next_link(sheet), *users])
        return Reading(State.ITEMS, "", tuple(posts), links, pager=page_pager(sheet))
    said = line(sheet.root.css(".article")) or ""
    nothing = _NOTHING.search(said)
    if tables or nothing:
        return Reading(State.EMPTY, said[:80] if nothing else "a table without topics")
    return None


def _row(row: Selector, sheet: Sheet) -> Post | None:
    """A heading has no link to a topic; a search shows the day on which a topic began, a group does not."""
    topic = row.css("td.title a[href*='/topic/'], td.td-subject a[href*='/topic/'], td a[href*='/topic/']")
    link = sheet.link("thread", topic.attrib.get("href") if topic else None)
    number = topic_id(link.url) if link else None
    if link is None or number is None:
        return None
    author = row.css("td a[href*='/people/']")
    began = row.css("td.td-time")
    moment = sheet.moment(began.attrib.get("title") or line(began) if began else None)
    group = line(row.css("td a[href*='/group/']:not([href*='/topic/'])"))
    return Post(
        platform="douban",
        board=group or group_name(sheet),
        thread=number,
        post_id=number,
        url=link.url.partition("?")[0],
        author_name=line(author),
        author_id=account_id(author.attrib.get("href") if author else None),
        title=topic.attrib.get("title") or line(topic),
        text="",
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters=_replies(row),
        excerpt=True,
    )


def _replies(row: Selector) -> dict[str, Count] | None:
    """An empty cell is no reply."""
    cell = row.css("td.r-count, td.td-reply")
    replies = parse_count(line(cell) or "0") if cell else None
    return {"replies": replies} if replies else None
