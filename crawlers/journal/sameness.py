"""Parameters that do not matter, learned during a run: addresses that differ in one showed the same posts.

Careful, for a wrong lesson would lose pages: it holds for one shape of address and for this run; it takes
three pairs; numbers and all that pages are counted by are never learned; nor is anything where two pages that
differ in it alone have shown different posts.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from itertools import takewhile
from urllib.parse import urlsplit, urlunsplit

from crawlers.journal.path_shape import is_arranging, shape_of
from crawlers.readers.canonical import Canonical
from crawlers.readers.paging import PAGING

PAIRS = 3
# Not a parameter: the letters of the path, large or small.
CAPITALS = "/"
# Nor this with a word behind it: a step of the path (``/m/thread-1``, ``/thread/1/print``).
STEP = "/"
# Nor this with a number behind it: the path before so many steps at its end (``/board/1/board/1/thread/7``).
TAIL = "*"
_MOST_COMPARED = 500
# Such a parameter counts pages or names one, in one software or the other.
_COUNTING = PAGING | frozenset(
    [
        "p", "pg", "paged", "pageno", "pagenum", "skip", "begin", "since", "until", "from", "to", "id", "tid",
        "fid", "pid", "t", "f",
    ]
)  # fmt: skip
_COUNTING_STEPS = PAGING | {"p"}


class Sameness:
    """The tables ``same`` and ``lesson``, and the names of addresses by what was learned."""

    def __init__(self, database: sqlite3.Connection, canonical: Canonical) -> None:
        self.database = database
        self.canonical = canonical
        rows = database.execute("SELECT shape, parameter FROM lesson WHERE learned").fetchall()
        self.learned: dict[str, set[str]] = {}
        for shape, parameter in rows:
            self.learned.setdefault(shape, set()).add(parameter)

    def name(self, url: str) -> str:
        """The canonical form of ``url`` without what was learned not to matter."""
        for parameter in sorted(self.learned.get(shape_of(url), ())):
            url = without(url, parameter)
        return self.canonical(url)

    def note(self, row: int, url: str, posts: Iterable[str]) -> str | None:
        """Compare a page with those that showed the very same ``posts`` (their ids); returns the shape of
        which something was learned.
        """
        shown = hashlib.blake2b("\n".join(sorted(posts)).encode(), digest_size=8).digest()
        digest = int.from_bytes(shown, "big", signed=True)
        statement = "INSERT OR IGNORE INTO same VALUES (?, ?, ?)"
        if self.database.execute(statement, (digest, row, shape_of(url))).rowcount:
            return None
        other = self.database.execute(
            "SELECT url FROM same JOIN request USING (row) WHERE posts=?", (digest,)
        ).fetchone()
        parameter = difference(url, other[0]) if other else None
        if parameter is None:
            return None
        dressed = max(url, other[0], key=len) if parameter.startswith((STEP, TAIL)) else url
        return self._count(shape_of(dressed), parameter)

    def _count(self, shape: str, parameter: str) -> str | None:
        pairs = self.database.execute(
            "INSERT INTO lesson (shape, parameter, pairs) VALUES (?, ?, 1)"
            " ON CONFLICT (shape, parameter) DO UPDATE SET pairs=pairs+1 RETURNING pairs",
            (shape, parameter),
        ).fetchone()[0]
        if pairs < PAIRS or parameter in self.learned.get(shape, ()) or self._matters(shape, parameter):
            return None
        self.learned.setdefault(shape, set()).add(parameter)
        self.database.execute("UPDATE lesson SET learned=1 WHERE shape=? AND parameter=?", (shape, parameter))
        return shape

    def _matters(self, shape: str, parameter: str) -> bool:
        """Whether two pages have shown different posts that differ in nothing else."""
        rows = self.database.execute(
            "SELECT url FROM same JOIN request USING (row) WHERE same.shape=? LIMIT ?",
            (shape, _MOST_COMPARED),
        ).fetchall()
        names = [self.canonical(without(url, parameter)) for (url,) in rows]
        return len(set(names)) < len(names)


def difference(url: str, other: str) -> str | None:
    """The one parameter in which two addresses differ, if it may be learned; None where there is none."""
    one, two = urlsplit(url), urlsplit(other)
    if one.netloc != two.netloc:
        return None
    if one.path != two.path:
        return _of_paths(one.path, two.path) if one.query == two.query else None
    first, second = set(one.query.split("&")), set(two.query.split("&"))
    names = {pair.partition("=")[0] for pair in first ^ second if pair}
    if len(names) != 1 or len(first - second) > 1 or len(second - first) > 1:
        return None
    (name,) = names
    values = [pair.partition("=")[2] for pair in first ^ second]
    counted = any(value.isdigit() for value in values) and not is_arranging(name)
    return None if not name or name.lower() in _COUNTING or counted else name


def _of_paths(one: str, other: str) -> str | None:
    """The one step, a word, that a path has more than another; CAPITALS where nothing else differs, TAIL
    where the last steps are the same, a number that counts no pages among them.
    """
    if one.lower() == other.lower():
        return CAPITALS
    longer, shorter = sorted((one.split("/"), other.split("/")), key=len, reverse=True)
    at = next((n for n, step in enumerate(shorter) if step != longer[n]), len(shorter))
    alike = longer[:at] + longer[at + 1 :] == shorter
    if alike and longer[at].isalpha():
        return STEP + longer[at]
    pairs = zip(reversed(longer), reversed(shorter), strict=False)
    tail = [step for step, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    named = any(step.isdigit() for step in tail) and not _COUNTING_STEPS.intersection(tail)
    return f"{TAIL}{len(tail)}" if named and len(tail) > 1 else None


def without(url: str, parameter: str) -> str:
    """``url`` without a parameter, a step or the beginning of its path, or capitals."""
    parts = urlsplit(url)
    if parameter == CAPITALS:
        return urlunsplit(parts._replace(path=parts.path.lower()))
    if parameter.startswith(TAIL):
        steps = parts.path.split("/")[-int(parameter.removeprefix(TAIL)) :]
        return urlunsplit(parts._replace(path="/" + "/".join(steps).lstrip("/")))
    if parameter.startswith(STEP):
        return urlunsplit(parts._replace(path=f"{parts.path}/".replace(f"{parameter}/", "/", 1)[:-1] or "/"))
    kept = [pair for pair in parts.query.split("&") if pair.partition("=")[0] != parameter]
    return urlunsplit(parts._replace(query="&".join(kept)))
