"""A person's day before a real browser: sign in, search, read, judge, gather, export."""

import io
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from casework import audit, cases, orders, outbox, reviews
from console.narrowing import OPEN
from console.server import bind
from evidence.bundle import write_bundle
from evidence.keys import export_public, init_keys
from evidence.ledger import open_ledger
from evidence.vault import open_vault
from evidence.verifier import verify

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def browser(chromium: str, house) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=os.getuid() != 0)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, house) -> Iterator[Page]:
    """A browser page that complains of every violation of the content policy and every script error."""
    context = browser.new_context(base_url=house.url, locale="en-US", accept_downloads=True)
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    yield opened
    context.close()
    assert [line for line in troubles if "status of 4" not in line] == []


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def take():
    """Claim the newest order; what other tests left in the queue is failed."""
    newest = orders.recent_orders(1)[0]
    while (order := orders.claim("test")) is not None and order != newest:
        orders.fail(order.pk, "left by another test")
    assert order == newest
    return order


def carry_out(home: Path, documents) -> None:
    """What operations does with the next bundle order."""
    order = take()
    assert order.kind == "bundle"
    wanted = [document for document in documents if document.id in order.args["listings"]]
    out = home / "bundles" / f"bundle-{order.pk}"
    out.parent.mkdir(exist_ok=True)
    keys = home / "keys"
    key = init_keys(keys)
    entries = list(open_ledger(home / "ledger.jsonl").entries())
    write_bundle(out, wanted, open_vault(f"file://{home / 'vault'}"), entries, key, version="0.1.0")
    trust = home / "public.pem"
    trust.write_bytes(export_public(keys))
    verdict = verify(out, trust=trust)
    archive = shutil.make_archive(str(out), "zip", out.parent, out.name)
    orders.finish(order.pk, {"path": str(out), "zip": archive, "verdict": verdict.state})


def test_an_investigators_day(page: Page, room) -> None:
    bank = room.documents[0]
    sign_in(page, "investigator-1")
    expect(page.get_by_role("heading", level=2).filter(has_text="出银行客户名单")).to_be_visible()

    page.get_by_label("Search listings").fill("银行 QQ")
    page.get_by_role("search").get_by_role("button", name="Search").click()
    expect(page.locator(".total")).to_have_text("1 listing")
    expect(page.locator(".hit .extract mark").first).to_have_text("银行")
    page.get_by_role("link", name="出银行客户名单").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(bank.title or "")
    expect(page.locator(".post .text")).to_have_text(bank.text)
    expect(page.locator(".claim")).to_have_text("if the claim is true")
    expect(page.locator(".digest")).to_have_text(bank.capture)
    expect(page.locator("#evidence tbody tr").first).to_contain_text("captured")
    expect(page.locator("img.screenshot")).to_have_count(0)
    page.get_by_role("button", name="Show the original screenshot").click()
    expect(page.locator("img.screenshot")).to_have_js_property("naturalWidth", 900)
    expect(page.locator("#evidence tbody tr").last).to_contain_text("original viewed")

    page.get_by_label("confirmed").check()
    page.get_by_label("Note").fill("Seen before <b>under</b> another name.")
    page.get_by_role("button", name="Record review").click()
    expect(page.locator("#review .big")).to_have_text("confirmed")
    expect(page.locator(".history[reversed]")).to_contain_text("Seen before <b>under</b> another name.")
    assert reviews.last_verdicts([bank.id])[bank.id].verdict == "confirmed"
    assert bank.id in [row.review.listing for row in outbox.pending_reviews()]

    page.get_by_label("Title of a new case").fill("Bank clerks")
    page.get_by_role("button", name="Add to case").click()
    expect(page.locator("#cases .plain")).to_contain_text("Bank clerks")
    assert [case.title for case in cases.cases_of(bank.id)] == ["Bank clerks"]

    page.get_by_role("button", name="Export as evidence bundle").click()
    expect(page.get_by_role("status")).to_have_text("queued")
    carry_out(room.home, room.documents)
    expect(page.get_by_role("status")).to_have_text("done", timeout=15_000)  # the page looks again by itself
    expect(page.locator(".verdict-valid")).to_have_text("valid")
    with page.expect_download() as caught:
        page.get_by_role("link", name="Download bundle and seal").click()
    names = zipfile.ZipFile(io.BytesIO(Path(caught.value.path()).read_bytes())).namelist()
    assert any(bank.capture in name for name in names)

    kinds = {event.kind for event in audit.recent_events(50) if event.actor == "investigator-1"}
    assert {"signed in", "revealed", "reviewed", "case opened", "order placed", "downloaded"} <= kinds


