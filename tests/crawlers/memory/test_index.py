"""What the index hears of listings that changed: later versions, and which are gone or back."""

from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from casework.accounts import add_account
from casework.open import open_casework
from casework.reviews import record_review
from crawlers.journal.journal import Journal
from operations.deliver import deliver
from operations.kept import newest
from operations.memory import Memory
from operations.reviews import deliver_reviews
from search.index import Index, open_index
from testbed.server import Testbed

CHANNEL = "liaozi_0000"
SALE = "出一手银行持卡人资料，{price}一条，微信 kefu_00000，第{number}批"


@pytest.fixture
def index(tmp_path: Path) -> Any:
    opened = open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)
    opened.init()
    yield opened
    opened.close()


def tell_gone(runs: Any) -> None:
    """What the end of a supervised run does."""
    journal, memory = Journal(Path(runs.order.journal)), Memory(runs.settings.home)
    for listing in memory.gone_or_back(runs.order.run):
        journal.announce(listing)
    for opened in (memory, journal):
        opened.close()


def test_a_listing_keeps_its_first_sight_and_its_verdict(
    runner: Any, small_sites: Testbed, index: Index
) -> None:
    runs = runner("testbed_channels", (f"/s/{CHANNEL}",))
    keys = [
        small_sites.change("channels", "open", place=CHANNEL, text=SALE.format(price="五毛", number=number))
        for number in range(3)
    ]
    runs.run()
    deliver(runs.settings.home, index)
    (hit,) = index.find("第1批").hits
    first = hit.document
    open_casework(runs.settings.home)
    record_review(first.id, "confirmed", add_account("reader", "investigator", "correct horse battery"))
    assert deliver_reviews(runs.settings.home, index) == 1
    (reviewed,) = index.find("review:confirmed").hits
    assert reviewed.document.id == first.id

    small_sites.change("channels", "edit", post=keys[1], text=SALE.format(price="八毛", number=1))
    runs.run()
    deliver(runs.settings.home, index)
    changed = index.get(first.id)
    assert changed is not None
    assert "八毛" in changed.text
    assert changed.review == "confirmed"
    assert changed.first_seen == first.seen_at < changed.seen_at
    assert changed.capture != first.capture

    small_sites.change("channels", "remove", post=keys[1])
    runs.run()
    tell_gone(runs)
    deliver(runs.settings.home, index)
    (hit,) = index.find("standing:gone").hits
    gone = hit.document
    assert gone.id == first.id
    assert gone.review == "confirmed"
    assert "八毛" in gone.text
    assert gone.first_seen == first.seen_at
    memory = Memory(runs.settings.home)
    assert memory.gone() == memory.gone([first.id]) == {first.id: gone.gone_at}
    memory.close()
    assert newest(runs.settings.home)[first.id].first_seen == first.seen_at
