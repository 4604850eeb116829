"""Saved searches and their alerts: whose they are, what changes are heard of, what is told once."""

from pathlib import Path
from typing import Any

import pytest

from casework import alerts, audit, cases, saved_searches
from casework.fault import CaseworkError, Denied
from casework.involved import involved_listings
from casework.matches import Match, raise_alerts
from casework.saved_searches import SearchDraft


def draft(**fields: Any) -> SearchDraft:
    given: dict[str, Any] = {"name": "银行名单", "query": "类别:银行", "purpose": "专案", "language": 1}
    return SearchDraft(**(given | fields))


@pytest.fixture
def owner(people: dict[str, Any]) -> Any:
    return people["investigator"]


def test_a_search_is_saved_changed_and_removed(owner: Any, people: dict[str, Any]) -> None:
    case = cases.open_case("Banks", owner)
    row = saved_searches.save_search(draft(case=case.pk, filters={"source": "board"}), owner)
    assert saved_searches.find_search(row.pk).case == case
    saved_searches.change_search(row.pk, draft(query="类别:酒店"), owner)
    saved_searches.set_active(row.pk, False, people["admin"])
    again = saved_searches.find_search(row.pk)
    assert (again.query, again.active, again.case, again.filters) == ("类别:酒店", False, None, {})
    raise_alerts([Match(row.pk, "a")])
    saved_searches.remove_search(row.pk, owner)
    with pytest.raises(CaseworkError, match=f"there is no saved search {row.pk}"):
        saved_searches.find_search(row.pk)
    assert saved_searches.all_searches() == []
    assert involved_listings() == {"a"}
    assert alerts.waiting_alerts(owner) == 0
    kinds = [event.kind for event in audit.recent_events(subject=f"search:{row.pk}")]
    assert kinds == ["search removed", "search paused", "search changed", "search saved"]


def test_every_change_is_heard_of_in_order(owner: Any) -> None:
    first, second = (saved_searches.save_search(draft(name=name), owner) for name in "ab")
    heard = saved_searches.changed_searches(0)
    assert heard == [first, second]
    mark = heard[-1].revision
    saved_searches.set_active(first.pk, False, owner)
    saved_searches.remove_search(second.pk, owner)
    changed = saved_searches.changed_searches(mark)
    assert [(row.pk, row.active) for row in changed] == [(first.pk, False), (second.pk, False)]
    assert saved_searches.changed_searches(changed[-1].revision) == []


def test_only_its_owner_or_an_administrator_changes_a_search(owner: Any, people: dict[str, Any]) -> None:
    row = saved_searches.save_search(draft(), owner)
    with pytest.raises(Denied, match=f"saved search {row.pk} is investigator-1's"):
        saved_searches.set_active(row.pk, False, people["analyst"])
    for role in ("operator", "officer"):
        with pytest.raises(Denied, match="has no right to watch"):
            saved_searches.save_search(draft(), people[role])
        with pytest.raises(Denied, match="has no right to watch"):
            alerts.acknowledge([], people[role])


def test_what_lacks_is_named(owner: Any) -> None:
    for fields, why in (
        ({"name": " "}, "a name of 1 to 200"),
        ({"purpose": ""}, "for what purpose '银行名单' is saved"),
        ({"query": " "}, "asks nothing"),
        ({"notice": "by pigeon"}, "at_once, digest"),
        ({"case": 7}, "there is no case 7"),
    ):
        with pytest.raises(CaseworkError, match=why):
            saved_searches.save_search(draft(**fields), owner)


def test_a_campaign_is_one_alert_and_its_copies_are_counted(owner: Any) -> None:
    one, other = (saved_searches.save_search(draft(name=name), owner).pk for name in "ab")
    copies = [Match(one, f"listing-{number}", "fingerprint") for number in range(3)]
    assert raise_alerts([*copies[:2], Match(other, "listing-0", "fingerprint"), Match(one, "lone")]) == 3
    assert raise_alerts([*copies, Match(one, "lone")]) == 0
    (alert,) = alerts.recent_alerts(search=other)
    assert (alert.copies, alert.listing) == (1, "listing-0")
    found = {row.campaign: (row.copies, row.listing) for row in alerts.recent_alerts(search=one)}
    assert found == {"fingerprint": (3, "listing-0"), "lone": (1, "lone")}
    assert alerts.counts_by_search() == {one: (2, 2), other: (1, 1)}
    assert [alert.search_id for alert in alerts.alerts_of("listing-0")] == [other, one]


def test_a_listing_with_another_text_is_not_told_again(owner: Any) -> None:
    search = saved_searches.save_search(draft(), owner).pk
    assert raise_alerts([Match(search, "a", "first text")]) == 1
    assert raise_alerts([Match(search, "a", "second text")]) == 0
    assert alerts.recent_alerts()[0].campaign == "first text"


def test_more_matches_than_one_statement_takes(owner: Any) -> None:
    search = saved_searches.save_search(draft(), owner).pk
    many = [Match(search, f"{number}", f"campaign {number // 2}") for number in range(3000)]
    assert raise_alerts(many, retro=True) == 1500
    assert raise_alerts(many) == 0
    assert len(involved_listings()) == 3000
    raise_alerts([Match(search, "found since")])
    assert alerts.waiting_alerts(owner) == 1  # what a retro-run finds is for the digest
    assert [alert.listing for alert in alerts.single_alerts(10, owner)] == ["found since"]
    (line,) = alerts.digest(owner)
    assert (line.search.pk, line.alerts, line.listings, line.retro) == (search, 1500, 3000, 1500)
    assert alerts.acknowledge_search(search, owner) == 1501
    assert alerts.digest(owner) == []


def test_alerts_are_seen_and_acknowledged_once(owner: Any, people: dict[str, Any], home: Path) -> None:
    search = saved_searches.save_search(draft(), owner).pk
    raise_alerts([Match(search, "a"), Match(search, "b")])
    assert alerts.waiting_alerts(owner) == 2
    numbers = [alert.pk for alert in alerts.recent_alerts()]
    assert alerts.mark_seen(numbers, owner) == 2
    assert alerts.mark_seen(numbers, people["admin"]) == 0
    assert alerts.acknowledge(numbers[:1], people["analyst"]) == 1
    assert alerts.acknowledge(numbers, owner) == 1
    assert alerts.recent_alerts(waiting=True) == []
    assert {alert.acknowledged_by for alert in alerts.recent_alerts()} == {people["analyst"], owner}
    events = audit.recent_events(subject=f"search:{search}")
    assert [(event.actor, event.details["count"]) for event in events[:2]] == [
        ("investigator-1", 1),
        ("analyst-1", 1),
    ]
    with pytest.raises(CaseworkError, match="there is no alert 99"):
        alerts.acknowledge([99], owner)
