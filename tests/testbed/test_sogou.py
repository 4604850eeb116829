import re
from urllib.parse import urljoin

import pytest


def test_every_listing_stands_at_its_path(whole, fetch):
    site = whole.sites["sogou"]
    truth = [known for known in whole.truth() if known["site"] == "sogou"]
    assert len(truth) >= 5
    for known in truth:
        shown = fetch(site + known["path"]).page()
        paragraphs = shown.css("#js_content > p").xpath("string()").getall()
        assert "\n".join(paragraphs).rstrip() == known["text"]
        assert shown.css("#js_name::text").get().strip() == known["author"]


def test_the_pager_and_the_hops_reach_every_article(whole, fetch):
    address, hops, direct = f"{whole.sites['sogou']}/weixin?type=2&query=", [], []
    while address:
        page = fetch(address).page()
        links = page.css("ul.news-list h3 a::attr(href)").getall()
        hops += [link for link in links if link.startswith("/link")]
        direct += [link for link in links if not link.startswith("/link")]
        older = page.css("#sogou_next::attr(href)").get()
        address = urljoin(address, older) if older else None
    assert len(hops) == len(direct) == 60
    pieces = re.findall(r"url \+= '([^']*)';", fetch(whole.sites["sogou"] + hops[0]).text())
    assert len(pieces) > 5
    assert fetch("".join(pieces)).page().css("#js_content")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/weixin?type=2&query=qqqqqqqqqq", "暂无与"),
        ("/weixin?type=2&query=&page=13", "登录后查看更多结果"),
        ("/s?__biz=MzA1&mid=1&idx=1", "该内容已被发布者删除"),
        ("/s?src=11&timestamp=1&signature=0", "链接已过期"),
    ],
)
def test_what_it_says_instead(whole, fetch, path, sentence):
    assert sentence in fetch(whole.sites["sogou"] + path).text()
