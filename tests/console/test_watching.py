"""Saving a search and being told, before a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from analysis.words.terms import terms
from casework import alerts, audit, saved_searches
from casework.matches import Match, raise_alerts
from config.settings import Settings
from operations.worker import Worker
from search.index import open_index
from tests.console.test_journey import browser, page, sign_in  # noqa: F401 (fixtures)


@pytest.fixture
def worker(room: Any) -> Iterator[Worker]:
    """Who does what the console asks for."""
    index = open_index(f"sqlite:///{room.home / 'index.sqlite'}", terms)
    yield Worker(Settings(home=room.home), lambda: index)
    index.close()


def test_a_search_is_saved_run_told_and_acknowledged(page: Page, room: Any, worker: Worker) -> None:  # noqa: F811
    sign_in(page, "investigator-1")
    page.get_by_label("Search listings").fill("资料")
    page.get_by_role("search").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Save this search").click()

    expect(page.get_by_label("Query")).to_have_value("资料")
    page.get_by_label("Query").fill("资料 OR 13000000123")
    page.get_by_label("Name", exact=True).fill("名单 <b>bank</b>")
    page.get_by_role("button", name="Preview").click()
    assert "13000000123" not in page.content()
    expect(page.locator("#preview")).to_contain_text("Cost: tried on")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("for what purpose")
    page.get_by_label("Purpose").fill("case 12")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("The search is saved")
    (row,) = saved_searches.all_searches()
    assert (row.name, row.purpose) == ("名单 <b>bank</b>", "case 12")
    assert row.query.startswith("资料 OR match:phone.1.")

    page.get_by_role("button", name="Run over everything").click()
    assert worker.work()
    expect(page.get_by_role("status")).to_have_text("done", timeout=15_000)
    found = alerts.recent_alerts()
    assert len(found) > 1
    expect(page.locator("dl")).to_contain_text(f"{len(found)} new alerts")
    expect(page.locator("nav .count")).to_have_count(0)  # what a retro-run finds is for the digest
    page.get_by_role("link", name="Alerts").click()
    digest = page.locator("#digest tbody tr")
    expect(digest).to_contain_text("名单 <b>bank</b>")
    digest.get_by_role("button", name="Acknowledge all").click()
    expect(page.get_by_role("status")).to_contain_text("alerts are acknowledged")
    expect(page.locator("#digest")).to_have_count(0)

    raise_alerts([Match(row.pk, f"not indexed yet {copy}", "new campaign") for copy in "ab"])
    page.reload()
    expect(page.locator("nav .count")).to_have_text("1")
    told = page.locator("#at-once tbody tr")
    expect(told).to_contain_text("new")
    expect(told).to_contain_text("×2")
    told.get_by_role("button", name="Acknowledge").click()
    expect(page.locator("#at-once")).to_contain_text("No alert waits.")
    expect(page.locator("nav .count")).to_have_count(0)
    last = alerts.recent_alerts(1)[0]
    assert last.seen_by is not None
    assert last.acknowledged_by is not None
    kinds = {event.kind for event in audit.recent_events(subject=f"search:{row.pk}")}
    assert kinds == {"search saved", "alerts acknowledged"}


def test_a_search_is_changed_paused_and_removed_by_its_owner_alone(page: Page, room: Any) -> None:  # noqa: F811
    from casework.accounts import find_account

    draft = saved_searches.SearchDraft(
        name="hotels", query="类别:酒店", purpose="x", language=1, filters={"label": "sale"}
    )
    row = saved_searches.save_search(draft, find_account("admin-1"))
    sign_in(page, "analyst-1")
    page.goto(f"/saved-searches/{row.pk}/")
    expect(page.get_by_role("button", name="Run over everything")).to_be_visible()
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "admin-1")
    page.get_by_role("link", name="Saved searches").click()
    page.get_by_role("link", name="hotels").click()
    page.get_by_label("Query").fill('类别:酒店 AND "')
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("quotation mark is not closed")
    page.get_by_label("Query").fill("类别:患者")
    page.get_by_label("Kind").uncheck()
    page.get_by_label("Tell in the digest").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("The search is changed.")
    changed = saved_searches.find_search(row.pk)
    assert (changed.query, changed.filters, changed.notice) == ("类别:患者", {}, "digest")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("paused")
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("布控")
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_role("status")).to_contain_text("已删除")
    page.get_by_role("button", name="English").click()
    assert row.pk not in [one.pk for one in saved_searches.all_searches()]