def test_a_post_cannot_speak_for_the_page(page: Page, room) -> None:
    sign_in(page, "analyst-1")
    page.goto(f"/listings/{room.documents[0].id}/")
    assert "<script>" in page.locator(".post .text").inner_text()
    assert page.title() != "owned"
    assert page.locator(".post .text script, .post .text img, .post .text b").count() == 0
    page.goto("/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.locator("main script").count() == 0


def test_facets_narrow_and_let_go(page: Page, room) -> None:
    sign_in(page, "analyst-1")
    expect(page.locator(".total")).to_have_text(f"{len(room.documents)} listings")
    wanted = sum(document.label == "seek" for document in room.documents)
    page.locator(".facets").get_by_role("link", name="wanted").click()
    expect(page.locator(".hit")).to_have_count(wanted)
    page.locator(".facets .chosen").click()
    expect(page.locator(".hit")).to_have_count(len(room.documents))


def test_facets_of_many_values_are_folded_and_chosen_ones_stand_first(page: Page, room) -> None:
    sign_in(page, "analyst-1")
    facet = page.locator(".facets section").filter(has=page.get_by_role("heading", name="Category"))
    shown = facet.locator(":scope > ul a")
    expect(shown).to_have_count(OPEN)
    facet.get_by_text("more").click()
    last = facet.locator("details a").last
    name = last.locator("span").first.inner_text()
    last.click()
    expect(facet.locator("a.chosen")).to_contain_text(name)
    expect(shown.first).to_contain_text(name)
    page.get_by_label("Chosen").get_by_role("link").click()
    expect(page.locator(".total")).to_have_text(f"{len(room.documents)} listings")


def test_bounds_of_time_and_price_become_the_query(page: Page, room) -> None:
    sign_in(page, "analyst-1")
    page.get_by_label("Search listings").fill("银行 OR 患者")
    page.get_by_role("search").get_by_role("button", name="Search").click()
    price = page.get_by_role("group", name="Price in yuan")
    price.get_by_label("from").fill("1")
    price.get_by_label("to").fill("1.5")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_label("Search listings")).to_have_value("(银行 OR 患者) price:[1 TO 1.5]")
    expect(page.locator(".hit h2")).to_have_text(["患者资料，按病种"])
    page.get_by_role("group", name="Posted").get_by_label("to").fill("2026-04-01")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".total")).to_have_text("0 listings")
    price.get_by_label("from").fill("")
    price.get_by_label("to").fill("")
    page.get_by_role("group", name="Posted").get_by_label("to").fill("")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_label("Search listings")).to_have_value("(银行 OR 患者)")
    expect(page.locator(".hit")).to_have_count(3)


def test_a_hit_leads_to_its_contact_seller_campaign_and_likes(page: Page, room) -> None:
    bank = room.documents[0]
    sign_in(page, "analyst-1")
    hit = page.locator(".hit").filter(has_text=bank.title or "")
    hit.get_by_role("link", name="QQ 4300000017").click()
    expect(page.get_by_label("Search listings")).to_have_value('contact:"qq:4300000017"')
    expect(page.locator(".hit")).to_have_count(1)
    hit.get_by_role("link", name=bank.author_name or "", exact=True).click()
    expect(page.get_by_label("Search listings")).to_have_value(f'seller:"{bank.seller}"')
    page.goto("/?q=学生家长名单")
    expect(page.locator(".chip.withdrawn")).to_have_text("no longer judged a listing since version 2.0")
    page.get_by_role("link", name="2 copies, same campaign").first.click()
    copy = room.documents[5]
    expect(page.get_by_label("Search listings")).to_have_value(f"campaign:{copy.campaign}")
    expect(page.locator(".hit")).to_have_count(2)
    page.locator(".hit h2 a").first.click()
    page.get_by_role("link", name="More like this").click()
    expect(page.get_by_label("Search listings")).to_have_value(
        re.compile(rf".* OR .* category:.* NOT campaign:{copy.campaign}")
    )
    expect(page.locator(".sorts [aria-current]")).to_have_text("relevance")
    expect(page.locator(".hit h2").first).to_have_text("校门口")
    expect(page.locator(".hit").filter(has_text="学生家长名单")).to_have_count(0)


