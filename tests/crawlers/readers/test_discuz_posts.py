# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Posts of a Discuz! thread: who wrote them, on which floor, what is theirs."""

from collections.abc import Callable

import pytest

from records.reading import Count, Post, Reading

Discuz = Callable[..., Reading]
THREAD = "thread-77-1-1.html"
POST = """<div id="post_{pid}" ><table id="pid{pid}" class="plhin"><tr><td class="pls">{side}</td><td class="plc"><div class="pi"><strong>
<a href="{link}" id="postnum{pid}" onclick="setCopy(this.href);return false;">{floor}</a></strong><div class="pti"><div class="authi">{head}
<em id="authorposton{pid}">发表于 2026-3-1 10:20:30</em></div></div></div><div class="pct"><div class="pcb">{body}</div></div></td></tr></table></div>"""
SIDE = '<div class="pi"><div class="authi"><a href="space-uid-8.html" class="xw1">甲</a></div></div>'
TEXT = '<div class="t_fsz"><table><tr><td class="t_f" id="postmessage_101">{}</td></tr></table></div>'
OPENS, FINDS = "forum.php?mod=viewthread&tid=77", "forum.php?mod=redirect&goto=findpost&ptid=77&pid=101"


def markup(**given: str) -> str:
    plain = {
        "pid": "101",
        "side": SIDE,
        "link": FINDS,
        "floor": "<em>3</em><sup>#</sup>",
        "head": "",
        "body": TEXT.format("一"),
    }
    return POST.format(**plain | given)


@pytest.fixture
def post(discuz: Discuz) -> Callable[..., Post]:
    """``post(...)``: the only post of a page made of these parts."""

    def make(path: str = THREAD, **given: str) -> Post:
        (only,) = discuz("viewthread", markup(**given), path).posts
        return only

    return make


@pytest.mark.parametrize(
    ("side", "head", "name", "uid"),
    [
        (SIDE, "", "甲", "8"),
        ("", '<a href="space-uid-8.html" class="xi2">甲</a>', "甲", "8"),
        ("", '<a href="space-uid-8.html" class="xi2 z avt"><img src="x"></a><a href="home.php?mod=space&amp;uid=8" class="xi2">甲</a>', "甲", "8"),
        ('<div class="pi">匿名</div>', "匿名&nbsp;", "匿名", None),
        ("", '<a href="space-uid-8.html" class="xi2 z avt"><img src="x"></a>&nbsp;楼主<span class="pipe">|</span>'
         '<a href="javascript:;" onclick="readmode()" class="show">阅读模式</a>', None, "8"),
        ('<div class="pi">乙 <em>该用户已被删除</em></div>', '<a href="forum.php?mod=viewthread&amp;tid=77&amp;authorid=9">只看该作者</a>', "乙", "9"),
        ('<div class="pi"><a href="javascript:;">游客 <em>127.0.0.1</em></a></div>', "", "游客", None),
        ('<div class="pi"><div class="authi"><a href="javascript:;" class="xw1">微信用户</a></div></div>', "", "微信用户", None),
        ('<div class="pi"><div class="authi"><a href="space-username-%BC%D7.html" class="xw1">甲</a></div></div>', "", "甲", None),
    ],
)  # fmt: skip
def test_authors(post: Callable[..., Post], side: str, head: str, name: str | None, uid: str | None) -> None:
    found = post(side=side, head=head)
    assert (found.author_name, found.author_id) == (name, uid)


@pytest.mark.parametrize(
    ("floor", "number"),
    [
        ("<em>12</em><sup>#</sup>", 12),
        ("沙发", 2),
        ("報紙", 1),
        ('<em title="置顶回复" class="replystick vm">顶</em> 来自 #', None),
        ("推荐", None),
    ],
)
def test_floors(post: Callable[..., Post], floor: str, number: int | None) -> None:
    assert post(floor=floor).floor == number


def test_a_site_may_number_by_words_of_its_own_on_the_first_page_only(post: Callable[..., Post]) -> None:
    assert post("thread-77-2-1.html", floor="地下室").floor is None


def test_a_selection_by_author_counts_anew(post: Callable[..., Post]) -> None:
    selected = "forum.php?mod=viewthread&tid=77&page=1&authorid=8"
    opener, other, later = (
        post(selected, link=OPENS, floor="楼主"),
        post(selected, link=FINDS, floor="楼主"),
        post(selected, link=FINDS, floor="沙发"),
    )
    assert (opener.floor, other.floor, other.title, later.floor) == (1, None, None, None)


