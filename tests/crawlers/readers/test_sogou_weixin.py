# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Sogou's search in WeChat, and WeChat's articles."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Reading, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
SEARCH = "https://weixin.sogou.com/weixin?type=2&query=%E5%AE%A2%E6%88%B7&ie=utf8"
ARTICLE = "https://mp.weixin.qq.com/s?src=11&timestamp=1772600000&ver=1&signature=abc"
AT = 1772600000  # 2026-03-04 12:53:20 in Shanghai


def sogou(page: Make, body: str, url: str = SEARCH, **more: object) -> Reading:
    return read(page(body, url, **more), "sogou_weixin", ZONE)


def results(rows: str, below: str = "") -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>客户的相关微信公众号文章 – 搜狗微信搜索</title>
<script>var uigs_para = {{"uigs_productid": "vs_web", "noresult": "0"}};</script></head><body>
<div class="news-box"><ul class="news-list">{rows}</ul><div class="p-fy" id="pagebar_container">{below}<div class="mun">找到约14,149条结果<!--resultbarnum:14149--></div></div></div></body></html>"""


OLD = f"""
<li id="sogou_vr_11002601_box_0" d="ab000000000000-6b000000-aa01">
<div class="img-box"><a href="http://mp.weixin.qq.com/s?src=3&amp;timestamp=1&amp;ver=1&amp;signature=x*y"><img src="//img01.example.com/net/a?url=http://p.example.com/1"></a></div>
<div class="txt-box"><h3><a target="_blank" href="http://mp.weixin.qq.com/s?src=3&amp;timestamp=1&amp;ver=1&amp;signature=x*y" id="sogou_vr_11002601_title_0">一手<em><!--red_beg-->客户<!--red_end--></em>名单&ldquo;出&rdquo;</a></h3>
<p class="txt-info" id="sogou_vr_11002601_summary_0">银行<em><!--red_beg-->客户<!--red_end--></em>资料，五毛一条...</p>
<div class="s-p" t="{AT}"><a class="account" i="oIWsFt000001" data-headimage="http://h.example.com/0" data-isV="0" href="http://mp.weixin.qq.com/profile?src=3">江城资料</a><span class="s1">1.2万</span><span class="s2"><script>document.write(timeConvert('{AT}'))</script></span></div></div></li>"""
NEW = f"""
<li class="js-li" id="sogou_vr_11002601_box_1" d="ab000000000000-6b000000-aa02"><div class="txt-box"><h3><a target="_blank" href="/link?url=dn9a_-gY&amp;type=2&amp;query=natural language" id="sogou_vr_11002601_title_1">数据交流</a></h3>
<div class="img-d"><a href="/link?url=dn9a_-gY"><span><img src="//img01.example.com/a"></span></a><a href="/link?url=dn9a_-gY"><span><img src="//img01.example.com/b"></span></a></div>
<p style="display:none" class="txt-info">加Q详聊</p>
<div class="s-p"><span class="all-time-y2">数据小铺</span><span class="s2"><script>document.write(timeConvert('{AT - 3600}'))</script>1小时前</span></div></div></li>"""
NEXT = '<span>1</span><a id="sogou_page_2" href="?query=a&page=2">2</a><a id="sogou_next" href="?query=%E5%AE%A2%E6%88%B7&type=2&page=2&ie=utf8" class="np">下一页</a>'


def test_hits_of_both_layouts(page: Make) -> None:
    reading = sogou(page, results(OLD + NEW, NEXT))
    assert reading.state is State.ITEMS
    old, new = reading.posts
    assert (old.post_id, old.thread, old.floor) == (
        "ab000000000000-6b000000-aa01",
        "ab000000000000-6b000000-aa01",
        1,
    )
    assert old.url == "http://mp.weixin.qq.com/s?src=3&timestamp=1&ver=1&signature=x*y"
    assert (old.title, old.text) == ("一手客户名单“出”", "银行客户资料，五毛一条...")
    assert (old.author_name, old.author_id, old.board) == ("江城资料", "oIWsFt000001", "江城资料")
    assert old.time == datetime.fromtimestamp(AT, UTC)
    assert (old.time_shown, old.time_precision) == (str(AT), "second")
    assert old.counters == {"views": Count(12_000, True)}
    assert old.images == ("https://img01.example.com/net/a?url=http://p.example.com/1",)
    assert old.excerpt
    assert new.url == "https://weixin.sogou.com/link?url=dn9a_-gY&type=2&query=natural%20language"
    assert (new.author_name, new.text, len(new.images)) == ("数据小铺", "加Q详聊", 2)
    assert (new.time_shown, new.time_precision) == ("1小时前", "second")
    assert new.time == datetime.fromtimestamp(AT - 3600, UTC)
    assert [link.kind for link in reading.links] == ["thread", "thread", "next"]
    assert [link.url for link in reading.links[:2]] == [old.url, new.url]
    assert (
        reading.links[2].url
        == "https://weixin.sogou.com/weixin?query=%E5%AE%A2%E6%88%B7&type=2&page=2&ie=utf8"
    )


def test_a_hit_without_a_number_is_named_by_account_second_and_title(page: Make) -> None:
    bare = NEW.replace(' d="ab000000000000-6b000000-aa02"', "")
    beside = bare.replace("box_1", "box_2").replace("title_1", "title_2").replace(">数据交流<", ">另一篇<")
    posts = sogou(page, results(bare + beside)).posts
    assert [post.post_id for post in posts] == [
        f"数据小铺:{AT - 3600}:{title}" for title in ("数据交流", "另一篇")
    ]


ACCOUNT = f"""<div class="news-box"><ul class="news-list2">
<li id="sogou_vr_11002301_box_0" d="oIWsFt000002"><div class="gzh-box2"><div class="img-box"><a uigs="account_image_0" href="http://mp.weixin.qq.com/profile?src=3&amp;signature=p"><img src="http://img01.example.com/a"></a></div>
<div class="txt-box"><p class="tit"><a uigs="account_name_0" href="http://mp.weixin.qq.com/profile?src=3&amp;signature=p">江城<em><!--red_beg-->资料<!--red_end--></em></a><i></i></p><p class="info">微信号：<label name="em_weixinhao">jiangcheng000</label></p></div></div>
<dl><dt>功能介绍：</dt><dd>各行<em>资料</em>交流</dd></dl><dl><dt><script>document.write(authname('2'))</script>认证：</dt><dd>示例公司</dd></dl>
<dl><dt>最近文章：</dt><dd><a uigs="account_article_0" href="http://mp.weixin.qq.com/s?src=3&amp;signature=q">本周到货</a><span><script>document.write(timeConvert('{AT}'))</script></span></dd></dl></li>
<li id="sogou_vr_11002301_box_1" d="oIWsFt000003"><div class="txt-box"><p class="tit"><a href="http://mp.weixin.qq.com/profile?src=3&amp;signature=r">空号</a></p></div><dl><dt>功能介绍：</dt><dd>无</dd></dl></li></ul></div>"""


def test_accounts_with_their_last_article(page: Make) -> None:
    reading = sogou(page, ACCOUNT, SEARCH.replace("type=2", "type=1"))
    (post,) = reading.posts
    assert (reading.state, post.post_id) == (State.ITEMS, f"oIWsFt000002:{AT}")
    assert (post.author_name, post.author_id, post.title) == ("江城资料", "oIWsFt000002", "本周到货")
    assert post.signature == "微信号 jiangcheng000\n各行资料交流"
    assert post.time == datetime.fromtimestamp(AT, UTC)
    assert post.excerpt
    assert [link.kind for link in reading.links] == ["thread", "user", "user"]


def article(
    body: str = "<p>出客户资料</p><p>加Q详聊<br/>非诚勿扰</p>", script: str = "", head: str = ""
) -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title></title>{head}</head><body id="activity-detail" class="zh_CN mm_appmsg">
<div id="js_article" class="rich_media"><div id="img-content"><h1 class="rich_media_title" id="activity-name">
    本周到货 </h1><div id="meta_content" class="rich_media_meta_list">
<span class="rich_media_meta rich_media_meta_text"><span id="js_author_name" class="rich_media_meta_link">小江</span></span>
<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">
   江城资料 </a><div id="js_profile_qrcode" style="display:none;"><strong class="profile_nickname">江城资料</strong>
<p class="profile_meta"><label class="profile_meta_label">微信号</label><span class="profile_meta_value">jiangcheng000</span></p><p class="profile_meta"><label class="profile_meta_label">功能介绍</label><span class="profile_meta_value">各行资料交流</span></p></div></span>
<em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div>
<div class="rich_media_content " id="js_content" style="visibility: hidden; opacity: 0; ">{body}</div></div></div>
<script>{script}</script></body></html>"""


