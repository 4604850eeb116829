# ruff: noqa: E501  (markup keeps the platform's own lines)
"""The desktop's search page, in the layout of 2018 and in today's."""

from html import escape
from urllib.parse import quote

from testbed.answer import Answer, html_answer
from testbed.clock import china, days_ago
from testbed.weibo.statuses import Status
from testbed.weibo.words import is_long

CUT = 100
_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8" /><title>{word} - 微博搜索</title>
<script type="text/javascript">var $CONFIG = {{}}; $CONFIG['islogin'] = '0'; $CONFIG['page'] = {number}; $CONFIG['servertime'] = {now};</script></head>
<body class="wbs-feed"><div class="m-wrap"><div class="m-con-l" id="pl_feedlist_index"><div>
{rows}
</div></div></div>{pager}</body></html>
"""
_NOTHING = '<div class="card-wrap"><div class="card card-no-result s-pt20b40"><img src="/photo/none.png"><p>抱歉，未找到“{word}”相关结果。</p><p>您可以尝试更换关键词，再次搜索。</p></div></div>'
_PAGER = '<div class="m-page"><div><span class="list"><a href="javascript:void(0);" class="pagenum">第{number}页</a><ul node-type="feed_list_page_morelist" class="s-scroll">{list}</ul></span>{following}</div></div>'
_ROW = """<!--card-wrap-->
<div class="card-wrap" action-type="feed_list_item" mid="{mid}" >
<div class="card"><div class="card-feed"><div class="avator"><a href="//weibo.com/{uid}?refer_flag=1001030103_" target="_blank"><img src="/photo/face.png"></a></div>
<div class="content" node-type="like"><div class="info"><div class="menu s-fr"><a href="javascript:void(0);" action-type="fl_menu"><i class="wbicon">c</i></a><ul node-type="fl_menu_right" style="display:none;"><li><a href="javascript:void(0);">投诉</a></li></ul></div>
<div><a href="//weibo.com/{uid}?refer_flag=1001030103_" class="name" target="_blank" nick-name="{name}">{name}</a></div></div>
{before}<p class="txt" node-type="feed_list_content" nick-name="{name}">
                    {text}                </p>{full}{quoted}{after}</div></div>
