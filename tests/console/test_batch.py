"""Batch search in the console: handed in, asked, looked at, taken away, and by whom."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from analysis.words.terms import terms
from casework import accounts, audit, cases, orders, term_lists
from config.settings import load_settings
from operations.worker import Worker
from records.term_list import MOST_BYTES
from search.index import open_index

PASSWORD = "correct horse battery"
TERMS = "QQ 4300000017\n\n开.房.记录\n招财保险公司\n张三 13800000123\n4300000017\n<b>某某银行</b>\n"


@pytest.fixture(scope="module")
def browser(chromium: str, house: Any) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=os.getuid() != 0)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, house: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=house.url, locale="en-US", accept_downloads=True)
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    yield opened
    context.close()
    assert [line for line in troubles if "status of 4" not in line] == []


def work(home: Path) -> None:
    """What operations does beside the console."""
    index = open_index(f"sqlite:///{home / 'index.sqlite'}", terms)
    while Worker(load_settings(home=home), lambda: index).work():
        pass
    index.close()


@pytest.fixture
def case(room: Any) -> Any:
    """A case to hand lists in for; what other tests left in the queue is failed."""
    while (order := orders.claim("test")) is not None:
        orders.fail(order.pk, "left by another test")
    return cases.open_case("Hotel nights", accounts.find_account("investigator-1"))


def test_an_investigator_asks_with_a_list(page: Page, room: Any, case: Any) -> None:
    page.goto("/")
    page.get_by_label("Name").fill("investigator-1")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Lists").click()
    page.get_by_label("Terms, one a line").fill(TERMS)
    page.get_by_label("Case").select_option(str(case.pk))
    page.get_by_label("Purpose").fill("numbers of one file")
    page.get_by_role("button", name="Ask the index").click()
    expect(page.get_by_role("status")).to_have_text("not read yet")
    number = int(page.url.rstrip("/").rsplit("/", 1)[1])

    work(room.home)
    expect(page.get_by_role("status")).to_have_text("done", timeout=15_000)
    expect(page.locator("body")).to_contain_text("4 of 4 terms asked, 2 with listings")
    rows = page.locator("#hits > .scroll tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("QQ 4300000017")
    expect(rows.nth(1)).to_contain_text("开.房.记录")
    expect(page.locator("#refused tbody tr")).to_have_text(
        re.compile("5.*张三 13800000123.*a line of its own")
    )
    expect(page.locator("#refused")).to_contain_text("Repeated lines: 6 = 1")
    expect(page.locator("#refused")).to_contain_text("Blank lines: 2")
    expect(page.locator("#hits")).to_contain_text("0 listings: none where somebody looked")
    assert page.locator("main b", has_text="某某银行").count() == 0

    with page.expect_download() as caught:
        page.get_by_role("link", name="Table as XLSX").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(caught.value.path()).read_bytes()))
    assert [cell.value for cell in book["hits"]["D"]] == ["listings", 1, 1, 0, 0]
    assert book["hits"]["I2"].value == room.documents[0].id
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("status")).to_have_text("已完成")
    expect(page.locator("#refused")).to_contain_text("请让号码单独占一行")
    page.get_by_role("button", name="立即销毁").click()
    expect(page.locator(".message")).to_have_text(f"名单 {number} 已销毁。")
    page.get_by_role("button", name="English").click()

    kinds = [event.kind for event in audit.recent_events(50, f"term-list:{number}")]
    acts = ["added", "read", "asked", "answered", "shown", "exported", "shown", "removed"]
    assert kinds[::-1] == [f"term list {act}" for act in acts]


@contextmanager
def visitor(url: str, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=30) as client:
        client.get("/sign-in/")
        assert post(client, "/sign-in/", username=name, password=PASSWORD).status_code == 302
        yield client


def post(
    client: httpx.Client, path: str, files: Any = None, token: str = "", **fields: str
) -> httpx.Response:
    secret = token or client.cookies.get("hawkwatch_csrf", "")
    return client.post(
        path,
        data={**fields, "csrfmiddlewaretoken": secret},
        files=files,
        headers={"Referer": str(client.base_url)},
    )


def test_only_who_may_reaches_a_list(room: Any, case: Any) -> None:
    draft = term_lists.Draft(name="x", case=case.pk, purpose="y", plain=b'{"name":"","content":""}')
    owner = accounts.find_account("investigator-1")
    from evidence.list_keys import list_keys

    number = term_lists.add_list(draft, owner, list_keys(room.home)).pk
    pages = (f"/lists/{number}/", f"/lists/{number}/hits.csv", f"/lists/{number}/hits.xlsx")
    for name in ("analyst-1", "operator-1"):
        with visitor(room.url, name) as client:
            answers = [client.get(page).status_code for page in ("/lists/", *pages)]
            acts = [post(client, f"/lists/{number}/{act}").status_code for act in ("ask", "cancel", "remove")]
            assert (answers, acts) == ([403] * 4, [403] * 3)
    with visitor(room.url, "investigator-1") as client:
        shown = client.get(f"/lists/{number}/")
        assert (shown.headers["cache-control"].count("no-store"), "Go on asking" in shown.text) == (1, True)
        assert client.get(f"/lists/{number}/hits.pdf").status_code == 404
        assert client.get("/lists/99999/").status_code == 404
        assert post(client, f"/lists/{number}/remove", token="x" * 64).status_code == 403
        assert post(client, f"/lists/{number}/remove").status_code == 302
    assert not list((room.home / "keys" / "lists").glob("*.key"))


def test_what_cannot_be_handed_in_says_why(room: Any, case: Any) -> None:
    fine = {"case": str(case.pk), "purpose": "y"}
    large = {"file": ("a.txt", b"x" * (MOST_BYTES + 2**17))}
    wrong: list[tuple[dict[str, str], Any, str]] = [
        (fine, None, "one of the two"),
        (fine | {"terms": "某某银行"}, {"file": ("a.txt", b"x1")}, "one of the two"),
        (fine | {"terms": "某某银行", "case": ""}, None, "Choose the case"),
        (fine | {"terms": "某某银行", "purpose": " "}, None, "say what the list is asked for"),
        (fine | {"terms": "某某银行", "case": "99999"}, None, "no case 99999"),
        (fine, large, "at most 4 MiB"),
    ]
    with visitor(room.url, "investigator-1") as client:
        for fields, files, says in wrong:
            answer = post(client, "/lists/", files=files, **fields)
            assert (answer.status_code, says in answer.text) == (200, True), says
        pasted = post(client, "/lists/", terms="某" * (MOST_BYTES // 2), **fine)
        assert (pasted.status_code, "larger than 4 MiB" in pasted.text) == (400, True)
        assert term_lists.all_lists() == []
        answer = post(client, "/lists/", files={"file": ("a.xlsx", b"PK\x03\x04 no workbook")}, **fine)
        assert answer.status_code == 302
        work(room.home)
        shown = client.get(answer.headers["location"])
        assert "the workbook is damaged" in shown.text
        assert "Go on asking" not in shown.text
        assert '<p class="big" role="status">cannot be read</p>' in shown.text
        post(client, f"{answer.headers['location']}ask")
        assert "cannot be read; hand it in again" in client.get(answer.headers["location"]).text
        post(client, f"{answer.headers['location']}remove")
