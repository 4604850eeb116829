"""Sogou's search in WeChat, and the articles of WeChat's accounts that it leads to (mp.weixin.qq.com)."""

import re
from urllib.parse import urlsplit

from crawlers.readers.sheet import Sheet, open_sheet, page_text
from crawlers.readers.sogou_weixin.accounts import read_accounts
from crawlers.readers.sogou_weixin.article import read_article
from crawlers.readers.sogou_weixin.history import read_history
from crawlers.readers.sogou_weixin.hits import next_page, page_pager, read_hits
from crawlers.readers.sogou_weixin.hop import read_hop
from crawlers.readers.sogou_weixin.walls import find_wall
from crawlers.readers.sogou_weixin.wap import read_wap
from records.page import Page
from records.reading import Link, Post, Reading, State

_HOSTS = ("weixin.sogou.com", "wx.sogou.com", "mp.weixin.qq.com")
_MARKS = re.compile(
    r"id=[\"']sogou_vr_1100(?:26|23)01_box_|<body[^>]{0,200}id=[\"']activity-detail[\"']|\buigs_para\s{0,9}="
)


def recognise(page: Page) -> str | None:
    """By its host, a result's mark or an article's; it has no versions."""
    known = urlsplit(page.url).hostname in _HOSTS or _MARKS.search(page_text(page))
    return "" if known else None


def read(page: Page, zone: str) -> Reading:
    """Search hits and articles as posts: ``author_name`` is the account, ``signature`` its writer and handle.

    ``post_id`` is ``biz/mid/idx``, WeChat's own; of a hit whose address does not tell it, Sogou's number of
    the document. A hit is an excerpt; ``thread`` leads to the article, ``user`` to the account, ``next`` to
    the next page.
    """
    text = page_text(page)
    if text.lstrip()[:1] == "{":
        return read_wap(text, page, zone)
    sheet = open_sheet(page, zone, text)
    if posts := read_article(sheet):
        return Reading(State.ITEMS, "", posts)
    return _listed(sheet) or read_hop(sheet, text) or find_wall(sheet, text)


def _listed(sheet: Sheet) -> Reading | None:
    """Hits, accounts with their last articles, or the last ten things that an account sent."""
    accounts, people = read_accounts(sheet)
    posts = read_hits(sheet) or accounts or read_history(sheet)
    if not posts and not people:
        return None
    links: dict[Link | None, None] = dict.fromkeys(_article(sheet, post) for post in posts)
    links |= dict.fromkeys((next_page(sheet), *people))
    onward = tuple(link for link in links if link)
    return Reading(State.ITEMS, "", posts, onward, pager=page_pager(sheet))


def _article(sheet: Sheet, post: Post) -> Link | None:
    return sheet.link("thread", post.url)
