# ruff: noqa: E501  (markup keeps the platform's own lines)
"""A bar's list of threads, hidden in an HTML comment as on the real page."""

from html import escape
from urllib.parse import quote

from testbed.answer import Answer
from testbed.bar.frame import attribute, bar_page
from testbed.bar.threads import BarThread
from testbed.bar.times import created

THREADS_PER_PAGE = 50


def list_page(bar: str, threads: list[BarThread], start: int, now: int) -> Answer:
    """The page that begins with thread number ``start``; pinned threads only head the first."""
    pinned = [thread for thread in threads if thread.pinned]
    ordinary = [thread for thread in threads if not thread.pinned]
    shown = (pinned if start == 0 else []) + ordinary[start : start + THREADS_PER_PAGE]
    rows = "".join(_row(thread, now) for thread in shown)
    hidden = f"""<ul id="thread_list" class="threadlist_bright j_threadlist_bright">{rows}</ul>
<div class="thread_list_bottom clearfix"><div id="frs_list_pager" class="pagination-default clearfix">\
{_pager(bar, start, len(ordinary))}</div></div>"""
    content = f"""<div class="card_top_wrap"><div class="card_title"><a class="card_title_fname" href="/f?kw={quote(bar)}&amp;ie=utf-8">
{bar}吧</a></div><span class="card_numLabel">主题:</span><span class="card_infoNum">{len(ordinary)}</span></div>
<div id="content_leftList" class="content_leftList clearfix"></div>
<code class="pagelet_html" id="pagelet_html_frs-list/pagelet/thread_list" style="display:none;"><!--
{hidden}
--></code>"""
    return bar_page(f"{bar}吧-百度贴吧", content)


def _row(thread: BarThread, now: int) -> str:
    opener, last = thread.storeys[0], thread.storeys[-1]
    fields = {
        "id": thread.tid,
        "author_name": opener.person.name,
        "author_nickname": opener.person.shown,
        "author_portrait": opener.person.portrait,
        "first_post_id": opener.post_id,
        "reply_num": len(thread.storeys) - 1,
        "is_bakan": None,
        "vid": "",
        "is_good": None,
        "is_top": True if thread.pinned else None,
        "is_protal": None,
        "is_membertop": None,
        "is_multi_forum": None,
        "frs_tpoint": None,
    }
    place = "thread_top j_thread_list clearfix" if thread.pinned else "j_thread_list clearfix thread_item_box"
    person = f"/home/main/?id={opener.person.portrait}&amp;fr=frs"
    return f"""<li class="{place}" data-tid="{thread.tid}" data-floor="1" data-field="{attribute(fields)}">
<div class="t_con cleafix"><div class="col2_left j_threadlist_li_left"><span class="threadlist_rep_num center_text" title="回复">\
{len(thread.storeys) - 1}</span></div>
<div class="col2_right j_threadlist_li_right"><div class="threadlist_lz clearfix"><div class="threadlist_title pull_left j_th_tit">
<a rel="noopener" href="/p/{thread.tid}" title="{escape(thread.title)}" target="_blank" class="j_th_tit">{escape(thread.title)}</a></div>
<div class="threadlist_author pull_right"><span class="tb_icon_author" title="主题作者: {escape(opener.person.shown)}" \
data-field='{{"user_id":{opener.person.uid}}}'><i class="icon_author"></i><span class="frs-author-name-wrap">\
<a rel="noopener" data-field='{{}}' class="frs-author-name j_user_card" href="{person}" target="_blank">{escape(opener.person.shown)}</a>\
</span></span><span class="pull-right is_show_create_time" title="创建时间">{created(opener.placed.at, now)}</span></div></div>
<div class="threadlist_detail clearfix"><div class="threadlist_text pull_left"><div class="threadlist_abs threadlist_abs_onlyline">
{escape(_abstract(opener.placed.posting.text))}</div></div>
<div class="threadlist_author pull_right"><span class="tb_icon_author_rely j_replyer" title="最后回复人: {escape(last.person.shown)}">\
<i class="icon_replyer"></i><a class="frs-author-name j_user_card" href="/home/main/?id={last.person.portrait}&amp;fr=frs">\
{escape(last.person.shown)}</a></span><span class="threadlist_reply_date pull_right j_reply_data" title="最后回复时间">
{created(thread.last_at, now)}</span></div></div></div></div></li>
"""


def _abstract(text: str) -> str:
    line = " ".join(text.split("\n"))
    return line if len(line) <= 90 else line[:90] + "..."


def _pager(bar: str, start: int, total: int) -> str:
    pages = -(-total // THREADS_PER_PAGE)
    if pages < 2:
        return ""
    address = f"/f?kw={quote(bar)}&amp;ie=utf-8&amp;pn="
    current = start // THREADS_PER_PAGE
    numbers = "".join(
        f'<span class="pagination-current pagination-item">{page + 1}</span>'
        if page == current
        else f'<a href="{address}{page * THREADS_PER_PAGE}" class="pagination-item">{page + 1}</a>'
        for page in range(pages)
    )
    after = (
        f'<a href="{address}{(current + 1) * THREADS_PER_PAGE}" class="next pagination-item">下一页&gt;</a>'
        if current + 1 < pages
        else ""
    )
    return numbers + after
