"""New listings are told of before they count as delivered, once, to the searches that they answer."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from casework import saved_searches
from casework.alerts import recent_alerts
from casework.reviews import record_review
from operations import retro_run
from operations.alerts import CLOCK_SECONDS, Watch
from operations.deliver import deliver
from operations.rebuild import rebuild
from operations.retro_run import run_over_everything
from operations.reviews import deliver_reviews
from search.index import Index
from search.query import parse
from tests.operations.watching.conftest import Posting, Save, make_document


def told() -> set[tuple[str, str, int]]:
    """Every alert: its search's name, its campaign, its copies."""
    return {(alert.search.name, alert.campaign, alert.copies) for alert in recent_alerts(10_000)}


def test_a_listing_is_told_to_the_searches_it_answers(
    house: Path, index: Index, watch: Watch, save: Save, post: Posting
) -> None:
    save("类别:银行 第7批")
    save("contact:qq:4300000008")
    save("银行", filters={"source": "another_board"})
    save("类别:酒店")
    post(*(make_document(number) for number in range(6, 10)))
    assert deliver(house, index, watch.over(index)).delivered == 4
    assert told() == {("类别:银行 第7批", "c7", 1), ("contact:qq:4300000008", "c8", 1)}
    assert [alert.listing for alert in recent_alerts()] == [make_document(8).id, make_document(7).id]


def test_copies_are_one_alert(house: Path, index: Index, watch: Watch, save: Save, post: Posting) -> None:
    save("类别:银行")
    nameless = make_document(9, campaign="", text="出料", contacts=())
    post(*(make_document(number, campaign="same") for number in range(5)), nameless)
    deliver(house, index, watch.over(index))
    post(make_document(6, campaign="same"))
    deliver(house, index, watch.over(index))
    assert told() == {("类别:银行", "same", 6), ("类别:银行", nameless.id, 1)}


def test_a_changed_listing_is_told_only_to_searches_it_did_not_answer_before(
    house: Path, index: Index, watch: Watch, save: Save, post: Posting
) -> None:
    save("银行")
    post(make_document(1))
    deliver(house, index, watch.over(index))
    save("第1批")  # the listing was there before the search was
    save("降价")
    post(make_document(1, version=2, text="一手银行持卡人资料第1批，降价了", campaign="other text"))
    deliver(house, index, watch.over(index))
    assert told() == {("银行", "c1", 1), ("降价", "other text", 1)}


def test_changes_of_searches_count_from_the_next_documents_on(
    house: Path, index: Index, watch: Watch, save: Save, post: Posting, owner: Any
) -> None:
    first, second = save("第1批"), save("第2批")
    watch.refresh(index.terms)
    draft = saved_searches.SearchDraft(name="now another", query="第3批", purpose="a test", language=1)
    saved_searches.change_search(first.pk, draft, owner)
    saved_searches.set_active(second.pk, False, owner)
    post(*(make_document(number) for number in range(5)))
    deliver(house, index, watch.over(index))
    assert told() == {("now another", "c3", 1)}
    saved_searches.set_active(second.pk, True, owner)
    saved_searches.remove_search(first.pk, owner)
    post(*(make_document(number, text=f"第{number % 10}批名单") for number in range(10, 15)))
    deliver(house, index, watch.over(index))
    assert told() == {("now another", "c3", 1), ("第2批", "c12", 1)}


def test_other_words_of_the_index_have_every_search_read_anew(
    house: Path, index: Index, watch: Watch, save: Save
) -> None:
    save("第1批")
    watch.refresh(index.terms)
    before = watch.stored
    watch.dictionary.parent.mkdir()
    watch.dictionary.write_text("名单\t1\tn\n", "utf-8")
    watch.refresh(index.terms)
    assert watch.stored is not before
    assert len(watch.stored) == 1


def test_a_time_that_moves_on_is_read_anew(index: Index, watch: Watch, save: Save) -> None:
    moving, still = save("银行 发布:近7天").pk, save("银行").pk
    watch.refresh(index.terms)
    today, word = (watch.stored.queries[key] for key in (moving, still))
    long_ago = parse("银行 发布:近7天", index.terms, datetime(2026, 1, 1, tzinfo=UTC))
    watch.stored.put(moving, long_ago)
    watch.refresh(index.terms)
    assert watch.stored.queries[moving] is long_ago
    watch.timed_at -= CLOCK_SECONDS + 1
    watch.refresh(index.terms)
    assert today != watch.stored.queries[moving] != long_ago
    assert watch.stored.queries[still] is word