def test_an_empty_answer_says_what_else_to_ask(page: Page, house) -> None:
    sign_in(page, "analyst-1")
    page.goto("/?q=患者 魑魅&category=hotel")
    expect(page.locator(".empty")).to_contain_text("Nothing found.")
    page.get_by_role("link", name="患者 OR 魑魅").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.goto("/?q=患者字料")
    page.get_by_role("link", name="alike:患者字料").click()
    expect(page.locator(".hit mark").first).to_be_visible()


def test_the_search_page_fits_a_telephone(page: Page, house) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, "analyst-1")
    page.get_by_text("How to ask").click()
    page.get_by_role("link", name="银行 客户").click()
    expect(page.locator(".hit mark").first).to_have_text("银行客户")
    page.get_by_role("link", name="Narrow down").click()
    expect(page.get_by_role("group", name="Posted")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_query_that_cannot_be_read_says_why(page: Page, house) -> None:
    sign_in(page, "analyst-1")
    page.get_by_label("Search listings").fill('银行 AND "名单')
    page.get_by_role("search").get_by_role("button", name="Search").click()
    expect(page.get_by_role("alert")).to_contain_text("this quotation mark is not closed")
    expect(page.locator(".wrong mark")).to_have_text('"')
    expect(page.get_by_label("Search listings")).to_have_value('银行 AND "名单')
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Search listings")).to_have_value('银行 AND "名单"')
    expect(page.locator(".total")).to_have_text("1 listing")


def test_an_operator_schedules_and_runs(page: Page, room) -> None:
    sign_in(page, "operator-1")
    page.get_by_role("link", name="Runs").click()
    page.locator("form[action='/schedules/'] select").select_option("press_board")
    page.get_by_label("Cron").fill("61 * * * *")
    page.get_by_role("button", name="Add schedule").click()
    expect(page.locator(".message.error")).to_contain_text("Bad minute")
    page.get_by_label("Cron").fill("30 8 * * *")
    page.get_by_role("button", name="Add schedule").click()
    row = page.locator("tr").filter(has_text="30 8 * * *")
    expect(row.locator("time").first).to_contain_text("08:30")
    row.get_by_role("button", name="Pause").click()
    expect(row).to_contain_text("paused")
    page.locator("form[action='/runs/now'] select").select_option("press_board")
    page.get_by_role("button", name="Run now").click()
    expect(page.get_by_role("status")).to_have_text("queued")
    order = take()
    assert order.args == {"source": "press_board"}
    orders.fail(order.pk, "the site is down")
    expect(page.get_by_role("alert")).to_have_text("the site is down", timeout=15_000)


def test_the_house_speaks_chinese(page: Page, room) -> None:
    sign_in(page, "investigator-1")
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("link", name="案件")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(page.locator(".facets")).to_contain_text("信息类别")
    page.goto(f"/listings/{room.documents[0].id}/")
    expect(page.locator(".claim")).to_have_text("若所述属实")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Cases")).to_be_visible()


def test_five_wrong_passwords_lock_the_name_out(page: Page, house) -> None:
    for _ in range(4):
        sign_in(page, "officer-1", "wrong")
        expect(page.get_by_role("alert")).to_have_text("Name and password do not belong together.")
    sign_in(page, "officer-1", "wrong")
    expect(page.get_by_role("heading", level=1)).to_have_text("Too many wrong passwords")
    sign_in(page, "officer-1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Too many wrong passwords")
    sign_in(page, "admin-1")
    expect(page.get_by_role("link", name="Audit")).to_be_visible()


def test_a_port_in_use_is_one_sentence(house) -> None:
    from console.server import ServerError

    port = int(house.url.rsplit(":", 1)[1])
    with pytest.raises(ServerError, match=rf"cannot listen on 127\.0\.0\.1:{port}: Address already in use"):
        bind("127.0.0.1", port)
