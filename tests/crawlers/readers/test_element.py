"""An Element finds what parsel's Selector finds inside it."""

import pytest
from cssselect import SelectorError
from lxml import etree
from parsel import Selector

from crawlers.declared.catalog import shipped_folder
from crawlers.readers.selection.css import plan_of
from crawlers.readers.selection.element import Element

PLANNED = (
    "a",
    "*",
    "A.xw1",
    "#ct",
    "div#ct.wp a[href]",
    "[id^=post_]",
    "[id$='1'], [class*=au], a[href*=tid][href*=page]",
    "a[href='#'], td[class]",
    "div div a",
    "div > a",
    "ul > li > a, div.pg strong",
    "h3 + p, td + td a",
    "li:first-child, li:last-child > a",
    "a:not([href*=mod]):not(.xw1)",
    "td:has(> a), div:has(span a)",
    "div:contains('发表'), p:contains(a)",
    "tr:nth-child(2) td",
    "a::attr(href)",
    "a[title]::attr(title), span[title]::attr(title)",
    "title::text",
    "::text",
    "td ::text",
    "div.pti ::text, .authi ::text",
    "span::text, em::text",
    ".nowhere, #nowhere a",
    "div[class='']",
)
LEFT_TO_XPATH = ("p ~ p", "a[rel~=nofollow]", "a[lang|=zh]", "a::attr(href), b::text", "a[href!=x]")
PAGES = sorted(shipped_folder().glob("*/pages/*.html"))[::7]


def seen(found: list[Selector]) -> list[object]:
    return [one.root for one in found]


def below(root: etree._Element) -> list[etree._Element]:
    """Some elements of a page, its root among them."""
    return list(root.iter("*"))[::40]


@pytest.mark.parametrize("css", PLANNED + LEFT_TO_XPATH)
def test_the_same_is_found_everywhere(css: str) -> None:
    for page in PAGES:
        root = Element.parse(page.read_bytes().decode("utf-8", "replace"))
        index = root.css("*")[0].index
        for element in below(root.root):
            here = root._child(element)
            assert here.index is index
            wanted = seen(Selector(root=element, type="html").css(css))
            if "+" in css:  # parsel goes beyond the element: to its neighbours
                wanted = [one for one in wanted if one in set(element.iter())]
            assert seen(here.css(css)) == wanted, (page.name, element)


def test_there_are_pages_to_compare() -> None:
    assert len(PAGES) > 20


@pytest.mark.parametrize("css", PLANNED)
def test_what_can_be_planned_is_planned(css: str) -> None:
    assert plan_of(css) is not None


@pytest.mark.parametrize("css", LEFT_TO_XPATH)
def test_what_cannot_is_left_to_xpath(css: str) -> None:
    assert plan_of(css) is None


def test_a_path_starts_at_the_element_it_is_asked_of() -> None:
    root = Element.parse("<div class=a><p class=b><i>1</i></p></div><p class=b><i>2</i></p>")
    inner = root.css("p")[0]
    assert inner.css(".a i") == []
    assert inner.css(".b i::text").getall() == ["1"]
    assert root.css(".a .b i::text").getall() == ["1"]


def test_what_was_moved_is_found_where_it_stands_now() -> None:
    root = Element.parse("<div id=x><p>1</p></div><div id=y></div>")
    paragraph = root.css("#x p")[0].root
    root.css("#y")[0].root.append(paragraph)
    root.moved()
    assert root.css("#x p") == []
    assert root.css("#y p::text").getall() == ["1"]


def test_what_was_taken_out_is_still_read() -> None:
    root = Element.parse("<div><p><b>1</b></p></div>")
    paragraph = root.css("p")[0]
    paragraph.root.getparent().remove(paragraph.root)
    root.moved()
    assert paragraph.css("b::text").get() == "1"


def test_a_wrong_selector_says_so() -> None:
    with pytest.raises(SelectorError, match="Expected"):
        Element.parse("<p>").css("p[")


@pytest.mark.parametrize("markup", ["", " ", "\0", "<!-- -->", "　", "text only", "\ud800<b>1</b>"])
def test_anything_can_be_parsed(markup: str) -> None:
    assert isinstance(Element.parse(markup).css("*"), list)