<div class="card-act"><ul>{acts}</ul></div><div node-type="feed_list_repeat"></div></div></div>
<!--/card-wrap-->"""
_FULL = '<p class="txt" node-type="feed_list_content_full" nick-name="{name}" style="display: none">\n                    {text}<a href="javascript:void(0);" action-type="fl_fold">收起{all}<i class="wbicon">d</i></a>\n                </p>'
_QUOTED = """<div class="card-comment" node-type="feed_list_forward"><div class="con"><div class="card-act-arrow"></div><div node-type="feed_list_forwardContent">
<a href="//weibo.com/{uid}" class="name" target="_blank" nick-name="@{name}">@{name}</a><p class="txt" node-type="feed_list_content" nick-name="{name}">{text}</p>
<div class="func"><ul class="act s-fr"><li><a href="//weibo.com/{uid}/{bid}">转发 {reposts}</a></li><li><a href="//weibo.com/{uid}/{bid}">评论 {comments}</a></li><li><a action-data="mid={mid}" action-type="feed_list_like"><em>{likes}</em></a></li></ul>{place}</div></div></div></div>"""
_GONE = '<div class="card-comment"><div class="con"><p class="txt">抱歉，此微博已被作者删除。查看帮助：<a href="http://example.com/help">网页链接</a></p></div></div>'


def search_page(
    shown: list[tuple[Status, Status | None]],
    word: str,
    number: int,
    pages: int,
    now: int,
    kept: dict[str, str],
) -> Answer:
    """One page of hits, each with the status that it passes on; ``kept`` are the parameters of all its pages, of
    which ``layout`` may ask for that of 2018.
    """
    old = kept.get("layout") == "2018"
    if not shown:
        return html_answer(
            _PAGE.format(
                word=escape(word), number=number, now=now, rows=_NOTHING.format(word=escape(word)), pager=""
            )
        )
    rows = "\n".join(_row(status, original, word, now, old) for status, original in shown)
    stamp = now if old else f"'{now}'"
    pager = _pager(word, number, pages, kept)
    return html_answer(_PAGE.format(word=escape(word), number=number, now=stamp, rows=rows, pager=pager))


def _row(status: Status, original: Status | None, word: str, now: int, old: bool) -> str:
    place = _place(status, now, old)
    cut = is_long(status)
    text = _marked(status.placed.posting.text[:CUT] if cut else status.placed.posting.text, word)
    link = f'...<a href="//weibo.com/{status.author.uid}/{status.bid}" action-type="fl_unfold" target="_blank">展开{"全文" if old else ""}<i class="wbicon">c</i></a>'
    full = _FULL.format(
        name=escape(status.author.name),
        text=_marked(status.placed.posting.text, word),
        all="全文" if old else "",
    )
    return _ROW.format(
        mid=status.mid,
        uid=status.author.uid,
        name=escape(status.author.name),
        text=text + (link if cut else ""),
        full=full if cut else "",
        quoted=_quoted(status, original, now, old),
        before="" if old else place,
        after=place if old else "",
        acts=_old_acts(status) if old else _new_acts(status),
    )


def _quoted(status: Status, original: Status | None, now: int, old: bool) -> str:
    if status.quoted is None:
        return ""
    if original is None:
        return _GONE
    reposts, comments, likes = original.counts
    return _QUOTED.format(
        uid=original.author.uid, bid=original.bid, mid=original.mid, name=escape(original.author.name),
        text=_marked(original.placed.posting.text, ""), reposts=reposts, comments=comments, likes=likes,
        place=_place(original, now, old),
    )  # fmt: skip


def _marked(text: str, word: str) -> str:
    shown = escape(text).replace("\n", "<br/>")
    return shown.replace(escape(word), f'<em class="s-color-red">{escape(word)}</em>') if word else shown


def _place(status: Status, now: int, old: bool) -> str:
    tag = "p" if old else "div"
    return (
        f'<{tag} class="from" ><a href="//weibo.com/{status.author.uid}/{status.bid}?refer_flag=1001030103_" target="_blank">\n'
        f"                        {shown_time(status.placed.at, now)}\n                        </a> &nbsp;来自 "
        f'<a href="http://app.example.com/" rel="nofollow">微博网页版</a></{tag}>'
    )


def shown_time(at: int, now: int) -> str:
    """``32分钟前``, ``今天09:12``, ``03月02日 10:00``, ``2025年03月02日 10:00``."""
    when = china(at)
    if now - at < 3600:
        return f"{max((now - at) // 60, 1)}分钟前"
    if days_ago(at, now) == 0:
        return f"今天{when:%H:%M}"
    return f"{when:%m月%d日 %H:%M}" if when.year == china(now).year else f"{when:%Y年%m月%d日 %H:%M}"


def _old_acts(status: Status) -> str:
    reposts, comments, likes = (count or "" for count in status.counts)
    return (
        '<li><a href="javascript:void(0);" action-type="feed_list_favorite">收藏</a></li>'
        f'<li><a href="javascript:void(0);" action-type="feed_list_forward">转发 {reposts}</a></li>'
        f'<li><a href="javascript:void(0);" action-type="feed_list_comment">评论 {comments}</a></li>'
        f'<li><a title="赞" action-data="mid={status.mid}" action-type="feed_list_like"><i class="icon-act icon-act-praise"></i> <em>{likes}</em></a></li>'
    )


def _new_acts(status: Status) -> str:
    reposts, comments, likes = status.counts
    return (
        f'<li><a href="javascript:void(0);" action-type="feed_list_forward"><i class="woo-font woo-font--retweet"></i> {reposts or "转发"}</a></li>'
        f'<li><a href="javascript:void(0);" action-type="feed_list_comment"><i class="woo-font woo-font--comment"></i> {comments or "评论"}</a></li>'
        f'<li><a href="javascript:void(0);" action-type="feed_list_like"><button class="woo-like-main"><span class="woo-like-iconWrap"></span><span class="woo-like-count">{likes or "赞"}</span></button></a></li>'
    )


def _pager(word: str, number: int, pages: int, kept: dict[str, str]) -> str:
    more = "".join(f"&amp;{name}={escape(value)}" for name, value in kept.items())
    address = f"/weibo?q={quote(word)}{more}&amp;page="
    listed = "".join(
        f'<li{_current(n == number)}><a href="{address}{n}">第{n}页</a></li>' for n in range(1, pages + 1)
    )
    following = f'<a href="{address}{number + 1}" class="next">下一页</a>' if number < pages else ""
    return _PAGER.format(number=number, list=listed, following=following)


def _current(here: bool) -> str:
    return ' class="cur"' if here else ""
