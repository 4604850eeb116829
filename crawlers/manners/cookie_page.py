"""Pages that give a cookie to who comes without one and load themselves again: to be asked for once more.

An ordinary, unattended page load gets past them; nobody is asked anything and nothing is computed.
"""

from w3lib.url import canonicalize_url

from crawlers.readers.answers import redirect_target
from crawlers.readers.challenges import loads_itself_again
from records.page import Page


def gives_cookie(page: Page) -> bool:
    """Whether the plain ``page`` is nothing but a cookie, not sent with its request, to come back with.

    A guard's challenge is none, even where it sets cookies.
    """
    if page.exchange is None or page.rendering is not None:
        return False
    return bool(_given(page) - _sent(page)) and (_leads_back(page) or loads_itself_again(page))


def sent_back(page: Page, referrer: str | None) -> bool:
    """Whether ``page``, asked for because ``referrer`` redirected to it, redirects back there after a cookie
    was given by either of the two.
    """
    target = redirect_target(page)
    if target is None or referrer is None or not (_given(page) or _sent(page)):
        return False
    return canonicalize_url(target) == canonicalize_url(referrer)


def _leads_back(page: Page) -> bool:
    target = redirect_target(page)
    return target is not None and canonicalize_url(target) == canonicalize_url(page.url)


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
