"""Saved searches of a house whose index is an Elasticsearch: what is asked of one with the embedded index."""

import pytest

from tests.operations.watching.conftest import house, owner, post, save, watch
from tests.operations.watching.test_alerts import (
    test_a_changed_listing_is_told_only_to_searches_it_did_not_answer_before,
    test_a_retro_run_tells_what_is_kept_once,
    test_a_review_is_told_to_who_waits_for_it,
    test_copies_are_one_alert,
    test_what_waits_is_told_before_the_index_is_made_anew,
)
from tests.operations.watching.test_killed import (
    test_killed_again_and_again,
    test_killed_between_telling_and_marking,
)

__all__ = [
    "house",
    "owner",
    "post",
    "save",
    "test_a_changed_listing_is_told_only_to_searches_it_did_not_answer_before",
    "test_a_retro_run_tells_what_is_kept_once",
    "test_a_review_is_told_to_who_waits_for_it",
    "test_copies_are_one_alert",
    "test_killed_again_and_again",
    "test_killed_between_telling_and_marking",
    "test_what_waits_is_told_before_the_index_is_made_anew",
    "watch",
]
pytestmark = pytest.mark.parametrize("index_url", ["elasticsearch"], indirect=True)
