"""phpBB topics in subsilver2, the table style of 3.0 and 3.1."""

import re

from parsel import Selector

from crawlers.readers.phpbb_address import number, post_url
from crawlers.readers.phpbb_parts import NAMES
from crawlers.readers.phpbb_topic import Topic, body_text, open_topic, own_subject, pictures, quoted_post
from crawlers.readers.sheet import MOST_POSTS, Sheet, line
from records.reading import Post

_POST_ID = re.compile(r"p(\d{1,12})")
_TABLE = "ancestor::table[contains(concat(' ', @class, ' '), ' tablebg ')][1]"
_LABEL = re.compile(r"^[^:：]{1,40}[:：]\s*")
_RULE = re.compile(r"^_{5,}\s*")


def read_table_posts(sheet: Sheet) -> tuple[Post, ...]:
    """Every post of the page, in order; each is a table that begins with the anchor ``p12``."""
    anchors = [anchor for anchor in sheet.root.css("a[name^=p]") if _POST_ID.fullmatch(anchor.attrib["name"])]
    topic = open_topic(sheet) if anchors else None
    posts = (
        _post(table, anchor.attrib["name"][1:], sheet, topic, topic.floor(place))
        for place, anchor in enumerate(anchors[:MOST_POSTS], 1)
        for table in anchor.xpath(_TABLE)
        if topic
    )
    return tuple(posts)


def _post(table: Selector, pid: str, sheet: Sheet, topic: Topic, floor: int | None) -> Post:
    bodies = table.css("div.postbody")
    moment = sheet.moment(_LABEL.sub("", line(table.css("td.gensmall > div + div")) or "") or None)
    signature = body_text(bodies[1:2])
    return Post(
        platform="phpbb",
        board=topic.board,
        thread=topic.number,
        post_id=pid,
        url=post_url(sheet, pid),
        author_name=line(table.css(".postauthor")),
        author_id=number(table.css(".gensmall").css(NAMES).attrib.get("href"), "u"),
        signature=_RULE.sub("", signature) or None,
        title=own_subject(line(table.css(f"a[href$='#p{pid}']")), topic, floor),
        text=body_text(bodies[:1]),
        images=pictures(bodies[:1], sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor,
        counters=topic.counters if floor == 1 else None,
        reply_to=quoted_post(bodies[:1]),
    )
