"""Retry-After in its two forms."""

import pytest

from crawlers.manners.retry_after import retry_after

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