SCRIPT = f"""var biz = "" || "MzA5MDAwMDAwMA=="; var sn = "" || "" || ""; var mid = "" || "" || "2650000001"; var idx = "" || "" || "2";
var nickname = htmlDecode("江城资料"); var ct = "{AT}"; var publish_time = "2026-03-04" || ""; var user_name = "gh_000000000000";"""


def test_an_article_is_read_though_its_script_has_not_shown_it(page: Make) -> None:
    body = '<p>出客户资料</p><p>加Q详聊<br/>非诚勿扰</p><p><img data-src="https://p.example.com/1?wx_fmt=png" src="data:,"/></p>'
    reading = sogou(page, article(body, SCRIPT), ARTICLE)
    (post,) = reading.posts
    assert (reading.state, reading.links) == (State.ITEMS, ())
    assert (post.post_id, post.thread) == ("MzA5MDAwMDAwMA==/2650000001/2", "MzA5MDAwMDAwMA==/2650000001/2")
    assert (post.title, post.text) == ("本周到货", "出客户资料\n加Q详聊\n非诚勿扰")
    assert (post.author_name, post.author_id) == ("江城资料", "MzA5MDAwMDAwMA==")
    assert post.signature == "小江\n微信号 jiangcheng000\n各行资料交流"
    assert (post.time, post.time_precision) == (datetime.fromtimestamp(AT, UTC), "second")
    assert post.images == ("https://p.example.com/1?wx_fmt=png",)
    assert (post.url, post.excerpt) == (ARTICLE, False)


