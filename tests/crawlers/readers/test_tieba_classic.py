# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Classic Tieba pages of all years: broken lists, odd floors, replies within floors, people, walls."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, Post, Reading, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
SITE = "https://tieba.baidu.com"


def attribute(value: Any) -> str:
    return escape(json.dumps(value, ensure_ascii=False))


def row(fields: dict[str, Any], inside: str) -> str:
    return f'<li class=" j_thread_list clearfix" data-field="{attribute(fields)}"><div class="t_con">{inside}</div></li>'


def title(tid: int, words: str = "题") -> str:
    return f'<div class="threadlist_title j_th_tit"><a href="/p/{tid}" title="{words}" class="j_th_tit">{words}</a></div>'


def bar(page: Make, *rows: str, url: str = f"{SITE}/f?kw=x&ie=utf-8", head: str = "") -> Reading:
    return read(page(f'<html>{head}<ul id="thread_list">{"".join(rows)}</ul>', url), "tieba", ZONE)


def test_a_row_left_open_does_not_swallow_the_rest(page: Make) -> None:
    torn = f'<li class="j_thread_list" data-field="{attribute({"id": 11})}"><div class="t_con"><div>{title(11, "一")}</div></li>'
    reading = bar(page, torn, row({"id": 12}, title(12, "二")), row({"id": 13}, title(13, "三")))
    assert [(post.thread, post.title) for post in reading.posts] == [("11", "一"), ("12", "二"), ("13", "三")]


def test_a_row_and_the_thread_give_its_opener_one_number(page: Make) -> None:
    (post,) = bar(page, row({"id": 11, "first_post_id": 901}, title(11))).posts
    assert (post.post_id, post.thread, post.url) == ("901", "11", f"{SITE}/p/11")


def test_a_saved_page_that_has_its_list_twice_has_each_row_once(page: Make) -> None:
    both = row({"id": 11, "first_post_id": 901}, title(11)), row({"id": 12}, title(12))
    head = f'<code class="pagelet_html" id="pagelet_html_frs-list"><!--<ul id="thread_list">{"".join(both)}</ul>--></code>'
    assert [post.post_id for post in bar(page, *both, head=head).posts] == ["901", "12"]


def test_an_advertisement_among_the_rows_is_no_thread(page: Make) -> None:
    advert = '<a class="j_th_tit" href="http://ad.example.com/">广告</a>'
    reading = bar(page, row({}, advert), row({"id": 0}, advert), row({"id": 12}, title(12)))
    assert [post.thread for post in reading.posts] == ["12"]


def test_the_rows_of_2012_have_names_without_fields(page: Make) -> None:
    old = (
        f'{title(11)}<div class="threadlist_author"><span class="tb_icon_author "><a href="/i/sys/jump?un=acc_0000">acc_0000</a></span></div>'
        '<div class="threadlist_rep_num">144</div><span class="threadlist_reply_date">23:11</span>'
    )
    (post,) = bar(page, row({"id": 11}, old), url=f"{SITE}/f?kw=%BD%AD%B3%C7").posts
    assert (post.author_name, post.author_id, post.board) == ("acc_0000", "acc_0000", "江城")
    assert (post.counters, post.time) == ({"replies": Count(144)}, None)


def test_a_long_name_is_read_whole(page: Make) -> None:
    cut = '<span class="tb_icon_author" title="主题作者: 很长很长的名字"><a class="frs-author-name" href="/home/main/?id=tb.1.ab">很长很...</a></span>'
    (post,) = bar(page, row({"id": 11}, title(11) + cut)).posts
    assert (post.author_name, post.author_id) == ("很长很长的名字", "tb.1.ab")


def test_pictures_beside_a_row_are_read_behind_their_placeholders(page: Make) -> None:
    media = '<ul class="threadlist_media"><li><img class="threadlist_pic" src="/wait.gif" data-original="https://img.example.com/s.jpg" bpic="https://img.example.com/b.jpg"></li></ul>'
    assert bar(page, row({"id": 11}, title(11) + media)).posts[0].images == ("https://img.example.com/b.jpg",)


