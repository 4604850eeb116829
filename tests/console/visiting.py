"""Visits of the console by real requests."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

PASSWORD = "correct horse battery"


@contextmanager
def visitor(url: str, name: str = "") -> Iterator[httpx.Client]:
    """A client with cookies; signed in where a name is given."""
    with httpx.Client(base_url=url, timeout=30) as client:
        if name:
            client.get("/sign-in/")
            answer = post(client, "/sign-in/", username=name, password=PASSWORD)
            assert answer.status_code == 302, answer.text
        yield client


def post(client: httpx.Client, path: str, **fields: str) -> httpx.Response:
    token = client.cookies.get("hawkwatch_csrf", "")
    return client.post(
        path, data={**fields, "csrfmiddlewaretoken": token}, headers={"Referer": str(client.base_url)}
    )
