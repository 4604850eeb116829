"""Turns a site's true answer into the wrong one that was ordered (what breaks on the wire: wire.py)."""

import hashlib
import re
from dataclasses import replace

from testbed.answer import Answer, Request, html_answer, redirect_answer
from testbed.misbehaviour import Misbehaviour
from testbed.site import Site

_DECLARED = re.compile(rb"""(charset=["']?)[A-Za-z0-9-]+""")


def spoil(site: Site, request: Request, answer: Answer, order: Misbehaviour) -> Answer:
    """The answer as ordered; kinds that only concern the wire leave it as it is."""
    match order.kind:
        case "status":
            return _status(order)
        case "challenge" | "login_wall" | "captcha":
            return site.wall(order.kind, request)
        case "redirect":
            return redirect_answer(order.location, order.status or 302)
        case "charset":
            return _declare(answer, order.declared or ("utf-8" if site.charset != "utf-8" else "gbk"))
        case "restyle":
            return replace(answer, body=_restyled(answer.body, order.name))
        case "huge":
            return replace(answer, body=answer.body.ljust(order.bytes or 20_000_000))
        case "cookie":
            return _cookie(request, answer, order)
        case "validators":
            return _validated(request, answer)
        case _:
            return answer


def _cookie(request: Request, answer: Answer, order: Misbehaviour) -> Answer:
    if "visitor=" in request.headers.get("cookie", ""):
        return answer
    given = () if order.script else (("Set-Cookie", "visitor=1764028800; path=/"),)
    if order.status == 302:
        return Answer(b"", 302, headers=(*given, ("Location", request.target)))
    script = 'document.cookie = "visitor=1764028800; path=/"; ' if order.script else ""
    page = f"<html><head><script>{script}setTimeout(() => location.reload(), 500)</script></head></html>"
    return html_answer(page, order.status or 200, headers=given)


def _validated(request: Request, answer: Answer) -> Answer:
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
    headers = (*answer.headers, ("ETag", tag))
    if request.headers.get("if-none-match") == tag:
        return replace(answer, status=304, body=b"", headers=headers)
    return replace(answer, headers=headers)


def _status(order: Misbehaviour) -> Answer:
    status = order.status or 503
    headers = (("Retry-After", str(order.retry_after)),) if order.retry_after is not None else ()
    page = f"<html><head><title>{status}</title></head><body><h1>{status}</h1><hr>nginx</body></html>"
    return html_answer(page, status, headers=headers)


def _restyled(body: bytes, name: str) -> bytes:
    """The page with every class and id ``name`` renamed, as by a new template."""
    word = re.escape(name.encode())
    return re.sub(rb"""((?:class|id)=["'][^"']*)\b""" + word + rb"""\b""", rb"\g<1>renewed", body)


def _declare(answer: Answer, charset: str) -> Answer:
    kind = answer.content_type.partition(";")[0]
    body = _DECLARED.sub(rb"\g<1>" + charset.encode("ascii"), answer.body)
    return replace(answer, body=body, content_type=f"{kind}; charset={charset}")