BARS = [
    ('<a class="card_title_fname"> 江城吧 </a>', "江城"),
    ("<title>江城吧-百度贴吧--江城人的家 </title>", "江城"),
    ("<title>江城吧_百度贴吧</title>", "江城"),
    ("<title>别的</title>", "x"),
]


@pytest.mark.parametrize(("head", "board"), BARS)
def test_a_bar_is_named_by_head_title_or_address(page: Make, head: str, board: str) -> None:
    assert bar(page, row({"id": 11}, title(11)), head=head).posts[0].board == board


CREATED = [
    ("11:20", "2026-03-05T11:20:00+08:00", "minute"),
    ("23:11", "2026-03-04T23:11:00+08:00", "minute"),
    ("3-1", "2026-03-01T00:00:00+08:00", "day"),
    ("7-6", "2025-07-06T00:00:00+08:00", "day"),
    ("2020-05", "2020-05-01T00:00:00+08:00", "month"),
]


@pytest.mark.parametrize(("shown", "time", "precision"), CREATED)
def test_when_a_thread_was_opened(page: Make, shown: str, time: str, precision: str) -> None:
    (post,) = bar(page, row({"id": 11}, f'{title(11)}<span class="is_show_create_time">{shown}</span>')).posts
    assert post.time is not None
    assert (post.time_shown, post.time.isoformat(), post.time_precision) == (shown, time, precision)


def floor(
    content: dict[str, Any] | None, inside: str, author: dict[str, Any] | None = None, more: str = ""
) -> str:
    fields = {"author": author or {"user_id": 9, "user_name": "acc"}, "content": content}
    return f'<div class="l_post l_post_bright j_l_post clearfix  " data-field="{attribute(fields)}" {more}>{inside}</div>'


def words(text: str, number: int = 901) -> str:
    return f'<cc><div id="post_content_{number}" class="d_post_content j_d_post_content ">            {text}</div></cc>'


def thread(page: Make, *floors: str, url: str = f"{SITE}/p/11?pn=1", head: str = "") -> Reading:
    return read(page(f'<html>{head}<div id="j_p_postlist">{"".join(floors)}</div>', url), "tieba", ZONE)


def first(page: Make, *floors: str, head: str = "") -> Post:
    return thread(page, *floors, head=head).posts[0]


def test_a_floor_of_2013_has_its_tail_in_a_list(page: Make) -> None:
    tail = '<ul class="p_tail"><li><span>3楼</span></li><li><span>2013-05-01 12:33</span></li></ul>'
    post = first(page, floor({"id": 905, "floor": 3}, words("旧话") + tail, {"id": 9, "name": "acc"}))
    assert (post.post_id, post.floor, post.author_name, post.author_id) == ("905", 3, "acc", "9")
    assert (post.time_shown, post.text, post.thread) == ("2013-05-01 12:33", "旧话", "11")


def test_without_a_tail_the_fields_have_the_time(page: Make) -> None:
    post = first(page, floor({"post_id": 905, "post_no": 2, "date": "2018-01-04 15:27"}, words("话")))
    assert (post.time_shown, post.time_precision) == ("2018-01-04 15:27", "minute")


def test_a_portrait_is_read_off_the_picture(page: Make) -> None:
    face = '<a class="p_author_face" href="/home/main?un=acc"><img username="acc" src="//face.example.com/sys/portrait/item/ab12cd?t=9"></a>'
    post = first(page, floor({"post_id": 905, "post_no": 2}, face + words("话")))
    assert post.author_id == "ab12cd"


ANONYMOUS = [
    ("<span class='p_author_name'>58.30.12.*</span>", "58.30.12.*"),
    ("<a class='p_author_name'>昵称</a>", "匿名"),
    ("", "匿名"),
]


