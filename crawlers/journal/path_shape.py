"""The shape of an address: what all pages made by one script of a site have in common."""

import re
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

_DEEPEST, _MOST_KEYS, _LONGEST = 8, 12, 600
_HEX = re.compile(r"(?=[a-f]*\d)[0-9a-f]{12,}")
_DIGITS = re.compile(r"\d+")
_TITLE = re.compile(r"[^-_+.]*%[^-_+.]*(?:[-_+.][^-_+.]+)*|[a-z]+(?:[-_+][a-z]+){2,}")
_WORDS = re.compile(r"[^\W\d_]+(?:[-_][^\W\d_]+)*")
_MIXED = re.compile(r"[*0_]*\*[*0_]*")
_NUMBERED = re.compile(r"^[^\W\d_]+(?:[-_][^\W\d_]+)*(?=\.0$)")
_AGAIN = re.compile(r"((?:/[^/]+){1,4}?)\1+(?=/|$)")
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{1,4}$")
# Parameters whose value is the name of a script, not of a page.
_ROUTING = frozenset(
    [
        "mod", "module", "action", "act", "do", "app", "op", "c", "a", "m", "controller", "route", "r",
        "goto", "area",
    ]
)  # fmt: skip
_ROUTE = re.compile(r"[a-z_./-]{1,24}")
# Parameters by which the same posts are shown in another order, cut or dress.
_ARRANGING = frozenset(
    [
        "sort", "sortby", "sort_by", "sortfield", "sortorder", "order", "orderby", "order_by", "ordertype",
        "asc", "desc", "ascdesc", "dir", "direction", "sk", "sd", "st", "view", "layout", "display", "style",
        "theme", "skin", "highlight", "hilit", "filter", "datecut", "daysprune", "prefix", "prefix_id",
        "lang", "print", "per_page", "tpp", "ppp", "last_days",
    ]
)  # fmt: skip


@lru_cache(maxsize=20_000)
def shape_of(url: str) -> str:
    """Host, path and sorted parameter names of ``url``; numbers, digests, titles and names generalised, steps
    that repeat each other counted once: ``bbs.example.com/thread-0-0-0.html``, ``t.me/s/*?before``.
    """
    parts = urlsplit(url[:_LONGEST])
    steps = [step for step in parts.path.lower().split("/") if step]
    named = [_general(step) for step in steps[:_DEEPEST]]
    if steps and (len(steps) > 1 or not parts.query) and not _EXTENSION.search(steps[-1]):
        named[-1] = _worded(named[-1])
    path = _AGAIN.sub(r"\1", "/" + "/".join(named)) if named else "/"
    keys = sorted({_key(pair) for pair in islice(filter(None, parts.query.split("&")), _MOST_KEYS)})
    return f"{parts.netloc.lower()}{path}" + (f"?{'&'.join(keys)}" if keys else "")


def is_arranged(url: str) -> bool:
    """Whether ``url`` asks for an order, a cut or a dress of its own: another such address has the posts."""
    return any(is_arranging(pair.partition("=")[0]) for pair in urlsplit(url).query.split("&"))


def is_arranging(parameter: str) -> bool:
    """Whether a parameter of this name orders, cuts or dresses what is shown."""
    return parameter.lower() in _ARRANGING


def _general(step: str) -> str:
    """A step with its numbers as ``0`` and its title, if it has one, as ``*``."""
    return _NUMBERED.sub("*", _DIGITS.sub("0", _TITLE.sub("*", _HEX.sub("0", step))))


def _worded(step: str) -> str:
    """A general step whose words are names as well: ``laozhang88`` is ``*``."""
    return _MIXED.sub("*", _WORDS.sub("*", step))


def _key(pair: str) -> str:
    name, mark, value = pair.lower().partition("=")
    if not mark:  # ``?10088-thread/page2``
        return _worded(_general(name))
    routed = name in _ROUTING and _ROUTE.fullmatch(value)
    return f"{_general(name)}={value}" if routed else _general(name)
