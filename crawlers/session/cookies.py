"""Cookies of a browser's state as those of the standard library, and back."""

from http import cookiejar

from crawlers.session.state import Cookie

# The standard library knows a host without a dot as one of this network (RFC 2965, 1).
LOCAL = ".local"
_SAME_SITE = {"strict": "Strict", "lax": "Lax", "none": "None"}


def to_jar(cookie: Cookie) -> cookiejar.Cookie:
    """The cookie as a jar holds it."""
    wide = cookie.domain.startswith(".")
    domain = cookie.domain if "." in cookie.domain.removeprefix(".") else f"{cookie.domain}{LOCAL}"
    rest = {"SameSite": cookie.sameSite} | ({"HttpOnly": ""} if cookie.httpOnly else {})
    return cookiejar.Cookie(
        version=0,
        name=cookie.name,
        value=cookie.value,
        port=None,
        port_specified=False,
        domain=domain,
        domain_specified=wide,
        domain_initial_dot=wide,
        path=cookie.path,
        path_specified=True,
        secure=cookie.secure,
        expires=None if cookie.expires < 0 else int(cookie.expires),
        discard=cookie.expires < 0,
        comment=None,
        comment_url=None,
        rest=rest,
    )


def from_jar(held: cookiejar.Cookie) -> Cookie:
    """A jar's cookie as a browser's state has it."""
    bare = held.domain.removeprefix(".")
    bare = bare.removesuffix(LOCAL) if bare.count(".") == 1 else bare
    same_site = held.get_nonstandard_attr("SameSite") or "lax"
    return Cookie(
        name=held.name,
        value=held.value or "",
        domain=f".{bare}" if held.domain_specified else bare,
        path=held.path,
        expires=-1.0 if held.expires is None else float(held.expires),
        httpOnly=any(held.has_nonstandard_attr(word) for word in ("HttpOnly", "httponly", "HTTPOnly")),
        secure=held.secure,
        sameSite=_SAME_SITE.get(same_site.lower(), "Lax"),  # type: ignore[arg-type]
    )
