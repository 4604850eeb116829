"""Retry-After in its two forms, and in words."""

from datetime import UTC, datetime

import pytest

from crawlers.journal.address_queue import Row
from crawlers.manners.retry import again
from crawlers.manners.retry_after import retry_after
from records.page import Page
from records.reading import Reading, State

NOW = 784111767.0  # ten seconds before the date of RFC 9110's examples


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 10.0),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 10.0),
        ("Sun Nov  6 08:49:37 1994", 10.0),
        ("99999999999999999999999", 999_999_999_999.0),
        ("0", None),
        ("-1", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Sun, 06 Nov 1994 08:49:00 GMT", None),
        ("Sun, 99 Nov 19999 08:49:37 GMT", None),
        ("Sun, 06 Nov 9999 08:49:37 -99999999", None),
    ],
)
def test_seconds_and_dates_are_understood_and_nothing_else(said: str | None, seconds: float | None) -> None:
    assert retry_after(said, NOW) == seconds


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("抱歉，您在 15 秒内只能进行一次搜索", 16.0),
        ("only perform one search every 30 seconds. Please wait another 12 seconds", 31.0),
        ("对不起您暂时不能使用搜索功能. 请过 27 秒后再试.", 28.0),
        ("try again in 900 seconds", None),
        ("太频繁", None),
    ],
)
def test_a_search_that_says_how_long_to_wait_is_asked_again_after_it(words: str, after: float | None) -> None:
    page = Page(url="http://board.example.com/search", fetched_at=datetime(2026, 3, 5, tzinfo=UTC))
    limited = Reading(State.RATE_LIMITED, words)
    ninth = again(Row(1, page.url, "next", 0, None, 9, False), page, limited)
    assert (ninth.after if ninth else None) == after
    assert again(Row(1, page.url, "next", 0, None, 10, False), page, limited) is None
