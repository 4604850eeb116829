"""Comments below a post of a Discuz! thread (点评): a line each, with its own author and time."""

from collections.abc import Iterator
from zlib import crc32

from parsel import Selector

from crawlers.readers.discuz.address import user_number
from crawlers.readers.discuz.times import moment_in
from crawlers.readers.sheet import Moment, Sheet, line, shown_text, topmost
from records.reading import Post

_BOXES = "[id^=comment_] > div.pstl:has(> .psti), [id^=commentdetail_]"
_AS_REPLY = ".psti > a.xi2[href*='goto=findpost']"  # stands as a post of its own, too
_NAME = ".psta a.xw1, .mtit .z a"
_GUEST = ".psta, .mtit .z"
_SINCE = ("发表于", "發表於", "Posted on")


def read_comments(block: Selector, host: Post, sheet: Sheet) -> Iterator[Post]:
    """The comments in the post's element. Most pages give them no number: ``post_id`` is the post's and a sum
    of author and text, as in ``5014-0a1b2c3d``.
    """
    for box in topmost(block, block.css(_BOXES)):
        text = shown_text(box.css(".psti, .mtxt"), "span.xg1")
        if text and not box.css(_AS_REPLY):
            yield _comment(box, text, host, sheet)


def _comment(box: Selector, text: str, host: Post, sheet: Sheet) -> Post:
    link = box.css(_NAME)[:1]
    name, uid = line(link or box.css(_GUEST)), user_number(link.xpath("@href").get())
    moment = _moment(box, sheet)
    return Post(
        platform="discuz",
        board=host.board,
        thread=host.thread,
        post_id=f"{host.post_id}-{crc32(f'{uid} {name} {text}'.encode()):08x}",
        url=host.url,
        author_name=name,
        author_id=uid,
        text=text,
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        reply_to=host.post_id,
    )


def _moment(box: Selector, sheet: Sheet) -> Moment:
    if titled := box.css(".xg1 span[title], .mtime span[title]"):
        return moment_in(titled, sheet)
    words = line(box.css(".xg1, .mtime")) or ""
    for since in _SINCE:
        words = words.rpartition(since)[2]
    return sheet.moment(words)
