# ruff: noqa: E501  (markup keeps the platform's own lines)
"""MyBB pages, in the shapes of its default theme."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import Count, Link, Post, Reading, State

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
URL = "https://forum.example.com/"
HEAD = '<html><head><title>{title}</title><script type="text/javascript">var my_post_key = "0a";</script></head><body><div id="container">'
# Every guest page carries a log-in form.
LOGIN = '<div class="modal" id="quick_login" style="display: none;"><form method="post" action="member.php"><table><tr><td class="trow1"><strong>Username:</strong></td></tr></table></form></div>'
FOOT = '<div id="footer"><div class="lower"><span id="copyright">Powered By <a href="https://mybb.com">MyBB</a>{version}, &copy; 2002-2026</span></div></div></div></body></html>'


def mybb(content: str, crumbs: str, title: str = "Harbour", version: str = "") -> str:
    navigation = f'<div class="navigation"><a href="index.php">Harbour</a>&rsaquo;{crumbs}</div>'
    return HEAD.format(title=title) + LOGIN + navigation + content + FOOT.format(version=version)


def message(sentence: str) -> str:
    box = f'<table class="tborder"><tr><td class="thead"><strong>Harbour</strong></td></tr><tr><td class="trow1">{sentence}</td></tr></table>'
    return mybb(box, '<span class="active">Board Message</span>')


def post(
    pid: int, floor: int, author: str, date: str, body: str, edited: str = "", signature: str = ""
) -> str:
    return f"""<a name="pid{pid}" id="pid{pid}"></a><div class="post classic " style="" id="post_{pid}"><div class="post_author">
<div class="author_avatar"><a href="member.php?action=profile&amp;uid=7"><img src="a.png" alt="" /></a></div>
<div class="author_information"><strong><span class="largetext">{author}</span></strong> <br /><span class="smalltext">Member</span></div></div>
<div class="post_content"><div class="post_head"><div class="float_right"><strong><a href="showthread.php?tid=4&amp;pid={pid}#pid{pid}" title="x">#{floor}</a></strong></div>
<span class="post_date">{date} <span class="post_edit" id="edited_by_{pid}">{edited}</span></span></div>
<div class="post_body scaleimages" id="pid_{pid}">
{body}
</div>
{signature}
<div class="post_meta" id="post_meta_{pid}"></div></div></div>"""


def thread(*posts: str) -> str:
    crumbs = """<a href="forumdisplay.php?fid=1">Port</a>&rsaquo;<a href="forumdisplay.php?fid=3">交易区</a>
