"""Addresses in one form."""

import pytest

from crawlers.readers.addresses import absolute

BOARD = "https://bbs.example.com/forum-2-1.html"
ARCHIVE = "https://archive.example.org/web/20200101000000/"


@pytest.mark.parametrize(
    ("base", "href", "url"),
    [
        (BOARD, "thread-5-1-1.html#pid7", "https://bbs.example.com/thread-5-1-1.html"),
        (BOARD, "HTTPS://BBS.example.com:443", "https://bbs.example.com/"),
        (BOARD, "viewtopic.php?t=4&sid=0a&hilit=x", "https://bbs.example.com/viewtopic.php?t=4"),
        (BOARD, "showthread.php?t=4&s=" + "0a" * 16, "https://bbs.example.com/showthread.php?t=4"),
        (BOARD, "javascript:;", None),
        (BOARD, "http://[broken/", None),
        (BOARD, "/web/20200101000000/http://bbs.example.com/a?b=1", "http://bbs.example.com/a?b=1"),
        (BOARD, "/web/20200101000000im_/https://img.example.net/1.png", "https://img.example.net/1.png"),
        (BOARD, f"{ARCHIVE}https:/bbs.example.com/a", "https://bbs.example.com/a"),
        (BOARD, "/web/2020/about.html", "https://bbs.example.com/web/2020/about.html"),
        (ARCHIVE + BOARD, "/web/2020/https://bbs.example.com/a", "https://bbs.example.com/a"),
    ],
)
def test_an_address_stands_in_one_form(base: str, href: str, url: str | None) -> None:
    assert absolute(base, href) == url