@pytest.mark.parametrize(("shown", "name"), ANONYMOUS)
def test_who_writes_without_a_name_has_no_account(page: Make, shown: str, name: str) -> None:
    post = first(page, floor({"post_id": 905, "post_no": 2, "is_anonym": 1}, shown + words("话")))
    assert (post.author_name, post.author_id) == (name, None)


def test_the_number_0_is_no_account(page: Make) -> None:
    guest = {"user_id": 0, "user_name": "58.30.12.*"}
    fields = attribute({"author": guest, "content": {"post_id": 905, "post_no": 2}})
    post = first(page, f'<div class="l_post j_l_post" data-field="{fields}">{words("话")}</div>')
    assert (post.author_name, post.author_id) == ("58.30.12.*", None)


def test_garbled_fields_are_made_up_for_by_the_markup(page: Make) -> None:
    torn = f'<div class="l_post" data-field="{{not json" data-pid="907"><span class="p_author_name">甲</span>{words("话", 907)}<span class="tail-info">7楼</span></div>'
    post = first(page, torn)
    assert (post.post_id, post.floor, post.author_name, post.text) == ("907", 7, "甲", "话")


def test_advertisements_are_no_floors(page: Make) -> None:
    advert = f'<div class="l_post j_l_post noborder" data-field="{{}}">{words("广告", 999)}</div>'
    bare = f'<div class="l_post" data-daid="5">{words("广告").replace("post_content_901", "ad")}</div>'
    assert [
        post.text
        for post in thread(page, advert, floor({"post_id": 1, "post_no": 1}, words("话")), bare).posts
    ] == ["话"]


def test_pictures_and_tips_are_no_words(page: Make) -> None:
    inside = '一<img class="BDE_Smiley" src="https://img.example.com/f.png"><div class="replace_div"><img class="BDE_Image" src="//img.example.com/a.jpg"><div class="replace_tip">点击展开，查看完整图片</div></div>二'
    post = first(page, floor({"post_id": 1, "post_no": 1}, words(inside)))
    assert (post.text, post.images) == ("一\n\n二", ("https://img.example.com/a.jpg",))


TITLES = [
    ('<h3 class="core_title_txt" title="题  目">题..</h3>', "题 目"),
    ("<title>题目【江城吧】_百度贴吧</title>", "题目"),
    ("<title>【图片】题目【江城吧】_百度贴吧</title>", "题目"),
    ("<title>题目_江城吧_百度贴吧</title>", "题目"),
]


@pytest.mark.parametrize(("head", "shown"), TITLES)
def test_the_opener_has_the_title(page: Make, head: str, shown: str) -> None:
    posts = thread(
        page,
        floor({"post_id": 1, "post_no": 1}, words("一")),
        floor({"post_id": 2, "post_no": 2}, words("二")),
        head=head,
    ).posts
    assert [post.title for post in posts] == [shown, None]


def aside(number: int, fields: str, text: str = "好") -> str:
    return (
        f'<li class="lzl_single_post j_lzl_s_p first_no_border" data-field="{fields}"><a name="{number}" class="l_post_anchor"></a>'
        f'<a class="j_user_card lzl_p_p" href="/home/main?un=acc2&amp;ie=utf-8" username="acc2"></a><div class="lzl_cnt"><a class="at j_user_card " href="/home/main?un=acc2&amp;ie=utf-8">乙</a>:&nbsp;'
        f'<span class="lzl_content_main">{text}</span><div class="lzl_content_reply"><span class="lzl_time">2015-5-19&nbsp;10:55</span></div></div></li>'
    )


FIELDS = [
    ("{'pid':'901','spid':'77','user_name':'acc2','portrait':'ab34'}", "乙", "ab34"),
    ("{&quot;spid&quot;:&quot;77&quot;,&quot;showname&quot;:&quot;小'乙&quot;,&quot;portrait&quot;:&quot;tb.1.cd&quot;}", "小'乙", "tb.1.cd"),
    ("{&#39;spid&#39;:&#39;77&#39;}", "乙", "acc2"),
    ("", "乙", "acc2"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "name", "account"), FIELDS)
