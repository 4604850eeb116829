"""A person's day before a real browser: sign in, search, read, judge, gather, export."""

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from casework import audit, cases, orders, outbox, reviews
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


def test_a_query_that_cannot_be_read_says_why(page: Page, house) -> None:
    sign_in(page, "analyst-1")
    page.get_by_label("Search listings").fill('银行 AND "名单')
    page.get_by_role("search").get_by_role("button", name="Search").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Search listings")).to_have_value('银行 AND "名单')


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
