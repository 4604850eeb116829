# ruff: noqa: E501  (markup keeps the platforms' own lines)
"""What lists and threads say of their own length."""

from datetime import UTC, datetime

import pytest

from crawlers.readers import read
from crawlers.readers.file_page import file_page
from crawlers.readers.pagers import page_shown, pager_from
from records.reading import Pager

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
ROW = "<tbody id='normalthread_{0}'><tr><th><a class='s xst' href='thread-{0}-1-1.html'>旧书</a></th></tr></tbody>"
BOARD = "<h1 class='xs2'><a>二手</a><span class='xs1 xw0 i'>今日: <strong>2</strong>|主题: <strong>61</strong></span></h1>"
FAR = "<div class='pg'><strong>3</strong><a href='forum-2-4.html'>4</a><a href='forum-2-57.html' class='last'>... 57</a>"
TIP = "<label><input><span title='共 1129 页'> / 1129 页</span></label></div>"
POST = "<div id='post_7'><table id='pid7'><tr><td id='postmessage_7'>八毛一条</td></tr></table>{}</div>"
COMMENTS = "<div id='comment_7'><div class='pg'><strong>1</strong><a>2</a><a>9</a></div></div>"
TOPIC = (
    "<body id='phpbb'><div class='topic-actions'>{}</div><div id='p61' class='post'><div class='postbody'>"
)
TOPIC += "<div class='content'>出名单</div></div></div></body>"
TABLED = (
    "<body class='subsilver'><table><tr><td class='nav'>Page <strong>2</strong> of <strong>3</strong></td>"
)
TABLED += "<td class='gensmall'>[ 23 posts ]</td></tr></table><table class='tablebg'><tr><td>"
TABLED += (
    "<a name='p61'></a><b class='postauthor'>x</b><div class='postbody'>出名单</div></td></tr></table></body>"
)
SINGLE = "<ul id='threadlist'><li class='j_thread_list' data-field='{\"id\":7000000102,\"reply_num\":3}'>"
SINGLE += "<a class='j_th_tit' href='/p/7000000102'>出资料</a></li></ul>"
BAR = SINGLE + "<div id='frs_list_pager'><span class='pagination-current'>2</span><a href='/f?pn=0'>1</a>"
BAR += "<a class='last' href='/f?kw=x&pn=22150'>尾页</a></div>"
BAR += "<div class='th_footer_l'>共有主题数<span class='red_text'>22,180</span>个</div>"


@pytest.mark.parametrize(
    ("family", "url", "page", "pager"),
    [
        ("discuz", "forum-2-3.html", BOARD + ROW.format(5) + FAR + "</div>", (3, 57, 61)),
        ("discuz", "forum-2-3.html", BOARD + ROW.format(5) + FAR + TIP, (3, 1129, 61)),
        ("discuz", "forum.php?mod=forumdisplay&fid=2&filter=typeid&typeid=9", BOARD + ROW.format(5), None),
        ("discuz", "thread-5-1-1.html", POST.format(COMMENTS), None),
        ("phpbb", "viewtopic.php?t=7", TOPIC.format("<div class='pagination'>1 post</div>"), (None, None, 1)),
        ("phpbb", "viewtopic.php?t=7", TOPIC.format(""), None),
        ("phpbb", "viewtopic.php?t=7&start=10", TABLED, (2, 3, 23)),
        ("tieba", "f?kw=x&pn=50", BAR, (2, 444, 22180)),
        ("tieba", "f?kw=x", SINGLE, None),
    ],
)
def test_a_pager_says_how_long_the_list_is(
    family: str, url: str, page: str, pager: tuple[int | None, int | None, int | None] | None
) -> None:
    file = file_page(
        f"<html><head><title>x</title></head>{page}</html>".encode(),
        url=f"https://board.example.com/{url}",
        fetched_at=NOW,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
    )
    reading = read(file, family, "Asia/Shanghai")
    assert reading.posts
    said = reading.pager and (reading.pager.page, reading.pager.pages, reading.pager.total)
    assert said == pager


def test_only_a_number_is_a_page() -> None:
    assert [page_shown(words) for words in ("[2]", "... 57", "第3页", "下一页", "page 2 of 3", "")] == [
        2, 57, 3, None, None, None,
    ]  # fmt: skip
    assert pager_from(None, ["下一页"]) is None
    assert pager_from("4", ["1", "2", "下一页"]) == Pager(page=4, pages=4)