def test_an_article_of_2018(page: Make) -> None:
    body = (
        article(script=SCRIPT.replace(f'var ct = "{AT}";', ""))
        .replace(
            '<em id="publish_time" class="rich_media_meta rich_media_meta_text"></em>',
            '<em id="post-date" class="rich_media_meta rich_media_meta_text">2018-04-06</em><em class="rich_media_meta rich_media_meta_text">老江</em><a id="post-user">江城资料</a>',
        )
        .replace('<span id="js_author_name" class="rich_media_meta_link">小江</span>', "")
        .replace('id="js_name"', "")
    )
    (post,) = sogou(page, body, ARTICLE).posts
    assert (post.time_shown, post.time_precision) == ("2018-04-06", "day")
    assert (post.author_name, (post.signature or "").split("\n")[0]) == ("江城资料", "老江")


@pytest.mark.parametrize(
    ("url", "head", "script", "number", "lasting"),
    [
        (
            "https://mp.weixin.qq.com/s/AbCdEf_0-12345678",
            "",
            "",
            "AbCdEf_0-12345678",
            "https://mp.weixin.qq.com/s/AbCdEf_0-12345678",
        ),
        (
            ARTICLE,
            '<meta property="og:url" content="http://mp.weixin.qq.com/s?__biz=MzA1&amp;amp;mid=26&amp;amp;idx=1&amp;amp;sn=ab#rd">',
            "",
            "MzA1/26/1",
            "http://mp.weixin.qq.com/s?__biz=MzA1&mid=26&idx=1&sn=ab",
        ),
        (
            "https://mp.weixin.qq.com/s?__biz=MzA1&mid=27&idx=3&sn=ab&chksm=0",
            "",
            "createTime = '2026-03-04 12:53';",
            "MzA1/27/3",
            "https://mp.weixin.qq.com/s?__biz=MzA1&mid=27&idx=3&sn=ab&chksm=0",
        ),
    ],
)
def test_what_an_article_is_called(
    page: Make, url: str, head: str, script: str, number: str, lasting: str
) -> None:
    (post,) = sogou(page, article(head=head, script=script), url).posts
    assert (post.post_id, post.url) == (number, lasting)
    assert (post.time_precision == "minute") == bool(script)


