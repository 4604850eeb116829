"""Record the shipped sources' pages anew: ``python tests/sources/record_testbed.py [SITE…]``.

Run by hand when the testbed's markup changes, its usual ports being free. It starts a testbed, asks for one
page per case, and leaves writing and judging the expectations to ``test_sweep.py``.
"""

import http.client
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Response, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from crawlers.declared.catalog import load_source  # noqa: E402
from crawlers.readers.file_page import file_page  # noqa: E402
from crawlers.recorded import save_page  # noqa: E402
from records.page import Exchange, Page, Rendering  # noqa: E402
from testbed.server import Testbed  # noqa: E402
from testbed.sogou.articles import document_of  # noqa: E402
from testbed.weibo.statuses import author_of  # noqa: E402

# The sites' clock stands still while they are recorded, so that a second recording is the same.
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
WALLS = ("challenge", "login_wall", "captcha")
# What a site shows in place of a wall it does not have; a case named after a state must read as that state.
OTHERWISE = {
    ("bar", "challenge"): "security_check",
    ("channels", "captcha"): "rate_limited",
    ("market", "challenge"): "slider",
    ("xiaohongshu", "challenge"): "verification",
}
APP = "/api/mobile/index.php?version=4&module="
BOARD, BAR = "/forum.php?mod=", "/f?kw=%E6%B1%9F%E5%9F%8E&ie=utf-8"
# A thread of the bars with several pages, and a floor of it with more replies than one page shows.
LONG_THREAD, MANY_REPLIES = 8000296880, 149002400022
CHECK = "https://wappass.baidu.com/static/captcha/tuxing.html?ak=0000"
MISLED: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    (
        "board",
        "wrong_charset",
        "/forum.php?mod=forumdisplay&fid=37",
        {"kind": "charset", "declared": "utf-8"},
    ),
    ("bar", "check_redirect", BAR, {"kind": "redirect", "location": CHECK}),
    ("bar_2026", "call_captcha", "/pc/search?word=QQ", {"path": "/mo/*", "kind": "captcha"}),
    ("bar_2026", "call_login_wall", "/pc/search?word=QQ", {"path": "/mo/*", "kind": "login_wall"}),
    ("market", "call_captcha", "/search?q=", {"path": "/h5/*", "kind": "captcha"}),
    ("market", "call_login_wall", "/search?q=", {"path": "/h5/*", "kind": "login_wall"}),
    ("xiaohongshu", "captcha_call", "/search_result?keyword=", {"path": "/api/*", "kind": "captcha"}),
    ("xiaohongshu", "login_wall_call", "/search_result?keyword=", {"path": "/api/*", "kind": "login_wall"}),
    ("weibo", "captcha_search", "/weibo?q=", {"kind": "captcha"}),
    ("weibo", "login_wall_search", "/weibo?q=", {"kind": "login_wall"}),
    ("weibo", "challenge_search", "/weibo?q=", {"kind": "challenge"}),
)
SEARCH = "/api/container/getIndex?containerid=100103type%3D61%26q%3D{}&page_type=searchall&page=1"


