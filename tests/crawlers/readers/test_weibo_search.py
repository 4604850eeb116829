# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Search on s.weibo.com: both layouts, statuses passed on, pages without hits."""

from collections.abc import Callable

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Count, Link, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
URL = "https://s.weibo.com/weibo?q=x"

OLD = """<script>var $CONFIG = {}; $CONFIG['servertime'] = 1772676000;</script>
<div class="card-wrap" action-type="feed_list_item" mid="5000000000000051" ><div class="card"><div class="card-feed"><div class="avator"><a href="//weibo.com/9000000001?refer_flag=1"><img src="//img.example.com/face.jpg"></a></div>
<div class="content" node-type="like"><div class="info"><div class="menu s-fr"><ul style="display:none;"><li><a href="javascript:void(0);">投诉</a></li></ul></div>
<div><a href="//weibo.com/9000000001?refer_flag=1" class="name" nick-name="卖家">卖家</a></div></div>
<p class="txt" node-type="feed_list_content" nick-name="卖家">出<em class="s-color-red">名单</em>……<a action-type="fl_unfold">展开全文<i class="wbicon">c</i></a></p>
<p class="txt" node-type="feed_list_content_full" nick-name="卖家" style="display: none">出<em class="s-color-red">名单</em>十万<img src="//img.example.com/d.gif" title="[心]" alt="[心]" class="face" /><br/>加我 <a href="javascript:void(0);" action-type="fl_fold">收起全文<i class="wbicon">d</i></a></p>
<div node-type="feed_list_media_prev"><div class="media media-piclist"><ul class="m3"><li><img src="//img.example.com/thumb150/a.jpg"></li></ul></div></div>
<p class="from" ><a href="//weibo.com/9000000001/LbGhE3kQf?refer_flag=1">
   33分钟前
 </a> 来自 <a href="http://app.example.com/x" rel="nofollow">微博 weibo.com</a> </p></div></div>
<div class="card-act"><ul><li><a action-type="feed_list_favorite">收藏</a></li><li><a action-type="feed_list_forward">转发 </a></li>
<li><a action-type="feed_list_comment">评论 12</a></li><li><a title="赞" action-type="feed_list_like"><i class="icon-act"></i> <em>1</em></a></li></ul></div></div></div>"""

NEW = """<script>$CONFIG['servertime'] = '1772676000';</script>
<div class="card-wrap" action-type="feed_list_item" mid="5000000000000052"><div class="card"><div class="card-feed"><div class="content"><div class="info"><div></div>
<div style="padding: 6px 0 3px;"><a href="//weibo.com/9000000002?refer_flag=1" class="name" nick-name="路人">路人</a></div></div>
<div class="from"><a href="//weibo.com/9000000002/LbGhE3kQg?refer_flag=1">今天09:15 &nbsp;转赞人数超过20</a> &nbsp;来自 <a rel="nofollow">客户端</a></div>
<p class="txt" node-type="feed_list_content">转发微博\u200b</p>
<div class="card-comment"><div class="con"><div node-type="feed_list_forwardContent"><div class="card-act-arrow"></div>
<a href="//weibo.com/9000000003" class="name" nick-name="@原主">@原主</a>
<p class="txt" node-type="feed_list_content">出<em>料</em>...<a action-type="fl_unfold">展开<i class="wbicon">c</i></a></p>
<p class="txt" node-type="feed_list_content_full" style="display: none">出<em>料</em>，全国<a action-type="fl_fold">收起<i class="wbicon">d</i></a></p>
<div class="func"><ul class="act s-fr"><li><a>转发 3</a></li><li><a>评论 4</a></li><li><a action-data="mid=5000000000000040" action-type="feed_list_like"><em>2</em></a></li></ul>
<div class="from"><a href="//weibo.com/9000000003/LbGhE3kQh">03月02日 10:00</a></div></div></div></div></div></div></div>
<div class="card-act"><ul><li><a action-type="feed_list_forward"><i></i> 转发</a></li><li><a action-type="feed_list_comment"><i></i> 1.2万</a></li>
<li><a action-type="feed_list_like"><button><span class="woo-like-iconWrap"></span><span class="woo-like-count">赞</span></button></a></li></ul></div></div></div>
<div class="m-page"><a class="next" href="/weibo?q=x&amp;page=2">下一页</a></div>"""


