"""What a Discuz! site shows beside its boards: a member's blog, an article of the portal."""

import re

from parsel import Selector

from crawlers.readers.discuz.address import user_number
from crawlers.readers.discuz.board import next_page
from crawlers.readers.discuz.times import moment_in
from crawlers.readers.sheet import Moment, Sheet, distinct, line, shown_text
from records.reading import Link, Post

_NUMBER = re.compile(r"(?:[?&](?:aid|id)=|article-|blog-\d{1,12}-)(\d{1,12})")
_LINKS = (
    "body#nv_portal a[href*='mod=view&aid='], body#nv_portal a[href*='article-'], "
    "body.pg_space dt a[href*='do=blog'][href*='&id='], body.pg_space dt a[href*='blog-']"
)
_BLOG, _ARTICLE = "#blog_article", "#article_content"


def read_article(sheet: Sheet) -> tuple[Post, ...]:
    """The blog or article that the page is, named ``blog-N`` or ``article-N``; nothing for any other page."""
    body = sheet.root.css(f"{_BLOG}, {_ARTICLE}")
    if not body:
        return ()
    kind = "blog" if body[0].attrib["id"] == "blog_article" else "article"
    number = _NUMBER.search(sheet.url)
    head = body[0].xpath("(preceding::h1)[last()]/..")
    author = sheet.root.css("#uhd h2 a, #uhd .mt, #pt a[href*='space&uid'], #pt a[href*=space-uid]")
    author = author if kind == "blog" else head.css("a[href*=space]")
    moment = _moment(head, sheet)
    return (
        Post(
            platform="discuz",
            post_id=f"{kind}-{number[1] if number else ''}",
            url=sheet.url,
            title=line(head.css("h1")),
            text=shown_text(body),
            author_name=line(author),
            author_id=user_number(author.xpath("@href").get() or sheet.url),
            time_shown=moment.shown,
            time=moment.time,
            time_precision=moment.precision,
            floor=1,
        ),
    )


def article_links(sheet: Sheet) -> tuple[Link, ...]:
    """The articles and blogs that a portal or a list of blogs leads to, and its next page."""
    hrefs = sheet.root.css(_LINKS).xpath("@href").getall()
    links = (sheet.link("thread", href.partition("#")[0]) for href in hrefs)
    found = distinct(link for link in links if link and _NUMBER.search(link.url))
    return distinct([*found, next_page(sheet)]) if found else ()


def _moment(head: list[Selector], sheet: Sheet) -> Moment:
    """The first words of the line below the heading that are a time."""
    for block in head[:1]:
        for cell in block.css("p span, p"):
            words = cell.xpath("text()").getall()
            if (moment := moment_in(cell.css("span[title]"), sheet)).time:
                return moment
            if words and (moment := sheet.moment(words[0].strip(" |\r\n\t"))).time:
                return moment
    return Moment()
