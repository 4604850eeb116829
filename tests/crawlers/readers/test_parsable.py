"""Markup made parsable."""

from collections.abc import Callable

import pytest

from crawlers.readers import read
from crawlers.readers.parsable import MOST_TAGS, bounded, parse
from records.page import Page
from records.reading import State

BOARD = "<body id=nv_forum class=pg_forumdisplay><table><tbody id=normalthread_{0}><tr><th>"
ROW = BOARD + "<a class=xst href=thread-{0}-1-1.html>t</a></th></tr></tbody></table></body>"


def test_what_is_in_order_stays_as_it_is() -> None:
    markup = "<a href='x' title=\"a > b\">y</a><script>if (a<b) { c = '{' }</script><p style=z>&lt;</p>"
    assert bounded(markup) == markup


@pytest.mark.parametrize(
    "markup",
    [
        "<a {link} href=x class=y>z</a>",
        "<a href=x {ns}name=1 class=y>z</a>",
        "<a href=x class=y \x01=1>z</a>",
        '<a href=x class=y "{a:1}">z</a>',
        "<a href=x class=y a\x02b={>z</a>",
    ],
)
def test_attributes_whose_names_are_none_do_no_harm(markup: str) -> None:
    link = parse(markup).css("a.y[href]")[0]
    assert link.attrib["href"] == "x"
    assert link.attrib.get("title") is None
    assert "z</a>" in link.get()


def test_attributes_with_chinese_names_do_no_harm() -> None:
    assert parse("<a 链接=1 href=x>z</a>").css("a").attrib["href"] == "x"


@pytest.mark.parametrize("written", ["a{0}=1", "a{0}", "a{0}='>'", 'a{0}="<b>"', "a{0}'", '"{0}"'])
def test_a_crowd_of_attributes_is_dropped(written: str) -> None:
    crowd = " ".join(written.format(number) for number in range(3_000))
    assert bounded(f"<b>1</b><p {crowd}>2</p>") == "<b>1</b><p>2</p>"


def test_a_long_attribute_is_kept() -> None:
    markup = f'<img src="data:{"A" * 200_000}" alt=x>'
    assert bounded(markup) == markup


def test_a_page_of_too_many_tags_says_so(page: Callable[..., Page]) -> None:
    url = "https://www.example.com/forum-1-1.html"
    short = read(page(ROW.format(1), url), "discuz", "Asia/Shanghai")
    reading = read(page(ROW.format(1) + "<br>" * MOST_TAGS, url), "discuz", "Asia/Shanghai")
    assert short.state is State.ITEMS
    assert (reading.state, reading.why) == (State.TOO_LARGE, f"only the first {MOST_TAGS} tags were read")
    assert reading.links == short.links
