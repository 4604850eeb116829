"""Who wrote a post of a Discuz! thread."""

import re

from parsel import Selector, SelectorList

from crawlers.readers.discuz.address import user_number
from crawlers.readers.sheet import line

# A member's page; the link "only this author" names the member, too, but by another word.
_MEMBER = "a[href*=space]:not([href*=spacecp])"
_AUTHORS = (
    f".pls .authi {_MEMBER}",
    ".authi a.xw1",
    f".authi {_MEMBER}",
    f".postauthor cite {_MEMBER}, .postauthor > .postinfo {_MEMBER}",
    f".authorinfo {_MEMBER}",
)
_BARE = (
    ".pls .authi",
    ".pls .pi",
    ".postauthor cite",
    ".postauthor .avatar",
    ".authi b",
    ".authi .z",
    ".authi",
)
# Links that lead nowhere hold the names of guests and of writers from another network, but also buttons.
_WORDS = "text()|a[starts-with(@href, 'javascript')][not(@class) or contains(@class, 'x')]/text()"
_NO_NAME = {"楼主", "樓主", "|"}
_NUMBERS = f".authi {_MEMBER}, .authi a[href*=authorid]"
_NUMBER = re.compile(r"(?:[?&]authorid=|uid[=-])([1-9]\d{0,11})")


def author_of(block: Selector) -> tuple[str | None, str | None]:
    """Name and uid. An anonymous author is a bare word; a hidden name leaves the number alone."""
    for css in _AUTHORS:
        if (link := next((one for one in _own_box(block, css) if line([one])), None)) is not None:
            return line([link]), user_number(link.attrib.get("href"))
    numbers = (_NUMBER.search(href) for href in block.css(_NUMBERS).xpath("@href").getall())
    return _bare_name(block), next((found[1] for found in numbers if found), None)


def _own_box(block: Selector, css: str) -> SelectorList[Selector]:
    """The links of the post's own box: phones get comments below a post in boxes like it."""
    box, _, link = css.partition(".authi ")
    return block.css(f"{box}.authi")[:1].css(link) if link else block.css(css)


def _bare_name(block: Selector) -> str | None:
    """The first words that stand in the author's place without a link to a member."""
    for css in _BARE:
        for cell in block.css(css):
            words = " ".join(cell.xpath(_WORDS).getall()).replace("|", " ").split()
            if words and words[0] not in _NO_NAME:
                return words[0]
    return None
