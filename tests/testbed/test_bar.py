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


def test_who_writes_without_a_name_is_shown_by_half_of_an_address(whole, fetch):
    site, names = whole.sites["bar"], []
    for bar in BARS:
        for row in uncovered(fetch(f"{site}/f?kw={quote(bar)}").text()).css(
            "li.j_thread_list::attr(data-field)"
        ):
            floors = fetch(f"{site}/p/{json.loads(row.get())['id']}").page().css("div.l_post[data-pid]")
            names += [
                floor.css(".p_author_name::text").get()
                for floor in floors
                if json.loads(floor.attrib["data-field"])["content"]["is_anonym"]
            ]
    assert names
    assert all(re.fullmatch(r"10\.0\.\d+\.\*", name) for name in names)


def test_search_finds_floors_and_replies_within_them(whole, fetch):
    found = fetch(f"{whole.sites['bar']}/f/search/res?qw={quote('顶')}").page().css(".p_title a")
    kinds = {(link.xpath("string()").get()[:3] == "回复:", "cid=0" in link.attrib["href"]) for link in found}
    assert kinds & {(True, True), (True, False)}
    assert (False, False) not in kinds


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


def shown_by_script(tab, address: str, selector: str) -> Selector:
    """What the newer page shows when its script has fetched it."""
    tab.goto(address)
    tab.wait_for_selector(selector)
    return Selector(tab.content())


def test_the_newer_site_shows_nothing_without_its_script_and_signs_its_calls(whole, fetch, browser_page):
    site = whole.sites["bar"]
    assert not fetch(f"{site}/pc/search?word=QQ").page().css(".threadcardclass")
    assert fetch(f"{site}/mo/q/search/multsearch?word=QQ&pn=1").json()["no"] == 110001
    shown = shown_by_script(browser_page, f"{site}/pc/search?word=QQ", ".threadcardclass")
    assert shown.css(".threadcardclass a.action-link-bg[href*='/p/']")
    assert shown.css(".top-title").re(r"发布于 \d{4}-\d+-\d+")
    empty = shown_by_script(browser_page, f"{site}/pc/search?word=zzzzzz", ".empty-page")
    assert not empty.css(".threadcardclass")


def test_the_newer_site_shows_bars_threads_and_what_is_gone(whole, browser_page):
    site = whole.sites["bar"]
    known = next(known for known in whole.truth() if known["site"] == "bar")
    thread = shown_by_script(browser_page, f"{site}/pc/p/{known['thread']}", ".pc-pb-reply-top")
    assert thread.css(".pb-title::text").get() == known["title"]
    words = thread.css(".pb-content-wrap").xpath("string()").get()
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", known["text"])
    bar = shown_by_script(browser_page, f"{site}/pc/f?kw={quote('电销')}", ".threadcardclass")
    assert len(bar.css(".threadcardclass")) > 5
    assert "已被删除" in shown_by_script(browser_page, f"{site}/pc/p/1", ".page404").get()
