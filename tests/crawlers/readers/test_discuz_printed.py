# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Discuz! threads made ready to be printed."""

from collections.abc import Callable

from crawlers.readers import read
from records.page import Page
from records.reading import State

Make = Callable[..., Page]
URL = "https://bbs.example.com/forum.php?mod=viewthread&action=printable&tid=7"
RULE = '<hr noshade size="2" width="100%" color="#808080">'
QUOTE = '<div class="quote"><blockquote><a href="forum.php?mod=redirect&amp;goto=findpost&amp;pid=31&amp;ptid=7">甲 发表于 2026-3-1</a><br />一手</blockquote></div>'
PAGE = f"""<html><head><title>出 名单 - Powered by Discuz!</title></head><body><h1>示例</h1>
<b>标题: </b>出 名单 <b><a href="###" onclick="this.style.visibility='hidden';window.print();">[打印本页]</a></b><br />{RULE}
<b>作者: </b>甲&nbsp; &nbsp; <b>时间: </b>2026-3-1 09:05<br />
<b>标题: </b>出 名单<br />一手<br /><b>作者: </b>都有<hr class="l" />完{RULE}
<b>作者: </b>乙&amp;丙&nbsp; &nbsp; <b>时间: </b><span title="2026-3-4 10:20">昨天&nbsp;10:20</span><br />
{QUOTE}多少<br />{RULE}
<b>作者: </b>丁&nbsp; &nbsp; <b>时间: </b>2026-3-4 11:00<br />
<div class="locked">提示: <em>作者被禁止或删除 内容自动屏蔽</em></div><hr noshade size="2" width="100%" color="#CDCDCD">
<table><tr><td>欢迎光临 示例 (https://bbs.example.com/)</td><td>Powered by Discuz! X3.4</td></tr></table></body></html>"""


def test_the_posts_of_a_printed_thread(page: Make) -> None:
    reading = read(page(PAGE, URL), "discuz", "Asia/Shanghai")
    assert reading.state is State.ITEMS
    assert [(post.post_id, post.thread, post.author_name, post.text) for post in reading.posts] == [
        ("7-1-1", "7", "甲", "一手\n作者: 都有\n完"),
        ("7-1-2", "7", "乙&丙", "多少"),
        ("7-1-3", "7", "丁", ""),
    ]
    opener, answer, _ = reading.posts
    assert (opener.title, opener.floor, answer.title, answer.floor) == ("出 名单", 1, None, None)
    assert (answer.time_shown, answer.reply_to) == ("昨天 10:20", "31")
    assert answer.time is not None
    assert (answer.time.isoformat(), answer.time_precision) == ("2026-03-04T10:20:00+08:00", "minute")


def test_version_7_has_the_title_behind_the_time(page: Make) -> None:
    line = "2026-3-1 09:05<br />\n<b>标题: </b>出 名单<br />"
    old = PAGE.replace(line, "2026-3-1 09:05 &nbsp; &nbsp; <b>标题: </b>出 名单<br /><br />")
    assert read(page(old, URL), "discuz", "Asia/Shanghai") == read(page(PAGE, URL), "discuz", "Asia/Shanghai")
