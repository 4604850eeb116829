"""Search hits of weixin.sogou.com: old and new layout, and the pieces of its page for phones."""

import re

from parsel import Selector, SelectorList

from crawlers.readers.addresses import absolute
from crawlers.readers.numbers import parse_count
from crawlers.readers.pagers import counted, pager_from
from crawlers.readers.sheet import Moment, Sheet, apart, line, once
from crawlers.readers.sogou_weixin.article_address import article_number
from crawlers.readers.visible import visible_text
from records.reading import Count, Link, Pager, Post

_BOX = re.compile(r"sogou_vr_11002601_box_\d{1,4}")
_DOCUMENT = re.compile(r"[0-9a-f]{4,40}(?:-[0-9a-f]{4,40}){1,4}")
_TITLE = "h3 a[href], h4 a[href], a[id*=_title_], .txt-box > a[href]:not(.account)"
_ACCOUNT = "a.account, .all-time-y2, span.s2[data-sourcename], .s-p > a"
# 约 stands before every number, however small: it is exact enough to count by.
_FOUND = re.compile(r"(\d[\d,]*)\s*[条條]")
_SECONDS = re.compile(r"timeConvert\(\s{0,9}['\"]?(\d{9,13})")


def read_hits(sheet: Sheet) -> tuple[Post, ...]:
    """The articles found, in their order; each an excerpt."""
    rows = apart(sheet.root, "li[id^=sogou_vr_11002601_box_]", "id", _BOX)
    rows = rows or apart(sheet.root, "li[d]", "d", _DOCUMENT) or list(sheet.root.css("ul.news-list > li"))
    return once(post for row in rows if (post := _hit(row, sheet)))


def next_page(sheet: Sheet) -> Link | None:
    """The pager's next page."""
    return sheet.link("next", sheet.root.css("a#sogou_next::attr(href), .p-fy a.np::attr(href)").get())


def page_pager(sheet: Sheet) -> Pager | None:
    """``找到约14,149条结果``, and the pages around this one."""
    box = sheet.root.css(".p-fy")
    found = _FOUND.search(line(sheet.root.css(".mun")) or "")
    links = [words for link in box.css("a") if (words := line([link]))]
    return pager_from(line(box.css("span")), links, counted(found[1]) if found else None)


def seconds(nodes: SelectorList[Selector]) -> str | None:
    """The unix time that the page's script would show as ``3小时前``."""
    found = _SECONDS.search(" ".join(nodes.css("script::text").getall()))
    return found[1] if found else None


def inside(nodes: SelectorList[Selector]) -> str:
    """The text of the first of ``nodes``, though it be hidden itself: a script shows it where it fits."""
    return visible_text("".join(nodes[:1].xpath("node()").getall()))


def _hit(row: Selector, sheet: Sheet) -> Post | None:
    title = row.css(_TITLE)
    url = absolute(sheet.base, title.attrib.get("href"))
    if not url or not (shown := line(title)):
        return None
    account, moment = row.css(_ACCOUNT), _moment(row, sheet)
    name = line(account)
    # An account sends several articles in the same second.
    key = article_number(url) or row.attrib.get("d") or f"{name}:{_second(moment)}:{shown}"
    views = parse_count(line(row.css(".s-p span.s1")))
    return Post(
        platform="sogou_weixin",
        board=name,
        thread=key,
        post_id=key,
        url=url,
        author_name=name,
        author_id=account.attrib.get("i") or account.attrib.get("data-openid"),
        title=shown,
        text=inside(row.css("p.txt-info, p[data-type=article_summary]")),
        images=_images(row, sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters=_counters(views),
        excerpt=True,
    )


def _second(moment: Moment) -> str:
    return str(int(moment.time.timestamp())) if moment.time else ""


def _counters(views: Count | None) -> dict[str, Count] | None:
    return {"views": views} if views else None


def _moment(row: Selector, sheet: Sheet) -> Moment:
    """The unix time in an attribute or in the script; the words are there only where the script has run."""
    foot = row.css(".s-p, p.time")
    told = foot.attrib.get("t") or foot.css("[data-lastmodified]::attr(data-lastmodified)").get()
    exact = sheet.moment(told or seconds(row.css(".s2, .s-p, .time")))
    words = sheet.moment(" ".join(foot.css(".s2::text, .s3::text").getall()).strip() or None)
    if not exact.time:
        return words
    return Moment(words.shown if words.time else exact.shown, exact.time, exact.precision)


def _images(row: Selector, sheet: Sheet) -> tuple[str, ...]:
    found = row.css(".img-box img, .img-d img, .pic img")
    sources = (image.attrib.get("data-src") or image.attrib.get("src") for image in found)
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(sheet.base, source))))
