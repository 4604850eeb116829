# ruff: noqa: E501  (markup keeps the platform's own lines)
"""What Discuz! says instead of a page, in three tongues."""

from collections.abc import Callable

import pytest

from crawlers.readers import read
from records.page import Page
from records.reading import Link, Reading, State

Discuz = Callable[..., Reading]
Make = Callable[..., Page]
SITE = "https://bbs.example.com/"

SENTENCES = [
    ("抱歉，指定的主題不存在或已被刪除或正在被審核", False, State.GONE),
    ("Specific thread does not exist or is under moderation, please return.", False, State.GONE),
    ("抱歉，您没有权限查看这个话题或该话题不存在", False, State.GONE),
    ("指定的版块不存在，请返回。", False, State.GONE),
    ("抱歉，您尚未登錄，沒有權限訪問該版塊", True, State.LOGIN_WALL),
    ("抱歉，您尚未登入，沒有權限瀏覽該版區", True, State.LOGIN_WALL),
    ("您需要先登入才能繼續本操作", False, State.LOGIN_WALL),
    ("請先登錄後才能繼續瀏覽", False, State.LOGIN_WALL),
    ("Sorry, you need to login to view this forum.", False, State.LOGIN_WALL),
    ("Please login to continue viewing", False, State.LOGIN_WALL),
    ("抱歉，本帖要求閲讀權限高於 20 才能瀏覽", False, State.LOGIN_WALL),
    ("Your user group(Guest) does not allowed to do this operation.", False, State.LOGIN_WALL),
    ("抱歉，您没有权限访问该版块", True, State.LOGIN_WALL),
    ("抱歉，您没有权限访问该版块", False, State.FORBIDDEN),
    ("本版塊只有特定用戶組可以訪問", False, State.FORBIDDEN),
    ("This forum is only for specific user groups.", False, State.FORBIDDEN),
    ("抱歉，您需要升级您所在的用户组后才能访问该版块，详细请点击这里查看", False, State.FORBIDDEN),
    ("抱歉，论坛搜索已关闭", False, State.FORBIDDEN),
    ("Searching forum is closed, please return", False, State.FORBIDDEN),
    ("抱歉，日志功能尚未开启", False, State.FORBIDDEN),
    ("抱歉，本站點暫時關閉，詳情請 聯繫管理員", True, State.SERVER_ERROR),
    ("对不起，本论坛暂时关闭，详情请联系管理员。", False, State.SERVER_ERROR),
    ("系统升级，今晚恢复", True, State.SERVER_ERROR),
    ("例行维护，明天再来", True, State.SERVER_ERROR),
    ("Sorry, site is closed temporarily, contact administrator for details.", True, State.SERVER_ERROR),
    ("抱歉，您在 10 秒內只能進行一次搜索", False, State.RATE_LIMITED),
    ("Sorry, you can only search once in 10 sec., please return.", False, State.RATE_LIMITED),
    ("抱歉，目前没有公告供查看", False, State.EMPTY),
    ("主题已成功移动到某处", False, State.UNKNOWN),
]


@pytest.mark.parametrize(("sentence", "box", "state"), SENTENCES)
def test_message_pages(discuz: Discuz, sentence: str, box: bool, state: State) -> None:
    login = '<div id="messagelogin"></div>' if box else ""
    body = f'<div id="messagetext" class="alert_error"><p>{sentence}</p></div>{login}'
    reading = discuz("viewthread", body)
    assert (reading.state, reading.why) == (state, sentence)


@pytest.mark.parametrize(
    "box",
    [
        '<div class="box message"><h1>论坛 提示信息</h1><p>{}</p></div>',
        '<div class="fcontent alert_win"><div class="postbox"><div class="alert_error"><p>{}</p></div></div></div>',
        '<div class="jump_c"><p>{}</p></div>',
    ],
)
def test_the_boxes_of_old_versions_and_of_phones(page: Make, box: str) -> None:
    markup = f"<html><body>{box.format('指定的主题不存在或已被删除或正在被审核，请返回。')}</body></html>"
    assert read(page(markup, SITE), "discuz", "Asia/Shanghai").state is State.GONE


def test_a_message_that_leads_on_is_a_redirect(discuz: Discuz) -> None:
    body = (
        '<div id="messagetext" class="alert_right"><p>搜索成功，现在将转入结果页面</p>'
        '<p class="alert_btnleft"><a href="search.php?mod=forum&amp;searchid=3">如果您的浏览器没有自动跳转</a></p></div>'
    )
    reading = discuz("forum", body, name="search")
    assert reading.state is State.REDIRECTED_ELSEWHERE
    assert reading.links == (Link("next", f"{SITE}search.php?mod=forum&searchid=3"),)


@pytest.mark.parametrize(
    ("markup", "state"),
    [
        ("<title>bbs.example.com - System Error</title><h1>Discuz! System Error</h1>", State.SERVER_ERROR),
        (
            "<title>x</title><h1>Discuz! Database Error</h1><p>(1040) Too many connections</p>",
            State.SERVER_ERROR,
        ),
        ("<b>Discuz! info</b>: Can not connect to MySQL server", State.SERVER_ERROR),
        ("<title>頻繁刷新限制</title>", State.RATE_LIMITED),
        (
            "<title>x</title><script>var safeid = 'a1b2';</script><script src=guard.js></script>",
            State.CHALLENGE,
        ),
        ("<p>A thread about Discuz! and MySQL</p>", State.UNKNOWN),
    ],
)
def test_pages_without_any_markup_of_the_board(page: Make, markup: str, state: State) -> None:
    assert read(page(f"<html><body>{markup}</body></html>", SITE), "discuz", "Asia/Shanghai").state is state


@pytest.mark.parametrize(
    ("kind", "name", "body", "state"),
    [
        ("forumdisplay", "forum", '<form action="forum.php?mod=forumdisplay&amp;fid=4&amp;action=pwverify">'
         '<input type="password" name="pw"></form>', State.FORBIDDEN),
        ("forumdisplay", "forum", '<div id="threadlist"><p class="emp">本版塊或指定的範圍內尚無主題</p></div>', State.EMPTY),
        ("forumdisplay", "forum", '<p class="emp">暂无相关内容</p>', State.EMPTY),
        ("forumdisplay", "forum", '<div id="threadlist"></div>', State.UNKNOWN),
        ("forum", "search", '<form class="searchform" action="search.php?mod=forum"><input id="scform_srchtxt"></form>', State.EMPTY),
        ("index", "portal", "<div>门户</div>", State.EMPTY),
        ("space", "home", "<div>还没有相关的日志</div>", State.EMPTY),
        ("register", "member", "<div>注册</div>", State.UNKNOWN),
    ],
)  # fmt: skip
def test_pages_without_threads(discuz: Discuz, kind: str, name: str, body: str, state: State) -> None:
    assert discuz(kind, body, name=name).state is state
