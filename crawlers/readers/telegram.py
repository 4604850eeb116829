"""Telegram's public preview of channels (t.me/s/NAME), single posts and landing cards."""

import re
from urllib.parse import urlsplit

from parsel import Selector

from crawlers.readers.addresses import absolute, origin
from crawlers.readers.answers import redirect_target
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, distinct, line, open_sheet, outermost, shown_text
from records.page import Page
from records.reading import Count, Link, Post, Reading, State

_PREVIEW = re.compile(r"/s/([A-Za-z]\w{2,63})/?")
_NAME = re.compile(r"/(?:s/)?([A-Za-z]\w{3,31})(?:/\d+)?/?")
_POST = re.compile(r"[\w-]{1,64}/\d{1,15}")
_BACKGROUND = re.compile(r"background-image:\s*url\(['\"]?([^'\")]{1,2000})")
# Names below t.me that are no accounts.
_NO_NAMES = {
    "share",
    "joinchat",
    "addstickers",
    "login",
    "proxy",
    "socks",
    "iv",
    "addemoji",
    "addlist",
    "file",
}
# A preview weighs 60 KB and more; what is this small is a stop sign, not an empty channel.
SMALLEST = 500


def answer(page: Page) -> Reading | None:
    """A redirect from ``/s/NAME`` to ``/NAME`` is the answer: no preview (a group, private, or nobody)."""
    target = redirect_target(page)
    if target is None:
        return None
    asked, given = _PREVIEW.fullmatch(urlsplit(page.url).path), _NAME.fullmatch(urlsplit(target).path)
    if (
        asked
        and given
        and not _PREVIEW.fullmatch(urlsplit(target).path)
        and asked[1].lower() == given[1].lower()
    ):
        why = f"{asked[1]} has no public preview (a group, a private channel, a user or nobody): {target}"
        return Reading(State.REDIRECTED_ELSEWHERE, why)
    return None


def read(page: Page, zone: str) -> Reading:
    """Posts oldest first as the page has them; ``post_id`` is ``channel/number``, ``board`` the channel.

    ``next`` leads to older posts, ``post`` to each post, ``user`` to channels forwarded from or linked to.
    """
    sheet = open_sheet(page, zone)
    messages = outermost(sheet.root, "div.tgme_widget_message[data-post]", "data-post", _POST)
    posts = tuple(_post(message, sheet) for message in messages)
    if posts:
        return Reading(State.ITEMS, "", posts, _links(sheet, posts))
    return _without_posts(sheet, len(page.content))


def _without_posts(sheet: Sheet, size: int) -> Reading:
    root = sheet.root
    if missing := root.css(".tgme_widget_message_error, .err_message"):
        return Reading(State.GONE, line(missing) or "post not found")
    if nothing := root.css(".tme_no_messages_found"):
        return Reading(State.EMPTY, line(nothing) or "no posts found")
    if root.css(".tgme_channel_info_header_title") and root.css(".tgme_channel_history"):
        return Reading(State.EMPTY, "the channel's history shows no posts", links=_links(sheet, ()))
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
    if not title.startswith(("Telegram: View", "Telegram: Contact")):
        return None
    preview = sheet.root.css("a.tgme_page_context_link::attr(href)").get()
    links = distinct([sheet.link("thread", preview)])
    kind = "landing card of a channel" if links else "landing card without a preview"
    return Reading(State.EMPTY, f"{kind}: {extra or title}", links=links)


def _post(message: Selector, sheet: Sheet) -> Post:
    key = message.attrib["data-post"]
    channel = key.partition("/")[0]
    date = message.css("a.tgme_widget_message_date")
    moment = sheet.moment(date.css("time::attr(datetime)").get())
    return Post(
        platform="telegram",
        board=channel,
        post_id=key,
        url=absolute(sheet.base, date.attrib.get("href")) or f"{origin(sheet.url)}/{key}",
        author_name=line(message.css(".tgme_widget_message_owner_name")),
        author_id=channel,
        signature=line(message.css(".tgme_widget_message_from_author")),
        text=_text(message),
        images=_images(message, sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(message),
        reply_to=_answered(message),
    )


def _text(message: Selector) -> str:
    """The message; a post without one says what its document or poll is called."""
    if text := shown_text(message.css(".js-message_text")):
        return text
    attached = message.css(
        ".tgme_widget_message_document_title, .tgme_widget_message_poll_question,"
        " .tgme_widget_message_poll_option_text, .tgme_widget_message_contact_name,"
        " .tgme_widget_message_contact_phone"
    )
    return "\n".join(filter(None, (line([part]) for part in attached)))


def _images(message: Selector, sheet: Sheet) -> tuple[str, ...]:
    styles = message.css("a.tgme_widget_message_photo_wrap::attr(style)").getall()
    found = (_BACKGROUND.search(style) for style in styles)
    return tuple(filter(None, (absolute(sheet.base, match[1]) for match in found if match)))


def _counters(message: Selector) -> dict[str, Count] | None:
    views = parse_count(line(message.css(".tgme_widget_message_views")))
    reactions = [count for mark in message.css(".tgme_reaction") if (count := parse_count(line([mark])))]
    total = Count(sum(count.value for count in reactions), any(count.rounded for count in reactions))
    return ({"views": views} if views else {}) | ({"reactions": total} if reactions else {}) or None


def _answered(message: Selector) -> str | None:
    url = absolute("https://t.me/", message.css("a.tgme_widget_message_reply::attr(href)").get())
    key = urlsplit(url or "").path.strip("/")
    return key if _POST.fullmatch(key) else None


def _links(sheet: Sheet, posts: tuple[Post, ...]) -> tuple[Link, ...]:
    root = sheet.root
    older = sheet.link("next", root.css("a.tme_messages_more[data-before]::attr(href)").get())
    named = root.css(
        "a.tgme_widget_message_forwarded_from_name::attr(href), .js-message_text a::attr(href)"
    ).getall()
    return distinct(
        [older, *(Link("post", post.url) for post in posts), *(_channel(sheet, href) for href in named)]
    )


def _channel(sheet: Sheet, href: str) -> Link | None:
    """The preview of a channel that is linked to; links that leave Telegram are no channels."""
    url = absolute(sheet.base, href)
    parts = urlsplit(url or "")
    if parts.netloc not in ("t.me", "telegram.me", urlsplit(sheet.url).netloc):
        return None
    name = _NAME.fullmatch(parts.path)
    return (
        Link("user", f"{origin(sheet.url)}/s/{name[1]}")
        if name and name[1].lower() not in _NO_NAMES
        else None
    )
