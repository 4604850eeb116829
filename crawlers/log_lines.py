"""Log lines that name addresses and numbers, never what a page said: logs lie outside the vault."""

import logging
from typing import Any

from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from records.visit import JudgedVisit, KeptVisit, Visit


class LogLines(LogFormatter):
    """Scrapy's messages without the items themselves."""

    def scraped(
        self, item: Any, response: Response | Failure | None, spider: Any = None
    ) -> LogFormatterResult:
        """One line per committed visit."""
        return _line(logging.DEBUG, "Committed %(subject)s", item)

    def dropped(
        self, item: Any, exception: BaseException, response: Any, spider: Any = None
    ) -> LogFormatterResult:
        """One line per visit that could not be kept."""
        return _line(logging.WARNING, "Not kept: %(subject)s", item)

    def item_error(
        self, item: Any, exception: BaseException, response: Any, spider: Any = None
    ) -> LogFormatterResult:
        """One line per visit in which a step failed; the traceback follows it."""
        return _line(logging.ERROR, "A step failed for %(subject)s", item)


def _line(level: int, message: str, item: Any) -> LogFormatterResult:
    return {"level": level, "msg": message, "args": {"subject": subject(item)}}


def subject(item: Any) -> str:
    """A visit in one short line: its address, state and number of posts."""
    judged = item.judged if isinstance(item, KeptVisit) else item
    visit = judged.visit if isinstance(judged, JudgedVisit) else judged
    if not isinstance(visit, Visit):
        return type(item).__name__
    return f"{visit.page.url}: {visit.reading.state.value}, {len(visit.reading.posts)} posts"
