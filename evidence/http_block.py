"""An exchange as the HTTP messages a WARC record holds.

Conventions of the WARC world: content coding stays, transfer coding is undone, and a header that no longer
tells the truth about the stored body is kept as ``X-Archive-Orig-…``. HTTP/2 and 3 are written as HTTP/1.1.
"""

from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders

from records.page import Exchange, Headers

WITHHELD = "withheld"
# Everything printable in ASCII but space, quote and angle brackets may stand in a record's address.
_URI_SAFE = "!#$%&'()*+,-./:;=?@[\\]^_`{|}~"
_SECRET = {"authorization", "proxy-authorization", "cookie"}
_TRANSFER = {"transfer-encoding"}
_CODED = {"content-encoding", "content-length", "content-md5"}


class RawHead(StatusAndHeaders):  # type: ignore[misc]
    """Status line and headers that keep their bytes: warcio itself would percent-encode what is not ASCII."""

    def to_ascii_bytes(self, filter_func: object = None) -> bytes:
        """The head with its closing empty line, in Latin-1 as received, else UTF-8."""
        text = f"{self.to_str(filter_func)}\r\n"
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError:
            return text.encode("utf-8")


def one_line(text: str) -> str:
    """``text`` without line breaks, so that it cannot start a header of its own, nor lone surrogates."""
    whole = text.encode("utf-8", "replace").decode()
    return " ".join(whole.replace("\r", "\n").split("\n")).strip()


def address(text: str) -> str:
    """``text`` with what may not stand in a record's address percent-encoded."""
    return quote(text, safe=_URI_SAFE, errors="replace")


def open_headers(headers: Headers) -> Headers:
    """Request headers with logins and cookies withheld: secrets of ours are never stored."""
    return tuple((name, WITHHELD if name.lower() in _SECRET else value) for name, value in headers)


def withheld_names(headers: Headers) -> list[str]:
    """Names of the request headers whose values are not stored."""
    return [name for name, _ in headers if name.lower() in _SECRET]


def request_head(exchange: Exchange) -> RawHead:
    """The request line and those headers that the client reported."""
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    method = one_line(exchange.method) or "GET"
    headers = _lines(open_headers(exchange.request_headers), set())
    return RawHead(f"{method} {address(target)} HTTP/1.1", headers, is_http_request=True)


def response_head(exchange: Exchange) -> RawHead:
    """The status line and headers, with those renamed that the stored body belies."""
    stale = _TRANSFER if exchange.encoded else _TRANSFER | _stale_coding(exchange)
    status = one_line(f"{exchange.status:03d} {exchange.reason}")
    return RawHead(status, _lines(exchange.headers, stale), protocol=_version(exchange.protocol))


def _stale_coding(exchange: Exchange) -> set[str]:
    coded = (exchange.header("content-encoding") or "identity").strip().lower() not in ("", "identity")
    return _CODED if coded else set()


def _version(protocol: str) -> str:
    return "HTTP/1.0" if protocol.upper() == "HTTP/1.0" else "HTTP/1.1"


def _lines(headers: Headers, stale: set[str]) -> list[tuple[str, str]]:
    """One line per value: browsers hand over repeated headers joined by line feeds."""
    return [
        (
            f"X-Archive-Orig-{name}" if name.lower() in stale else one_line(name).replace(":", ""),
            one_line(part),
        )
        for name, value in headers
        for part in value.split("\n")
    ]
