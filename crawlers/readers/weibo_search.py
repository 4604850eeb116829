"""Search results on s.weibo.com, in the layouts before and after 2019."""

import re
from datetime import UTC, datetime

from parsel import Selector

from crawlers.readers.addresses import absolute
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, distinct, line, moment_of, outermost
from crawlers.readers.visible import visible_text
from records.reading import Count, Link, Post, Reading, State

_SERVER_TIME = re.compile(r"\$CONFIG\['servertime'\]\s{0,3}=\s{0,3}'(\d{10})(?:\d{3})?'")
_ACCOUNT = re.compile(r"weibo\.com/(?:u/)?(\d{5,12})")
_NUMBER = re.compile(r"\d{1,20}")
_NAMES = ("reposts", "comments", "likes")


def read_search(sheet: Sheet, text: str) -> Reading | None:
    """Hits as posts; None where the page is no search page."""
    server = _SERVER_TIME.search(text)
    now = min(datetime.fromtimestamp(int(server[1]), UTC), sheet.now) if server else sheet.now
    rows = outermost(sheet.root, "div.card-wrap[action-type=feed_list_item][mid]", "mid", _NUMBER)
    posts = tuple(_post(row, sheet, now) for row in rows)
    if posts:
        return Reading(State.ITEMS, "", posts, _links(sheet, posts))
    if nothing := sheet.root.css("div.card-no-result"):
        return Reading(State.EMPTY, line(nothing) or "no result")
    return None


def _post(row: Selector, sheet: Sheet, now: datetime) -> Post:
    """The row's full text where it is folded in; times count from the clock that the page prints."""
    place = row.css("p.from a, div.from a")
    moment = moment_of(line(place), now, sheet.zone)
    name = row.css("a.name")
    account = _ACCOUNT.search(name.attrib.get("href", ""))
    # The full text is folded in, so it is the inside of a hidden paragraph.
    whole = row.css("p[node-type=feed_list_content_full]") or row.css(
        "p.txt[node-type=feed_list_content], p.txt"
    )
    return Post(
        platform="weibo",
        post_id=row.attrib["mid"],
        url=absolute(sheet.base, place.attrib.get("href")) or sheet.url,
        author_name=name.attrib.get("nick-name") or line(name),
        author_id=account[1] if account else None,
        text=re.sub(
            r"\s*收起[a-z]?$", "", visible_text("".join(whole[:1].xpath("node()").getall()), "i.wbicon")
        ),
        images=_images(row, sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(row),
    )


def _images(row: Selector, sheet: Sheet) -> tuple[str, ...]:
    sources = row.css("[node-type=feed_list_media_prev] img::attr(src)").getall()
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(sheet.base, source))))


def _counters(row: Selector) -> dict[str, Count] | None:
    old = [row.css(f"a[action-type=feed_list_{kind}]") for kind in ("forward", "comment", "like")]
    shown = (
        [line(link) for link in old] if any(old) else [line([cell]) for cell in row.css(".card-act li")][-3:]
    )
    counts = ((name, parse_count(text or "赞")) for name, text in zip(_NAMES, shown, strict=False))
    return {name: count for name, count in counts if count} or None


def _links(sheet: Sheet, posts: tuple[Post, ...]) -> tuple[Link, ...]:
    following = sheet.link("next", sheet.root.css(".m-page a.next::attr(href), a.next::attr(href)").get())
    users = [Link("user", f"https://weibo.com/u/{post.author_id}") for post in posts if post.author_id]
    return distinct([following, *(Link("post", post.url) for post in posts), *users])