def plain(url: str) -> Page:
    """One GET without following anything."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=20)
    connection.request("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path)
    answer = connection.getresponse()
    body, headers = answer.read(), tuple(answer.getheaders())
    connection.close()
    return file_page(body, url=url, fetched_at=NOW, status=answer.status, headers=headers)


def rendered(url: str, name: str) -> Page:
    """One page in a browser, with what its source captures and as few presses as show that there are more."""
    source = load_source(ROOT / "sources" / name)
    heard: list[Response] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = chromium.new_page()
        wanted = source.capture
        tab.on(
            "response",
            lambda answer: heard.append(answer) if any(part in answer.url for part in wanted) else None,
        )
        main = tab.goto(url)
        tab.wait_for_selector(source.wait_for or "body")
        if source.next_button and tab.locator(f"{source.next_button}:not([disabled])").count():
            tab.click(source.next_button)
            tab.wait_for_selector("[data-page='2']")
        exchanges = tuple(exchange_of(answer) for answer in heard)
        dom = tab.content()
        status = main.status if main else 0
        chromium.close()
    page = file_page(b"", url=url, fetched_at=NOW, status=status, headers=(("Content-Type", "text/html"),))
    return Page(
        url=url,
        fetched_at=NOW,
        exchange=page.exchange,
        rendering=Rendering(dom=dom, exchanges=exchanges),
    )


def exchange_of(answer: Response) -> Exchange:
    """A captured answer; the sign and the clock in its address say nothing and would differ each time."""
    return Exchange(
        url=answer.url.partition("&t=")[0],
        method=answer.request.method,
        status=answer.status,
        headers=(("Content-Type", answer.headers.get("content-type", "")),),
        body=answer.body(),
        started_at=NOW,
    )


def main(names: list[str]) -> None:
    """Record every case of the sites named, or of all."""
    with Testbed(port=8711, now=NOW.timestamp()) as testbed:
        listings = {site: [one for one in testbed.truth() if one["site"] == site] for site in testbed.sites}
        chosen = {site: cases for site, cases in addresses(listings).items() if site in names or not names}
        for site, cases in chosen.items():
            for case, path in cases.items():
                record(testbed, site, case, path)
            for kind in WALLS if "list" in cases else ():
                case = OTHERWISE.get((site, kind), kind)
                misled(testbed, site, case, cases["list"], path=cases["list"], kind=kind)
        for site, case, asked, how in MISLED:
            if site in chosen:
                misled(testbed, site, case, asked, **how)


def misled(
    testbed: Testbed, site: str, case: str, asked: str, *, kind: str, path: str = "", **how: str
) -> None:
    """One case of a site that misbehaves at ``path`` (the path asked, if not given)."""
    testbed.misbehave(path=path or asked, kind=kind, site=site.partition("_")[0], **how)
    record(testbed, site, case, asked)
    testbed.behave()


def record(testbed: Testbed, site: str, case: str, path: str) -> None:
    """One case of one site."""
    name, url = f"testbed_{site}", testbed.sites[site.partition("_")[0]] + path
    always = load_source(ROOT / "sources" / name).render == "always"
    save_page(rendered(url, name) if always else plain(url), ROOT / "sources" / name / "pages", case)


def addresses(listings: dict[str, list[dict[str, str]]]) -> dict[str, dict[str, str]]:
    """The path of every case by site; ``thread`` (or ``detail``) shows a listing."""
    shown = {site: found[0]["path"] for site, found in listings.items() if found}
    return {
        "board": {
            "list": f"{BOARD}forumdisplay&fid=37",
            "thread": shown["board"],
            "guide": f"{BOARD}guide&view=newthread",
            "empty": f"{BOARD}forumdisplay&fid=42",
            "gone": f"{BOARD}viewthread&tid=1",
            "no_board": f"{BOARD}forumdisplay&fid=999",
            "redirect": f"{BOARD}redirect&goto=lastpost&tid={listings['board'][0]['thread']}",
            "no_search": "/search.php?mod=forum",
            "front": "/forum.php",
            "moved": f"{BOARD}forumdisplay&fid=2",
            "search": "/search.php?mod=forum&searchid=7&searchsubmit=yes&kw=QQ",
            "no_hits": "/search.php?mod=forum&searchid=7&searchsubmit=yes&kw=qqqqqqqqqq",
            "member": "/home.php?mod=space&uid=1003",
            "archive": "/archiver/?fid-37.html",
            "archived": f"/archiver/?tid-{listings['board'][0]['thread']}.html",
            "archive_gone": "/archiver/?tid-1.html",
            "app_list": f"{APP}forumdisplay&fid=37&page=1",
            "app_thread": f"{APP}viewthread&tid={listings['board'][0]['thread']}&page=1",
            "app_gone": f"{APP}viewthread&tid=1&page=1",
        },
        "channels": {
            "list": "/s/liaozi_0000",
            "older": "/s/liaozi_0000?before=120",
            "search": "/s/liaozi_0000?q=QQ",
            "empty": "/s/liaozi_0000?q=qqqqqqqqqq",
            "single": shown["channels"],
            "gone": "/liaozi_0000/99999?embed=1",
            "newer": "/s/liaozi_0000?after=120",
            "media": "/s/zaobao_xinwen_00",
            "polls": "/s/fanzha_gongyi",
            "group_message": "/liaozi_group_00/102?embed=1",
            "no_preview": "/s/liaozi_group_00",
            "group": "/liaozi_group_00",
            "channel_card": "/liaozi_0000",
            "nobody": "/nobody_00000",
        },
        "bar": {
            "list": BAR,
            "last_list": f"{BAR}&pn=50",
            "thread": shown["bar"],
            "search": "/f/search/res?ie=utf-8&qw=QQ&rn=10&sm=1",
            "replies": "/f/search/res?ie=utf-8&qw=%E9%A1%B6&rn=10&sm=1",
            "long_thread": f"/p/{LONG_THREAD}",
            "floor_replies": f"/p/comment?tid={LONG_THREAD}&pid={MANY_REPLIES}&pn=1",
            "person": "/home/main/?id=tb.1.481df5ae.5f3a527e0cf7",
            "empty": "/f/search/res?ie=utf-8&qw=qqqqqqqqqq&rn=10&sm=1",
            "gone": "/p/1",
            "no_bar": "/f?kw=nosuchbar&ie=utf-8",
        },
        "bar_2026": {
            "search": "/pc/search?word=%E7%94%B5%E8%AF%9D",
            "bar": "/pc/f?kw=%E7%94%B5%E9%94%80",
            "thread": f"/pc/p/{listings['bar'][0]['thread']}",
            "long_thread": f"/pc/p/{LONG_THREAD}?pn=2",
            "empty": "/pc/search?word=qqqqqqqqqq",
            "gone": "/pc/p/1",
        },
        "weibo": {
            "list": SEARCH.format(""),
            "detail": shown["weibo"],
            "empty": SEARCH.format("qqqqqqqqqq"),
            "gone": "/detail/1",
            "no_account": "/api/container/getIndex?containerid=1076031",
            **microblog([one["post_id"] for one in listings["weibo"]], listings["weibo"][1]["author"]),
        },
        "market": {
            "list": "/search?q=",
            "empty": "/search?q=qqqqqqqqqq",
            "item": shown["market"],
            "gone": "/item?id=1",
        },
        "phpbb": {
            "list": "/viewforum.php?f=37",
            "index": "/index.php",
            "topic": shown["phpbb"],
            "post": f"/viewtopic.php?p={listings['phpbb'][-1]['post_id']}",
            "found_posts": "/search.php?keywords=%E6%95%B0%E6%8D%AE&sr=posts",
            "found_topics": "/search.php?keywords=%E6%95%B0%E6%8D%AE&sr=topics",
            "found_nothing": "/search.php?keywords=qqqqqqqqqq",
            "empty": "/viewforum.php?f=42",
            "gone": "/viewtopic.php?t=1",
            "no_forum": "/viewforum.php?f=999",
            "seen_only": "/viewforum.php?f=41",
            "password": "/viewforum.php?f=43",
            "members_only": "/viewforum.php?f=44",
        },
        "mybb": {
            "list": "/forumdisplay.php?fid=37",
            "thread": shown["mybb"],
            "front": "/index.php",
            "empty": "/forumdisplay.php?fid=42",
            "gone": "/showthread.php?tid=1",
        },
        "xenforo": {
            "list": "/forums/board.37/",
            "thread": shown["xenforo"],
            "front": "/",
            "empty": "/forums/board.42/",
            "gone": "/threads/thread.1/",
        },
        "vbulletin": {
            "list": "/forumdisplay.php?37-board",
            "thread": shown["vbulletin"],
            "front": "/forum.php",
            "empty": "/forumdisplay.php?42-board",
            "gone": "/showthread.php?1-thread",
        },
        "v2ex": {
            "list": "/go/node37",
            "thread": shown["v2ex"],
            "empty": "/go/node42",
            "gone": "/t/1",
        },
        "douban": {
            "list": "/group/liaozi/discussion?start=0",
            "last_list": "/group/liaozi/discussion?start=100",
            "thread": shown["douban"],
            "search": "/group/search?cat=1013&q=QQ",
            "empty": "/group/search?cat=1013&q=qqqqqqqqqq",
            "gone": "/group/topic/1/",
            "forbidden": "/group/private/discussion",
        },
        "sogou": {
            "list": "/weixin?type=2&query=",
            "last_list": "/weixin?type=2&query=&page=12",
            "search": "/weixin?type=2&query=QQ",
            "list_accounts": "/weixin?type=1&query=",
            "thread": shown["sogou"],
            "redirected_elsewhere_hop": f"/link?url={document_of(2_650_000_001)}",
            "empty": "/weixin?type=2&query=qqqqqqqqqq",
            "login_wall_more": "/weixin?type=2&query=&page=13",
            "gone": "/s?__biz=MzA5MDAwMDAwMA==&mid=1&idx=1",
            "gone_expired": "/s?src=11&timestamp=1&ver=1&signature=0",
        },
        "xiaohongshu": {
            "list": "/search_result?keyword=",
            "thread": shown["xiaohongshu"],
            "empty": "/search_result?keyword=qqqqqqqqqq",
            "gone": "/explore/000000000000000000000000",
        },
    }


def microblog(mids: list[str], author: str) -> dict[str, str]:
    """What the microblog serves beside its search: the second listing is long, the third is talked about."""
    uid, talked_about = author_of(author).uid, mids[2]
    return {
        "account": f"/api/container/getIndex?type=uid&value={uid}",
        "timeline": f"/api/container/getIndex?type=uid&value={uid}&containerid=107603{uid}",
        "long_text": f"/statuses/extend?id={mids[1]}",
        "comments": f"/comments/hotflow?id={talked_about}&mid={talked_about}&max_id_type=0",
        "no_status": "/statuses/show?id=1",
        "desktop_list": f"/ajax/statuses/mymblog?uid={uid}&page=1&feature=0",
        "desktop_comments": f"/ajax/statuses/buildComments?id={talked_about}&is_show_bulletin=2&count=20",
        "list_search": "/weibo?q=",
        "list_search_2018": "/weibo?q=&layout=2018",
        "empty_search": "/weibo?q=qqqqqqqqqq",
    }


if __name__ == "__main__":
    main(sys.argv[1:])
