"""Telegram's public preview of channels (t.me/s/NAME), single posts and landing cards."""

import re
from urllib.parse import urlsplit

from crawlers.readers.addresses import absolute
from crawlers.readers.answers import redirect_target
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, apart, distinct, line, once, open_sheet
from crawlers.readers.telegram.links import page_links
from crawlers.readers.telegram.message import KEY, read_message
from records.page import Page
from records.reading import Reading, State

_PREVIEW = re.compile(r"/s/(\w{2,64})(?:/\d+)?/?")
_LANDING = re.compile(r"/(\w{2,64})(?:/\d+)?/?")
_MARKS = ".tgme_widget_message, .tgme_channel_info, .tgme_page, .tme_no_messages_found"
# What the widget says where a post, channel or name is not there; anything else it says is a refusal.
_MISSING = re.compile(r"not found|does ?n[o'’]t exist|deleted|no longer", re.IGNORECASE)
# A preview weighs 60 KB and more; what is this small is a stop sign, not an empty channel.
SMALLEST = 500


def recognise(page: Page) -> str | None:
    """The preview has no version; a redirect away from ``/s/NAME`` is its own, too."""
    return "" if answer(page) or open_sheet(page, "UTC").root.css(_MARKS) else None


def answer(page: Page) -> Reading | None:
    """A redirect from ``/s/NAME`` to ``/NAME`` is the answer: no preview (a group, private, or nobody)."""
    target = redirect_target(page)
    if target is None:
        return None
    asked, given = _PREVIEW.fullmatch(_path(page.url)), _LANDING.fullmatch(_path(target))
    if asked and given and asked[1].lower() == given[1].lower():
        why = f"{asked[1]} has no public preview (a group, a private channel, a user or nobody): {target}"
        return Reading(State.REDIRECTED_ELSEWHERE, why)
    return None


def _path(url: str) -> str:
    return urlsplit(absolute(url, url) or "").path


def read(page: Page, zone: str) -> Reading:
    """Posts oldest first as the page has them; ``post_id`` is ``channel/number``, ``board`` the channel.

    A channel's post has the channel for its author, a group's its writer. An album is one post. A post
    without words has those of its document, poll or contact; one with words names them in its title.
    Links: ``next`` leads to older posts (to newer ones from a page asked with ``after``), ``post`` to each
    post, ``user`` to names forwarded from, linked to or set on buttons.
    """
    sheet = open_sheet(page, zone)
    messages = apart(sheet.root, "div.tgme_widget_message[data-post]", "data-post", KEY)
    posts = once(read_message(message, sheet) for message in messages)
    if posts:
        return Reading(State.ITEMS, "", posts, page_links(sheet, posts))
    return _without_posts(sheet, len(page.rendering.dom if page.rendering else page.content))


def _without_posts(sheet: Sheet, size: int) -> Reading:
    root = sheet.root
    if missing := root.css(".tgme_widget_message_error, .err_message"):
        said = line(missing) or "post not found"
        return Reading(State.GONE if _MISSING.search(said) else State.FORBIDDEN, said)
    if nothing := root.css(".tme_no_messages_found"):
        return Reading(State.EMPTY, line(nothing) or "no posts found")
    if blocks := root.css(".tgme_widget_message"):
        return Reading(State.UNKNOWN, f"{len(blocks)} messages without a number of their own")
    if root.css(".tgme_channel_info_header_title") and root.css(".tgme_channel_history"):
        return Reading(State.EMPTY, "the channel's history shows no posts", links=page_links(sheet, ()))
    if card := _landing(sheet):
        return card
    if size < SMALLEST:
        return Reading(State.RATE_LIMITED, f"a body of {size} bytes is a sign to stop")
    return Reading(State.UNKNOWN, "no marker of a channel preview")


def _landing(sheet: Sheet) -> Reading | None:
    """A landing card by its title: ``View`` exists, ``Contact`` with a user's icon is no public channel."""
    title = line(sheet.root.css("title")) or ""
    extra = line(sheet.root.css(".tgme_page_extra"))
    if title.startswith("Telegram: Log in"):
        return Reading(State.LOGIN_WALL, title)
    if title.startswith("Telegram: Contact") and (sheet.root.css("i.tgme_icon_user") or not extra):
        return Reading(State.GONE, f"{title}: no such public channel")
    if title.startswith("Telegram: Join"):
        return Reading(State.FORBIDDEN, f"{title}: by invitation only")
    if not title.startswith("Telegram: ") and not sheet.root.css(".tgme_page .tgme_page_title"):
        return None
    preview = sheet.root.css("a.tgme_page_context_link::attr(href)").get()
    links = distinct([sheet.link("thread", preview)])
    return Reading(State.EMPTY, f"{_kind(extra or '', bool(links))}: {extra or title}", links=links)


def _kind(extra: str, preview: bool) -> str:
    """What the card is of; only groups count who is online, only channels have subscribers."""
    if preview or "subscriber" in extra:
        return "landing card of a channel" if preview else "landing card of a channel without a preview"
    if "member" in extra:
        return "landing card of a group"
    return "landing card of a bot" if "users" in extra and parse_count(extra) else "landing card of a person"
