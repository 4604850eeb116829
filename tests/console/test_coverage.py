"""The strip beside an answer: which sources were searched, and where nobody looked."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from config.settings import load_settings
from operations.coverage import account
from records.coverage import FILE

PASSWORD = "correct horse battery"


@pytest.fixture
def page(chromium: str, house) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=os.getuid() != 0)
        opened = browser.new_context(base_url=house.url, locale="en-US").new_page()
        opened.goto("/")
        opened.get_by_label("Name").fill("investigator-1")
        opened.get_by_label("Password").fill(PASSWORD)
        with opened.expect_navigation():
            opened.get_by_role("button", name="Sign in").click()
        yield opened
        browser.close()


@pytest.fixture
def kept(house) -> Iterator[None]:
    """What operations makes out while the house runs."""
    account(load_settings(home=house.home, sources=str(house.home / "sources")))
    yield
    (house.home / FILE).unlink()


def test_an_answer_says_what_it_covers(page: Page, kept: None) -> None:
    page.goto("/?q=银行")
    strip = page.locator("details.coverage")
    expect(strip.locator("summary")).to_contain_text("Searched: 1 of 2 sources")
    expect(strip.locator("table")).to_be_hidden()
    strip.locator("summary").click()
    expect(strip.get_by_text("Never read: press_board.")).to_be_visible()
    expect(strip.locator("tr", has_text="press_board")).to_contain_text("never read")


def test_nothing_found_lays_open_where_nobody_looked(page: Page, kept: None) -> None:
    page.goto("/?q=source:press_board")
    strip = page.locator("details.coverage")
    expect(strip.get_by_text("The question leaves the other sources out.")).to_be_visible()
    expect(strip.locator("tbody tr")).to_have_count(1)
    page.get_by_role("button", name="中文").click()
    expect(page.locator("details.coverage")).to_contain_text("从未读取：press_board。")


def test_before_anybody_made_it_out_the_page_says_so(page: Page) -> None:
    page.goto("/?q=银行")
    expect(page.locator("p.coverage")).to_contain_text("not known yet")
