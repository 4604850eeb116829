# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Answers of any shape and next to nothing: no reader raises, none finds a post."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawlers.readers import FAMILIES, read
from records.page import Page
from records.reading import State
from records.wire import encode

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
EVERY = sorted(FAMILIES)
CALM = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
KEYS = st.sampled_from(
    ["ok", "data", "cards", "card_group", "card_type", "mblog", "user", "id", "mid", "text", "list", "ret", "resultList",
     "item", "main", "exContent", "clickParam", "args", "itemId", "title", "price", "fishTags", "tagList", "itemDO", "no",
     "Variables", "postlist", "forum_threadlist", "pid", "Message", "messagestr", "card_list", "cardInfo", "tid",
     "post_list", "first_floor", "content", "user_list", "forum", "tids", "retweeted_status", "pics", "created_at",
     "cardlistInfo", "page", "resultInfo", "error_code", "msg"]
)  # fmt: skip
SHAPES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@CALM
@given(shape=SHAPES)
def test_json_of_any_shape(page: Make, rendered: Make, shape: Any) -> None:
    for family in EVERY:
        encode(read(page(json.dumps(shape), "https://www.example.com/x?id=1"), family, ZONE))
        encode(read(rendered("https://www.example.com/x?id=1", shape), family, ZONE))


@CALM
@given(body=st.binary(max_size=300))
def test_bytes_of_any_kind(page: Make, body: bytes) -> None:
    for family in EVERY:
        encode(read(page(body), family, ZONE))


@CALM
@given(shape=SHAPES)
def test_json_inside_markup_and_markup_inside_json(page: Make, shape: Any) -> None:
    plain = json.dumps(shape)
    for body in (f"<html><pre>{plain}</pre></html>", json.dumps({"data": f"<div id=post_1>{plain}</div>"})):
        for family in EVERY:
            assert not read(page(body), family, ZONE).posts


@pytest.mark.parametrize("family", EVERY)
@pytest.mark.parametrize("body", ["", " ", "\ufeff", "null", "[]", "{}", "<", "<html>", "\0", "\ud83d"])
def test_next_to_nothing_is_not_understood(page: Make, family: str, body: str) -> None:
    reading = read(page(body.encode("utf-8", "surrogatepass")), family, ZONE)
    assert reading.state not in (State.ITEMS, State.EMPTY)
    assert not reading.posts