<div id="breadcrumb_multipage_popup" class="pagination pagination_breadcrumb" style="display: none;"><a href="forumdisplay.php?fid=3&amp;page=2" class="pagination_next">Next</a></div>
<span class="active">出一批旧书</span>"""
    pager = '<div class="pagination"><span class="pagination_current">1</span><a href="showthread.php?tid=4&amp;page=2" class="pagination_next">Next</a></div>'
    inner = f'{pager}<table class="tborder"><tr><td class="thead"><a href="showthread.php?mode=threaded&amp;tid=4&amp;pid=5#pid5">Threaded</a><strong>出一批旧书</strong></td></tr><tr><td id="posts_container"><div id="posts">{"".join(posts)}</div></td></tr></table>'
    return mybb(inner, crumbs, "出一批旧书")


MEMBER = '<a href="https://forum.example.com/member.php?action=profile&amp;uid=21"><span style="color: green;"><strong>老张</strong></span></a>'
THREAD = thread(
    post(
        5,
        1,
        MEMBER,
        '<span title="03-05-2026, 09:20 AM">3 hours ago</span>',
        '第一行<br />\n第二行 <img src="https://img.example.com/p.jpg" alt="[Image: p.jpg]" class="mycode_img" /><img src="images/smilies/smile.png" alt="Smile" class="smilie smilie_1" />',
        edited='(This post was last modified: <span title="03-05-2026, 11:59 AM">1 minute ago</span> by x.)',
        signature='<div class="signature scaleimages">加我 QQ 9123000456</div>',
    ),
    post(
        6,
        2,
        "路人甲",
        '<span title="03-04-2026">Yesterday</span>, 05:00 PM',
        '<blockquote class="mycode_quote"><cite><span> (<span title="03-04-2026">Yesterday</span>, 04:00 PM)</span>老张 Wrote:  <a href="https://forum.example.com/showthread.php?pid=5#pid5" class="quick_jump"></a></cite>第一行</blockquote><br />\n要了',
    ),
    post(
        17,
        1024,
        MEMBER,
        "11-30-2025, 10:20 PM",
        "顶",
        edited="(This post was last modified: 12-01-2025 by x.)",
    ),
)
MINUTE = ZoneInfo(ZONE)


def opened(page: Make, markup: str, path: str = "showthread.php?tid=4") -> Reading:
    return read(page(markup, URL + path), "mybb", ZONE)


def posts_of(page: Make) -> tuple[Post, ...]:
    return opened(page, THREAD).posts


def test_a_thread_gives_its_posts(page: Make) -> None:
    reading = opened(page, THREAD)
    assert reading.state is State.ITEMS
    assert [(one.post_id, one.floor, one.thread, one.board) for one in reading.posts] == [
        ("5", 1, "4", "交易区"),
        ("6", 2, "4", "交易区"),
        ("17", 1024, "4", "交易区"),
    ]
    assert [one.title for one in reading.posts] == ["出一批旧书", None, None]
    assert reading.posts[0].url == f"{URL}showthread.php?tid=4&pid=5"
    assert not any(one.excerpt for one in reading.posts)


def test_members_have_a_number_and_guests_a_name_alone(page: Make) -> None:
    assert [(one.author_name, one.author_id) for one in posts_of(page)] == [
        ("老张", "21"),
        ("路人甲", None),
        ("老张", "21"),
    ]


def test_the_time_is_the_post_s_and_not_its_last_change(page: Make) -> None:
    assert [(one.time_shown, one.time) for one in posts_of(page)] == [
        ("3 hours ago", datetime(2026, 3, 5, 9, 20, tzinfo=MINUTE)),
        ("Yesterday, 05:00 PM", datetime(2026, 3, 4, 17, 0, tzinfo=MINUTE)),
        ("11-30-2025, 10:20 PM", datetime(2025, 11, 30, 22, 20, tzinfo=MINUTE)),
    ]
    assert {one.time_precision for one in posts_of(page)} == {"minute"}


def test_text_is_the_author_s_own(page: Make) -> None:
    opener, answer, _ = posts_of(page)
    assert opener.text == "第一行\n第二行 Smile"
    assert opener.images == ("https://img.example.com/p.jpg",)
    assert opener.signature == "加我 QQ 9123000456"
    assert answer.text == "要了"
    assert answer.reply_to == "5"


def test_the_next_page_is_the_thread_s_and_not_the_board_s(page: Make) -> None:
    links = opened(page, THREAD).links
    assert [link for link in links if link.kind == "next"] == [
        Link("next", f"{URL}showthread.php?tid=4&page=2")
    ]
    assert [link.url for link in links if link.kind == "user"] == [f"{URL}member.php?action=profile&uid=21"]


def test_the_board_s_own_clock_tells_how_it_prints_dates(page: Make) -> None:
    clock = '<span id="current_time"><strong>Current time:</strong> 05-03-2026, 12:00 PM</span>'
    old = thread(post(7, 1, MEMBER, "11-10-2025, 10:20 PM", "x"))
    for shown, month in (
        (clock, 10),
        (clock.replace("05-03", "03-05"), 11),
        ("", 11),
        (clock.replace("05-03", "07-07"), 11),
    ):
        (one,) = opened(page, old.replace('<div id="footer">', f'<div id="footer">{shown}')).posts
        assert one.time is not None
        assert one.time.month == month


def row(tid: int, title: str, author: str, started: str, replies: str, views: str, before: str = "") -> str:
    return f"""<tr class="inline_row"><td class="trow1 forumdisplay_regular"><span class="thread_status folder" title="No new posts.">&nbsp;</span></td><td></td>
