import json
from urllib.parse import parse_qs, urlencode, urlsplit

from testbed.market.signature import APP_KEY, signature

API = "mtop.taobao.idlemtopsearch.pc.search"
CARD = "a.feeds-item-wrap"


def test_without_a_script_there_is_nothing(whole, fetch):
    page = fetch(f"{whole.sites['market']}/search?q=").page()
    assert page.css("#content")
    assert not page.css(CARD)
    answer = fetch(f"{whole.sites['market']}/h5/{API}/1.0/?t=1&sign=0", "POST", b"data=%7B%7D").json()
    assert answer["ret"] == ["FAIL_SYS_TOKEN_EMPTY::令牌为空"]
    answer = fetch(
        f"{whole.sites['market']}/h5/{API}/1.0/?t=1&sign=0", "POST", b"data=%7B%7D", Cookie="_m_h5_tk=00_0"
    ).json()
    assert answer["ret"] == ["FAIL_SYS_ILLEGAL_ACCESS::非法请求"]


def test_a_browser_pages_through_all_goods(whole, browser_page):
    answers, asked = [], []
    browser_page.on("response", lambda response: answers.append(response) if API in response.url else None)
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.goto(f"{whole.sites['market']}/search?q=")
    browser_page.wait_for_selector(CARD)
    first = browser_page.locator(CARD).count()
    assert first == 30
    number = 1
    while browser_page.locator("button.search-pagination-next:enabled").count():
        number += 1
        browser_page.click("button.search-pagination-next")
        browser_page.wait_for_selector(f".search-results[data-page='{number}'] {CARD}")
    rows = [row for answer in answers for row in answer.json()["data"]["resultList"]]
    found = {row["data"]["item"]["main"]["exContent"]["itemId"]: row["data"] for row in rows}
    last = answers[-1].json()["data"]["resultInfo"]
    assert last["hasNextPage"] is False
    assert last["searchResControlFields"]["numFound"] == len(found)
    truth = [known for known in whole.truth() if known["site"] == "market"]
    assert len(truth) == 15
    for known in truth:
        shown = found[known["post_id"]]["item"]["main"]["exContent"]
        assert shown["detailParams"]["title"] == f"{known['title']}\n{known['text']}"
        assert shown["userNickName"] == known["author"]
    auctions = [
        row["item"]["main"]["exContent"] for row in found.values() if "auction" in row["template"]["name"]
    ]
    assert auctions
    assert all(
        "detailParams" not in auction and auction["price"][0]["text"] == "当前价¥" for auction in auctions
    )
    prices = [
        "".join(part["text"] for part in row["item"]["main"]["exContent"]["price"]) for row in found.values()
    ]
    assert any(price.startswith("¥0.") for price in prices)
    assert any(price.endswith("万") for price in prices)
    host = urlsplit(whole.sites["market"]).netloc
    assert {urlsplit(address).netloc for address in asked} == {host}


def test_the_call_carries_the_words_and_an_item_opens(whole, browser_page):
    with browser_page.expect_request(lambda request: API in request.url) as sent:
        browser_page.goto(f"{whole.sites['market']}/search?q=3万条")
    wanted = json.loads(parse_qs(sent.value.post_data)["data"][0])
    assert (wanted["keyword"], wanted["pageNumber"], wanted["rowsPerPage"]) == ("3万条", 1, 30)
    browser_page.wait_for_selector(CARD)
    address = browser_page.get_attribute(CARD, "href")
    browser_page.goto(whole.sites["market"] + address)
    browser_page.wait_for_selector(".item-desc")
    assert "3万条" in browser_page.inner_text(".item-desc")
    browser_page.goto(f"{whole.sites['market']}/item?id=1")
    browser_page.wait_for_selector(".item-gone")


def test_nothing_found_and_a_wall_look_different(small, browser_page):
    browser_page.goto(f"{small.sites['market']}/search?q=zzzzzz")
    browser_page.wait_for_selector(".search-empty")
    small.misbehave(f"/h5/{API}/*", "captcha")
    browser_page.goto(f"{small.sites['market']}/search?q=")
    browser_page.wait_for_selector(".baxia-dialog #J_MIDDLEWARE_FRAME_WIDGET", state="attached")
    assert not browser_page.locator(CARD).count()


def test_parameters_that_make_no_sense_are_refused(whole, fetch):
    for content in ("[]", "{", '{"pageNumber": "x"}', '{"rowsPerPage": 0}'):
        sign = signature(f"0a&1&{APP_KEY}&{content}")
        address = f"{whole.sites['market']}/h5/{API}/1.0/?t=1&sign={sign}"
        answer = fetch(address, "POST", urlencode({"data": content}).encode(), Cookie="_m_h5_tk=0a_0").json()
        assert answer["ret"] == ["FAIL_SYS_PARAM_FORMAT_ERROR::参数格式错误"]
