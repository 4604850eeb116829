# ruff: noqa: E501  (markup keeps the platform's own lines)
"""No page makes a reader raise, and none keeps it busy for long."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.vocabulary import word_lists
from crawlers.catalog import load_source, shipped_folder
from crawlers.readers import FAMILIES, read
from crawlers.recorded import find_cases, load_page
from records.page import Page
from records.wire import encode

Make = Callable[..., Page]
ZONE = "Asia/Shanghai"
EVERY = sorted(FAMILIES)
RECORDED = [
    (load_source(folder, lexicon=word_lists), folder / "pages", case)
    for folder in sorted(file.parent for file in shipped_folder().glob("*/source.yml"))
    for case in find_cases(folder / "pages")
]
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


@settings(CALM, max_examples=60)
@given(which=st.sampled_from(RECORDED), random=st.randoms(use_true_random=False))
def test_recorded_pages_with_pieces_cut_out_and_repeated(page: Make, which: Any, random: Any) -> None:
    source, folder, case = which
    whole = load_page(folder, case)
    body = whole.content
    for _ in range(3):
        start, end = sorted((random.randrange(len(body) + 1), random.randrange(len(body) + 1)))
        body = (
            body[:start] + body[end:]
            if random.random() < 0.7
            else body[:end] + body[start : start + 200] + body[end:]
        )
    encode(read(page(body, whole.url), source.family, source.zone))


@pytest.mark.parametrize("family", EVERY)
@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 50_000,
        "<tbody id=normalthread_1>" * 20_000,
        '<div class="tgme_widget_message" data-post="a/1">' * 50_000,
        "<div id=post_1><table><tr><td id=postmessage_1>" * 20_000,
        "<div class=l_post data-field='{\"content\":{}}'>" * 20_000,
        '<code id="pagelet_html_x"><!--' * 20_000,
        '<div class="tgme_widget_message" data-post="a/1"><p>x</p></div>' * 30_000,
        "<div id=post_1><table><tr><td id=postmessage_1>x</td></tr></table></div>" * 30_000,
        '<div class=l_post data-field=\'{"content":{"post_no":1}}\'><p>x</p></div>' * 30_000,
        "<li class=j_thread_list data-field='{\"id\":1}'><a>x</a></li>" * 30_000,
        "<div class=s_post><span class=p_title><a href=/p/1>x</a></span></div>" * 30_000,
        "<div action-type=feed_list_item class=card-wrap mid=1><p class=txt>x</p></div>" * 30_000,
        "[" * 100_000,
        '{"data":' * 100_000,
        "mtopjsonp1(" * 50_000,
        "document.cookie=" * 5_000,
        "<script " * 50_000,
        "<title>" + " " * 500_000,
        "\0" * 100_000,
        "charset=" * 100_000,
        "<a href='http://[" + "x" * 100_000,
        "1 " * 200_000,
    ],
    ids=lambda body: body[:24],
)
@pytest.mark.timeout(60)
def test_pages_made_to_hurt(page: Make, family: str, body: str) -> None:
    encode(read(page(body), family, ZONE))
