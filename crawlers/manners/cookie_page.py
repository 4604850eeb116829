"""Pages that give a cookie to who comes without one and load themselves again: to be asked for once more.

An ordinary, unattended page load gets past them; nobody is asked anything and nothing is computed.
"""

from crawlers.readers.answers import leads_to
from crawlers.readers.challenges import loads_itself_again
from records.page import Page


def gives_cookie(page: Page) -> bool:
    """Whether the plain ``page`` is nothing but a cookie, not sent with its request, to come back with.

    A guard's challenge is none, even where it sets cookies.
    """
    if page.exchange is None or page.rendering is not None:
        return False
    return bool(_given(page) - _sent(page)) and (leads_to(page, page.url) or loads_itself_again(page))


def sent_back(page: Page, referrer: str | None) -> bool:
    """Whether ``page``, asked for because ``referrer`` redirected to it, redirects back there after a cookie
    was given by either of the two.
    """
    return referrer is not None and leads_to(page, referrer) and bool(_given(page) or _sent(page))


def _given(page: Page) -> set[str]:
    """The names of cookies that the answer sets."""
    assert page.exchange is not None
    values = [value for name, value in page.exchange.headers if name.lower() == "set-cookie"]
    return {value.partition("=")[0].strip() for value in values if "=" in value.partition(";")[0]}


def _sent(page: Page) -> set[str]:
    """The names of cookies that went with the request."""
    assert page.exchange is not None
    values = [value for name, value in page.exchange.request_headers if name.lower() == "cookie"]
    return {pair.partition("=")[0].strip() for value in values for pair in value.split(";")}
