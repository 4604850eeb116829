# ruff: noqa: E501  (markup keeps the platform's own lines)
"""A thread of a bar: thirty floors a page, one of the blocks an advertisement without fields."""

from html import escape
from urllib.parse import quote

from testbed.answer import Answer, html_answer
from testbed.bar.frame import attribute, bar_page
from testbed.bar.threads import BARS, Aside, BarThread, Storey
from testbed.bar.times import full, unpadded

STOREYS_PER_PAGE = 30
ASIDES_PER_PAGE = 10
_AD = """<div class="l_post j_l_post l_post_bright noborder" data-field="{}"><div class="d_author"><ul class="p_author">
<li class="d_name"><a class="p_author_name j_user_card" href="/ad">贴吧推广</a></li></ul></div><div class="d_post_content_main">
<div class="p_content"><div class="d_post_content j_d_post_content">游戏新区开服，登录就送。</div></div>
<div class="post-tail-wrap"><span class="label_text">广告</span></div></div></div>
"""


def thread_page(thread: BarThread, page: int) -> Answer:
    """Page ``page`` of a thread."""
    pages = -(-len(thread.storeys) // STOREYS_PER_PAGE)
    page = min(max(page, 1), pages)
    shown = thread.storeys[(page - 1) * STOREYS_PER_PAGE : page * STOREYS_PER_PAGE]
    floors = [_storey(thread, storey) for storey in shown]
    floors.insert(min(2, len(floors)), _AD)
    counts = (
        f'<li class="l_reply_num" style="margin-left:8px"><span class="red" style="margin-right:3px">{len(thread.storeys) - 1}</span>回复贴，'
        f'共<span class="red">{pages}</span>页</li>'
    )
    content = f"""<div class="card_title"><a class="card_title_fname" href="/f?kw={quote(thread.bar)}&amp;ie=utf-8">{thread.bar}吧</a></div>
<div class="p_thread thread_theme_5" id="thread_theme_5"><div class="l_thread_info"><ul class="l_posts_num"><li class="l_pager pager_theme_5 pb_list_pager">
{_pager(thread, page, pages)}</li>{counts}</ul></div></div>
<div class="core_title_wrap_bright clearfix" id="j_core_title_wrap"><h3 class="core_title_txt pull-left text-overflow" \
title="{escape(thread.title)}" style="width:470px">{escape(thread.title)}</h3><ul class="core_title_btns pull-right">
<li><a id="lzonly_cntn" href="/p/{thread.tid}?see_lz=1" class="l_lzonly"><span id="lzonly">只看楼主</span></a></li></ul></div>
<div class="p_postlist" id="j_p_postlist">{"".join(floors)}</div>"""
    return bar_page(f"{thread.title}【{thread.bar}吧】_百度贴吧", content)


def asides_page(storey: Storey, page: int) -> Answer:
    """``/p/comment``: the answers within a floor, ten a page."""
    return html_answer(_asides(storey, max(page, 1)))


def _storey(thread: BarThread, storey: Storey) -> str:
    who, posting = storey.person, storey.placed.posting
    shown = f"10.0.{who.uid % 250}.*" if storey.anonymous else who.shown
    text = "<br>".join(escape(posting.text).split("\n"))
    fields = {
        "author": {
            "user_id": who.uid,
            "user_name": who.name,
            "user_nickname": who.shown,
            "portrait": who.portrait,
        },
        "content": {
            "post_id": storey.post_id,
            "is_anonym": storey.anonymous,
            "forum_id": BARS[thread.bar],
            "thread_id": thread.tid,
            "content": text,
            "post_no": storey.number,
            "type": "0",
            "comment_num": len(storey.asides),
        },
    }
    return f"""<div class="l_post j_l_post l_post_bright" data-field="{attribute(fields)}" data-pid="{storey.post_id}">
<div class="d_author"><ul class="p_author"><li class="icon"><a class="p_author_face" href="/home/main/?id={who.portrait}&amp;fr=pb">\
<img username="{who.name}" class="" src="/tb/static/face.png"></a></li>
<li class="d_name" data-field='{{"user_id":{who.uid}}}'><a data-field='{{}}' class="p_author_name j_user_card" \
href="/home/main/?id={who.portrait}&amp;fr=pb" target="_blank">{escape(shown)}</a></li></ul></div>
<div class="d_post_content_main"><div class="p_content"><cc><div class="j_lzl_wrapper"></div>
<div id="post_content_{storey.post_id}" class="d_post_content j_d_post_content">            {text}</div></cc></div>
<div class="core_reply j_lzl_wrapper"><div class="core_reply_tail clearfix"><div class="post-tail-wrap"><span>IP属地:{storey.place}</span>\
<span class="tail-info">来自<a href="/c/s/download/pc">Android客户端</a></span><span class="tail-info">{storey.number}楼</span>\
<span class="tail-info">{full(storey.placed.at)}</span></div></div>
<div class="core_reply_wrapper"><div class="core_reply_content"><ul class="j_lzl_m_w">{_asides(storey, 1)}</ul></div></div></div></div></div>
"""


def _asides(storey: Storey, page: int) -> str:
    if not storey.asides:
        return ""
    first = (page - 1) * ASIDES_PER_PAGE
    pages = -(-len(storey.asides) // ASIDES_PER_PAGE)
    more = f'<a href="#{page + 1}">下一页</a>' if page < pages else ""
    rows = "".join(_aside(aside) for aside in storey.asides[first : first + ASIDES_PER_PAGE])
    return f'{rows}<li class="lzl_li_pager j_lzl_l_p lzl_li_pager_s" data-field="{attribute({"total_num": len(storey.asides)})}">{more}</li>'


def _aside(aside: Aside) -> str:
    who = aside.person
    fields = {"spid": str(aside.spid), "showname": who.shown, "user_name": who.name, "portrait": who.portrait}
    return f"""<li class="lzl_single_post j_lzl_s_p" data-field="{attribute(fields)}"><div class="lzl_cnt">
<a class="at j_user_card" href="/home/main/?id={who.portrait}">{escape(who.shown)}</a>:&nbsp;
<span class="lzl_content_main">{escape(aside.text)}</span><div class="lzl_content_reply"><span class="lzl_time">{unpadded(aside.at)}</span>\
<a href="#" class="lzl_s_r">回复</a></div></div></li>
"""


def _pager(thread: BarThread, page: int, pages: int) -> str:
    if pages < 2:
        return ""
    numbers = "".join(
        f'<span class="tP">{n}</span>' if n == page else f'<a href="/p/{thread.tid}?pn={n}">{n}</a>'
        for n in range(1, pages + 1)
    )
    after = f'<a href="/p/{thread.tid}?pn={page + 1}">下一页</a>' if page < pages else ""
    return f'{numbers}{after}<a href="/p/{thread.tid}?pn={pages}">尾页</a>'
