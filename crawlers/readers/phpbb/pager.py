"""How long a phpBB topic, forum or search says it is."""

from parsel import Selector

from crawlers.readers.pagers import counted, page_shown, pager_from
from crawlers.readers.sheet import Sheet, line
from records.reading import Pager

# A row of a list has the pages of its topic; subsilver2 keeps its own in cells of small print.
_CLASS = "concat(' ', normalize-space(@class), ' ')"
_BOXES = f"//*[contains({_CLASS}, ' pagination ')][not(ancestor::dt or ancestor::li or ancestor::td)]"
_CELLS = "//td[contains(@class, 'gensmall') or contains(@class, 'nav')][count(strong) >= 2]"
_COUNTS = "//td[contains(@class, 'gensmall')][not(*)][starts-with(normalize-space(), '[')]"


def page_pager(sheet: Sheet) -> Pager | None:
    """``61 topics • Page 1 of 3``, in whatever language: a count before the pages, this page set apart."""
    box = next(iter(sheet.root.xpath(_BOXES)), None)
    if box is None:
        return _table_pager(sheet)
    marked = [words for node in box.css("li.active, strong") if (words := line([node]))]
    links = [words for node in box.css("a, li") if (words := line([node]))]
    return pager_from(next(iter(marked), None), [*marked, *links], _total(box))


def _total(box: Selector) -> int | None:
    """The first number that stands in no element."""
    own = (text for text in box.xpath("text()").getall() if any(sign.isdigit() for sign in text))
    return counted(next(own, None))


def _table_pager(sheet: Sheet) -> Pager | None:
    """``Page 1 of 3`` and ``[ 23 posts ]`` in cells of their own."""
    pages = [words for cell in sheet.root.xpath(_CELLS)[:1] for words in map(_line, cell.css("strong"))]
    total = counted(line(sheet.root.xpath(_COUNTS)))
    numbers = [words for words in pages if page_shown(words)]
    return pager_from(next(iter(numbers), None), numbers, total)


def _line(node: Selector) -> str:
    return line([node]) or ""