def test_words_of_the_site_count_places_without_what_stands_above(discuz: Discuz) -> None:
    pinned = markup(pid="109", floor='<em class="replystick">顶</em> 来自 #')
    body = markup(link=OPENS, floor="报纸") + pinned + markup(pid="102", floor="地下室")
    page = "forum.php?mod=viewthread&tid=77"
    assert [post.floor for post in discuz("viewthread", body, page).posts] == [1, None, 2]
    backwards = discuz("viewthread", body, f"{page}&extra=&ordertype=1").posts
    assert [post.floor for post in backwards] == [None, None, None]


def test_robots_are_shown_no_floors(discuz: Discuz) -> None:
    posts = discuz("viewthread", markup(floor="") + markup(pid="102", floor=""), THREAD).posts
    assert [post.floor for post in posts] == [1, None]


def test_a_pinned_reply_is_one_post(discuz: Discuz) -> None:
    pinned = markup(floor='<em class="replystick">顶</em> 来自 #')
    posts = discuz("viewthread", pinned + markup(pid="102") + markup(floor="<em>16</em>"), THREAD).posts
    assert [(post.post_id, post.floor) for post in posts] == [("101", 16), ("102", 3)]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ('<div class="quote"><blockquote><a href="x?goto=findpost&pid=9">乙 发表于 昨天</a><br>旧</blockquote></div><br>新', "新"),
        ('<div class="quote"><blockquote>乙 發表於 昨天<br>旧</blockquote></div>新', "新"),
        ('<div class="quote"><blockquote>一手名单</blockquote></div>加 QQ', "一手名单\n加 QQ"),
        ('<div class="blockcode"><div><ol><li>a<br /><li>b<br /></ol></div><em onclick="x">复制代码</em></div>c', "a\nb\nc"),
        ('<i class="pstatus"> 本帖最后由 甲 编辑 </i><br /><br />一', "一"),
        ('一<ignore_js_op><img id="aimg_1" file="data/a.jpg" src="static/image/common/none.gif"><div class="tip tip_4">下载</div></ignore_js_op>', "一"),
        ('<div class="locked">游客，如果您要查看本帖隐藏内容请<a>回复</a></div>一', "一"),
        ("　　一<br />\n　　二", "　　一\n　　二"),
    ],
)  # fmt: skip
def test_texts(post: Callable[..., Post], message: str, text: str) -> None:
    assert post(body=TEXT.format(message)).text == text


def test_what_stands_in_the_place_of_a_post(post: Callable[..., Post]) -> None:
    banned = post(body='<div class="locked">提示: <em>作者被禁止或删除 内容自动屏蔽</em></div>')
    priced = post(
        body='<div class="locked"><a>购买主题</a>本主题需向作者支付 <strong>5 金钱</strong> 才能浏览</div>'
    )
    assert (banned.text, banned.author_id, priced.text, priced.floor) == ("", "8", "", 3)


def test_pictures(post: Callable[..., Post]) -> None:
    message = (
        '<img src="static/image/smiley/default/smile.gif" smilieid="1"><img src="static/image/common/none.gif" '
        'file="data/a.jpg" zoomfile="data/big.jpg"><img id="aimg_x" src="http://img.example.net/b.jpg">'
    )
    assert post(body=TEXT.format(message)).images == (
        "https://bbs.example.com/data/big.jpg",
        "http://img.example.net/b.jpg",
    )


PHONE = """<div class="view_tit"><em>[求购]</em>出名单</div><div class="plc cl" id="pid101"><div class="avatar"></div><div class="display pi"><ul class="authi">
<li class="mtit"><span class="y">楼主</span><span class="z"><a href="home.php?mod=space&amp;uid=8&amp;mobile=2">甲</a></span></li>
<li class="mtime"><span class="y"><i class="dm-eye"></i><em>87</em><i class="dm-chat-s"></i><em>23</em></span>2026-3-1 10:20:30</li></ul>
<div class="message"><div class="quote">附件: <em>您需要登录才可以下载</em></div><div id="postmessage_101" class="postmessage">一</div></div>
<div id="comment_101"><div class="plc p0 cl" id="commentdetail_1"><ul class="authi"><li class="mtit"><span class="z"><a href="home.php?mod=space&amp;uid=9">乙</a></span></li>
<li class="mtime">发表于 刚刚</li></ul></div></div></div></div>
<div class="plc cl" id="pid102"><ul class="authi"><li class="mtit"><span class="y">沙发</span><span class="z">匿名</span></li><li class="mtime">半小时前</li></ul>
<div class="message"><div class="quote"><blockquote><a href="forum.php?mod=redirect&amp;goto=findpost&amp;pid=101&amp;ptid=77">甲 发表于 x</a>一</blockquote></div>求联系</div></div>"""


