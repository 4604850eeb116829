"""A topic of a Douban group with its comments."""

import re

from parsel import Selector, SelectorList

from crawlers.readers.addresses import absolute
from crawlers.readers.attached import attached
from crawlers.readers.douban.marks import (
    account_id,
    group_name,
    next_link,
    page_pager,
    signature,
    topic_id,
    user_link,
)
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Moment, Sheet, distinct, line, outermost, shown_text
from crawlers.readers.tree import first_json, words
from records.reading import Post, Reading, State

_CID = re.compile(r"\d{1,20}")
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?")
_VOTES = re.compile(r"commentsVotes\s{0,3}=\s{0,3}['\"]?(?=\{)")
# The newest layout first; the box around it in older ones.
_BODY = (".topic-richtext", ".topic-doc .topic-content", "#link-report", ".topic-doc p")


def read_topic(sheet: Sheet) -> Reading | None:
    """The opener (on the first page) and the comments; None where the page is no topic."""
    thread = topic_id(sheet.url)
    opener = sheet.root.css("#topic-content, .topic-content.clearfix")[:1]
    rows = outermost(sheet.root, "ul#comments > li[data-cid]", "data-cid", _CID)
    if thread is None or not (opener or rows):
        return None
    first = [_opener(opener, thread, sheet)] if opener else []
    votes = _votes(sheet.root)
    posts = (*first, *(_comment(row, thread, votes, sheet) for row in rows))
    users = [user_link(sheet, post.author_id) for post in posts]
    return Reading(State.ITEMS, "", posts, distinct([next_link(sheet), *users]), pager=page_pager(sheet))


def _opener(content: SelectorList[Selector], thread: str, sheet: Sheet) -> Post:
    face = content.css(".user-face a, .from a")
    body = next(filter(None, (content.css(part) for part in _BODY)), SelectorList([]))
    shown = line(content.css(".create-time, h3 .color-green"))
    moment, place = _when(shown, sheet)
    return Post(
        platform="douban",
        board=group_name(sheet),
        thread=thread,
        post_id=thread,
        url=sheet.url.partition("?")[0],
        author_name=line(content.css(".from a")) or content.css(".user-face img::attr(alt)").get(),
        author_id=account_id(face.attrib.get("href") if face else None),
        signature=signature(content.css(".from")),
        title=_title(sheet.root),
        text=shown_text(body, ".image-caption"),
        images=_images(body[:1], sheet),
        attachments=attached(body[0], sheet, "") if body else (),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        ip_place=line(content.css(".create-ip")) or place,
    )


def _title(root: Selector) -> str | None:
    """A long title is cut in the heading and stands whole in a box below it."""
    whole = (line(root.css(".tablecc")) or "").removeprefix("标题：").strip()
    return whole or line(root.css("#content h1, h1"))


def _comment(row: Selector, thread: str, votes: object, sheet: Sheet) -> Post:
    number = row.attrib["data-cid"]
    moment, place = _when(line(row.css(".pubtime")), sheet)
    face = row.css("h4 a[href*='/people/'], .user-face a")
    likes = parse_count(words(votes, f"c{number}") or line(row.css(".comment-vote")))
    # The words that it answers stand in a box above its own.
    body = row.css(".reply-content, .reply-doc > p")
    return Post(
        platform="douban",
        board=group_name(sheet),
        thread=thread,
        post_id=number,
        url=f"{sheet.url}#{number}",
        author_name=line(row.css("h4 a[href*='/people/']")) or row.css(".user-face img::attr(alt)").get(),
        author_id=account_id(face.attrib.get("href") if face else None),
        signature=signature(row.css("h4")),
        text=shown_text(body, ".reply-quote, .reply-quote-content"),
        images=_images(row.css(".comment-photos, .cmt-img-wrapper, .reply-content"), sheet),
        attachments=attached(row, sheet, ".reply-quote, .reply-quote-content"),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters={"likes": likes} if likes else None,
        ip_place=place,
        reply_to=_answered(row) or thread,
    )


def _when(shown: str | None, sheet: Sheet) -> tuple[Moment, str | None]:
    """``2026-01-02 10:11:12 广东``: the time, and the place behind it."""
    found = _STAMP.search(shown or "")
    if found is None or shown is None:
        return sheet.moment(shown), None
    return sheet.moment(found[0]), shown[found.end() :].strip() or None


def _answered(row: Selector) -> str | None:
    found = row.css(".reply-quote::attr(data-ref-cid), .reply-quote-content::attr(data-ref-cid)").get()
    return found if found and _CID.fullmatch(found) else None


def _images(nodes: SelectorList[Selector], sheet: Sheet) -> tuple[str, ...]:
    sources = nodes.css("img::attr(src)").getall()
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(sheet.base, source))))


def _votes(root: Selector) -> object:
    """How many like which comment: the page's script has the numbers."""
    for script in root.css("script::text").getall():
        if found := _VOTES.search(script):
            return first_json(script, found.end())
    return None
