"""The sign that the market's page computes for its calls, bound to a cookie."""

import random
from http.cookies import SimpleCookie

from testbed.answer import Request

COOKIE = "_m_h5_tk"
APP_KEY = "34000000"


def fresh_token(chance: random.Random) -> str:
    """A new value of the cookie."""
    return f"{chance.randrange(16**16):016x}_{chance.randrange(10**12):012d}"


def refusal(request: Request, content: str) -> str | None:
    """Why a call is not served (mtop's own words), or None where its sign is right."""
    cookie = SimpleCookie(request.headers.get("cookie", ""))
    if COOKIE not in cookie:
        return "FAIL_SYS_TOKEN_EMPTY::令牌为空"
    token = cookie[COOKIE].value.partition("_")[0]
    signed = f"{token}&{request.query.get('t', '')}&{APP_KEY}&{content}"
    if request.query.get("sign") != signature(signed):
        return "FAIL_SYS_ILLEGAL_ACCESS::非法请求"
    return None


def signature(text: str) -> str:
    """FNV-1a of the bytes, forwards and backwards, as sixteen hexadecimal digits; page.html does the same."""
    raw = text.encode()
    return f"{_fnv(raw):08x}{_fnv(raw[::-1]):08x}"


def _fnv(raw: bytes) -> int:
    value = 0x811C9DC5
    for byte in raw:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
