# ruff: noqa: E501  (markup keeps the platform's own lines)
"""XenForo 2 as a visitor sees it."""

import re
from datetime import UTC, datetime
from html import escape

from testbed.answer import Answer, Request, html_answer
from testbed.board.threads import Floor, Thread
from testbed.clock import china
from testbed.forum.pages import Asked, BoardPage, ThreadPage, guard
from testbed.forum.words import clock, day_word, name_of, signature_of, text_of

NAME = "论坛"
_ADDRESS = re.compile(r"/(forums|threads)/(?:[^/]*\.)?(\d+)/(?:page-(\d+))?")
_LOGIN = '<form action="/login/login" method="post" class="block"><input type="text" class="input" name="login" /><input type="password" class="input" name="password" /></form>'
_REPLY = '<div class="blockMessage"><a href="/login/" class="button--link button" data-xf-click="overlay">You must log in or register to reply here.</a></div>'
_EMPTY = '<div class="structItem js-emptyThreadList"><div class="structItem-cell">There are no threads in this forum.</div></div>'


class XenForoLook:
    """``/forums/board.ID/page-N`` and ``/threads/thread.ID/page-N``; a time carries its unix second."""

    platform = "xenforo"
    threads_per_page = 20
    posts_per_page = 20

    def asked(self, request: Request) -> Asked | None:
        """By path; what stands before the number says nothing."""
        if request.path == "/":
            return Asked("front")
        if found := _ADDRESS.fullmatch(request.path):
            kind, number, page = found.groups()
            return Asked("board" if kind == "forums" else "thread", int(number), int(page or 1))
        return None

    def path(self, thread: Thread, page: int) -> str:
        """The first page has no number."""
        return f"/threads/thread.{thread.tid}/" + (f"page-{page}" if page > 1 else "")

    def post_id(self, thread: Thread, floor: Floor) -> str:
        """The post's own number."""
        return str(floor.pid)

    def front(self, request: Request, boards: dict[int, str]) -> Answer:
        """A node for each board."""
        nodes = "".join(
            f'<div class="node node--forum"><h3 class="node-title"><a href="/forums/board.{fid}/">{name}</a></h3></div>'
            for fid, name in boards.items()
        )
        return _page("forum_list", NAME, nodes)

    def board(self, request: Request, shown: BoardPage) -> Answer:
        """Rows with their first and last times."""
        rows = "".join(_row(thread, shown.now) for thread in shown.threads) or _EMPTY
        pager = _pager(f"/forums/board.{shown.fid}/", shown.page, shown.pages)
        content = f'{pager}<div class="structItemContainer"><div class="structItemContainer-group js-threadList">{rows}</div></div>{pager}'
        return _page("forum_view", shown.name, content)

    def thread(self, request: Request, shown: ThreadPage) -> Answer:
        """Messages, and the note that an answer needs an account."""
        thread = shown.thread
        posts = "".join(
            _message(thread, floor, place, shown.now) for place, floor in enumerate(shown.floors, shown.first)
        )
        pager = _pager(f"/threads/thread.{thread.tid}/", shown.page, shown.pages)
        crumb = f'<li itemprop="itemListElement"><a href="/forums/board.{thread.fid}/"><span itemprop="name">{shown.board}</span></a></li>'
        content = f'{pager}<div class="block-body js-replyNewMessageContainer">{posts}</div>{pager}{_REPLY}'
        return _page("thread_view", escape(thread.title), content, crumb, f"thread-{thread.tid}")

    def wall(self, kind: str, request: Request) -> Answer:
        """A missing page is a 404, a closed one a 403 with the log-in below the sentence."""
        if kind in ("challenge", "captcha"):
            return html_answer(guard(kind), 403)
        if kind == "login_wall":
            sentence = '<div class="blockMessage blockMessage--error blockMessage--iconic">You must be logged-in to do that.</div>'
            return _page("login", "Log in", sentence + _LOGIN, status=403)
        return _page(
            "error",
            "Oops! We ran into some problems.",
            '<div class="blockMessage">The requested thread could not be found.</div>',
            status=404,
        )


def _page(
    template: str, title: str, content: str, crumb: str = "", key: str = "", status: int = 200
) -> Answer:
    page = f"""<!DOCTYPE html>
<html id="XF" lang="en-US" dir="LTR" data-app="public" data-template="{template}" data-container-key="" data-content-key="{key}" data-logged-in="false" data-cookie-prefix="xf_" class="has-no-js template-{template}">
<head><meta charset="utf-8" /><title>{title} | {NAME}</title></head>
<body data-template="{template}"><div class="p-pageWrapper" id="top"><nav class="p-nav"><div class="p-account p-navgroup--guest"><a href="/login/" class="p-navgroup-link p-navgroup-link--logIn">Log in</a></div></nav>
<div class="p-body"><ul class="p-breadcrumbs "><li itemprop="itemListElement"><a href="/"><span itemprop="name">Forums</span></a></li>{crumb}</ul>
<div class="p-body-header"><div class="p-title "><h1 class="p-title-value">{title}</h1></div></div><div class="p-body-main"><div class="p-body-content"><div class="p-body-pageContent">
{content}</div></div></div></div></div></body></html>
"""
    return html_answer(page, status)


