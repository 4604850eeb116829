"""One hit of the search on s.weibo.com, and the status that it passes on."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from parsel import Selector, SelectorList

from crawlers.readers.addresses import absolute
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Moment, Sheet, line, moment_of
from crawlers.readers.visible import visible_text
from crawlers.readers.weibo.address import long_mid
from records.reading import Count, Post

_ACCOUNT = re.compile(r"weibo\.com/(?:u/)?(\d{5,12})")
_MID = re.compile(r"(?:^|[?&])mid=(\d{10,20})")
_FOLDED = re.compile(r"\s*(?:收起(?:全文)?|展开(?:全文)?)\s*[a-z]?$")
_CROWD = re.compile(r"\s*转赞人数超过.*$")
# Letters of the site's icon font, and the zero-width mark that ends a text.
_ICONS = re.compile("[\ue000-\uf8ff]")
_PLACE = ".from a, .feed_from a"
_NAMES = ("reposts", "comments", "likes")
_DEEDS = ("feed_list_forward", "feed_list_comment", "feed_list_like")
_VIDEO = "ancestor::*[contains(concat(' ', normalize-space(@class), ' '), ' thumbnail ')]"
_QUOTED = "ancestor::*[contains(concat(' ', normalize-space(@class), ' '), ' card-comment ')]"


def hit_posts(row: Selector, sheet: Sheet, now: datetime) -> tuple[Post, ...]:
    """The row's status; behind it the one it passes on, where that still has an author.

    ``now`` is the clock from which the page's relative times count.
    """
    quoted = _quoted_post(row.css(".card-comment"), sheet, now)
    place = _own(row, _PLACE)
    name = _own(row, "a.name, a[nick-name]")
    own = _post(
        row.attrib["mid"], name, _own(row, "p"), place, sheet, now,
        images=_images(_own(row, "[node-type=feed_list_media_prev] img"), sheet),
        counters=_counters(_own(row, "a"), _own(row, ".card-act li")),
        reply_to=quoted.post_id if quoted else None,
    )  # fmt: skip
    return (own, quoted) if quoted else (own,)


def _own(row: Selector, css: str) -> SelectorList[Selector]:
    """What the row says itself, without the status it passes on."""
    return SelectorList(node for node in row.css(css) if not node.xpath(_QUOTED))


def _quoted_post(frames: SelectorList[Selector], sheet: Sheet, now: datetime) -> Post | None:
    """None where the original is gone: its place then holds an excuse and no author."""
    name, place = frames.css("a[nick-name]"), frames.css(_PLACE)
    mid = _quoted_mid(frames, place)
    if not name or not mid:
        return None
    return _post(
        mid, name, frames.css("p"), place, sheet, now,
        images=_images(frames.css("[node-type=feed_list_media_prev] img"), sheet),
        counters=_counters(frames.css("a"), frames.css(".act li")),
    )  # fmt: skip


def _quoted_mid(frames: SelectorList[Selector], place: SelectorList[Selector]) -> str | None:
    for deed in frames.css("[action-data*='mid=']::attr(action-data)").getall():
        if found := _MID.search(deed):
            return found[1]
    path = urlsplit(place.attrib.get("href", "")).path if place else ""
    return long_mid(path.rpartition("/")[2]) or None


def _post(
    mid: str,
    name: SelectorList[Selector],
    paragraphs: SelectorList[Selector],
    place: SelectorList[Selector],
    sheet: Sheet,
    now: datetime,
    *,
    images: tuple[str, ...],
    counters: dict[str, Count] | None,
    reply_to: str | None = None,
) -> Post:
    moment = _moment(place, sheet, now)
    account = _ACCOUNT.search(name.attrib.get("href", "")) if name else None
    shown = (name.attrib.get("nick-name") or line(name) or "").lstrip("@") if name else ""
    return Post(
        platform="weibo",
        post_id=mid,
        url=_url(place, sheet),
        author_name=shown or None,
        author_id=account[1] if account else None,
        text=_words(paragraphs),
        images=images,
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=counters,
        reply_to=reply_to,
        excerpt=_is_cut(paragraphs),
    )


def _url(place: SelectorList[Selector], sheet: Sheet) -> str:
    """The status's address, without the words that tell from where one came."""
    link = absolute(sheet.base, place.attrib.get("href") if place else None)
    return link.partition("?")[0] if link else sheet.url


def _moment(place: SelectorList[Selector], sheet: Sheet, now: datetime) -> Moment:
    return moment_of(_CROWD.sub("", line(place) or ""), now, sheet.zone)


def _words(paragraphs: SelectorList[Selector]) -> str:
    """The full text where it is folded in (inside a hidden paragraph), without the words that fold it."""
    whole = [one for one in paragraphs if _is_whole(one)]
    short = [one for one in paragraphs if "txt" in one.attrib.get("class", "").split()]
    short += [one for one in paragraphs if one.attrib.get("node-type") == "feed_list_content"]
    chosen = next(iter([*whole, *short]), None)
    if chosen is None:
        return ""
    text = visible_text("".join(chosen.xpath("node()").getall()), "i.wbicon, a[action-type=fl_fold]")
    return _FOLDED.sub("", _ICONS.sub("", text)).strip("\u200b \n")


def _is_whole(paragraph: Selector) -> bool:
    return paragraph.attrib.get("node-type") == "feed_list_content_full"


def _is_cut(paragraphs: SelectorList[Selector]) -> bool:
    """Whether the text goes on elsewhere: there is a way to unfold it, and nothing folded in."""
    return bool(paragraphs.css("a[action-type=fl_unfold]")) and not any(map(_is_whole, paragraphs))


def _images(pictures: SelectorList[Selector], sheet: Sheet) -> tuple[str, ...]:
    """Pictures, not the frame of a video that waits for a click."""
    sources = [
        picture.attrib.get("src")
        for picture in pictures
        if not picture.xpath("ancestor::*[@class='thumbnail']")
    ]
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(sheet.base, source))))


def _counters(links: SelectorList[Selector], cells: SelectorList[Selector]) -> dict[str, Count] | None:
    """Buttons by what they do; one that does not say it by its place among the last three of the foot."""
    shown = dict(zip(_NAMES, [_shown(cell) for cell in cells][-3:], strict=False))
    for name, deed in zip(_NAMES, _DEEDS, strict=True):
        button = next((one for one in links if one.attrib.get("action-type") == deed), None)
        if button is not None:
            shown[name] = _shown(button)
    counts = {name: parse_count(shown[name]) for name in _NAMES if name in shown}
    return {name: count for name, count in counts.items() if count} or None


def _shown(node: Selector) -> str:
    """A button's words; one with an icon alone was pressed by nobody."""
    return _ICONS.sub("", line([node]) or "").strip() or "赞"