def test_a_reply_within_a_floor(page: Make, fields: str, name: str, account: str) -> None:
    opener = floor(
        {"post_id": 901, "post_no": 1, "comment_num": 12}, words("一") + f"<ul>{aside(77, fields)}</ul>"
    )
    reading = thread(page, opener)
    _, post = reading.posts
    assert (post.post_id, post.reply_to, post.thread, post.floor) == ("77", "901", "11", None)
    assert (post.author_name, post.author_id, post.text) == (name, account, "好")
    assert (post.time_shown, post.time_precision) == ("2015-5-19 10:55", "minute")
    assert Link("post", f"{SITE}/p/comment?tid=11&pid=901&pn=1") in reading.links


def test_a_floor_that_shows_all_its_replies_leads_nowhere(page: Make) -> None:
    opener = floor({"post_id": 901, "post_no": 1, "comment_num": 1}, words("一") + aside(77, FIELDS[0][0]))
    assert [link.kind for link in thread(page, opener).links] == ["user"]


@pytest.mark.parametrize("link", ['<a href="#2">下一页</a>', '<a href="#" index="2">下一页</a>'])
def test_replies_within_a_floor_have_pages_of_their_own(page: Make, link: str) -> None:
    body = f'{aside(77, FIELDS[0][0])}<li class="lzl_li_pager j_lzl_l_p lzl_li_pager_s"><p class="j_pager l_pager">{link}</p></li>'
    url = f"{SITE}/p/comment?tid=11&pid=901&pn=1"
    reading = read(page(body, url), "tieba", ZONE)
    assert [link.url for link in reading.links if link.kind == "next"] == [
        f"{SITE}/p/comment?tid=11&pid=901&pn=2"
    ]
    last = read(page(body.replace("下一页", "尾页"), url), "tieba", ZONE)
    assert not [link for link in last.links if link.kind == "next"]


def test_a_floor_without_replies_is_empty(page: Make) -> None:
    body = '<li class="lzl_li_pager j_lzl_l_p lzl_li_pager_s" data-field="{&quot;total_num&quot;:0}"></li>'
    assert read(page(body, f"{SITE}/p/comment?tid=11&pid=901&pn=1"), "tieba", ZONE).state is State.EMPTY


def hit(pid: int, cid: int, words: str, person: str = "/home/main/?id=tb.1.ab&amp;fr=ps") -> str:
    return (
        f'<div class="s_post"><span class="p_title"><a data-tid="11" class="bluelink" href="/p/11?pid={pid}&amp;cid={cid}#{cid or pid}">{words}</a></span>'
        f'<div class="p_content">出<em>名单</em></div>贴吧：<a class="p_forum" href="/f?kw=x"><font class="p_violet">江城</font></a>作者：<a href="{person}">'
        '<font class="p_violet">昵称</font></a><font class="p_green p_date">2024-08-05 16:45</font></div>'
    )


HITS = [
    (hit(901, 0, "题"), "901", 1, None),
    (hit(905, 0, "回复:题"), "905", None, None),
    (hit(905, 77, "回复:题"), "77", None, "905"),
    (hit(905, 77, "题"), "77", None, "905"),
]


@pytest.mark.parametrize(("markup", "number", "place", "above"), HITS)
def test_a_hit_is_a_thread_a_floor_or_a_reply_within_one(
    page: Make, markup: str, number: str, place: int | None, above: str | None
) -> None:
    (post,) = read(page(markup, f"{SITE}/f/search/res?qw=x"), "tieba", ZONE).posts
    assert (post.post_id, post.thread, post.floor, post.reply_to) == (number, "11", place, above)
    assert (post.title, post.text, post.board, post.author_id) == ("题", "出名单", "江城", "tb.1.ab")
    assert post.excerpt


def test_an_old_address_names_the_account_in_gbk(page: Make) -> None:
    markup = hit(901, 0, "题", "/home/main?un=%BF%B7%CA%AF")
    assert read(page(markup, f"{SITE}/f/search/res?qw=x"), "tieba", ZONE).posts[0].author_id == "糠石"