def _pager(address: str, page: int, pages: int) -> str:
    if pages < 2:
        return ""
    numbers = "".join(
        f'<li class="pageNav-page {"pageNav-page--current " if n == page else ""}"><a href="{address}{f"page-{n}" if n > 1 else ""}">{n}</a></li>'
        for n in range(1, pages + 1)
    )
    onward = (
        f'<a href="{address}page-{page + 1}" class="pageNav-jump pageNav-jump--next">Next</a>'
        if page < pages
        else ""
    )
    return f'<nav class="pageNavWrapper"><div class="pageNav "><ul class="pageNav-main">{numbers}</ul>{onward}</div></nav>'


def _time(at: int, now: int, name: str = "u-dt") -> str:
    shown = china(at)
    date = f"{shown:%b} {shown.day}, {shown.year}"
    word = day_word(at, now)
    words = f"{word} at {clock(at).lstrip('0')}" if word in ("Today", "Yesterday") else date
    iso = f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%S}+0000"
    return f'<time class="{name}" dir="auto" datetime="{iso}" data-time="{at}" data-date-string="{date}" data-time-string="{clock(at)}" title="{date} at {clock(at)}">{words}</time>'


def _author(floor: Floor) -> str:
    if floor.member is None:
        return f'<span class="username " dir="auto" data-user-id="0">{name_of(floor)}</span>'
    uid = floor.member.uid
    return f'<a href="/members/member.{uid}/" class="username " dir="auto" data-user-id="{uid}">{name_of(floor)}</a>'


def _row(thread: Thread, now: int) -> str:
    opener, address = thread.floors[0], f"/threads/thread.{thread.tid}/"
    sticky = (
        '<ul class="structItem-statuses"><li><i class="structItem-status structItem-status--sticky"></i></li></ul>'
        if thread.pinned
        else ""
    )
    return f"""<div class="structItem structItem--thread js-inlineModContainer js-threadListItem-{thread.tid}" data-author="{name_of(opener)}">
<div class="structItem-cell structItem-cell--main">{sticky}<div class="structItem-title"><a href="/forums/board.{thread.fid}/?prefix_id=1" class="labelLink" rel="nofollow"><span class="label label--primary">{thread.kind}</span></a><span class="label-append">&nbsp;</span>
<a href="{address}" class="" data-tp-primary="on" data-xf-init="preview-tooltip" data-preview-url="{address}preview">{escape(thread.title)}</a></div>
<div class="structItem-minor"><ul class="structItem-parts"><li>{_author(opener)}</li><li class="structItem-startDate"><a href="{address}" rel="nofollow">{_time(opener.at, now)}</a></li></ul></div></div>
<div class="structItem-cell structItem-cell--meta"><dl class="pairs pairs--justified"><dt>Replies</dt><dd>{len(thread.floors) - 1}</dd></dl><dl class="pairs pairs--justified structItem-minor"><dt>Views</dt><dd>{thread.views}</dd></dl></div>
<div class="structItem-cell structItem-cell--latest"><a href="{address}latest" rel="nofollow">{_time(thread.last.at, now, "structItem-latestDate u-dt")}</a><div class="structItem-minor">{_author(thread.last)}</div></div></div>
"""


def _message(thread: Thread, floor: Floor, place: int, now: int) -> str:
    pid, signature = floor.pid, signature_of(floor.member)
    address = f"/threads/thread.{thread.tid}/post-{pid}"
    below = (
        f'<aside class="message-signature"><div class="bbWrapper">{signature}</div></aside>'
        if signature
        else ""
    )
    return f"""<article class="message message--post js-post js-inlineModContainer " data-author="{name_of(floor)}" data-content="post-{pid}" id="js-post-{pid}">
<span class="u-anchorTarget" id="post-{pid}"></span><div class="message-inner"><div class="message-cell message-cell--user"><section class="message-user"><div class="message-userDetails">
<h4 class="message-name">{_author(floor)}</h4><h5 class="userTitle message-userTitle">Member</h5></div></section></div>
<div class="message-cell message-cell--main"><header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline "><li class="u-concealed"><a href="{address}" rel="nofollow">{_time(floor.at, now)}</a></li></ul>
<ul class="message-attribution-opposite message-attribution-opposite--list "><li><a href="{address}" data-xf-init="share-tooltip"><i class="fa--xf far fa-share-alt"></i></a></li><li><a href="{address}" rel="nofollow"> #{place} </a></li></ul></header>
<div class="message-content js-messageContent"><div class="message-userContent lbContainer js-lbContainer " data-lb-id="post-{pid}"><article class="message-body js-selectToQuote"><div class="bbWrapper">{_quote(thread, floor)}{text_of(floor)}</div><div class="js-selectToQuoteEnd">&nbsp;</div></article></div>{below}</div></div></div></article>
"""


def _quote(thread: Thread, floor: Floor) -> str:
    quoted = next((one for one in thread.floors if one.pid == floor.quoted), None)
    if quoted is None:
        return ""
    return f"""<blockquote data-attributes="member: 1" data-quote="{name_of(quoted)}" data-source="post: {quoted.pid}" class="bbCodeBlock bbCodeBlock--expandable bbCodeBlock--quote js-expandWatch"><div class="bbCodeBlock-title"><a href="/goto/post?id={quoted.pid}" class="bbCodeBlock-sourceJump">{name_of(quoted)} said:</a></div>
<div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent ">{text_of(quoted)}</div><div class="bbCodeBlock-expandLink"><a>Click to expand...</a></div></div></blockquote>"""
