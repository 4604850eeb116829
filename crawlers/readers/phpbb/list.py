"""phpBB pages that list topics or forums: a forum, search results shown as topics, the front page."""

import re

from parsel import Selector, SelectorList

from crawlers.readers.numbers import parse_count
from crawlers.readers.phpbb.address import board_link, number, topic_link, user_link
from crawlers.readers.phpbb.parts import NAMES, Author, author_of, board_name, containers, next_page, stamped
from crawlers.readers.sheet import MOST_POSTS, Moment, Sheet, distinct, line
from records.reading import Count, Link, Post

_FORUMS = "a.forumtitle, a.subforum, a.forumlink, .forabg li.header dt a, .subforums a"
_TITLES = "a.topictitle"
# A title that stands in no row is a row by itself.
_ROW = "ancestor::*[self::li or self::tr][1] | self::a[not(ancestor::li or ancestor::tr)]"
_LABEL = re.compile(r"^[^:：]{1,40}[:：]\s*")


def read_rows(sheet: Sheet) -> tuple[Post, ...]:
    """Every topic that the page lists, each once: its title, author and time, named by the topic's number."""
    # A category lists what is new in its forums, without naming them.
    board = None if sheet.root.css("#active_topics") else board_name(sheet)
    found: dict[str, Post] = {}
    for title, row in _rows(sheet):
        if post := _post(title, row, sheet, board):
            found.setdefault(post.post_id, post)
    return tuple(found.values())


def list_links(sheet: Sheet) -> tuple[Link, ...]:
    """Topics in the order shown, forums and the next page, the topics' authors."""
    titles = sheet.root.css(_TITLES)[:MOST_POSTS]
    topics = [topic_link(sheet, "thread", title.attrib.get("href")) for title in titles]
    authors = [user_link(sheet, _author(_about(row)).href) for _, row in _rows(sheet)]
    return distinct([*topics, *forum_links(sheet), next_page(sheet), *authors])


def forum_links(sheet: Sheet) -> tuple[Link, ...]:
    """The forums that the page lists."""
    return distinct([board_link(sheet, link.attrib.get("href")) for link in sheet.root.css(_FORUMS)])


def member_links(sheet: Sheet) -> tuple[Link, ...]:
    """From a member's profile, the search for what the member posted."""
    found = sheet.root.css("form#viewprofile a[href*='author_id='][href*='sr=posts']")
    return distinct([sheet.link("next", link.attrib.get("href")) for link in found])


def _rows(sheet: Sheet) -> list[tuple[Selector, Selector]]:
    """Each topic's title with its row: an item of prosilver's list, a row of subsilver2's table."""
    return containers(sheet.root.css(_TITLES)[:MOST_POSTS], _ROW)


def _about(row: Selector) -> SelectorList[Selector]:
    """The part of a row that tells who opened the topic and when, and nothing of its last post."""
    for css in (".topic-poster", "dt .responsive-hide", ".topicauthor", "dt"):
        if found := row.css(css):
            return found[:1]
    return SelectorList([row])


def _post(title: Selector, row: Selector, sheet: Sheet, board: str | None) -> Post | None:
    link = topic_link(sheet, "thread", title.attrib.get("href"))
    topic = number(link.url, "t") if link else None
    if not link or not topic:
        return None
    about = _about(row)
    author, moment = _author(about), _moment(title, about, sheet)
    return Post(
        platform="phpbb",
        board=line(row.css("a[href*=viewforum]")) or board,
        thread=topic,
        post_id=topic,
        url=link.url,
        author_name=author.name,
        author_id=author.number,
        title=line([title]),
        text="",
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters=_counters(row),
        excerpt=True,
    )


def _author(about: SelectorList[Selector]) -> Author:
    """``by NAME »``; a guest of 3.0 has no element, and the word before the name is the language's."""
    if author := author_of(about.css(NAMES)):
        return author
    if about.css(".topicauthor"):
        return Author(line(about))
    by = _line_with_arrow(about).partition("»")[0].split(maxsplit=1)
    return Author(by[-1].strip() if len(by) > 1 else None)


def _moment(title: Selector, about: SelectorList[Selector], sheet: Sheet) -> Moment:
    """``» TIME`` behind the author; subsilver2 keeps it as the title's tip (``Posted: TIME``)."""
    if about and (moment := stamped(about[0], sheet)):
        return moment
    if shown := _line_with_arrow(about).partition("»")[2].partition("»")[0]:
        return sheet.moment(shown)
    return sheet.moment(_LABEL.sub("", title.attrib.get("title", "")) or None)


def _line_with_arrow(about: SelectorList[Selector]) -> str:
    """The line of ``about``'s own words with the arrow before the time; the forum is named on the next."""
    lines = [part for text in about.xpath("text()").getall() for part in text.strip().splitlines()]
    return next((part for part in lines if "»" in part), "")


def _counters(row: Selector) -> dict[str, Count] | None:
    cells = row.css("dd.posts, dd.views") or row.css("td > .topicdetails:only-child")
    replies, views = ([parse_count(line([cell])) for cell in cells[:2]] + [None, None])[:2]
    return {"replies": replies, "views": views} if replies and views else None