def test_a_search_that_cannot_be_read_any_more_stops_no_other(
    house: Path, index: Index, watch: Watch, save: Save, post: Posting, caplog: pytest.LogCaptureFixture
) -> None:
    save("colour:red")
    save("第1批")
    post(make_document(1))
    deliver(house, index, watch.over(index))
    assert told() == {("第1批", "c1", 1)}
    assert "(colour:red) finds nothing: there is no field colour" in caplog.text


def test_a_document_no_index_takes_raises_no_alert(
    house: Path, index: Index, watch: Watch, save: Save, post: Posting
) -> None:
    save("第1批")
    post(make_document(1, board="版" * 20_000), make_document(21, text="第1批"))
    deliver(house, index, watch.over(index))
    assert told() == {("第1批", "c21", 1)}


def test_making_the_index_anew_tells_nothing(house: Path, index: Index, watch: Watch, save: Save) -> None:
    save("银行")
    index.put([make_document(1)])
    rebuild(house, index)
    assert told() == set()


def test_what_waits_is_told_before_the_index_is_made_anew(
    house: Path, index: Index, watch: Watch, save: Save, post: Posting
) -> None:
    post(make_document(1))
    deliver(house, index)
    save("银行")
    post(make_document(2))
    rebuild(house, index, alert=watch.over(index))
    assert told() == {("银行", "c2", 1)}
    assert index.count() == 2
    deliver(house, index, watch.over(index))
    assert told() == {("银行", "c2", 1)}


def test_a_review_is_told_to_who_waits_for_it(
    house: Path, index: Index, watch: Watch, save: Save, post: Posting, owner: Any
) -> None:
    save("review:confirmed")
    post(make_document(1), make_document(2))
    deliver(house, index, watch.over(index))
    record_review(make_document(1).id, "confirmed", owner)
    assert deliver_reviews(house, index, watch.over(index)) == 1
    record_review(make_document(1).id, "confirmed", owner, "still so")
    deliver_reviews(house, index, watch.over(index))
    assert told() == {("review:confirmed", "c1", 1)}


class Gone(Exception):
    """What nobody expects."""


@pytest.mark.parametrize("paused", [False, True])
def test_a_retro_run_goes_on_unless_something_came_that_nobody_told(
    house: Path, index: Index, watch: Watch, save: Save, post: Posting, owner: Any, paused: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Behind a pause the mark says nothing of what came before it."""
    index.put([make_document(number) for number in range(5, 10)])
    row = save("银行")
    monkeypatch.setattr(retro_run, "BATCH", 2)
    with monkeypatch.context() as cut:
        cut.setattr(retro_run.retro_marks, "end", gone)
        with pytest.raises(Gone):
            run_over_everything(row, index)
    if paused:
        saved_searches.set_active(row.pk, False, owner)
    post(make_document(1))
    deliver(house, index, watch.over(index))
    if paused:
        row = saved_searches.set_active(row.pk, True, owner)
    done = run_over_everything(row, index)
    assert (done.listings, done.alerts) == ((6, 1) if paused else (5, 5))
    assert told() == {("银行", f"c{number}", 1) for number in (1, *range(5, 10))}


def gone(mark: object) -> None:
    raise Gone


def test_a_retro_run_tells_what_is_kept_once(
    house: Path, index: Index, watch: Watch, save: Save, post: Posting
) -> None:
    index.put([make_document(number, campaign=f"c{number // 2}") for number in range(1200)])
    row = save("银行", filters={"category": "bank"})
    post(make_document(2000, campaign="c0"))
    deliver(house, index, watch.over(index))
    done = run_over_everything(row, index)
    assert (done.listings, done.alerts) == (1201, 599)
    assert run_over_everything(row, index).alerts == 0
    alerts = recent_alerts(10_000)
    assert len(alerts) == 600
    assert [alert.campaign for alert in alerts if not alert.retro] == ["c0"]
    assert sum(alert.copies for alert in alerts) == 1201
