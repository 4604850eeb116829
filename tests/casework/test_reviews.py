"""Reviews, their history and their outbox; cases."""

from typing import Any

import pytest

from casework import audit, cases, outbox, reviews
from casework.fault import CaseworkError, Denied


def _verdicts(listings: list[str] | None) -> dict[str, str]:
    return {listing: row.verdict for listing, row in reviews.last_verdicts(listings).items()}


def test_the_last_verdict_counts_and_the_history_stays(people: dict[str, Any]) -> None:
    by = people["investigator"]
    for verdict in ("unsure", "rejected", "confirmed"):
        reviews.record_review("L1", verdict, by, note=f"  {verdict}! ")
    reviews.record_review("L2", "rejected", by)
    assert {key: row.verdict for key, row in reviews.last_verdicts().items()} == {
        "L1": "confirmed",
        "L2": "rejected",
    }
    assert {key: row.verdict for key, row in reviews.last_verdicts(["L1", "L9"]).items()} == {
        "L1": "confirmed"
    }
    assert [row.note for row in reviews.reviews_of("L1")] == ["confirmed!", "rejected!", "unsure!"]


def test_last_verdicts_of_more_listings_than_one_statement_holds(people: dict[str, Any]) -> None:
    reviews.record_review("L1500", "confirmed", people["admin"])
    assert list(reviews.last_verdicts([f"L{n}" for n in range(2000)])) == ["L1500"]


def test_every_review_waits_in_the_outbox_until_settled(people: dict[str, Any]) -> None:
    for listing in ("L1", "L2", "L1"):
        reviews.record_review(listing, "confirmed", people["investigator"])
    waiting = outbox.pending_reviews()
    assert [row.review.listing for row in waiting] == ["L1", "L2", "L1"]
    assert outbox.settle(row.pk for row in waiting[:2]) == 2
    assert outbox.settle([waiting[0].pk]) == 0
    assert [row.pk for row in outbox.pending_reviews()] == [waiting[2].pk]


def test_only_reviewers_review(people: dict[str, Any]) -> None:
    for role in ("operator", "analyst", "officer"):
        with pytest.raises(Denied, match=f"{role}-1 .* no right to review"):
            reviews.record_review("L1", "confirmed", people[role])
    with pytest.raises(CaseworkError, match="verdict 'guilty' is unknown"):
        reviews.record_review("L1", "guilty", people["investigator"])
    assert reviews.last_verdicts() == {}
    assert outbox.pending_reviews() == []


def test_a_case_holds_a_listing_once(people: dict[str, Any]) -> None:
    by = people["investigator"]
    case = cases.open_case(" Bank clerks ", by)
    assert [cases.add_listing(case, listing, by) for listing in ("L2", "L1", "L2")] == [True, True, False]
    assert cases.listings_of(case) == ["L2", "L1"]
    assert cases.cases_of("L1") == [case]
    assert cases.remove_listing(case, "L2", by)
    assert not cases.remove_listing(case, "L2", by)
    assert cases.listings_of(cases.find_case(case.pk)) == ["L1"]
    kinds = [event.kind for event in audit.recent_events(subject=f"case:{case.pk}")]
    assert kinds == ["listing removed", "listing added", "listing added", "case opened"]


def test_bad_cases(people: dict[str, Any]) -> None:
    with pytest.raises(CaseworkError, match="needs a title"):
        cases.open_case("  ", people["investigator"])
    with pytest.raises(Denied):
        cases.open_case("Mine", people["operator"])
    with pytest.raises(CaseworkError, match="there is no case 77"):
        cases.find_case(77)
