"""Who may ask for what, by real requests."""

import re
from pathlib import Path

import httpx
import pytest

from casework import orders
from tests.console.visiting import post, visitor

PAGES = ("/", "/cases/", "/runs/", "/audit/", "/orders/1/", "/listings/x/", "/captures/x/screenshot.png")


def test_strangers_see_the_sign_in_page_and_health_only(house) -> None:
    with visitor(house.url) as client:
        for path in PAGES:
            answer = client.get(path)
            assert (answer.status_code, answer.headers["location"]) == (302, f"/sign-in/?next={path}")
        assert client.get("/sign-in/").status_code == 200
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.get("/static/console/hawkwatch.css").headers["content-type"].startswith("text/css")


def test_every_page_carries_the_content_policy_and_no_inline_code(house) -> None:
    listing = f"/listings/{house.documents[0].id}/"
    with visitor(house.url, "admin-1") as client:
        for path in ("/", listing, "/cases/", "/runs/", "/audit/", "/listings/none/", "/nowhere"):
            answer = client.get(path)
            assert answer.headers["content-security-policy"].startswith(
                "default-src 'self'; object-src 'none'"
            )
            assert answer.headers["cache-control"] == "no-store"
            assert not re.search(r"<script|<style|\sstyle=|\son\w+=\"|https?://", _markup(answer.text))


def _markup(text: str) -> str:
    return "".join(re.findall(r"<[a-z][^>]*>", text))


def take(number: int) -> None:
    """Claim orders until the one wanted is ours; what other tests left in the queue is failed."""
    while (order := orders.claim("test")) is not None and order.pk != number:
        orders.fail(order.pk, "left by another test")


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("investigator", {"review", "case", "export", "reveal"}),
        ("analyst", {"export", "reveal"}),
        ("operator", {"schedule", "run"}),
        ("admin", {"review", "case", "export", "reveal", "schedule", "run", "audit"}),
    ],
)
def test_each_role_does_its_own_and_no_more(house, role: str, allowed: set[str]) -> None:
    listing = f"/listings/{house.documents[2].id}"
    acts = {
        "review": (f"{listing}/review", {"verdict": "unsure"}),
        "case": (f"{listing}/case", {"title": "Hotels"}),
        "export": (f"{listing}/export", {}),
        "reveal": (f"{listing}/reveal", {}),
        "schedule": ("/schedules/", {"source": "press_board", "cron": "0 0 1 1 *", "zone": "UTC"}),
        "run": ("/runs/now", {"source": "press_board"}),
    }
    with visitor(house.url, f"{role}-1") as client:
        status = {name: post(client, path, **fields).status_code for name, (path, fields) in acts.items()}
        status["audit"] = client.get("/audit/").status_code
    assert {name for name, code in status.items() if code in (200, 302)} == allowed
    assert {code for name, code in status.items() if name not in allowed} <= {403}


def test_a_form_without_its_token_is_refused(house) -> None:
    with visitor(house.url, "admin-1") as client:
        assert client.post("/runs/now", data={"source": "press_board"}).status_code == 403


def test_originals_are_shown_only_after_a_recorded_reveal(house) -> None:
    document = house.documents[0]
    picture = f"/captures/{document.capture}/screenshot.png"
    with visitor(house.url, "analyst-1") as client:
        assert client.get(picture).status_code == 404
        post(client, f"/listings/{document.id}/reveal")
        assert client.get(picture).content.startswith(b"\x89PNG")
    with visitor(house.url, "operator-1") as client:
        assert client.get(picture).status_code == 403


def test_an_order_row_is_no_licence_to_read_other_files(room, tmp_path: Path) -> None:
    outside = tmp_path / "secret.zip"
    outside.write_bytes(b"not yours")
    (room.home / "inside.zip").write_bytes(b"PK yours")
    answers = []
    with visitor(room.url, "analyst-1") as client:
        for name in (
            str(outside),
            "../secret.zip",
            "secret.key",
            str(room.home / "inside.zip"),
            "inside.zip",
        ):
            order = orders.place("bundle", {"listings": ["x"]})
            take(order.pk)
            orders.finish(order.pk, {"zip": name})
            answers.append(client.get(f"/orders/{order.pk}/bundle.zip"))
    assert [answer.status_code for answer in answers] == [404, 404, 404, 200, 200]
    assert answers[-1].content == b"PK yours"


def test_a_wrong_host_is_refused(house) -> None:
    assert httpx.get(f"{house.url}/healthz", headers={"Host": "evil.example.com"}).status_code == 400


def test_what_is_not_there_is_a_page(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        for path in ("/listings/none/", "/orders/99999/", "/cases/99999/", "/nowhere"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert "Traceback" not in answer.text
            assert "Hawkwatch" in answer.text
        assert client.get("/?page=abc&sort=xyz").status_code == 200
