"""The markup of the maze's forum, plain enough to be described by a few selectors."""

from collections.abc import Iterable
from html import escape

from testbed.answer import Answer, html_answer

NAME = "迷宫论坛"
# The selectors under which a source of the family ``forum`` reads these pages.
SELECT = """
  platform: maze
  recognise: {mark: "meta[name=generator][content=Maze]"}
  addresses: {thread: ['(?i)/thread/(\\d+)']}
  list: {board: h1, row: li.row, link: a.title @href, title: a.title, author: .by, replies: .replies}
  thread: {board: .path a, title: h1}
  post: {item: div.post, id: '@id /(\\d+)/', author: .by, text: .text, floor: .floor /#(\\d+)/}
  next: a.next @href
  boards: .links a @href
  says: {gone: .missing, forbidden: .locked, empty: .nothing}
"""


def links(title: str, addresses: Iterable[str], sentence: str = "") -> Answer:
    """A page without posts that leads to ``addresses``."""
    rows = "".join(f'<a href="{escape(address)}">{escape(address)}</a> ' for address in addresses)
    return page(title, f"<p>{sentence}</p><div class='links'>{rows}</div>")


def board(title: str, rows: Iterable[tuple[str, str]], onward: str | None) -> Answer:
    """A list of threads, each an address and a title, and where it goes on."""
    shown = "".join(
        f'<li class="row"><a class="title" href="{escape(address)}">{escape(text)}</a>'
        '<span class="by">楼主</span> <span class="replies">0</span></li>'
        for address, text in rows
    )
    more = f'<a class="next" href="{escape(onward)}">下一页</a>' if onward else ""
    return page(title, f"<h1>{escape(title)}</h1><ul>{shown}</ul>{more}")


def thread(number: int, title: str, text: str) -> Answer:
    """A thread of one post."""
    return page(
        title,
        f'<div class="path"><a>版块</a></div><h1>{escape(title)}</h1><div class="post" id="post-{number}">'
        f'<span class="by">卖家{number % 89}</span> <span class="floor">#1</span>'
        f'<div class="text">{escape(text)}</div></div>',
    )


def missing() -> Answer:
    """The forum's own page for what is not there."""
    return page("提示", '<p class="missing">没有这个主题</p>', 404)


def locked() -> Answer:
    """The page of a thread that is not for everybody."""
    return page("提示", '<p class="locked">您无权查看这个主题</p>')


def empty(title: str) -> Answer:
    """A board without a thread."""
    return page(title, f'<h1>{escape(title)}</h1><p class="nothing">这个版块还没有主题</p>')


def page(title: str, content: str, status: int = 200) -> Answer:
    """The frame of every page."""
    return html_answer(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="generator" content="Maze">'
        f"<title>{escape(title)} - {NAME}</title></head><body>{content}</body></html>",
        status,
    )
