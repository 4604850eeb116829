"""phpBB topics in subsilver2, the table style of 3.0 and 3.1."""

import re

from parsel import Selector, SelectorList

from crawlers.readers.attached import attached
from crawlers.readers.phpbb.address import number, post_url
from crawlers.readers.phpbb.parts import containers
from crawlers.readers.phpbb.topic import (
    QUOTES,
    Topic,
    body_text,
    open_topic,
    own_subject,
    pictures,
    quoted_post,
)
from crawlers.readers.sheet import MOST_POSTS, Sheet, line
from records.reading import Post

_POST_ID = re.compile(r"p(\d{1,12})")
_TABLE = "ancestor::table[contains(concat(' ', @class, ' '), ' tablebg ')][1]"
_LABEL = re.compile(r"^[^:：]{1,40}[:：]\s*")
# The button under the post; the note of an edit links a profile as well.
_PROFILE = "div.gensmall > a[href*='mode=viewprofile']"
_RULE = re.compile(r"^_{5,}\s*")


def read_table_posts(sheet: Sheet) -> tuple[Post, ...]:
    """Every post of the page, in order; each is a table that begins with the anchor ``p12``."""
    anchors = sheet.root.css("a[name^=p]")[:MOST_POSTS]
    named = [anchor for anchor in anchors if _POST_ID.fullmatch(anchor.attrib["name"])]
    posts = containers(SelectorList(named), _TABLE)
    topic = open_topic(sheet) if posts else None
    return tuple(
        _post(table, anchor.attrib["name"][1:], sheet, topic, topic.floor(place))
        for place, (anchor, table) in enumerate(posts, 1)
        if topic
    )


def _post(table: Selector, pid: str, sheet: Sheet, topic: Topic, floor: int | None) -> Post:
    bodies = table.css("div.postbody")
    moment = sheet.moment(_labelled(table, "td.gensmall > div + div"))
    signature = body_text(bodies[1:2])
    return Post(
        platform="phpbb",
        board=topic.board,
        thread=topic.number,
        post_id=pid,
        url=post_url(sheet, pid),
        author_name=line(table.css(".postauthor")),
        author_id=number(table.css(_PROFILE).attrib.get("href"), "u"),
        signature=_RULE.sub("", signature) or None,
        title=own_subject(_labelled(table, "td.gensmall > div:first-child"), topic, floor),
        text=body_text(bodies[:1]),
        images=pictures(bodies[:1], sheet),
        attachments=attached(table, sheet, QUOTES),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor,
        counters=topic.counters if floor == 1 else None,
        reply_to=quoted_post(bodies[:1]),
    )


def _labelled(table: Selector, css: str) -> str | None:
    """What stands behind a label: ``Posted: TIME``."""
    return _LABEL.sub("", line(table.css(css)) or "") or None