def test_what_an_account_sent_last(page: Make) -> None:
    one = {
        "title": "帝都&amp;江城",
        "digest": "各行资料",
        "content_url": "/s?timestamp=1&amp;signature=a",
        "author": "小江",
    }
    two = {"title": "第二条", "digest": "", "content_url": "/s?timestamp=1&amp;signature=b"}
    sent = {
        "list": [
            {
                "app_msg_ext_info": one | {"is_multi": 1, "multi_app_msg_item_list": [two]},
                "comm_msg_info": {"id": 1000000727, "datetime": AT, "type": 49},
            }
        ]
    }
    body = f"""<html><body id="activity-detail"><div class="profile_info"><strong class="profile_nickname"> 江城资料 </strong><p class="profile_account">微信号: jiangcheng000</p></div>
<script>var msgList = {json.dumps(sent, ensure_ascii=False)};seajs.use("x");</script></body></html>"""
    first, second = sogou(page, body, "https://mp.weixin.qq.com/profile?src=3").posts
    assert (first.title, first.text, first.post_id) == ("帝都&江城", "各行资料", "jiangcheng000/1000000727/1")
    assert (second.title, second.url) == ("第二条", "https://mp.weixin.qq.com/s?timestamp=1&signature=b")
    assert (first.author_name, first.signature) == ("江城资料", "小江\n微信号 jiangcheng000")
    assert first.time == second.time == datetime.fromtimestamp(AT, UTC)


def test_the_answers_of_the_page_for_phones(page: Make) -> None:
    document = f"""<?xml version="1.0"?><DOCUMENT><item><display><docid>ab-6b-aa01</docid><title><![CDATA[\ue40a客户\ue40b名单]]></title><url><![CDATA[http://mp.weixin.qq.com/s?__biz=MzA1&mid=1&idx=1#rd]]></url>
<sourcename><![CDATA[江城资料]]></sourcename><openid>oIWsFt000001</openid><username>jiangcheng000</username><content168>资料&amp;名单</content168><lastModified>{AT}</lastModified></display></item></DOCUMENT>"""
    (post,) = sogou(page, json.dumps({"totalItems": 1, "items": [document, "<display>", 5]})).posts
    assert (post.post_id, post.title, post.text) == ("MzA1/1/1", "客户名单", "资料&名单")
    assert (post.author_name, post.signature) == ("江城资料", "微信号 jiangcheng000")
    assert sogou(page, '{"totalItems":0,"items":[]}').state is State.EMPTY


def hop(script: str) -> str:
    return f'<meta content="always" name="referrer"><script>{script}</script>'


def test_the_hop_says_where_it_leads(page: Make) -> None:
    script = """setTimeout(function () { var url = ''; url += 'https://mp.'; url += 'weixin.qq.c';
    url += 'om/s?src=11'; url += '&timestamp=1'; url.replace("@", ""); window.location.replace(url) },100);"""
    reading = sogou(page, hop(script), "https://weixin.sogou.com/link?url=x")
    assert reading.state is State.REDIRECTED_ELSEWHERE
    assert [(link.kind, link.url) for link in reading.links] == [
        ("thread", "https://mp.weixin.qq.com/s?src=11&timestamp=1")
    ]


def test_a_hop_in_one_piece(page: Make) -> None:
    leads = sogou(page, hop("window.location.replace('https://mp.weixin.qq.com/s?src=11&sn=1')"), SEARCH)
    assert [link.url for link in leads.links] == ["https://mp.weixin.qq.com/s?src=11&sn=1"]
    guard = sogou(
        page, hop("document.cookie = 'a=1'; location.href = 'https://weixin.sogou.com/weixin?x'"), SEARCH
    )
    assert (guard.state, guard.links) == (State.CHALLENGE, ())


def test_a_hit_whose_title_stands_in_no_heading(page: Make) -> None:
    row = OLD.replace("<h3>", "").replace("</h3>", "")
    (post,) = sogou(page, results(row)).posts
    assert (post.title, post.author_name) == ("一手客户名单“出”", "江城资料")


@pytest.mark.parametrize(
    "script",
    [
        "var url = ''; url += 'https://mp.'; url += atob('d2VpeGlu'); window.location.replace(url)",
        "var url = ''; url += decode(x); location.href = url",
        "var url = 'nowhere:'; location.replace(url)",
    ],
)
def test_a_hop_that_computes_is_a_challenge(page: Make, script: str) -> None:
    reading = sogou(page, hop(script), "https://weixin.sogou.com/link?url=x")
    assert (reading.state, reading.links) == (State.CHALLENGE, ())


