"""Disguises: the same page under one address after the other.

A disguise shows every link under other addresses (``dress``: an address and the page it stands on give the
addresses shown) and knows the page behind each of them (``undress``).
"""

import random
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape

from testbed.answer import Answer

_ROW = re.compile(r'<li class="row">.*?</li>|<a href="/[^"]*">[^<]*</a> ')
_HREF = re.compile(r'(?<=href=")(/[^"#]*)')
_TRACKS = ("utm_source=x{}", "utm_campaign=c{}", "fbclid=Iw{}", "spm=a2.{}", "s={1}", "highlight=w{}")


@dataclass(frozen=True, slots=True)
class Disguise:
    """How links are shown, and what they lead to."""

    dress: Callable[[str, str], Sequence[str]]
    undress: Callable[[str], str]


def joined(address: str, pair: str) -> str:
    """``address`` with one more parameter."""
    return f"{address}{'&' if '?' in address else '?'}{pair}"


def marked(name: str) -> Disguise:
    """An id of this answer's own in every link."""
    return Disguise(
        lambda address, at: [joined(address, f"{name}={uuid.uuid4().hex[:12]}")],
        lambda target: re.sub(rf"[?&]{name}=\w+", "", target),
    )


def _in_path(address: str, at: str) -> list[str]:
    path, mark, query = address.partition("?")
    return [f"{path};jsessionid={uuid.uuid4().hex.upper()}{mark}{query}"]


def _tracked(address: str, at: str) -> list[str]:
    track = random.choice(_TRACKS).format(random.randrange(10**9), uuid.uuid4().hex)
    return [joined(address, track)]


def _formed(address: str, at: str) -> list[str]:
    path, mark, query = address.partition("?")
    slashed = address if path == "/" else f"{path}/{mark}{query}"
    return [random.choice([address, f"{address}#post{random.random()}", slashed, f"/.{address}"])]


def _doubled(address: str, at: str) -> list[str]:
    return [address, joined(address, "print=1"), f"/m{address}", f"/amp{address}"]


def _relative(address: str, at: str) -> list[str]:
    return [at.partition("?")[0].rstrip("/") + address]


def _innermost(target: str) -> str:
    found = re.findall(r"/(?:board|thread)/\d+(?:\?.*)?", target)
    return found[-1] if found else target


def _plain_form(target: str) -> str:
    path, mark, query = target.replace("/./", "/").partition("?")
    return f"{path.rstrip('/') or '/'}{mark}{query}"


DISGUISES = {
    "session": marked("PHPSESSID"),
    "ticket": marked("visit"),
    "path_session": Disguise(_in_path, lambda target: re.sub(r";jsessionid=\w+", "", target)),
    "tracking": Disguise(
        _tracked,
        lambda target: re.sub(r"[?&](utm_source|utm_campaign|fbclid|spm|s|highlight)=[^&]*", "", target),
    ),
    "forms": Disguise(_formed, _plain_form),
    "doubles": Disguise(
        _doubled, lambda target: re.sub(r"^/(m|amp)(?=/)", "", re.sub(r"[?&]print=1", "", target))
    ),
    "relative": Disguise(_relative, _innermost),
    "twins": Disguise(lambda address, at: [address, address.title(), address.upper()], str.lower),
}


def disguised(answer: Answer, disguise: Disguise, at: str) -> Answer:
    """The page at ``at`` with its links in disguise; a row of several forms is shown once in each."""

    def dressed(shown: str, form: int) -> str:
        def dress(found: re.Match[str]) -> str:
            forms = disguise.dress(unescape(found[1]), at)
            return escape(forms[form] if form < len(forms) else forms[0])

        return _HREF.sub(dress, shown)

    forms = len(disguise.dress("/", at))
    if forms == 1:
        body = dressed(answer.body.decode(), 0)
    else:
        body = _ROW.sub(lambda row: "".join(dressed(row[0], n) for n in range(forms)), answer.body.decode())
    return replace(answer, body=body.encode())
