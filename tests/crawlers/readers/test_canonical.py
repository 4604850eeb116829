# ruff: noqa: E501  (addresses are as long as they are)
"""One name for every page, and for no two pages."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.declared.catalog import shipped_folder
from crawlers.readers.canonical import canonical
from crawlers.readers.families import FAMILIES

SITE = "https://bbs.example.com"
SID = "5e1f0a9c7b3d48e2a6f0c1d2e3b4a596"

ALIKE = [
    ("phpbb", "/viewtopic.php?t=7", f"/viewtopic.php?f=2&t=7&sid={SID}&hilit=x&start=0#p9"),
    ("phpbb", "/viewforum.php?f=2", "/viewforum.php?f=2&start=0&st=0&sk=t&sd=a"),
    ("discuz", "/forum.php?mod=viewthread&tid=7", "/thread-7-1-4.html"),
    ("discuz", "/thread-7-2-1.html", "/forum.php?mod=viewthread&tid=7&extra=page%3D1&page=2&highlight=x&mobile=2"),
    ("discuz", "/forum-2-1.html", "/forum.php?mod=forumdisplay&fid=2"),
    ("mybb", "/showthread.php?tid=7", "/showthread.php?tid=7&highlight=x&page=1"),
    ("xenforo", "/threads/title.7/", "/threads/other-title.7/page-1"),
    ("vbulletin", "/showthread.php?7-title/page2", f"/showthread.php?7-other-title/page2&s={SID}"),
    ("v2ex", "/t/7", "/t/7?p=1&r=somebody#reply3"),
    ("tieba", "https://tieba.baidu.com/p/7", "https://tieba.baidu.com/p/7?pn=1&fr=frs&see_lz=0"),
    ("weibo", "https://m.weibo.cn/detail/3501756485200075", "https://m.weibo.cn/status/z0JH2lOMb?jumpfrom=weibocom"),
    ("goofish", "https://www.goofish.com/item?id=7", "https://www.goofish.com/item?spm=a.b.c&id=7&categoryId=3"),
    ("telegram", "https://t.me/s/LaoZi?before=9", "https://telegram.me/s/laozi?before=9"),
    ("douban", "https://www.douban.com/group/topic/7/", "https://www.douban.com/group/topic/7/?start=0&_i=17abc"),
    (
        "xiaohongshu",
        "https://www.xiaohongshu.com/explore/65f0aa11bb22cc33dd44ee55?xsec_token=A1&xsec_source=pc_search",
        "https://www.xiaohongshu.com/search_result/65f0aa11bb22cc33dd44ee55?xsec_token=B2",
    ),
    (
        "sogou_weixin",
        "https://mp.weixin.qq.com/s?__biz=MzA&mid=1&idx=1&sn=ab&chksm=cd&scene=27",
        "https://mp.weixin.qq.com/s?idx=1&mid=1&__biz=MzA&sn=ab",
    ),
    ("forum", "/a/b/", f"/a/./x/../b/;jsessionid={SID}?PHPSESSID=1&utm_source=y"),
    ("forum", "/a?x=1&y=2", "/a/?y=2&fbclid=Iw1&x=1&spm=a2.1#post3"),
    ("forum", "http://bbs.example.com/~a?q=%E4%B8%AD", "http://BBS.example.com:80/%7Ea?q=%e4%b8%ad"),
    ("forum", "http://例子.example.com/%61", "http://xn--fsqu00a.example.com/a"),
]  # fmt: skip

APART = [
    ("phpbb", "/viewtopic.php?t=7", "/viewtopic.php?p=7"),
    ("phpbb", "/viewtopic.php?t=7", "/viewtopic.php?t=7&start=10"),
    ("phpbb", "/viewforum.php?f=1", "/viewforum.php?f=2"),
    ("discuz", "/thread-7-1-1.html", "/thread-7-2-1.html"),
    ("discuz", "/forum.php?mod=viewthread&tid=7", "/forum.php?mod=viewthread&tid=7&authorid=3"),
    ("discuz", "/thread-7-1-1.html", "/forum-7-1.html"),
    ("xenforo", "/threads/title.7/", "/forums/title.7/"),
    ("vbulletin", "/showthread.php?7-title", "/showthread.php?8-title"),
    ("telegram", "https://t.me/s/laozi?before=9", "https://t.me/s/laozi?after=9"),
    ("telegram", "https://t.me/laozi/9", "https://t.me/s/laozi/9"),
    ("sogou_weixin", "https://weixin.sogou.com/link?url=a&type=2&k=1", "https://weixin.sogou.com/link?url=b&type=2&k=1"),
    ("tieba", "https://tieba.baidu.com/f?kw=%B5%E7%CF%FA", "https://tieba.baidu.com/f?kw=%B5%E7%CF%FB"),
    ("forum", "/list?sid=12", "/list?sid=13"),
    ("forum", "/list?s=bank", "/list?s=hotel"),
    ("forum", "/A", "/a"),
]  # fmt: skip


def name(family: str, address: str) -> str:
    """The name of a page, its address given in full or below the site."""
    return FAMILIES[family].canonical(address if address.startswith("http") else SITE + address)


@pytest.mark.parametrize(("family", "one", "other"), ALIKE)
def test_addresses_of_one_page_have_one_name(family: str, one: str, other: str) -> None:
    assert name(family, one) == name(family, other)


@pytest.mark.parametrize(("family", "one", "other"), APART)
def test_addresses_of_two_pages_have_two_names(family: str, one: str, other: str) -> None:
    assert name(family, one) != name(family, other)


@pytest.mark.parametrize(
    "folder", sorted(shipped_folder().glob("*/pages")), ids=lambda path: path.parent.name
)
def test_links_of_recorded_pages_stay_apart(folder: Path) -> None:
    declared = folder.with_name("source.yml").read_text("utf-8")
    family = next(line.split()[1] for line in declared.splitlines() if line.startswith("family:"))
    named = defaultdict(set)
    for file in folder.glob("*.expected.json"):
        for link in json.loads(file.read_text("utf-8"))["links"]:
            told = link["url"].partition("?xsec_token")[0]
            named[FAMILIES[family].canonical(link["url"])].add(
                tuple(re.findall(r"[^/=?&_-]*\d[^/=?&._-]*", told))
            )
    assert named or not list(folder.glob("thread*"))
    assert all(len(numbers) == 1 for numbers in named.values())


NUMBERS = st.integers(1, 10**9)
FORMS = {
    "phpbb": "/viewtopic.php?f={b}&t={t}&start={p}0",
    "discuz": "/thread-{t}-{p}-{b}.html",
    "mybb": "/showthread.php?tid={t}&page={p}",
    "xenforo": "/threads/some-title.{t}/page-{p}",
    "vbulletin": "/showthread.php?{t}-some-title/page{p}",
    "tieba": "https://tieba.baidu.com/p/{t}?pn={p}",
    "douban": "https://www.douban.com/group/topic/{t}/?start={p}00",
    "telegram": "https://t.me/s/laozi_{t}?before={p}",
    "goofish": "https://www.goofish.com/item?id={t}&x={p}",
    "weibo": "https://m.weibo.cn/comments/hotflow?id={t}&max_id={p}",
}


@pytest.mark.parametrize("family", FORMS)
@settings(max_examples=40, deadline=None)
@given(
    threads=st.tuples(NUMBERS, NUMBERS), pages=st.tuples(NUMBERS, NUMBERS), boards=st.tuples(NUMBERS, NUMBERS)
)
def test_a_page_is_known_by_thread_and_page_alone(
    family: str, threads: tuple[int, int], pages: tuple[int, int], boards: tuple[int, int]
) -> None:
    one, other = (
        name(family, FORMS[family].format(t=t, p=p, b=b))
        for t, p, b in zip(threads, pages, boards, strict=True)
    )
    assert (one == other) is ((threads[0], pages[0]) == (threads[1], pages[1]))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_a_name_of_a_name_is_itself(path: str, query: str) -> None:
    named = canonical(f"{SITE}/{path}?{query}")
    assert canonical(named) == named
