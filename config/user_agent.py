"""By what name the product's requests go: its own."""

import re

from config.other_robots import OTHER_ROBOTS

_OTHERS = re.compile(
    "|".join(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" for name in sorted(OTHER_ROBOTS, key=len)[::-1]),
    re.IGNORECASE,
)
_OWNERS = {name.lower(): owner for name, owner in OTHER_ROBOTS.items()}
# RFC 9309, 2.2.1: a product token has letters, "_" and "-". Browsers are products, too, but never ours.
_TOKEN = re.compile(r"[A-Za-z_-]+")
_COMPATIBLE = re.compile(r"\(compatible; ?([A-Za-z_-]+)")
_BROWSERS = frozenset({"mozilla", "opera", "applewebkit", "chrome", "safari", "firefox", "gecko"})


def product_token(user_agent: str) -> str:
    """The product name in a User-Agent: the group of robots.txt that speaks of us (RFC 9309, 2.2.1).

    ``Hawkwatch/0.1 (+https://…)`` and ``Mozilla/5.0 (compatible; Hawkwatch/0.1)`` both are ``Hawkwatch``;
    empty where there is none.
    """
    found = _COMPATIBLE.search(user_agent)
    own = found[1] if found else (match[0] if (match := _TOKEN.match(user_agent)) else "")
    return "" if own.lower() in _BROWSERS else own


def check_user_agent(user_agent: str) -> str:
    """The User-Agent itself, where it is one of ours to use.

    Raises:
        ValueError: it has other signs than printable ASCII, names no product, or names another's robot.
    """
    if not user_agent.isascii() or not user_agent.isprintable() or user_agent != user_agent.strip():
        raise ValueError("must be printable ASCII on one line, without spaces around it")
    if other := _OTHERS.search(user_agent):
        raise ValueError(f"must not pose as {other[0]}, the robot of {_OWNERS[other[0].lower()]}")
    if not product_token(user_agent):
        raise ValueError("must begin with a product name of letters, '-' and '_', as in Hawkwatch/0.1")
    return user_agent