def test_a_person_leads_to_threads(page: Make) -> None:
    body = '<div class="userinfo_title">甲</div><ul class="new_list"><li><div class="thread_name"><a href="/p/11?pid=1&amp;cid=0#1">题</a></div></li><li><a href="/p/11">题</a><a href="/p/12">题</a></li></ul>'
    reading = read(page(body, f"{SITE}/home/main/?id=tb.1.ab"), "tieba", ZONE)
    assert (reading.state, reading.posts) == (State.ITEMS, ())
    assert [link.url for link in reading.links] == [f"{SITE}/p/11", f"{SITE}/p/12"]
    nobody = '<div class="userinfo_title">甲</div><div class="his_thread_blank">他还没有贴子，去他关注的吧逛逛！</div>'
    assert read(page(nobody, f"{SITE}/home/main/?id=tb.1.ab"), "tieba", ZONE).state is State.EMPTY


CHECK = "<script>window.BIOC_OPTIONS={backurl:'x'};loadScript('https://seccaptcha.baidu.com/v1/webapi/static/a.js')</script>"
WALLS = [
    (f"<title>百度安全验证</title><body></body>{CHECK}", "/f?kw=x", State.CAPTCHA),
    (f"<title></title><body></body>{CHECK}", "/p/11", State.CAPTCHA),
    ("<script>location.href='https://wappass.baidu.com/static/captcha/tuxing.html?ak=1'</script>", "/p/11", State.CAPTCHA),
    ("<script>var tips = '该贴已被删除';</script><p>something new</p>", "/p/11", State.UNKNOWN),
    ("<p>抱歉，根据相关法律法规和政策，相关结果不予展现。</p>", "/f/search/res?qw=x", State.FORBIDDEN),
    ("<p>抱歉，根据相关法律法规和政策，本吧暂不开放。</p>", "/f?kw=x", State.GONE),
    ("<p>抱歉，没有找到与“x”相关的内容。</p>", "/f/search/res?qw=x", State.EMPTY),
    ('<ul id="thread_list"></ul>', "/f?kw=x", State.EMPTY),
]  # fmt: skip


@pytest.mark.parametrize(("body", "path", "state"), WALLS)
def test_walls_are_told_from_one_another(page: Make, body: str, path: str, state: State) -> None:
    assert read(page(body, SITE + path), "tieba", ZONE).state is state


REDIRECTS = [
    ("https://wappass.baidu.com/static/captcha/tuxing.html?ak=1", State.CAPTCHA),
    ("https://seccaptcha-1.baidu.com/v1", State.CAPTCHA),
    ("https://wappass.baidu.com/passport/?login", State.LOGIN_WALL),
    ("https://passport.baidu.com/v2/?login&u=https://wappass.baidu.com/static/captcha/", State.LOGIN_WALL),
    (f"{SITE}/f?kw=y&from=wappass.baidu.com", State.REDIRECTED_ELSEWHERE),
]


@pytest.mark.parametrize(("target", "state"), REDIRECTS)
def test_where_a_redirect_leads_says_what_it_is(page: Make, target: str, state: State) -> None:
    assert read(page("", f"{SITE}/f?kw=x", 302, Location=target), "tieba", ZONE).state is state


@pytest.mark.parametrize(
    ("body", "version"),
    [
        (row({"id": 11}, title(11)), "classic"),
        (floor({"post_id": 1}, words("一")), "classic"),
        ("<title>百度安全验证</title>", "classic"),
        ('<div class="threadcardclass"></div>', "2026"),
        ('{"error_code": 0, "thread": {"id": 11}, "post_list": []}', "2026"),
        ("<p>about j_thread_list</p>", None),
        ('{"error": "no such thing"}', None),
    ],
)
def test_tieba_is_recognised_by_its_markup(page: Make, body: str, version: str | None) -> None:
    assert FAMILIES["tieba"].recognise(page(body, "https://www.example.com/")) == version
