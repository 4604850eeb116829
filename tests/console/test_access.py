"""Who may ask for what, by real requests."""

import html
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from casework import orders, pauses, runs
from crawlers.manners.standing import left_alone
from crawlers.manners.turns import Turns
from crawlers.memory.file import memory_path, open_memory
from records.order import Gap, RunReport

SEEN = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
PAGES = ("/", "/cases/", "/runs/", "/audit/", "/orders/1/", "/listings/x/", "/captures/x/screenshot.png")


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


def take(number: int) -> None:
    """Claim orders until the one wanted is ours; what other tests left in the queue is failed."""
    while (order := orders.claim("test")) is not None and order.pk != number:
        orders.fail(order.pk, "left by another test")


def _markup(text: str) -> str:
    return "".join(re.findall(r"<[a-z][^>]*>", text))


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


def test_the_runs_page_tells_pages_by_state_and_gaps(room) -> None:
    gap = Gap(url="http://board.example.com/<b>2", state="challenge", why="stopped at the first challenge")
    runs.end_run(
        RunReport(
            run="board-7", source="board", started_at=SEEN, ended_at=SEEN, outcome="short", exit_code=10,
            pages={"items": 1412, "challenge": 1}, posts=120, listings=7, sightings=2, captures=5,
            expected_posts=200, changes={"same": 1, "price": 1}, gaps=(gap,),
            faults=("no marker at all on page 3",), short=("the pager says 9 pages",),
        )
    )  # fmt: skip
    with visitor(room.url, "analyst-1") as client:
        page = client.get("/runs/").text
    for shown in (
        "board-7",
        "short",
        "read 1,412 · challenge 1",
        "Expected against read",
        "the pager says 9 pages",
        "&lt;b&gt;2",
        "no marker at all",
        "the price changed 1",
    ):
        assert shown in page


def test_the_runs_page_tells_what_is_left_alone_and_why(room) -> None:
    with visitor(room.url, "analyst-1") as client:
        assert 'id="left-alone"' not in client.get("/runs/").text
        pauses.pause("press_board", "the session 'board' has ended")
        pauses.pause("over", "was paused for a second", until=datetime.now(UTC) + timedelta(seconds=1))
        turns, now = Turns(room.home / "turns.sqlite"), datetime.now(UTC).timestamp()
        turns.change("office", "slow.example.com", lambda one: left_alone(one, 900, "HTTP 503", now))
        turns.change("direct", "ready.example.com", lambda one: left_alone(one, 0, "HTTP 429", now))
        turns.close()
        time.sleep(1)
        page = client.get("/runs/").text
    pauses.resume("press_board")
    for shown in ("the session &#x27;board&#x27; has ended", "slow.example.com", "office", "HTTP 503"):
        assert shown in page
    for over in ("was paused for a second", "ready.example.com"):
        assert over not in page


def test_what_was_read_in_a_picture_is_shown_masked_with_its_reasons(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        page = client.get(f"/listings/{house.documents[2].id}/").text
    _, _, behind = page.partition("Read by machine in picture 1, the least sure line with 97 %")
    shown = behind.partition("</p>")[0]
    assert "&lt;b&gt;" in shown
    assert "<mark" in shown
    assert "13000000123" not in page


def test_a_listing_that_is_gone_says_so_among_its_marks(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        page = client.get(f"/listings/{house.documents[4].id}/").text
    assert re.search(
        r'<span class="chip">gone <time datetime="2026-05-02[^>]*>2026-05-02 08:00</time></span>', page
    )


def test_a_listing_tells_when_it_was_seen_and_how_it_changed(house) -> None:
    document, at = house.documents[0], SEEN.timestamp()
    memory = open_memory(memory_path(house.home))
    memory.execute(
        "INSERT INTO post (source, id, text_digest, price, listing, strand, page, first_seen, last_seen,"
        " gone_at, run) VALUES (?, ?, '', '', 1, '', '', ?, ?, ?, 'board-1')",
        (document.source, document.id, at, at + 86_400, at + 2 * 86_400),
    )
    for change, before, after in (("price", "0.5 CNY", "0.8 CNY"), ("gone", "", "")):
        values = (document.source, document.id, at + 86_400, change, before, after)
        memory.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, 'board-1')", values)
    memory.close()
    with visitor(house.url, "analyst-1") as client:
        page = client.get(f"/listings/{document.id}/").text
        assert "Gone since" not in client.get(f"/listings/{house.documents[1].id}/").text
    for shown in ("First seen", "2026-05-02", "Gone since", "2026-05-03", "0.5 CNY → 0.8 CNY"):
        assert shown in page


def test_contacts_and_seller_lead_to_the_listings_that_share_them(house) -> None:
    with visitor(house.url, "analyst-1") as client:
        for document in house.documents:
            page = client.get(f"/listings/{document.id}/").text
            links = [html.unescape(link) for link in re.findall(r'href="(/\?q=[^"]+)"', page)]
            assert len(links) == len(document.contacts) + 1
            for link in links:
                answer = client.get(link)
                assert answer.status_code == 200
                assert answer.text.count('<article class="hit') == 1
                assert f"/listings/{document.id}/" in answer.text


def test_no_number_of_a_person_stays_in_the_address_of_a_search(house) -> None:
    with visitor(house.url, "investigator-1") as client:
        answer = client.get("/", params={"q": "银行 138 0000 0123", "sort": "score"})
        assert answer.status_code == 302
        token = re.fullmatch(
            r"/\?q=%E9%93%B6%E8%A1%8C\+match%3Aphone\.1\.([0-9a-f]{32})&sort=score",
            answer.headers["location"],
        )
        assert token
        assert client.get(answer.headers["location"]).status_code == 200


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