def test_what_phones_get(discuz: Discuz) -> None:
    opener, reply = discuz("viewthread", PHONE, "forum.php?mod=viewthread&tid=77&mobile=2").posts
    assert (opener.title, opener.text, opener.author_id, opener.floor) == ("出名单", "一", "8", 1)
    assert opener.counters == {"views": Count(87), "replies": Count(23)}
    assert (opener.time_shown, opener.time_precision) == ("2026-3-1 10:20:30", "second")
    assert (reply.author_name, reply.author_id, reply.floor, reply.text) == ("匿名", None, 2, "求联系")
    assert (reply.reply_to, reply.time_precision) == ("101", "hour")


COMMENTS = """<div id="comment_101" class="cm"><h3 class="psth xs1">点评</h3>
<div class="pstl xs1 cl"><div class="psta vm"><a href="home.php?mod=space&amp;uid=9" c="1"><img src="a.png"></a> <a href="home.php?mod=space&amp;uid=9" class="xi2 xw1">乙</a></div>
<div class="psti">要全国的加 QQ&nbsp;<span class="xg1">发表于 <span title="2026-3-1 10:25">3&nbsp;天前</span></span></div></div>
<div class="pstl xs1 cl"><div class="psta vm"><a href="home.php?mod=space&amp;uid=0" c="1"><img src="a.png"></a> 游客</div>
<div class="psti">顶&nbsp;<span class="xg1">发表于 2026-3-1 10:26</span></div></div>
<div class="pstl xs1 cl"><div class="psta vm"><a href="home.php?mod=space&amp;uid=9" class="xi2 xw1">乙</a></div>
<div class="psti">多少钱&nbsp;<a href="forum.php?mod=redirect&amp;goto=findpost&amp;pid=105&amp;ptid=77" class="xi2">详情</a> <span class="xg1">发表于 2026-3-1 10:27</span></div></div></div>"""
SHELL = """<div id="comment_101"><div class="plc p0 cl" id="commentdetail_4"><ul class="authi"><li class="mtit"><span class="y"></span><span class="z"><a href="home.php?mod=space&amp;uid=9&amp;mobile=2" class="xi2 xw1">乙</a></span></li>
<li class="mtime"><em class="mgl"></em>发表于 2026-3-1 10:25</li><li class="mtxt mt5">要全国的加 QQ</li></ul></div></div>"""


def test_comments_are_posts_below_theirs(discuz: Discuz) -> None:
    host, first, second = discuz("viewthread", markup(body=TEXT.format("一") + COMMENTS), THREAD).posts
    assert (host.text, host.author_id, host.reply_to) == ("一", "8", None)
    assert (first.text, first.author_name, first.author_id) == ("要全国的加 QQ", "乙", "9")
    assert (first.reply_to, first.thread, first.floor, first.time_precision) == ("101", "77", None, "minute")
    assert first.post_id.startswith("101-")
    assert (second.text, second.author_name, second.author_id) == ("顶", "游客", None)
    assert second.time_shown == "2026-3-1 10:26"


def test_a_comment_has_one_name_on_desktops_and_phones(discuz: Discuz) -> None:
    wide = discuz("viewthread", markup(body=TEXT.format("一") + COMMENTS), THREAD).posts[1]
    thin = discuz("viewthread", markup(body=TEXT.format("一") + SHELL), THREAD).posts[1]
    assert (thin.post_id, thin.text, thin.time) == (wide.post_id, wide.text, wide.time)


def test_the_best_answer_shown_in_a_question_is_no_comment(discuz: Discuz) -> None:
    best = """<div class="rwdbst"><h3 class="psth">最佳答案</h3><div class="pstl"><div class="psta vm"><a href="home.php?mod=space&amp;uid=9" class="xi2 xw1">乙</a></div>
<div class="psti"><p class="xi2"><a href="javascript:;">查看完整内容</a></p><div class="mtn">在这里</div></div></div></div>"""
    (only,) = discuz("viewthread", markup(body=TEXT.format("一") + best), THREAD).posts
    assert only.text == "一"
