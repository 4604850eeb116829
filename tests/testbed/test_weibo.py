import json
import re
from urllib.parse import quote

INDEX = "/api/container/getIndex?containerid=100103type%3D61%26q%3D{}&page_type=searchall&page={}"


def blogs(cards):
    """The statuses of a page, those in groups included."""
    inner = [one for card in cards for one in card.get("card_group", [card])]
    return [one["mblog"] for one in inner if one["card_type"] == 9]


def everything(site, fetch, word=""):
    found, page = [], 1
    while True:
        answer = fetch(site + INDEX.format(quote(word), page)).json()
        if answer["ok"] != 1:
            assert answer == {"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}
            return found
        found += blogs(answer["data"]["cards"])
        page += 1


def test_an_empty_word_finds_everything_and_long_texts_are_cut(whole, fetch):
    site = whole.sites["weibo"]
    found = {blog["mid"]: blog for blog in everything(site, fetch)}
    truth = [known for known in whole.truth() if known["site"] == "weibo"]
    assert len(truth) == 23
    assert {known["post_id"] for known in truth} <= set(found)
    long = next(blog for blog in found.values() if blog["isLongText"])
    assert "全文</a>" in long["text"]
    whole_text = fetch(f"{site}/statuses/extend?id={long['mid']}").json()["data"]["longTextContent"]
    assert len(re.sub(r"<[^>]+>", "", whole_text)) > 140
    assert len({blog["bid"] for blog in found.values()}) == len(found)


def test_the_quirks_of_the_real_json_occur(whole, fetch):
    found = everything(whole.sites["weibo"], fetch)
    repeated = [blog["retweeted_status"] for blog in found if "retweeted_status" in blog]
    assert any(original["user"] is None for original in repeated)
    assert any(original["user"] for original in repeated)
    assert any(blog["attitudes_count"] == "100万+" for blog in found)
    assert {type(blog.get("pics", [])) for blog in found} == {list, dict}
    assert any("<img alt=[" in blog["text"] for blog in found)
    assert all(
        re.fullmatch(r"\w{3} \w{3} \d\d \d\d:\d\d:\d\d \+0800 \d{4}", blog["created_at"]) for blog in found
    )


def test_search_holds_the_word(whole, fetch):
    found = everything(whole.sites["weibo"], fetch, "银行")
    assert 0 < len(found) < 200
    first = fetch(whole.sites["weibo"] + INDEX.format(quote("银行"), 1)).json()
    assert first["data"]["cardlistInfo"]["total"] == len(found)


def test_detail_page_and_account_pages(whole, fetch):
    site = whole.sites["weibo"]
    known = next(k for k in whole.truth() if k["site"] == "weibo")
    page = fetch(site + known["path"]).text()
    status = json.loads(re.search(r"\$render_data = (\[.*?\])\[0\]", page, re.S)[1])[0]["status"]
    assert status["mid"] == known["post_id"]
    assert status["user"]["screen_name"] == known["author"]
    uid = status["user"]["id"]
    own = fetch(f"{site}/api/container/getIndex?type=uid&value={uid}&containerid=107603{uid}&page=1").json()
    assert known["post_id"] in {blog["mid"] for blog in blogs(own["data"]["cards"])}
    assert fetch(f"{site}/n/{quote(known['author'])}").headers["Location"] == f"/u/{uid}"


def test_missing_things(whole, fetch):
    site = whole.sites["weibo"]
    assert fetch(f"{site}/statuses/extend?id=1").json()["ok"] == 0
    gone = fetch(f"{site}/api/container/getIndex?type=uid&value=1&containerid=1076031")
    assert gone.page().css("p.h5-4con::text").get() == "用户不存在"