def test_the_layout_of_2018(page: Make) -> None:
    (post,) = read(page(OLD, URL), "weibo", ZONE).posts
    assert (post.author_name, post.author_id) == ("卖家", "9000000001")
    assert post.text == "出名单十万[心]\n加我"
    assert post.images == ("https://img.example.com/thumb150/a.jpg",)
    assert post.counters == {"reposts": Count(0), "comments": Count(12), "likes": Count(1)}
    assert post.url == "https://weibo.com/9000000001/LbGhE3kQf"
    assert post.time is not None
    assert post.time.isoformat() == "2026-03-05T09:27:00+08:00"


def test_a_hit_that_passes_another_on_keeps_the_two_apart(page: Make) -> None:
    reading = read(page(NEW, URL), "weibo", ZONE)
    own, original = reading.posts
    assert (own.post_id, own.author_name, own.text) == ("5000000000000052", "路人", "转发微博")
    assert (own.reply_to, own.time_shown) == ("5000000000000040", "今天09:15")
    assert own.counters == {"reposts": Count(0), "comments": Count(12_000, True), "likes": Count(0)}
    assert (original.post_id, original.author_name, original.author_id) == (
        "5000000000000040",
        "原主",
        "9000000003",
    )
    assert (original.text, original.time_shown) == ("出料，全国", "03月02日 10:00")
    assert original.counters is not None
    assert original.counters["reposts"] == Count(3)
    assert Link("next", "https://s.weibo.com/weibo?q=x&page=2") in reading.links


def test_a_hit_whose_text_goes_on_elsewhere_is_an_excerpt(page: Make) -> None:
    whole = read(page(OLD, URL), "weibo", ZONE)
    assert not any(post.excerpt for post in (*whole.posts, *read(page(NEW, URL), "weibo", ZONE).posts))
    assert "thread" not in {link.kind for link in whole.links}
    cut = read(page(OLD.replace("feed_list_content_full", "other"), URL), "weibo", ZONE)
    assert [post.excerpt for post in cut.posts] == [True]
    assert Link("thread", "https://weibo.com/ajax/statuses/longtext?id=LbGhE3kQf") in cut.links


def test_an_original_that_is_gone_is_no_post(page: Make) -> None:
    start, end = (
        NEW.index('<a href="//weibo.com/9000000003" class'),
        NEW.index("</div></div></div></div></div></div>"),
    )
    gone = NEW[:start] + '<p class="txt">抱歉，此微博已被作者删除。查看帮助：<a>网页链接</a></p>' + NEW[end:]
    (own,) = read(page(gone, URL), "weibo", ZONE).posts
    assert (own.text, own.reply_to) == ("转发微博", None)


def test_what_is_recommended_instead_is_no_hit(page: Make) -> None:
    nothing = '<div class="card-wrap"><div class="card card-no-result s-pt20b40"><p>抱歉，未找到“x”相关结果。</p></div></div>'
    reading = read(page(nothing + OLD, URL), "weibo", ZONE)
    assert (reading.state, reading.posts) == (State.EMPTY, ())


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ('<div class="m-error"><p>抱歉，您的访问频次过高，请稍后再试</p></div>', State.RATE_LIMITED),
        ('<div class="search_noresult code_tit"><p class="code_tit">你的行为有些异常，请输入验证码：</p><img node-type="yzm_img"></div>', State.CAPTCHA),
        ("<title>登录 - 微博</title><form></form>", State.LOGIN_WALL),
        ("<title>Sina Visitor System</title><script>x</script>", State.CHALLENGE),
        ("<title>微博搜索</title><script>x</script>", State.UNKNOWN),
    ],
)  # fmt: skip
def test_pages_that_are_no_list(page: Make, body: str, state: State) -> None:
    assert read(page(body, URL), "weibo", ZONE).state is state
