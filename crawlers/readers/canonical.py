"""The one name of a page among all the addresses that lead to it. Only compared: what is asked stays as the
site wrote it, for a signed or session-bound address answers in that form only.
"""

import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from crawlers.readers.addresses import absolute

Canonical = Callable[[str], str]

# Session ids of PHP, Java, ASP, ColdFusion, osCommerce, Zen Cart, IPS, Discuz!; never the name of a page.
SESSIONS = frozenset(
    [
        "phpsessid", "phpsession", "jsessionid", "sessionid", "session_id", "sessid", "aspsessionid", "cfid",
        "cftoken", "oscsid", "zenid", "xtcsid", "formhash", "_dsign",
    ]
)  # fmt: skip
# Where the reader came from and who shared: of the visit, not of the page.
TRACKING = frozenset(
    [
        "fbclid", "gclid", "yclid", "msclkid", "dclid", "igshid", "_ga", "_gl", "mc_cid", "mc_eid", "spm",
        "scm", "pvid", "from_wecom", "refer_flag", "bdmark", "vd_source", "_t_t_t",
    ]
)  # fmt: skip
_TRACKING_PREFIXES = ("utm_", "share_", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "hm_")
# Parameters that are a session only where their value looks like one: elsewhere ``sid`` is a section, ``s`` a
# search word.
_MAYBE_SESSIONS = frozenset(["s", "sid", "session", "sess", "ssid", "token_sid"])
_SESSION_VALUE = re.compile(
    r"(?=[a-z]*\d)[0-9a-f]{16,64}|(?=.*\d)(?=.*[a-z])[0-9a-z,_-]{26,64}", re.IGNORECASE
)
_SESSION_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid|sessionid)=[^/?#;]*|/\((?:[A-Z]\([^()/]*\))+\)(?=/)", re.IGNORECASE
)


def canonical(url: str, noise: Collection[str] = (), plain: Mapping[str, str] | None = None) -> str:
    """The name of the page at ``url``, without what no page of any site depends on.

    Left out are sessions, tracking, the fragment, default ports and a slash at the end; dot segments are
    resolved, percent encoding and the order of the query are made one (RFC 3986, 6.2.2). ``noise`` are a
    family's own parameters of that kind, ``plain`` values that mean the same as none (``start=0``).
    """
    parts = urlsplit(absolute("", url, ()) or url)
    path = resolved(_SESSION_PATH.sub("", parts.path)).rstrip("/") or "/"
    kept = [
        pair
        for pair in parts.query.split("&")
        if pair and not _is_passing(pair) and not _is_idle(pair, noise, plain or {})
    ]
    return str(canonicalize_url(urlunsplit((parts.scheme, parts.netloc, path, "&".join(kept), ""))))


def rewritten(url: str, *rules: tuple[re.Pattern[str], str]) -> str:
    """``url`` with each pattern's first find replaced: the several forms of a family's address made one."""
    for pattern, form in rules:
        url = pattern.sub(form, url, count=1)
    return url


def resolved(path: str) -> str:
    """``path`` without dot segments (RFC 3986, 5.2.4)."""
    return urlsplit(urljoin("http://host/", f"http:{path}")).path if "/." in path else path


def _is_passing(pair: str) -> bool:
    """Whether a parameter is of the session or of the way here, on any site."""
    name, _, value = pair.partition("=")
    name = unquote(name).lower()
    if name in SESSIONS or name in TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    return name in _MAYBE_SESSIONS and _SESSION_VALUE.fullmatch(value) is not None


def _is_idle(pair: str, noise: Collection[str], plain: Mapping[str, str]) -> bool:
    name, _, value = pair.partition("=")
    return name.lower() in noise or plain.get(name) == value
