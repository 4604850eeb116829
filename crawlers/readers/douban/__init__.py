"""Douban groups: lists of topics, search in groups, topics with their comments."""

import re
from urllib.parse import urlsplit

from crawlers.readers.answers import redirect_target
from crawlers.readers.douban.list import read_list
from crawlers.readers.douban.topic import read_topic
from crawlers.readers.douban.walls import read_wall
from crawlers.readers.sheet import open_sheet, page_text
from records.page import Page
from records.reading import Reading, State

_GROUP = re.compile(r"<table[^>]{0,99}class=[\"'](?:olt|[^\"']* olt)\b[^>]*>|id=[\"']topic-content[\"']")


def answer(page: Page) -> Reading | None:
    """Redirects of its own (a riddle for its script, a captcha, the log-in) and what its 403 says."""
    if page.status == 403:
        said = read_wall(open_sheet(page, "UTC"))
        return None if said.state is State.UNKNOWN else said
    target = urlsplit(redirect_target(page) or "")
    if target.hostname == "sec.douban.com":
        return Reading(State.CHALLENGE, f"redirected to {target.geturl()}")
    if target.path.startswith("/misc/sorry"):
        return Reading(State.CAPTCHA, f"redirected to {target.geturl()}")
    if target.hostname == "accounts.douban.com":
        return Reading(State.LOGIN_WALL, f"redirected to {target.geturl()}")
    return None


def recognise(page: Page) -> str | None:
    """Douban by its host, or a page of groups by its markup; it has no versions."""
    host = urlsplit(page.url).hostname or ""
    if host == "douban.com" or host.endswith(".douban.com"):
        return ""
    return "" if "/group/" in urlsplit(page.url).path and _GROUP.search(page_text(page)) else None


def read(page: Page, zone: str) -> Reading:
    """Topics and comments as posts: ``thread`` is the topic's number, ``board`` the group's name.

    ``thread`` leads to topics, ``next`` to the next page, ``user`` to authors. A row of a list is an excerpt;
    the time that it shows is that of the last reply, so it is not the post's.
    """
    sheet = open_sheet(page, zone)
    return read_topic(sheet) or read_list(sheet) or read_wall(sheet)
