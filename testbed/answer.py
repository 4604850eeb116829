"""What a site is asked and what it answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One request; ``target`` is path and query as sent, header names are lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """The decoded path."""
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        """The first value of every query parameter, blank ones included."""
        pairs = parse_qs(urlsplit(self.target).query, keep_blank_values=True)
        return {name: values[0] for name, values in pairs.items()}

    @property
    def base(self) -> str:
        """The address the client reached us at, without a path."""
        return f"http://{self.headers.get('host', '127.0.0.1')}"

    def number(self, name: str, default: int = 0) -> int:
        """A query parameter as a number; ``default`` where it is missing or no number."""
        value = self.query.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else default


@dataclass(frozen=True, slots=True)
class Answer:
    """A response before it goes on the wire; Content-Length and Date are added there."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: Fields = ()


def html_answer(page: str, status: int = 200, charset: str = "utf-8", headers: Fields = ()) -> Answer:
    """A page in the site's charset; what that lacks becomes a numeric reference, as on the real sites."""
    body = page.encode(charset, "xmlcharrefreplace")
    return Answer(body, status, f"text/html; charset={charset}", headers)


def json_answer(value: Any, status: int = 200, headers: Fields = ()) -> Answer:
    """``value`` as JSON in UTF-8."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(body, status, "application/json; charset=utf-8", headers)


def redirect_answer(location: str, status: int = 302) -> Answer:
    """An empty redirect."""
    return Answer(b"", status, "text/html; charset=utf-8", (("Location", location),))