<td class="trow1 forumdisplay_regular"><div><span>{before}<a href="showthread.php?tid={tid}&amp;action=newpost"><img src="jump.png" alt="Go to first unread post" /></a>
<span class=" subject_new" id="tid_{tid}"><a href="showthread.php?tid={tid}">{title}</a></span> <span class="smalltext">(Pages: <a href="showthread.php?tid={tid}">1</a>)</span></span>
<div><span class="author smalltext">{author}, </span><span class="thread_start_datetime smalltext">{started}</span></div></div></td>
<td class="trow1"><a href="misc.php?action=whoposted&tid={tid}" onclick="">{replies}</a></td><td class="trow1">{views}</td>
<td class="trow1"><span class="lastpost smalltext">03-05-2026, 11:00 AM<br /><a href="showthread.php?tid={tid}&amp;action=lastpost">Last Post</a>: <a href="member.php?action=profile&amp;uid=99">x</a></span></td></tr>"""


LIST = mybb(
    '<table class="tborder"><tr><td class="trow_sep">Important Threads</td></tr>'
    + row(
        3,
        "公告",
        '<a href="member.php?action=profile&amp;uid=1">站长</a>',
        "01-02-2026, 07:09 PM",
        "1",
        "65,342",
    )
    + row(9, "求一张地图", "路人甲", '<span title="03-05-2026, 11:46 AM">14 minutes ago</span>', "0", "12")
    + row(24, "搬走的", "路人甲", "03-01-2026, 11:08 AM", "-", "-", before="Moved: ")
    + '<tr class="inline_row"><td class="trow1"><em>This thread has been deleted.</em></td><td>-</td></tr></table>'
    + '<div class="pagination"><a href="forumdisplay.php?fid=3&amp;page=2" class="pagination_next">Next</a></div>',
    '<a href="forumdisplay.php?fid=1">Port</a><span class="active">交易区</span>',
)


def test_a_board_gives_threads_and_what_its_rows_show(page: Make) -> None:
    reading = opened(page, LIST, "forumdisplay.php?fid=3")
    assert reading.state is State.ITEMS
    assert [link.url for link in reading.links if link.kind in ("thread", "next")] == [
        f"{URL}showthread.php?tid=3",
        f"{URL}showthread.php?tid=9",
        f"{URL}showthread.php?tid=24",
        f"{URL}forumdisplay.php?fid=3&page=2",
    ]
    notice, question, moved = reading.posts
    assert (notice.title, notice.author_name, notice.author_id) == ("公告", "站长", "1")
    assert notice.counters == {"replies": Count(1), "views": Count(65_342)}
    assert notice.board == "交易区"
    assert (question.author_name, question.author_id, question.floor) == ("路人甲", None, 1)
    assert question.time == datetime(2026, 3, 5, 11, 46, tzinfo=MINUTE)
    assert moved.counters is None
    assert all(one.excerpt and one.text == "" and one.thread == one.post_id for one in reading.posts)


def test_friendly_addresses_are_understood(page: Make) -> None:
    friendly = LIST.replace("showthread.php?tid=9", "thread-9.html")
    assert [one.thread for one in opened(page, friendly, "forum-3.html").posts] == ["3", "9", "24"]
    written = THREAD.replace("member.php?action=profile&amp;uid=21", "user-21.html").replace(
        "mode=threaded&amp;tid=4", ""
    )
    opener = opened(page, written, "thread-4-page-2.html").posts[0]
    assert (opener.thread, opener.author_id) == ("4", "21")


HIT = """<table class="tborder"><tr class="inline_row"><td class="trow1"><span class="thread_status folder">&nbsp;</span></td><td></td>
<td class="trow1"><span class="smalltext">Thread: <a href="showthread.php?tid=42&amp;highlight=x">一批名单</a><br />Post: <a href="showthread.php?tid=42&amp;pid=245&amp;highlight=x#pid245">RE: 一批名单</a></span><br />
<table width="100%"><tr><td><span class="smalltext"><em>还有名单...</em></span></td></tr></table></td><td align="center" class="trow1"><a href="member.php?action=profile&amp;uid=18">quill</a></td>
<td class="trow1"><a href="forumdisplay.php?fid=2">闲聊</a></td><td align="center" class="trow1"><a href="misc.php?action=whoposted&tid=42">2</a></td><td align="center" class="trow1">235</td>
<td class="trow1"><span class="smalltext"><span title="03-05-2026">Today</span>, 01:47 AM</span></td></tr></table>"""


def test_a_search_hit_is_a_post_inside_a_thread(page: Make) -> None:
    (hit,) = opened(page, mybb(HIT, '<span class="active">Results</span>'), "search.php").posts
    assert (hit.post_id, hit.thread, hit.floor, hit.excerpt) == ("245", "42", None, True)
    assert (hit.title, hit.text, hit.board) == ("RE: 一批名单", "还有名单...", "闲聊")
    assert (hit.author_name, hit.author_id) == ("quill", "18")
    assert (hit.time_shown, hit.time) == ("Today, 01:47 AM", datetime(2026, 3, 5, 1, 47, tzinfo=MINUTE))
    assert hit.counters == {"replies": Count(2), "views": Count(235)}


THEMED = """<div class="post classic " id="post_1001"><div class="post_author scaleimages"><div class="post_user-profile largetext">
<a href="https://forum.example.com/User-laozhang"><i class="rf_i"></i>laozhang</a> <a href="User-laozhang" class="post__user-avatar"><img src="a.png"></a></div>
<span class="post_date">28-02-26, 09:30 AM<span class="post_edit" id="edited_by_1001">(This post was last modified: 01-03-26, 11:50 PM by x.)</span></span></div>
<div class="post_content"><div class="post_body scaleimages" id="pid_1001">第一行<div class="quote_body">old</div></div></div></div>"""


def test_a_theme_that_keeps_little_is_read_all_the_same(page: Make) -> None:
    (post,) = opened(page, THEMED, "Thread-List").posts
    assert (post.post_id, post.thread, post.floor) == ("1001", "List", 1)
    assert (post.author_name, post.author_id, post.text) == ("laozhang", "laozhang", "第一行")
    assert post.time == datetime(2026, 2, 28, 9, 30, tzinfo=MINUTE)


DENIED = """You are either not logged in or do not have permission to view this page. This could be because:
<ol><li>You are not logged in. <a href="member.php?action=login">Login</a></li><li>Your account may have been disabled.</li></ol>"""
PASSWORD = """<form action="/forumdisplay.php?fid=8" method="post"><table><tr><td class="thead"><strong>Password Required</strong></td></tr>
<tr><td class="trow2">The administrator has required it so that a password is required for access to this forum.</td></tr>
<tr><td class="trow1"><input type="password" class="textbox" name="pwverify" /></td></tr></table></form>"""
NO_THREADS = '<table class="tborder"><tr><td colspan="7" class="trow1">Sorry, but there are currently no threads in this forum with the specified date and time limiting options.</td></tr></table>'


def test_walls_are_told_apart(page: Make) -> None:
    def state(markup: str) -> State:
        return opened(page, markup).state

    assert state(message("The specified thread does not exist.")) is State.GONE
    assert state(message("Invalid forum")) is State.GONE
    assert state(message(DENIED)) is State.LOGIN_WALL
    assert (
        state(message(DENIED.replace("You are either not logged in", "Sie sind nicht angemeldet")))
        is State.LOGIN_WALL
    )
    assert (
        state(message("You do not have permission to access this page. This could be because:"))
        is State.FORBIDDEN
    )
    assert state(mybb(PASSWORD, '<span class="active">x</span>')) is State.FORBIDDEN
    assert (
        state(message("This bulletin board is currently closed. The reason is below.")) is State.SERVER_ERROR
    )
    assert (
        state(message("Sorry, but you can only perform one search every 30 seconds. Please wait."))
        is State.RATE_LIMITED
    )
    assert state(mybb(NO_THREADS, '<span class="active">x</span>')) is State.EMPTY
    assert state(message("Something else altogether.")) is State.UNKNOWN


def test_a_wall_with_an_error_status_says_which(page: Make) -> None:
    denied = read(page(message(DENIED), URL, status=403), "mybb", ZONE)
    assert denied.state is State.LOGIN_WALL
    assert denied.why.startswith("HTTP 403: You are either not logged in")
    assert read(page(THREAD, URL, status=500), "mybb", ZONE).state is State.SERVER_ERROR


def test_a_waiting_page_leads_onward(page: Make) -> None:
    waiting = '<html><head><meta http-equiv="refresh" content="2;URL=showthread.php?tid=7" /></head><body><p>Thank you</p></body></html>'
    reading = opened(page, waiting, "x.php")
    assert reading.state is State.REDIRECTED_ELSEWHERE
    assert reading.links == (Link("next", f"{URL}showthread.php?tid=7"),)


def test_a_front_page_leads_to_its_boards(page: Make) -> None:
    front = mybb(
        '<table><tr><td class="trow1"><strong><a href="forumdisplay.php?fid=2">闲聊</a></strong></td></tr></table>',
        "",
    )
    reading = opened(page, front, "index.php")
    assert (reading.state, reading.why) == (State.ITEMS, "boards only")
    assert reading.links == (Link("next", f"{URL}forumdisplay.php?fid=2"),)


def test_a_board_leads_to_the_boards_below_it(page: Make) -> None:
    """They stand above its threads, and those of the third level on no front page."""
    below = '<table><tr><td class="trow1"><strong><a href="forumdisplay.php?fid=5">旧书</a></strong></td></tr></table>'
    reading = opened(page, LIST.replace("<table", f"{below}<table", 1), "forumdisplay.php?fid=3")
    boards = [link.url for link in reading.links if link.kind == "next" and "page=" not in link.url]
    assert boards == [f"{URL}forumdisplay.php?fid=5"]
    assert len(reading.posts) == len(opened(page, LIST, "forumdisplay.php?fid=3").posts)


def test_it_is_recognised(page: Make) -> None:
    recognise = FAMILIES["mybb"].recognise
    assert recognise(page(LIST)) == ""
    assert recognise(page(mybb("", "", version=" 1.8.37"))) == "1.8.37"
    assert recognise(page('<p>We left <a href="https://mybb.com">MyBB</a> behind.</p>')) is None


def test_replies_and_views_of_older_versions_whose_script_tells_who_posted(page: Make) -> None:
    asked = (
        '<a href="#" onclick="MyBB.whoPosted(4); return false;">',
        '<a href="javascript:MyBB.whoPosted(4);">',
    )
    for link in asked:
        row = f'<tr class="inline_row"><td><span id="tid_4"><a href="showthread.php?tid=4">List</a></span></td><td>{link}1,234</a></td><td>56,789</td></tr>'
        shown = mybb(f"<table>{row}</table>", '<span class="active">交易区</span>')
        (post,) = read(page(shown, URL + "forumdisplay.php?fid=3"), "mybb", ZONE).posts
        assert post.counters == {"replies": Count(1234), "views": Count(56789)}
