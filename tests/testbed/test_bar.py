import json
import re
from urllib.parse import quote, urljoin

from parsel import Selector

from testbed.bar.threads import BARS


def uncovered(page: str) -> Selector:
    """The list without the comment around it."""
    return Selector(page.replace("<!--", "").replace("-->", ""))


def test_the_list_is_hidden_in_a_comment_and_reaches_every_listing(whole, fetch):
    site, threads = whole.sites["bar"], set()
    for bar in BARS:
        address = f"{site}/f?kw={quote(bar)}&ie=utf-8"
        while address:
            page = fetch(address).text()
            assert not Selector(page).css("li.j_thread_list")
            shown = uncovered(page)
            for row in shown.css("ul#thread_list > li.j_thread_list"):
                fields = json.loads(row.attrib["data-field"])
                assert row.css("a.j_th_tit::attr(href)").get() == f"/p/{fields['id']}"
                threads.add(str(fields["id"]))
            older = shown.css("#frs_list_pager a.next::attr(href)").get()
            address = urljoin(address, older) if older else None
    assert {known["thread"] for known in whole.truth() if known["site"] == "bar"} <= threads


def test_a_thread_shows_its_listing_and_one_advertisement_without_fields(whole, fetch):
    truth = [known for known in whole.truth() if known["site"] == "bar"]
    assert len(truth) == 41
    for known in truth:
        shown = fetch(whole.sites["bar"] + known["path"]).page()
        floors = shown.css("div.l_post.j_l_post")
        fields = [json.loads(floor.attrib["data-field"]) for floor in floors]
        assert fields.count({}) == 1
        floor = floors[
            [entry.get("content", {}).get("post_id") for entry in fields].index(int(known["post_id"]))
        ]
        words = floor.css("div.d_post_content").xpath("string()").get()
        assert re.sub(r"\s", "", words) == re.sub(r"\s", "", known["text"])
        assert floor.css("a.p_author_name::text").get() == known["author"]
        assert shown.css("h3.core_title_txt::attr(title)").get() == known["title"]
        tail = floor.css(".post-tail-wrap span::text").getall()
        assert tail[0].startswith("IP属地:")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", tail[-1])


def test_long_threads_have_pages_and_floors_have_answers(whole, fetch):
    site = whole.sites["bar"]
    rows = [
        row
        for bar in BARS
        for row in uncovered(fetch(f"{site}/f?kw={quote(bar)}").text()).css("li.j_thread_list")
    ]
    longest = max(rows, key=lambda row: int(row.css(".threadlist_rep_num::text").get()))
    tid = json.loads(longest.attrib["data-field"])["id"]
    first, second = (fetch(f"{site}/p/{tid}?pn={page}").page() for page in (1, 2))
    numbers = [floor.css(".tail-info::text").re(r"^(\d+)楼$") for floor in second.css("div.l_post[data-pid]")]
    assert numbers[0] == ["31"]
    assert int(first.css("li.l_reply_num span.red::text").getall()[1]) >= 2
    answers = first.css("li.lzl_single_post.j_lzl_s_p")
    assert answers
    assert json.loads(answers[0].attrib["data-field"])["showname"]
    assert answers[0].css(".lzl_time::text").get()


def test_search_over_all_bars_and_one(whole, fetch):
    address = f"{whole.sites['bar']}/f/search/res?ie=utf-8&qw={quote('资料')}&rn=10&pn=1&sm=1"
    shown = fetch(address).page()
    assert 0 < len(shown.css("div.s_post")) <= 10
    assert shown.css(".p_title a::attr(data-tid)").get()
    one = fetch(address + f"&kw={quote('电销')}").page()
    assert set(one.css("a.p_forum font::text").getall()) == {"电销"}
    assert "没有找到" in fetch(f"{whole.sites['bar']}/f/search/res?qw=zzzzzz").text()


def test_missing_threads_and_bars(whole, fetch):
    gone = fetch(f"{whole.sites['bar']}/p/1").page()
    assert "该贴已被删除" in gone.css(".page404").xpath("string()").get()
    assert "尚未建立" in fetch(f"{whole.sites['bar']}/f?kw={quote('没有的')}").text()
