"""What the pages of Douban groups have in common: numbers in addresses, signatures, the pager."""

import re

from parsel import Selector, SelectorList

from crawlers.readers.pagers import counted, pager_from
from crawlers.readers.sheet import Sheet, line
from records.reading import Link, Pager

_TOPIC = re.compile(r"/topic/(\d{1,20})")
_ACCOUNT = re.compile(r"/people/([^/?#]{1,40})")
_SIGNED = re.compile(r"^[(（](.{1,200})[)）]$")


def topic_id(url: str) -> str | None:
    """The number of the topic in ``/group/topic/N/``."""
    found = _TOPIC.search(url)
    return found[1] if found else None


def account_id(url: str | None) -> str | None:
    """The account in ``/people/NAME/``, a number or a name of its own choice."""
    found = _ACCOUNT.search(url or "")
    return found[1] if found else None


def user_link(sheet: Sheet, account: str | None) -> Link | None:
    """The page of an account."""
    return sheet.link("user", f"/people/{account}/") if account else None


def next_link(sheet: Sheet) -> Link | None:
    """The page after this one."""
    return sheet.link(
        "next", sheet.root.css(".paginator .next a::attr(href), link[rel=next]::attr(href)").get()
    )


def page_pager(sheet: Sheet) -> Pager | None:
    """The pager: ``data-total-page`` beside this page's number, sometimes ``(共123条)``."""
    box = sheet.root.css(".paginator")
    links = [words for link in box.css("a") if (words := line([link]))]
    last = box.css(".thispage::attr(data-total-page)").getall()
    return pager_from(line(box.css(".thispage")), [*links, *last], counted(line(box.css(".count"))))


def group_name(sheet: Sheet) -> str | None:
    """The name of the group: beside a topic, or at the head of its own list."""
    named = line(sheet.root.css(".group-item .title a, #group-info h1, .group-title a"))
    return named or (line(sheet.root.css("#content h1")) if sheet.root.css("table.olt") else None)


def signature(name: SelectorList[Selector]) -> str | None:
    """The motto in brackets behind a name: ``名字(加我看图)``."""
    for text in name.xpath("text()").getall():
        if found := _SIGNED.match(" ".join(text.split())):
            return found[1]
    return None
