"""What people paste becomes the address that is watched."""

import pytest

from crawlers.arrival.known_hosts import entrance, family_of_host
from crawlers.arrival.source_name import name_of
from crawlers.declared.source_file import NAME

PASTED = {
    "t.me/ziyuan_0000": ("https://t.me/s/ziyuan_0000", "t_me_ziyuan_0000"),
    "https://t.me/ziyuan_0000/123?embed=1": ("https://t.me/s/ziyuan_0000", "t_me_ziyuan_0000"),
    "https://telegram.me/s/ziyuan_0000": ("https://t.me/s/ziyuan_0000", "t_me_ziyuan_0000"),
    "https://t.me/s/ziyuan_0000?q=x#top": ("https://t.me/s/ziyuan_0000?q=x", "t_me_ziyuan_0000_x"),
    "https://tieba.baidu.com/f?kw=电销&ie=utf-8&fr=home": (
        "https://tieba.baidu.com/f?kw=%E7%94%B5%E9%94%80&ie=utf-8",
        "tieba_baidu_com_0e5b52",
    ),
    "https://weibo.com/u/4294967296": (
        "https://m.weibo.cn/api/container/getIndex?type=uid&value=4294967296&containerid=1076034294967296",
        "weibo_cn_1076034294967296",
    ),
    "https://m.weibo.cn/search?containerid=100103type%3D61%26q%3Dx&t=0": (
        "https://m.weibo.cn/api/container/getIndex?containerid=100103type%3D61%26q%3Dx&page_type=searchall",
        "weibo_cn_100103type_61_q_x",
    ),
    "HTTPS://BBS.Example.com:443/forum.php?mod=forumdisplay&fid=2&sid=aB3": (
        "https://bbs.example.com/forum.php?mod=forumdisplay&fid=2",
        "example_com_2",
    ),
    "http://127.0.0.1:8711/": ("http://127.0.0.1:8711/", "site_127_0_0_1_8711"),
    "https://论坛.example.com/": ("https://xn--kfsr23j.example.com/", "xn--kfsr23j_example_com"),
    "https://user:word@www.example.org/a/": ("https://www.example.org/a/", "example_org_a"),
}


@pytest.mark.parametrize("pasted", PASTED)
def test_what_is_pasted_becomes_an_entrance_with_a_name(pasted: str) -> None:
    start, name = PASTED[pasted]
    assert entrance(pasted) == start
    assert name_of(start) == name


@pytest.mark.parametrize(
    "pasted", ["", "boards", "two words.example.com", "ftp://example.com/", "https://", "http://["]
)
def test_what_is_no_address_is_none(pasted: str) -> None:
    assert entrance(pasted) is None


@pytest.mark.parametrize(
    "url", [f"https://{'x' * 60}.example.com/{'y' * 90}", "https://1.example/%E4%B8", "http://[::1]/"]
)
def test_every_name_is_one(url: str) -> None:
    assert NAME.fullmatch(name_of(url))


def test_platforms_are_known_by_their_host() -> None:
    known = {
        family_of_host(f"https://{host}/")
        for host in ("t.me", "www.goofish.com", "s.weibo.com", "example.com")
    }
    assert known == {"telegram", "goofish", "weibo", None}
