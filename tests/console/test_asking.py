"""Questions to the console: how they are asked, hidden, refused and paged through."""

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest

from tests.console.visiting import post, visitor


def test_no_number_of_a_person_stays_in_the_address_of_a_search(house) -> None:
    with visitor(house.url, "investigator-1") as client:
        answer = client.get("/", params={"q": "银行 138 0000 0123", "sort": "score"})
        assert answer.status_code == 302
        token = re.fullmatch(
            r"/\?q=%E9%93%B6%E8%A1%8C\+match%3Aphone\.1\.([0-9a-f]{32})&sort=score",
            answer.headers["location"],
        )
        assert token
        assert client.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    "typed", ["银行 13800000123", '"张三 １３８ 0000 0123"', "NOT (mao@example.com OR 11010119900307001X)"]
)
def test_no_number_of_a_person_reaches_an_address(house, typed: str) -> None:
    with visitor(house.url, "analyst-1") as client:
        client.get("/")
        filters = {"severity": "serious", "source": "13800000123", "page": "2"}
        posted = post(client, "/", q=typed, sort="price", **filters)
        pasted = client.get("/", params={"q": typed, "sort": "price", **filters})
        assert (posted.status_code, pasted.status_code) == (302, 302)
        assert posted.headers["location"] == pasted.headers["location"]
        asked = parse_qs(urlsplit(posted.headers["location"]).query)
        assert re.search(r"match:(phone|email)\.1\.[0-9a-f]{32}", asked["q"][0])
        assert (asked["sort"], asked["severity"], asked["page"]) == (["price"], ["serious"], ["2"])
        answer = client.get(posted.headers["location"])
        assert answer.status_code == 200
        for shown in (posted.headers["location"], unquote(posted.headers["location"]), answer.text):
            assert not re.search("0000 ?0123|mao@|1990", shown)


def test_a_question_is_posted_and_then_stands_in_the_address(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        client.get("/")
        answer = post(client, "/", q="contact:phone:13800000123")
        assert answer.headers["location"] == "/?q=contact%3Aphone%3A13800000123"
        assert client.get(answer.headers["location"]).status_code == 200
        assert post(client, "/", q="").headers["location"] in ("/", "/?")
        endless = post(client, "/", q="13800000123 银行" * 60_000)
        assert endless.status_code == 400
        assert "13800000123" not in endless.text


def test_a_wrong_question_is_told_in_the_readers_language(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        answer = client.get(
            "/", params={"q": "类型:银行", "sort": "price"}, headers={"Accept-Language": "zh-CN"}
        )
        assert answer.status_code == 400
        assert "没有字段 类型；是否想写 类别？" in answer.text
        assert f'href="?q={quote("类别:银行")}&amp;sort=price"' in answer.text


def test_pages_end_where_the_hits_do_and_where_no_index_turns_further(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        behind = client.get("/", params={"q": "银行", "page": "400"}, headers={"Accept-Language": "zh-CN"})
        assert behind.status_code == 200
        assert f'href="?q={quote("银行")}">到最后一页' in behind.text
        assert client.get("/?page=999").status_code == 200
