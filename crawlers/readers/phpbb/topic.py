"""A phpBB topic: its posts as prosilver and the styles made from it show them (3.0 to 3.3)."""

import re
from dataclasses import dataclass

from parsel import Selector, SelectorList

from crawlers.readers.addresses import absolute
from crawlers.readers.attached import attached
from crawlers.readers.numbers import parse_count
from crawlers.readers.phpbb.address import number, post_url, user_link
from crawlers.readers.phpbb.parts import (
    NAMES,
    Author,
    author_of,
    board_name,
    next_page,
    own_address,
    sorted_by_time,
    stamped,
)
from crawlers.readers.sheet import Moment, Sheet, distinct, line, outermost, shown_text
from records.reading import Count, Link, Post

_POST_ID = re.compile(r"p(\d{1,12})")
_SMILIES = "img:not(.smilies):not([src*='/smilies/'])"
QUOTES = "blockquote, .quotetitle, .quotecontent"
# The site's words: the head of a code box, the size and views of a file; a picture's alt says only "Image".
NOT_WORDS = (
    ".codebox > p, .codebox > dt, .codetitle, .attachtitle, .inline-attachment dd, .attachcontent .gensmall, "
    + _SMILIES
)
_TITLES = ("h2.topic-title", "#page-body h2", "#pageheader h2", "h2:not(.poll-title)", ".postbody h3")
_FLOOR = re.compile(r"#(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Topic:
    """What all posts of the page share; ``start`` is how many stand before it, None in another order."""

    number: str | None
    board: str | None
    title: str | None
    counters: dict[str, Count] | None
    start: int | None

    def floor(self, place: int) -> int | None:
        """The floor of the page's post number ``place``."""
        return None if self.start is None else self.start + place


def read_posts(sheet: Sheet) -> tuple[Post, ...]:
    """Every post of the page, in order."""
    blocks = outermost(sheet.root, ".post[id^=p]", "id", _POST_ID)
    if not blocks:
        return ()
    topic = open_topic(sheet)
    return tuple(
        _post(block, sheet, topic, _floor(block) or topic.floor(place))
        for place, block in enumerate(blocks, 1)
    )


def topic_links(sheet: Sheet) -> tuple[Link, ...]:
    """The next page and the authors."""
    authors = sheet.root.css(".postprofile dt a::attr(href), .postauthor a::attr(href)").getall()
    return distinct([next_page(sheet), *(user_link(sheet, href) for href in authors)])


def open_topic(sheet: Sheet) -> Topic:
    """The topic that the page shows."""
    own = own_address(sheet)
    answer = sheet.root.css("a[href*='mode=reply']::attr(href)").get()
    start = int(number(own, "start") or 0) if sorted_by_time(sheet.url) else None
    titles = (line(sheet.root.css(css)) for css in _TITLES)
    return Topic(
        number=number(own, "t") or number(answer, "t"),
        board=board_name(sheet),
        title=next((title for title in titles if title), None),
        counters=_counters(sheet),
        start=start,
    )


def own_subject(subject: str | None, topic: Topic, floor: int | None) -> str | None:
    """A post's title: the topic's of the opener; of an answer its own, unless it only repeats the topic's."""
    if floor == 1:
        return topic.title or subject
    repeated = topic.title and subject and subject.endswith(topic.title)
    return None if repeated else subject


def body_text(body: SelectorList[Selector]) -> str:
    """The author's own words; a post that is nothing but a quote is worth its quote."""
    return shown_text(body, f"{QUOTES}, {NOT_WORDS}") or shown_text(body, f"cite, {NOT_WORDS}")


def pictures(nodes: SelectorList[Selector], sheet: Sheet) -> tuple[str, ...]:
    """The pictures shown in ``nodes``, smilies left out."""
    urls = (absolute(sheet.base, node.attrib.get("src")) for node in nodes.css(_SMILIES))
    return tuple(dict.fromkeys(url for url in urls if url))


def quoted_post(body: SelectorList[Selector]) -> str | None:
    """The number of the post quoted first (3.2 and later name it)."""
    cite = body.css("blockquote cite a[data-post-id]")[:1]
    return cite.attrib.get("data-post-id") or number(body.css("blockquote").attrib.get("cite"), "p")


def _post(block: Selector, sheet: Sheet, topic: Topic, floor: int | None) -> Post:
    pid = block.attrib["id"].removeprefix("p")
    body = block.css(".content")[:1]
    author, moment = _author(block), _moment(block, sheet)
    return Post(
        platform="phpbb",
        board=topic.board,
        thread=topic.number,
        post_id=pid,
        url=post_url(sheet, pid),
        author_name=author.name,
        author_id=author.number,
        signature=shown_text(block.css(".signature"), NOT_WORDS) or None,
        title=own_subject(line(block.css("h3")), topic, floor),
        text=body_text(body),
        images=pictures(body, sheet) + pictures(block.css(".attachbox"), sheet),
        attachments=attached(block, sheet, QUOTES),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor,
        counters=topic.counters if floor == 1 else None,
        reply_to=quoted_post(body),
    )


def _floor(block: Selector) -> int | None:
    """The number that some boards print above the text, as a link to the post."""
    here = f"#{block.attrib['id']}"
    own = (link for link in block.css("a[href*='#']") if link.attrib["href"].endswith(here))
    shown = (_FLOOR.fullmatch(line([link]) or "") for link in own)
    return next((int(found[1]) for found in shown if found), None)


def _author(block: Selector) -> Author:
    """In the box beside the post, or (on small styles) only in the line above it."""
    for css in (".postprofile", "p.author, .author"):
        for part in block.css(css):
            if author := author_of(part.css(NAMES)):
                return author
    bare = block.css(".postprofile dt strong, .postprofile dt, .author strong")
    return author_of(bare) or Author()


def _moment(block: Selector, sheet: Sheet) -> Moment:
    """``by NAME » TIME`` above the text."""
    if moment := stamped(block, sheet):
        return moment
    above = line(block.css("p.author, .author")) or ""
    _, arrow, shown = above.rpartition("»")
    if not arrow and (name := line(block.css("p.author strong, .author strong"))):
        shown = above.partition(name)[2] or shown
    return sheet.moment(shown)


def _counters(sheet: Sheet) -> dict[str, Count] | None:
    """The pager counts posts; the opener is no reply."""
    posts = parse_count(line(sheet.root.css(".pagination")))
    return {"replies": Count(posts.value - 1, posts.rounded)} if posts and posts.value else None