SECCODE = """<html><head><title>搜狗搜索</title></head><body><div class="content-box"><p class="p2">用户您好，我们的系统检测到您网络中存在异常访问请求。<br>此验证码用于确认这些请求是您的正常行为而不是自动程序发出的，需要您协助验证。</p>
<form id="seccodeForm"><input type="text" id="seccodeInput"><img id="seccodeImage" src="util/seccode.php?tc=1"></form></div><div id="ft"><a href="http://fuwu.example.com/">企业推广</a></div></body></html>"""


def message(sentence: str) -> str:
    return f"""<html><head><title></title></head><body id="activity-detail" class="zh_CN "><div class="weui-msg"><div class="weui-msg__icon-area"><i class="weui-icon-warn weui-icon_msg"></i></div>
<div class="weui-msg__text-area"><h2 class="weui-msg__title">
 {sentence} </h2></div></div></body></html>"""


WALLS = [
    (SECCODE, State.CAPTCHA),
    (results("").replace('"noresult": "0"', '"noresult": "1"'), State.EMPTY),
    (
        '<div class="b404-box" id="noresult_part1_container"><p>呀！</p><p>暂无与“qqqq”相关的官方认证订阅号。</p></div>',
        State.EMPTY,
    ),
    (
        '<div id="noresult_part1_container"><p>当前只显示100条结果，请您：登录后查看更多结果</p></div>',
        State.LOGIN_WALL,
    ),
    (
        '<div id="noresult_frontbl_container"><p>根据相关法律法规和政策，部分搜索结果未予显示</p></div>',
        State.FORBIDDEN,
    ),
    (message("该内容已被发布者删除"), State.GONE),
    (message("此内容因违规无法查看"), State.GONE),
    (message("链接已过期"), State.GONE),
    (message("参数错误"), State.GONE),
    (message("此帐号已被屏蔽, 内容无法查看"), State.GONE),
    (message("该公众号已自主注销"), State.GONE),
    (message("请在微信客户端打开链接"), State.LOGIN_WALL),
    (message("访问过于频繁，请稍后再试"), State.RATE_LIMITED),
    (message("环境异常"), State.CAPTCHA),
    (
        "<html><body><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a id='js_verify'>去验证</a></body></html>",
        State.CAPTCHA,
    ),
    (
        "<html><head><title>请输入验证码 </title></head><body><img id='verify_img'></body></html>",
        State.CAPTCHA,
    ),
    ('<html><body><div class="global_error_msg warn">该内容已被发布者删除</div></body></html>', State.GONE),
    (message("从未见过的一句话"), State.UNKNOWN),
    (results(""), State.UNKNOWN),
]


@pytest.mark.parametrize(("body", "state"), WALLS)
def test_walls(page: Make, body: str, state: State) -> None:
    reading = sogou(page, body)
    assert (reading.state, reading.posts) == (state, ())
    assert reading.why


def test_a_check_has_an_address_of_its_own(page: Make) -> None:
    assert sogou(page, "<p>x", "https://weixin.sogou.com/antispider/?from=%2Fweixin").state is State.CAPTCHA
    redirect = sogou(page, "", status=302, Location="/antispider/?from=%2Fweixin%3Ftype%3D2")
    assert redirect.state is State.CAPTCHA


def test_an_article_about_walls_is_an_article(page: Make) -> None:
    body = article("<p>页面提示环境异常，该内容已被发布者删除，请输入验证码</p>", SCRIPT)
    assert sogou(page, body, ARTICLE).state is State.ITEMS


@pytest.mark.parametrize(
    ("body", "url", "version"),
    [
        (results(OLD), "https://www.example.com/", ""),
        (article(), "https://www.example.com/", ""),
        ("<p>x", SEARCH, ""),
        ("<p>x", "https://www.example.com/", None),
    ],
)
def test_recognised(page: Make, body: str, url: str, version: str | None) -> None:
    assert FAMILIES["sogou_weixin"].recognise(page(body, url)) == version
