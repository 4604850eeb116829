import re

from testbed.server import Testbed

LIST = "/forum.php?mod=forumdisplay&fid={}&page={}"
THREAD = "/forum.php?mod=viewthread&tid={}&page={}"


def listed_threads(board, fetch, fid):
    """Numbers of all threads of a board, with the pages it took."""
    found, page = set(), 1
    while True:
        shown = fetch(board + LIST.format(fid, page)).page("gbk")
        rows = shown.css("tbody[id^=normalthread_]")
        assert len(rows) <= 20
        found |= {re.search(r"tid=(\d+)", row.css("a.s.xst::attr(href)").get())[1] for row in rows}
        if not shown.css("div.pg a.nxt"):
            return found, page
        page += 1


def visible(post):
    """A post's words as a reader of the page would see them."""
    post.css(".jammer, [style='display:none'], .pstatus, div.quote").drop()
    return re.sub(r"\s", "", post.xpath("string()").get())


def test_pages_are_gbk_and_call_themselves_discuz(whole: Testbed, fetch):
    answer = fetch(whole.sites["board"] + LIST.format(37, 1))
    assert answer.headers["Content-Type"] == "text/html; charset=gbk"
    shown = answer.page("gbk")
    assert shown.css("meta[name=generator]::attr(content)").get() == "Discuz! X3.4"
    assert shown.css("body::attr(id)").get() == "nv_forum"
    assert shown.css("body.pg_forumdisplay form#lsform")
    assert shown.css("base::attr(href)").get() == whole.sites["board"] + "/"
    assert shown.css("tbody#separatorline")
    assert len(shown.css("tbody[id^=stickthread_]")) == 2


def test_every_listing_is_found_by_walking_lists_and_threads(whole: Testbed, fetch):
    board, texts, pages = whole.sites["board"], {}, 0
    threads = set()
    for fid in (2, 36, 37, 38, 40):
        found, count = listed_threads(board, fetch, fid)
        threads |= found
        pages += count
    for tid in threads:
        page = 1
        while True:
            shown = fetch(board + THREAD.format(tid, page)).page("gbk")
            pages += 1
            for post in shown.css("td.t_f"):
                texts[post.attrib["id"].removeprefix("postmessage_")] = visible(post)
            if not shown.css("div.pg a.nxt"):
                break
            page += 1
    truth = [known for known in whole.truth() if known["site"] == "board"]
    assert len(truth) == 29
    for known in truth:
        assert texts[known["post_id"]] == re.sub(r"\s", "", known["text"])
    assert pages >= 400


def test_some_listing_stands_on_a_later_page_at_its_path(whole: Testbed, fetch):
    later = [known for known in whole.truth() if known["site"] == "board" and "&page=" in known["path"]]
    assert later
    for known in later:
        shown = fetch(whole.sites["board"] + known["path"]).page("gbk")
        assert shown.css(f"td#postmessage_{known['post_id']}")


def test_a_line_break_carries_noise_and_the_noise_stays_the_same(whole: Testbed, fetch):
    known = next(k for k in whole.truth() if k["site"] == "board" and "\n" in k["text"])
    first, second = (fetch(whole.sites["board"] + known["path"]).body for _ in range(2))
    assert first == second
    post = fetch(whole.sites["board"] + known["path"]).page("gbk").css(f"td#postmessage_{known['post_id']}")
    assert post.css("font.jammer, span[style='display:none']")


def test_times_of_the_last_week_are_words_with_the_date_as_title(whole: Testbed, fetch):
    pages = [fetch(whole.sites["board"] + LIST.format(fid, 1)).page("gbk") for fid in (2, 36, 37)]
    spans = [span for page in pages for span in page.css("td.by em span[title]")]
    words = {re.sub(r"[\d:\xa0 ]", "", span.xpath("string()").get()) for span in spans}
    assert {"小时前", "昨天", "天前"} <= words
    assert all(re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", span.attrib["title"]) for span in spans)


def test_a_sellers_qq_stands_in_the_side_box(whole: Testbed, fetch):
    known = next(
        k
        for k in whole.truth()
        if k["site"] == "board" and k["contacts"][:1] and k["contacts"][0]["kind"] == "qq"
    )
    shown = fetch(whole.sites["board"] + known["path"]).page("gbk")
    assert (
        known["contacts"][0]["value"] in shown.css(f"table#pid{known['post_id']} li.qq a::attr(href)").get()
    )


def test_some_author_is_anonymous_and_some_reply_quotes(whole: Testbed, fetch):
    pages = [fetch(whole.sites["board"] + LIST.format(2, page)).page("gbk") for page in (1, 2, 3, 4)]
    cites = [
        cite.xpath("string()").get() for page in pages for cite in page.css("td.by cite") if not cite.css("a")
    ]
    assert set(cites) == {"匿名"}
    longest = max(
        (row for page in pages for row in page.css("tbody[id^=normalthread_]")),
        key=lambda row: int(row.css("td.num a::text").re_first(r"\d+") or 0),
    )
    tid = longest.attrib["id"].removeprefix("normalthread_")
    assert fetch(whole.sites["board"] + THREAD.format(tid, 1)).page("gbk").css("td.t_f div.quote blockquote")


def test_unknown_and_locked_places_are_messages_with_status_200(whole: Testbed, fetch):
    board = whole.sites["board"]
    for path, words, login in (
        (THREAD.format(1, 1), "指定的主题不存在", False),
        (LIST.format(999, 1), "指定的版块不存在", False),
        (LIST.format(41, 1), "您尚未登录", True),
    ):
        answer = fetch(board + path)
        shown = answer.page("gbk")
        assert answer.status == 200
        assert shown.css("title::text").get().startswith("提示信息")
        assert words in shown.css("div#messagetext p::text").get()
        assert bool(shown.css("div#messagelogin")) is login
    assert "尚无主题" in fetch(board + LIST.format(42, 1)).text("gbk")


def test_robots_closes_search_and_one_thread_that_a_list_links_to(whole: Testbed, fetch):
    board = whole.sites["board"]
    rules = fetch(board + "/robots.txt").text()
    assert "Disallow: /search.php" in rules
    closed = re.search(r"Disallow: /forum\.php\?mod=viewthread&tid=(\d+)", rules)[1]
    assert closed in listed_threads(board, fetch, 2)[0]
    assert closed not in {known["thread"] for known in whole.truth()}


def test_findpost_leads_to_the_page_of_the_post(whole: Testbed, fetch):
    known = next(k for k in whole.truth() if k["site"] == "board" and "&page=" in k["path"])
    path = f"/forum.php?mod=redirect&goto=findpost&ptid={known['thread']}&pid={known['post_id']}"
    answer = fetch(whole.sites["board"] + path)
    assert answer.status == 301
    assert answer.headers["Location"] == f"{known['path'].removeprefix('/')}#pid{known['post_id']}"


def test_index_guide_and_member_pages_lead_to_threads(whole: Testbed, fetch):
    board = whole.sites["board"]
    assert len(fetch(board + "/").page("gbk").css("a[href*='mod=forumdisplay']")) >= 7
    guide = fetch(board + "/forum.php?mod=guide&view=newthread").page("gbk")
    first = guide.css("tbody[id^=normalthread_]")[0].css("td.by")
    assert first[0].css("a[href*='fid=']")
    assert not first[0].css("cite")
    member = guide.css("td.by cite a::attr(href)").get()
    assert fetch(f"{board}/{member}").page("gbk").css("a[href*='mod=viewthread']")
