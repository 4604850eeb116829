"""What a robots.txt says, and when a file is none to go by (RFC 9309)."""

from protego import Protego

from records.page import Page

# RFC 9309, 2.5: at least 500 KiB are parsed; what lies behind may be left.
MOST_BYTES = 512_000


class RobotsUnavailable(RuntimeError):
    """robots.txt gave no usable answer; nothing may be read then (RFC 9309, 2.3.1.4)."""


def rules_in(page: Page) -> Protego:
    """The rules in the final answer to a question for robots.txt; none where there is no such file.

    Raises:
        RobotsUnavailable: a failure of the server, a refusal that says nothing of the rules, or a file that
            came in part: its rest may forbid what its beginning allows.
    """
    if page.status >= 500 or page.status == 429:
        raise RobotsUnavailable(f"HTTP {page.status}")
    if page.status >= 400:
        return Protego.parse("")
    cut = page.exchange.truncated if page.exchange else None
    if cut not in (None, "length"):
        raise RobotsUnavailable(f"its body was cut short ({cut})")
    if page.failure and not page.content:
        raise RobotsUnavailable(page.failure)
    text = page.content
    if len(text) > MOST_BYTES:
        text = text[: text.rfind(b"\n", 0, MOST_BYTES) + 1]
    return Protego.parse(text.decode("utf-8-sig", "replace"))
