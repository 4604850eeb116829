"""A page made of a file, so that what was saved can be read again."""

from datetime import datetime
from http import HTTPStatus

from records.page import Exchange, Headers, Page


def file_page(
    content: bytes, *, url: str, fetched_at: datetime, status: int = 200, headers: Headers = ()
) -> Page:
    """The page that ``content`` (the decoded body) was when it came from ``url`` at ``fetched_at`` (aware).

    ``status`` 0 stands for an answer that never came.
    """
    if status == 0:
        return Page(url=url, fetched_at=fetched_at, failure="no answer")
    exchange = Exchange(
        url=url,
        status=status,
        reason=HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "",
        headers=headers,
        body=content,
        started_at=fetched_at,
    )
    return Page(url=url, fetched_at=fetched_at, exchange=exchange, content=content)
