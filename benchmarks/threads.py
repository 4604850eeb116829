"""Full thread pages of the testbed's board, as many as wanted, each under an address of its own."""

from itertools import cycle, islice
from urllib.request import urlopen

from benchmarks.loopback import Answer
from testbed.server import Testbed

BOARD = 37
FULL = 8  # posts on a page that counts as full


def thread_pages(count: int) -> dict[str, Answer]:
    """``count`` addresses (path and query) with their pages."""
    distinct = list(_full_pages())
    bodies = islice(cycle(distinct), count)
    return {path_of(number): ("text/html; charset=gbk", body) for number, body in enumerate(bodies)}


def path_of(number: int) -> str:
    """The address of one page."""
    return f"/forum.php?mod=viewthread&tid={20_000 + number}"


def _full_pages() -> list[bytes]:
    with Testbed(port=0, ordinary=60) as sites:
        board = sites.sites["board"]
        paths = dict.fromkeys(one["path"] for one in sites.truth() if one["site"] == "board")
        bodies = [_body(f"{board}{path}") for path in paths]
    return [body for body in bodies if body.count(b'<div id="post_') > FULL]


def _body(url: str) -> bytes:
    with urlopen(url) as answer:
        return bytes(answer.read())
