"""Classic search over bars or within one, and the page of a person."""

import re

from parsel import Selector

from crawlers.readers.addresses import parameter
from crawlers.readers.sheet import Sheet, apart, distinct, line, shown_text
from crawlers.readers.tieba.marks import account, bar_name, next_page
from crawlers.readers.tieba.pager import search_pager
from records.reading import Post, Reading, State

_ANY = re.compile(r".*", re.DOTALL)
_THREAD = re.compile(r"/p/(\d{1,15})")
_REPLY = re.compile(r"^回复\s*[:：]\s*")
_PERSON = ".userinfo_title, .userinfo_wrap, .ihome_body"


def read_search(sheet: Sheet) -> Reading | None:
    """Hits as excerpts: openers, floors and replies within floors. None where the page has none."""
    rows = apart(sheet.root, "div.s_post", "class", _ANY)
    posts = tuple(post for row in rows if (post := _hit(row, sheet)))
    if not posts:
        return None
    threads = [sheet.link("thread", f"/p/{post.thread}") for post in posts]
    people = sheet.root.css("div.s_post a[href*='/home/main']::attr(href)").getall()
    users = [sheet.link("user", href) for href in people]
    links = distinct([*threads, next_page(sheet, ".pager-search"), *users])
    return Reading(State.ITEMS, "", posts, links, pager=search_pager(sheet))


def read_person(sheet: Sheet) -> Reading | None:
    """The threads that a person's page leads to. None on other pages."""
    if not sheet.root.css(_PERSON):
        return None
    hrefs = (_THREAD.search(href) for href in sheet.root.css("a[href*='/p/']::attr(href)").getall())
    threads = distinct(sheet.link("thread", f"/p/{found[1]}") for found in hrefs if found)
    if threads:
        return Reading(State.ITEMS, "", links=threads)
    return Reading(State.EMPTY, line(sheet.root.css(".his_thread_blank")) or "a person without threads")


def _hit(row: Selector, sheet: Sheet) -> Post | None:
    title = row.css(".p_title a")
    href = title.attrib.get("href", "")
    found = _THREAD.search(href)
    tid = found[1] if found else title.attrib.get("data-tid")
    link = sheet.link("thread", f"/p/{tid}" if tid and tid.isdigit() else None)
    if not tid or not link:
        return None
    floor, aside = _number(href, "pid"), _number(href, "cid")
    # A hit inside a thread is called 回复: and names its floor; any other is the thread itself.
    opener = not aside and not _REPLY.match(line(title) or "")
    person = row.css("a[href*='/home/main']")
    moment = sheet.moment(line(row.css(".p_date")))
    return Post(
        platform="tieba",
        board=bar_name(line(row.css("a.p_forum"))),
        thread=tid,
        post_id=aside or floor or tid,
        url=f"{link.url}#{aside or floor or ''}".rstrip("#"),
        author_name=line(person),
        author_id=account(person.attrib.get("href")),
        title=_REPLY.sub("", line(title) or "") or None,
        text=shown_text(row.css(".p_content")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1 if opener else None,
        reply_to=floor if aside else None,
        excerpt=True,
    )


def _number(href: str, name: str) -> str | None:
    """The number of a floor or of a reply within one; 0 stands for none."""
    value = parameter(href, name)
    return value if value and value.isdigit() and value.strip("0") else None
