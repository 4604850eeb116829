"""What one reply tells, and what may be declared of it."""

from datetime import UTC, datetime

import pytest

from cli.arrivals import advice
from crawlers.arrival.arrival import Arrival, understand
from crawlers.readers.file_page import file_page
from records.errand import Reply
from records.reading import Reading, State
from records.source import Source

URL = "https://bbs.example.com/"
WALL = """<title>提示信息</title><meta name="generator" content="Discuz! X3.4">
<div id="messagetext" class="alert_error"><p>抱歉，您尚未登录，没有权限访问该版块</p></div>
<div id="messagelogin"></div>"""
MARKET = Source(
    name="market",
    title="market",
    family="goofish",
    start=("https://market.example.com/",),
    hosts=("market.example.com",),
    folder="",
    render="always",
    capture=("mtop.example.search",),
)


def arrived(markup: str, status: int = 200, family: str | None = None, **headers: str) -> Arrival:
    page = file_page(
        markup.encode(),
        url=URL,
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        status=status,
        headers=tuple(headers.items()),
    )
    return understand(Reply(address=URL, pages=(page,)), (MARKET,), family)


@pytest.mark.parametrize(
    ("markup", "status", "headers", "outcome", "hint"),
    [
        (WALL, 200, {}, "wall", "--family discuz"),
        ("<title>Just a moment...</title>", 403, {}, "wall", "challenge"),
        ("<p>moved", 301, {"Location": "https://new.example.com/"}, "moved", "new https://new.example.com/"),
        ("<p>gone", 404, {}, "refused", "gone (HTTP 404)"),
        ("<p>down", 503, {}, "refused", "server_error"),
        ('<meta name="generator" content="Other 1.0">', 200, {}, "unknown", "made with Other 1.0"),
        ('<meta name="generator" content="Discuz! X3.4"><p>x', 200, {}, "nothing", "address of a board"),
        ("<script>call('mtop.example.search')</script>", 200, {}, "browser", ""),
    ],
)
def test_a_page_has_an_outcome_and_an_advice(
    markup: str, status: int, headers: dict[str, str], outcome: str, hint: str
) -> None:
    arrival = arrived(markup, status, **headers)
    assert arrival.outcome == outcome
    assert hint in advice(arrival)
    assert arrival.declarable is (outcome == "browser")


@pytest.mark.parametrize("markup", [WALL, "<p>nothing known"])
def test_a_family_somebody_names_makes_a_draft(markup: str) -> None:
    assert arrived(markup, family="discuz").declarable
    assert not arrived("<p>gone", 404, "discuz").declarable


def test_a_private_address_says_how_it_is_allowed() -> None:
    refusal = Reading(State.OUT_OF_SCOPE, "answers with a private address")
    arrival = understand(Reply(address=URL, pages=(), refusal=refusal), ())
    assert (arrival.outcome, arrival.declarable) == ("refused", False)
    assert "--private-hosts" in advice(arrival)
