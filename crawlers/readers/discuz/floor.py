"""On which floor each post of a Discuz! page stands."""

import re
from collections.abc import Iterator

from parsel import Selector, SelectorList

from crawlers.readers.sheet import Sheet, line

Block = tuple[str, Selector]
_NAMED = {"楼主": 1, "樓主": 1, "沙发": 2, "沙發": 2, "板凳": 3, "地板": 4}
_NUMBER = re.compile(r"\d{1,7}")
# Pinned and recommended replies stand above their place.
_ABOVE = re.compile(r"来自|來自|推荐|推薦|from|recommended", re.IGNORECASE)
_SELECTED = re.compile(r"[?&]authorid=[1-9]")
_BACKWARDS = re.compile(r"[?&]ordertype=1")
_FINDS = re.compile(r"goto=findpost")


def read_floors(blocks: list[Block], sheet: Sheet, page: int) -> list[int | None]:
    """The number printed, the named first floors, or (names of the site's own) the place on page one.

    Robots are shown no floors, and pages selected by author count anew: there only the opener is known.
    """
    cells = [_cell(block, pid) for pid, block in blocks]
    shown = [line(cell) or "" for cell in cells]
    if not any(shown):
        return [1 if page == 1 and place == 0 else None for place in range(len(blocks))]
    if _SELECTED.search(sheet.url):
        return [1 if _is_opener(cell, words) else None for cell, words in zip(cells, shown, strict=True)]
    counts = page == 1 and not _BACKWARDS.search(sheet.url)
    return [
        _printed(words) or (place if counts else None)
        for words, place in zip(shown, _places(shown), strict=True)
    ]


def _cell(block: Selector, pid: str) -> SelectorList[Selector]:
    numbers = block.css("[id^=postnum]")
    own = [cell for cell in numbers if cell.attrib["id"] in (f"postnum{pid}", f"postnum_{pid}")]
    return SelectorList(own) if own else block.css(".authi .mtit .y, .authi li.grey em")


def _places(shown: list[str]) -> Iterator[int | None]:
    """Which post of the page each is, those above their place not counted."""
    place = 0
    for words in shown:
        above = _ABOVE.search(words) is not None
        place += not above
        yield None if above else place


def _printed(words: str) -> int | None:
    if found := _NUMBER.search(words):
        return int(found[0])
    return next((number for name, number in _NAMED.items() if name in words), None)


def _is_opener(cell: SelectorList[Selector], words: str) -> bool:
    """The opener's own link leads to the thread, not to a post of it."""
    return _printed(words) == 1 and not _FINDS.search(" ".join(cell.xpath("@href|@onclick").getall()))
