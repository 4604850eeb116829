"""What is judged a listing no more goes, unless somebody has to do with it: then it stays and says so."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from casework.accounts import add_account
from casework.alerts import recent_alerts
from casework.cases import add_listing, open_case
from casework.involved import involved_listings
from casework.matches import Match, raise_alerts
from casework.reviews import record_review
from casework.saved_searches import SearchDraft, save_search
from cli.replaying import judge_again
from config.settings import Settings
from evidence.match_keys import match_keys
from evidence.vault import open_vault
from operations.deliver import deliver
from operations.rebuild import Replay, rebuild, replay
from records.visit import Listing, Visit
from search.index import Index, open_index
from tests.operations.importing.conftest import OFFER, Take, chat, message, write_json


@pytest.fixture
def index(settings: Settings) -> Any:
    opened = open_index(settings.index_url, terms)
    opened.init()
    yield opened
    opened.close()


def judged(settings: Settings, strict: bool) -> Replay:
    """Read the vault again; ``strict`` finds no listing in it."""
    key = match_keys(settings.home / "keys")[0]

    def again(visits: Sequence[tuple[Visit, str]]) -> list[list[Listing]]:
        return [[] for _ in visits] if strict else judge_again(key, visits)

    return replay(settings.home, open_vault(settings.vault_url), {}, again, involved_listings)


def test_reviewed_told_and_gathered_listings_stay(
    take: Take, settings: Settings, index: Index, tmp_path: Path
) -> None:
    posts = [message(number, f"{OFFER} 第{number}批") for number in range(1, 6)]
    take(write_json(tmp_path / "result.json", chat("群", 4294967298, posts)))
    deliver(settings.home, index)
    ids = sorted(document.id for document in index.scan())
    by = add_account("reader", "investigator", "correct horse battery")
    record_review(ids[0], "confirmed", by)
    add_listing(open_case("银行", by), ids[1], by)
    search = save_search(SearchDraft(name="银行", query="银行", purpose="a test", language=1), by)
    assert raise_alerts([Match(search.pk, ids[2], "campaign")]) == 1
    assert [alert.listing for alert in recent_alerts(9)] == [ids[2]]

    judged(settings, strict=True)
    rebuild(settings.home, index)
    left = {document.id: document.withdrawn_since for document in index.scan("state:withdrawn")}
    assert left == dict.fromkeys(ids[:3], version("hawkwatch"))
    assert index.count() == 3
    reviewed = index.get(ids[0])
    assert reviewed is not None
    assert reviewed.review == "confirmed"

    assert judged(settings, strict=False).listings == 5
    rebuild(settings.home, index)
    assert index.find("state:standing").total == 5
