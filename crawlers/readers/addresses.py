"""Addresses in the one form under which a page is asked for."""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

# Session ids, highlight words and click tracking: the same page answers without them.
NOISE = frozenset(
    [
        "sid",
        "phpsessid",
        "jsessionid",
        "sessionid",
        "hilit",
        "highlight",
        "extra",
        "_dsign",
        "spm",
        "from_wecom",
        "fr",
        "red_tag",
        "formhash",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
    ]
)
_PORTS = {"http": 80, "https": 443}
# A page kept by an archive on the web has its links led through the archive; they mean what they led to.
_ARCHIVED = re.compile(r"https?://[^/]+/web/\d{4,14}(?:[a-z]{2}_)?/(https?):/{1,2}(?=[^/])")
# vBulletin puts its session into links.
_SESSION_PAIR = re.compile(r"s=[0-9a-f]{32}")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)


def absolute(base: str, href: str | None, noise: Collection[str] = NOISE) -> str | None:
    """``href`` against ``base``: http(s), lower-case host; no default port, fragment or ``noise`` parameters.

    The query's order and its percent encoding stay as the site wrote them (a GBK site means its own bytes);
    a space becomes ``%20``, as in browsers. What a web archive put in front of an address is taken away.
    None where there is no such address.
    """
    if not href or href.lstrip().lower().startswith(("javascript:", "mailto:", "data:", "tel:")):
        return None
    try:
        joined = urljoin(base, href.strip().replace(" ", "%20"))
        parts = urlsplit(_ARCHIVED.sub(r"\1://", joined) if "/web/" in joined else joined)
        port, host = parts.port, parts.hostname
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    kept = [pair for pair in parts.query.split("&") if pair and not _is_noise(pair, noise)]
    path = _SESSION.sub("", parts.path) if ";" in parts.path else parts.path
    return urlunsplit((parts.scheme, netloc, path or "/", "&".join(kept), ""))


def _is_noise(pair: str, noise: Collection[str]) -> bool:
    name = pair.partition("=")[0].lower()
    return name in noise or (name == "s" and _SESSION_PAIR.fullmatch(pair) is not None)


def origin(url: str) -> str:
    """Scheme, host and port of ``url``."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def parameter(url: str | None, name: str) -> str | None:
    """The first value of the query parameter ``name``."""
    if not url:
        return None
    try:
        pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:
        return None
    return next((value for key, value in pairs if key == name), None)


def with_parameter(url: str, name: str, value: str) -> str:
    """``url`` with ``name=value`` in place of any other value of ``name``."""
    parts = urlsplit(url)
    kept = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] != name]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join([*kept, f"{name}={value}"]), ""))
