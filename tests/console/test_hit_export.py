"""Hits ordered as a file in the console, made by operations, downloaded by who may."""

import io
import json
import os
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from analysis.words.terms import terms
from casework import audit, orders
from config.settings import load_settings
from evidence.ledger import open_ledger
from operations.worker import Worker
from search.index import open_index

PASSWORD = "correct horse battery"


@pytest.fixture
def page(chromium: str, house) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=os.getuid() != 0)
        yield browser.new_context(base_url=house.url, locale="en-US", accept_downloads=True).new_page()
        browser.close()


def sign_in(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def work(house) -> None:
    """What operations does: every order that waits."""
    settings = load_settings(home=house.home, sources=str(house.home / "sources"))
    index = open_index(settings.index_url, terms)
    worker = Worker(settings, lambda: index)
    while worker.work():
        pass
    index.close()


def test_hits_are_ordered_made_and_downloaded(page: Page, room) -> None:
    sign_in(page, "analyst-1")
    page.goto("/?q=QQ&category=bank")
    page.get_by_text("Export these hits").click()
    page.get_by_label("Purpose").fill("for the court")
    page.get_by_role("button", name="Export").click()
    placed = orders.recent_orders(1)[0]
    assert placed.args["query"] == "QQ"
    work(room)
    page.goto(f"/orders/{placed.pk}/")
    expect(page.locator(".state-done")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download hits and coverage").click()
    archive = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    name = f"order-{placed.pk}.xlsx"
    assert sorted(archive.namelist()) == [name, f"{name}.coverage.json"]
    rows = list(openpyxl.load_workbook(io.BytesIO(archive.read(name)))["hits"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [room.documents[0].id]
    told = json.loads(archive.read(f"{name}.coverage.json"))
    assert (told["by"], told["purpose"], told["filters"]) == (
        "analyst-1",
        "for the court",
        {"category": "bank"},
    )
    (entry,) = open_ledger(room.home / "ledger.jsonl").entries(name)
    assert entry.details["sha256"] == told["sha256"]
    assert audit.recent_events(1)[0].kind == "downloaded"
    assert not (room.home / "exports" / f"order-{placed.pk}").exists()


def test_without_a_purpose_nothing_is_ordered(page: Page, room) -> None:
    sign_in(page, "analyst-1")
    before = orders.recent_orders(1)
    page.goto("/?q=QQ")
    page.get_by_text("Export these hits").click()
    page.get_by_label("Purpose").fill("   ")
    page.get_by_role("button", name="Export").click()
    expect(page.locator(".message.error")).to_contain_text("Say what the hits are for")
    assert orders.recent_orders(1) == before


def test_who_may_not_export_is_not_offered_it(page: Page, room) -> None:
    sign_in(page, "operator-1")
    page.goto("/?q=QQ")
    expect(page.get_by_text("Export these hits")).to_have_count(0)
    assert page.request.get("/orders/1/bundle.zip").status in (403, 404)
